// What is drawn and where: the entities that kg laid out, or those around one of them; more as the reader expands.

const MOST = 300; // entities drawn
const CAP = 200; // neighbours that one expansion adds
const GOLDEN = 2.4; // radians between the directions that are tried for a new place

let scene = { members: new Map(), edges: [] }; // members: the place [x, y] of each entity; edges: those that pass

const AROUND = (entity) => ({ center: entity, opened: [], closed: [] });
const sceneHas = (entity) => scene.members.has(entity);
const isArticle = (entity) => content.entities[entity].kind === "Article";

function makeScene(upright) {
  const members = new Map();
  if (state.center === null) {
    for (const [entity, x, y, x2, y2] of content.places) members.set(entity, upright ? [x2, y2] : [x, y]);
  } else placeAround(state.center, members);
  for (const entity of unplaced(members)) add(entity, members);
  for (const entity of state.opened) {
    add(entity, members);
    for (const other of neighbours(entity).slice(0, CAP)) add(other, members, entity);
  }
  for (const entity of state.closed) fold(entity, members);
  if (state.focus?.entity !== undefined) add(state.focus.entity, members);
  const shown = [...edges.values()].filter((edge) => members.has(edge.from) && members.has(edge.to) && edgePasses(edge));
  dropHidden(members, shown);
  scene = { members, edges: shown.filter(({ from, to }) => members.has(from) && members.has(to)) };
}

// Articles and their authors, who are no part of the layout, where the legend shows articles.
function unplaced(members) {
  if (state.center !== null || state.off.has("article")) return [];
  return content.entities.flatMap((entity, number) => {
    if (entity.kind !== "Article" || !linked[number].length) return [];
    return [number, ...linked[number].map((edge) => otherEnd(edge, number))].filter((one) => !members.has(one));
  });
}

// The other ends of the edges of an entity that pass the filters, those of one relation side by side.
function neighbours(entity) {
  const touching = linked[entity].filter(edgePasses);
  touching.sort((a, b) => (a.term < b.term ? -1 : a.term > b.term ? 1 : a.id - b.id));
  return [...new Set(touching.map((edge) => otherEnd(edge, entity)))].filter((other) => other !== entity);
}

// Without those that the legend hides, and without those whose every relation a filter hides.
function dropHidden(members, shown) {
  const held = new Set(shown.flatMap(({ from, to }) => [from, to]));
  for (const entity of [...members.keys()]) {
    const kept = held.has(entity) || entity === state.center || entity === state.focus?.entity;
    if (!kept || state.off.has(content.entities[entity].family)) members.delete(entity);
  }
}

// Takes away the neighbours of an entity that no other entity of the scene holds.
function fold(entity, members) {
  for (const other of neighbours(entity)) {
    const holders = neighbours(other).filter((one) => one !== entity && members.has(one));
    if (!holders.length && other !== state.center) members.delete(other);
  }
}

function roomOf(entity) {
  const { name, label, size } = content.entities[entity];
  const lines = (label ?? name).split("\n");
  const width = Math.max(...lines.map((line) => line.length)) * 13.5;
  return [Math.max(2 * size, width) + 14, 2 * size + 16 * lines.length + 12];
}

// The neighbours of one entity on ellipses around it, each in a direction of its own so that no edge hides another.
function placeAround(center, members) {
  members.set(center, [0, 0]);
  const rest = neighbours(center).slice(0, CAP);
  const rings = Math.ceil(rest.length / 18);
  const first = Math.max(170, rest.length * 5);
  rest.forEach((entity, index) => {
    const angle = (2 * Math.PI * index) / rest.length - Math.PI / 2;
    const radius = first + 110 * (index % rings);
    members.set(entity, [Math.round(1.4 * radius * Math.cos(angle)), Math.round(0.95 * radius * Math.sin(angle))]);
  });
}

// Gives an entity the first free place around `anchor`, or around the first of its neighbours that has one.
function add(entity, members, anchor = linked[entity].map((edge) => otherEnd(edge, entity)).find((one) => members.has(one))) {
  if (members.has(entity) || members.size >= MOST) return;
  const [width, height] = roomOf(entity);
  const boxes = [...members].map(([other, [x, y]]) => around(x, y, ...roomOf(other)));
  const bottom = Math.max(0, ...boxes.map((box) => box[3]));
  const [x, y] = members.get(anchor) ?? [0, bottom + 60];
  const outward = Math.atan2(y, x);
  for (let step = 0; ; step++) {
    const radius = 80 + 5 * step;
    const angle = outward + step * GOLDEN;
    const place = [Math.round(x + 1.3 * radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))];
    if (!boxes.some((box) => overlap(box, around(...place, width, height)))) {
      members.set(entity, place);
      return;
    }
  }
}
