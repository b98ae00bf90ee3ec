// Where names stand: beside their nodes, never over each other or over a node, and clear of edges where there is room.

const FONTS = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';
const STRONG = 6; // so many of the best connected have their names in bold
// Where a name may stand, in halves of its own size from its node: below, above, right, left, then between and beyond.
const SIDES = [
  ...[[0, 1], [0, -1], [1, 0], [-1, 0], [0.5, 1], [-0.5, 1], [0.5, -1], [-0.5, -1]],
  ...[[1, 0.6], [-1, 0.6], [1, -0.6], [-1, -0.6], [1, 1], [-1, 1], [1, -1], [-1, -1]],
  ...[[0, 1.7], [0, -1.7], [0.7, 1.7], [-0.7, 1.7], [0.7, -1.7], [-0.7, -1.7], [1.4, 0], [-1.4, 0]],
];
const ROUNDS = 3; // in which names move to where others have left room
const MANY = 120; // names of which only the first round is affordable at each zoom
const WORDS = 0.92; // size of words on edges, to that of names
const WEIGHT = 12; // of an edge that a name would cover, against being further from the usual place

const widths = new Map();
const ruler = document.createElement("canvas").getContext("2d");

function measure(words, weight = 400) {
  const key = `${weight}${words}`;
  if (!widths.has(key)) {
    ruler.font = `${weight} 100px ${FONTS}`;
    widths.set(key, ruler.measureText(words).width / 100);
  }
  return widths.get(key);
}

// Names keep their size on the screen but for far and near views.
const nameSize = (scale) => Math.max(10.5, Math.min(13 * Math.sqrt(scale), 16));

// The names that have room at a scale: {entity, lines, weight, box}, all in the units of the drawing.
// `bodies` are the nodes as [entity, x, y, radius], those first that matter most; `lines` are the edges; `forced` have a
// name wherever it falls; the others only within `limits`.
function placeNames(bodies, lines, scale, forced, limits = null) {
  const font = nameSize(scale) / scale;
  const rooms = bodies.map(([, x, y, radius]) => around(x, y, 2 * radius, 2 * radius));
  const names = bodies.map(([entity]) => {
    const { name, label } = content.entities[entity];
    const rows = (label ?? name).split("\n");
    const weight = entity < STRONG || networkView.lit?.nodes.has(entity) ? 600 : 400;
    const width = Math.max(...rows.map((row) => measure(row, weight))) * font + font * 0.3;
    return { entity, lines: rows, weight, width, height: rows.length * font * 1.22, box: null };
  });
  const onNode = (box, own) => rooms.some((room, rank) => rank !== own && overlap(box, room));
  const onName = (box, own) => names.some((other, rank) => rank !== own && other.box && overlap(box, other.box));
  for (let round = 0; round < (names.length > MANY ? 1 : ROUNDS); round++) {
    names.forEach((one, rank) => {
      const [, x, y, radius] = bodies[rank];
      if (round && one.cost < WEIGHT) return;
      let best = null;
      SIDES.forEach(([right, down], order) => {
        const gap = (radius + font * 0.3) * (right && down && Math.abs(right * down) === 1 ? 0.75 : 1);
        const box = around(x + right * (gap + one.width / 2), y + down * (gap + one.height / 2), one.width, one.height);
        if ((limits && !within(box, limits)) || onName(box, rank)) return;
        let cost = order / 2;
        if (onNode(box, rank)) {
          if (one.entity >= STRONG) return;
          cost += 100 * WEIGHT; // a hub has a name, be it over another node
        }
        for (const line of lines) if (crosses(line, box)) cost += WEIGHT;
        if (!best || cost < best.cost) best = { cost, box };
      });
      const below = () => ({ cost: Infinity, box: around(x, y + radius + font * 0.3 + one.height / 2, one.width, one.height) });
      Object.assign(one, best ?? (forced.has(one.entity) ? below() : { box: null, cost: Infinity }));
    });
  }
  const placed = names.filter(({ box }) => box);
  return { names: placed, taken: [...rooms, ...placed.map(({ box }) => box)] };
}

// Words on edges, level, where the middle of the edge or a place near it is free: {edge, words, x, y}.
function placeWords(wanted, pointAt, scale, taken) {
  const font = (nameSize(scale) * WORDS) / scale;
  const placed = [];
  for (const edge of wanted) {
    const words = edgeWords(edge);
    const width = measure(words, 500) * font + font * 0.4;
    for (const at of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
      const { x, y } = pointAt(edge, at);
      const box = around(x, y, width, font * 1.25);
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      placed.push({ edge, words, x, y, box });
      break;
    }
  }
  return placed;
}
