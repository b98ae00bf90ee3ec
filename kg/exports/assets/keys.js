// The network by the keyboard: from node to node, nearer and farther, more and fewer neighbours.

function onNetworkKey(view, event) {
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const entity = state.focus?.entity;
  const keys = {
    "+": () => view.zoom(1.25),
    "=": () => view.zoom(1.25),
    "-": () => view.zoom(0.8),
    0: () => view.fit(undefined, true),
    e: () => entity !== undefined && toggleOpen(entity, true),
    c: () => entity !== undefined && toggleOpen(entity, false),
    Enter: () => byId("panel").focus(),
  };
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (ways[event.key]) stepTo(view, ...ways[event.key]);
  else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
}

// Moves the focus to the nearest entity in a direction.
function stepTo(view, right, down) {
  const from = state.focus?.entity;
  if (from === undefined || !sceneHas(from)) {
    if (scene.members.size) go({ focus: { entity: Math.min(...scene.members.keys()) } });
    return;
  }
  const { x, y } = view.place(from);
  const far = (entity) => {
    const at = view.place(entity);
    const [dx, dy] = [at.x - x, at.y - y];
    const along = dx * right + dy * down;
    const across = Math.abs(dx * down) + Math.abs(dy * right);
    return along > 0 && across <= 2 * along ? along + across : Infinity;
  };
  const next = [...scene.members.keys()].sort((a, b) => far(a) - far(b))[0];
  if (far(next) === Infinity) return;
  go({ focus: { entity: next } });
  view.reveal(next);
}

// Draws the neighbours of an entity too, or no longer; without `open`, whichever is not so now.
function toggleOpen(entity, open = !state.opened.includes(entity)) {
  const without = (list) => list.filter((one) => one !== entity);
  const [opened, closed] = [without(state.opened), without(state.closed)];
  go({ opened: open ? [...opened, entity] : opened, closed: open ? closed : [...closed, entity], focus: { entity } });
}
