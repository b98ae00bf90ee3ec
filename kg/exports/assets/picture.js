// The drawing as a picture of its own: a ground, a title, edges with arrows, nodes, names and a legend, as SVG or PNG.

const MARGIN = 40;
const SHARP = 2; // pixels of the PNG for one of the drawing

// What the picture shows, in the order it is painted: shapes {d, fill, stroke, width, dash} and texts {words, x, y, …}.
function paint() {
  const { colours } = networkView;
  const bodies = [...scene.members.keys()].map((entity) => {
    const { x, y } = networkView.place(entity);
    return [entity, x, y, content.entities[entity].size];
  });
  const lines = scene.edges.flatMap((edge) => networkView.segments(edge));
  const { names } = placeNames(bodies, lines, 1, new Set(bodies.map(([entity]) => entity)));
  const boxes = [...names.map(({ box }) => box), ...bodies.map(([, x, y, radius]) => around(x, y, 2 * radius, 2 * radius))];
  const sides = (index, best) => (boxes.length ? best(...boxes.map((box) => box[index])) : 0);
  const [left, top] = [sides(0, Math.min) - MARGIN, sides(1, Math.min) - MARGIN - 56];
  const rows = legendRows([...scene.members.keys()].map((entity) => content.entities[entity]), scene.edges.map(statusOf));
  const inner = Math.max(sides(2, Math.max) - sides(0, Math.min), 480);
  const perRow = Math.max(1, Math.floor(inner / 190));
  const bottom = sides(3, Math.max) + 30;
  const width = inner + 2 * MARGIN;
  const height = bottom - top + Math.ceil(rows.length / perRow) * 26 + MARGIN;
  const items = [{ d: `M${left} ${top}h${width}v${height}h${-width}z`, fill: colours.ground }];
  items.push(words(text().title, left + MARGIN, top + MARGIN, 22, 650, colours.ink, "start"));
  items.push(words(seenLine(), left + MARGIN, top + MARGIN + 28, 13, 400, colours.quiet, "start"));
  for (const edge of scene.edges) items.push(...paintEdge(edge, colours));
  for (const [entity, x, y, radius] of bodies) {
    const { outline, colour } = familyOf(entity);
    items.push(shape(outline, x, y, radius, colour, content.entities[entity].planned, colours.ground));
  }
  for (const { lines: rows2, weight, box } of names) {
    const step = (box[3] - box[1]) / rows2.length;
    rows2.forEach((row, index) => items.push({
      ...words(row, (box[0] + box[2]) / 2, box[1] + (index + 0.5) * step, nameSize(1), weight, colours.ink, "middle"),
      halo: colours.ground,
    }));
  }
  rows.forEach((row, index) => {
    const x = left + MARGIN + (index % perRow) * 190;
    const y = bottom + 14 + Math.floor(index / perRow) * 26;
    if (row.family) items.push(shape(row.family.outline, x + 8, y, 7, row.family.colour, false, colours.ground));
    else items.push({ d: `M${x} ${y}h22`, stroke: lineColour(row.way, colours), width: 1.6, dash: DASHES[row.way] || [] });
    items.push(words(`${row.label} ${row.count}`, x + (row.family ? 22 : 30), y, 13, 400, colours.ink, "start"));
  });
  return { left, top, width, height, items };
}

const words = (what, x, y, size, weight, fill, anchor) => ({ words: what, x, y, size, weight, fill, anchor });
const lineColour = (way, colours) => (way === "reference" ? colours.faint : way === "planned" ? colours.planned : colours.edge);

function shape(outline, x, y, radius, colour, planned, ground) {
  const look = planned ? { fill: ground, stroke: colour, width: 1.8, dash: [4, 2.5] } : { fill: colour, stroke: ground, width: 1.5, dash: [] };
  return { d: outline, at: [x - radius, y - radius, radius / 8], ...look };
}

function paintEdge(edge, colours) {
  const status = statusOf(edge);
  const stroke = lineColour(status, colours);
  const points = Array.from({ length: 21 }, (_, index) => networkView.pointAt(edge, index / 20));
  const end = networkView.place(edge.to);
  const clear = content.entities[edge.to].size + 3;
  const kept = points.filter(({ x, y }) => Math.hypot(x - end.x, y - end.y) > clear);
  if (kept.length < 2) return [];
  const last = kept.at(-1);
  const [dx, dy] = [end.x - last.x, end.y - last.y];
  const far = Math.hypot(dx, dy);
  const tip = { x: end.x - (dx / far) * clear, y: end.y - (dy / far) * clear };
  const spot = ({ x, y }) => `${round(x)} ${round(y)}`;
  const line = { d: `M${[...kept, tip].map(spot).join("L")}`, stroke, width: 1.3, dash: DASHES[status] || [] };
  if (edge.mutual) return [line];
  const [ux, uy] = [dx / far, dy / far];
  const corner = (side) => ({ x: tip.x - 9 * ux + side * 3.6 * uy, y: tip.y - 9 * uy - side * 3.6 * ux });
  return [line, { d: `M${spot(tip)}L${spot(corner(1))}L${spot(corner(-1))}z`, fill: stroke }];
}

const round = (value) => Math.round(value * 10) / 10;
const escape = (words) => String(words).replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);

function toSvg({ left, top, width, height, items }) {
  const rows = items.map((item) => {
    if (item.words !== undefined) {
      const halo = item.halo ? ` stroke="${item.halo}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"` : "";
      const place = `x="${round(item.x)}" y="${round(item.y)}" text-anchor="${item.anchor}" dominant-baseline="central"`;
      return `<text ${place} font-size="${item.size}" font-weight="${item.weight}" fill="${item.fill}"${halo}>${escape(item.words)}</text>`;
    }
    const dash = item.dash?.length ? ` stroke-dasharray="${item.dash.map((one) => one / (item.at?.[2] ?? 1)).join(" ")}"` : "";
    const line = item.stroke ? ` stroke="${item.stroke}" stroke-width="${round(item.width / (item.at?.[2] ?? 1))}"${dash}` : "";
    const at = item.at ? ` transform="translate(${round(item.at[0])} ${round(item.at[1])}) scale(${item.at[2]})"` : "";
    return `<path d="${item.d}" fill="${item.fill ?? "none"}"${line}${at}/>`;
  });
  const view = [left, top, width, height].map(round).join(" ");
  const fonts = escape(FONTS.replaceAll('"', "'"));
  return `<svg xmlns="${SVG}" viewBox="${view}" width="${round(width)}" height="${round(height)}" font-family="${fonts}">\n<title>${escape(text().title)}</title>\n${rows.join("\n")}\n</svg>\n`;
}

function toCanvas({ left, top, width, height, items }) {
  const sharp = Math.min(SHARP, 8000 / Math.max(width, height));
  const canvas = element("canvas", { width: Math.ceil(width * sharp), height: Math.ceil(height * sharp) });
  const context = canvas.getContext("2d");
  context.scale(sharp, sharp);
  context.translate(-left, -top);
  context.lineJoin = "round";
  context.textBaseline = "middle";
  for (const item of items) {
    context.save();
    if (item.words === undefined) paintPath(context, item);
    else paintText(context, item);
    context.restore();
  }
  return canvas;
}

function paintPath(context, { d, fill, stroke, width, dash = [], at }) {
  const path = new Path2D(d);
  const scale = at?.[2] ?? 1;
  if (at) (context.translate(at[0], at[1]), context.scale(scale, scale));
  if (fill) ((context.fillStyle = fill), context.fill(path));
  if (!stroke) return;
  Object.assign(context, { strokeStyle: stroke, lineWidth: width / scale });
  context.setLineDash(dash.map((one) => one / scale));
  context.stroke(path);
}

function paintText(context, { words: what, x, y, size, weight, fill, anchor, halo }) {
  Object.assign(context, { font: `${weight} ${size}px ${FONTS}`, textAlign: anchor === "start" ? "start" : "center" });
  if (halo) {
    Object.assign(context, { strokeStyle: halo, lineWidth: 3.5 });
    context.strokeText(what, x, y);
  }
  context.fillStyle = fill;
  context.fillText(what, x, y);
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// For print the drawing is put into the page as a picture of its own, sharp at any size.
function showPrint() {
  byId("printed").replaceChildren();
  if (state.view === "network" && scene.members.size) {
    const picture = new DOMParser().parseFromString(toSvg(paint()), "image/svg+xml").documentElement;
    for (const name of ["width", "height"]) picture.removeAttribute(name);
    byId("printed").append(picture);
  }
}

function savePicture(kind) {
  if (kind === "svg") save(new Blob([toSvg(paint())], { type: "image/svg+xml" }), "graph.svg");
  else toCanvas(paint()).toBlob((blob) => save(blob, "graph.png"), "image/png");
}
