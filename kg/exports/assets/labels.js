// Where names stand: beside their nodes, never over each other or over a node, and clear of edges where there is room.

const FONTS = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';
const STRONG = 6; // so many of the best connected have their names in bold
// Where a name may stand, in halves of its own size from its node: below, above, right, left, then between and beyond.
const SIDES = [
  ...[[0, 1], [0, -1], [1, 0], [-1, 0], [0.5, 1], [-0.5, 1], [0.5, -1], [-0.5, -1]],
  ...[[1, 0.6], [-1, 0.6], [1, -0.6], [-1, -0.6], [1, 1], [-1, 1], [1, -1], [-1, -1]],
  ...[[0, 1.7], [0, -1.7], [0.7, 1.7], [-0.7, 1.7], [0.7, -1.7], [-0.7, -1.7], [1.4, 0], [-1.4, 0]],
];
const ROUNDS = 5; // in which names move to where others have left room
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
  const names = bodies.map((body) => nameOn(body, font));
  const onNode = (box, own) => rooms.some((room, rank) => rank !== own && overlap(box, room));
  const under = (box, own) => names.filter((other, rank) => rank !== own && other.box && overlap(box, other.box));
  // The best place for a name; `pushing` other names away if nothing else helps.
  const best = (one, own, pushing) => {
    let found = { box: null, cost: Infinity, pushed: [] };
    placesFor(bodies[own], one, font).forEach((box, order) => {
      if (limits && !within(box, limits)) return;
      const pushed = under(box, own);
      if (pushed.length && !pushing) return;
      let cost = order / 2 + pushed.length * 50 * WEIGHT;
      if (onNode(box, own)) {
        if (one.entity >= STRONG) return;
        cost += 100 * WEIGHT; // a hub has a name, be it over another node
      } else if (onNode(grown(box, font * 0.7), own)) cost += WEIGHT / 3; // else it may be read as that node's name
      for (const line of lines) if (crosses(line, box)) cost += WEIGHT;
      if (cost < found.cost) found = { box, cost, pushed };
    });
    return found;
  };
  const rounds = names.length > MANY ? 1 : ROUNDS;
  for (let round = 0; round < rounds; round++) {
    names.forEach((one, own) => {
      if (round && one.cost < WEIGHT) return;
      const { box, cost, pushed } = best(one, own, !one.box && round > 0 && round < rounds - 1);
      Object.assign(one, { box, cost });
      for (const other of pushed) Object.assign(other, { box: null, cost: Infinity });
    });
  }
  names.forEach((one, own) => {
    if (!one.box && forced.has(one.entity)) one.box = placesFor(bodies[own], one, font)[0];
  });
  const placed = names.filter(({ box }) => box);
  return { names: placed, taken: [...rooms, ...placed.map(({ box }) => box)] };
}

// A name without a place yet.
function nameOn([entity], font) {
  const { name, label } = content.entities[entity];
  const lines = (label ?? name).split("\n");
  const weight = entity < STRONG || networkView.lit?.nodes.has(entity) ? 600 : 400;
  const width = Math.max(...lines.map((line) => measure(line, weight))) * font + font * 0.3;
  return { entity, lines, weight, width, height: lines.length * font * 1.22, box: null, cost: Infinity };
}

// Where a name may stand beside its node, the usual place first.
function placesFor([, x, y, radius], { width, height }, font) {
  return SIDES.map(([right, down]) => {
    const gap = (radius + font * 0.3) * (Math.abs(right * down) === 1 ? 0.75 : 1);
    return around(x + right * (gap + width / 2), y + down * (gap + height / 2), width, height);
  });
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
