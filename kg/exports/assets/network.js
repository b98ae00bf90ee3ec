// The network view: nodes and edges by vis-network, which knows zoom, drag and touch; shapes and names by this page.

const SMALLEST = 5; // pixels that a node keeps on the screen when the view is zoomed out
const REACH = 22; // pixels around a pointer in which a finger may miss a node
const FEW = 24; // so many edges may all have their words
const FADED = { edge: 0.2, node: 0.28, name: 0.34 }; // opacity of what does not belong to the focus
const [SIDE, EDGE] = [58, 42]; // pixels left free beside, above and below the nodes, for names

class NetworkView {
  constructor(container) {
    this.container = container;
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.outlines = new Map(content.families.map(({ name, outline }) => [name, new Path2D(outline)]));
    this.upright = window.innerHeight > window.innerWidth; // and stays so when a card opens below
    this.moved = new Map(); // entities that the reader dragged, and where to
    this.center = null; // around which that was
    this.hovered = null; // an edge
    this.layout = null; // of names, for one scale
    this.sceneKey = "";
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, zoomSpeed: 0.7 },
      nodes: { shape: "custom", chosen: false },
      edges: { chosen: false, arrowStrikethrough: false, arrows: { to: { scaleFactor: 0.5 } }, selectionWidth: 0 },
    });
    container.querySelector("canvas").setAttribute("aria-hidden", "true");
    container.querySelector(".vis-network").removeAttribute("tabindex");
    this.listen();
  }

  listen() {
    this.network.on("beforeDrawing", (context) => this.drawGroups(context));
    this.network.on("afterDrawing", (context) => this.drawNames(context));
    this.network.on("click", (event) => this.pick(event));
    this.network.on("doubleClick", ({ nodes }) => nodes.length && toggleOpen(nodes[0]));
    this.network.on("hoverEdge", ({ edge }) => this.hover(edge));
    this.network.on("blurEdge", () => this.hover(null));
    this.network.on("hoverNode", () => this.container.classList.add("pointing"));
    this.network.on("blurNode", () => this.container.classList.remove("pointing"));
    this.network.on("resize", () => !this.touched && this.fitFocus());
    this.network.on("dragStart", () => (this.touched = true));
    this.network.on("dragEnd", ({ nodes }) => this.remember(nodes));
    this.network.on("zoom", () => (this.touched = true));
    this.container.addEventListener("keydown", (event) => onNetworkKey(this, event));
  }

  show() {
    this.colours = themeColours();
    if (state.center !== this.center) this.moved.clear();
    this.center = state.center;
    this.shown = false; // vis-network may draw between two of the updates below
    makeScene(this.upright);
    const { members } = scene;
    for (const [entity, place] of this.moved) if (members.has(entity)) members.set(entity, place);
    this.lit = this.litSet();
    const gone = this.nodes.getIds().filter((entity) => !members.has(entity));
    this.nodes.remove(gone);
    this.nodes.update([...members].map(([entity, [x, y]]) => this.node(entity, x, y)));
    const kept = new Set(scene.edges.map(({ id }) => id));
    this.edges.remove(this.edges.getIds().filter((id) => !kept.has(id)));
    this.edges.update(curves(scene.edges).map(([edge, curve]) => this.edge(edge, curve)));
    this.layout = null;
    this.shown = true;
    const key = [...members.keys()].join();
    if (key !== this.sceneKey) this.fit();
    this.sceneKey = key;
    this.network.redraw();
  }

  // What belongs to the focus: a thing with its edges and their other ends, an edge with its ends.
  litSet() {
    const { entity, fact } = state.focus ?? {};
    const touches = ({ id, from, to }) => from === entity || to === entity || id === edgeOf[fact]?.id;
    const found = scene.edges.filter(touches);
    if (!found.length && (entity === undefined || !sceneHas(entity))) return null;
    return { edges: new Set(found.map(({ id }) => id)), nodes: new Set([entity, ...found.flatMap(({ from, to }) => [from, to])]) };
  }

  node(entity, x, y) {
    const { size } = content.entities[entity];
    return { id: entity, x, y, size, ctxRenderer: (drawn) => this.drawNode(entity, drawn) };
  }

  edge(edge, curve) {
    const lit = this.lit?.edges.has(edge.id);
    const status = statusOf(edge);
    const quiet = status === "reference" ? this.colours.faint : status === "planned" ? this.colours.planned : this.colours.edge;
    return {
      id: edge.id,
      from: edge.from,
      to: edge.to,
      arrows: edge.mutual ? "" : "to",
      dashes: DASHES[status],
      width: lit ? 2.2 : 1.3,
      color: { color: lit ? this.colours.accent : quiet, opacity: this.lit && !lit ? FADED.edge : 1, inherit: false },
      smooth: curve ? { enabled: true, type: curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curve) } : false,
    };
  }

  radius(entity) {
    return Math.max(content.entities[entity].size, SMALLEST / this.network.getScale());
  }

  drawNode(entity, { ctx: context, x, y }) {
    const radius = this.radius(entity);
    const { planned } = content.entities[entity];
    const { name, colour } = familyOf(entity);
    const draw = () => {
      const lit = !this.lit || this.lit.nodes.has(entity);
      const chosen = state.focus?.entity === entity;
      context.translate(x - radius, y - radius);
      context.scale(radius / 8, radius / 8);
      const outline = this.outlines.get(name);
      const pixel = 8 / radius / this.network.getScale();
      context.lineJoin = "round";
      context.lineWidth = (chosen ? 9 : 4) * pixel;
      context.strokeStyle = chosen ? this.colours.ink : this.colours.ground;
      context.stroke(outline);
      context.fillStyle = this.colours.ground;
      context.fill(outline);
      context.globalAlpha = lit ? 1 : FADED.node;
      if (planned) {
        context.setLineDash([4 * pixel, 2.5 * pixel]);
        context.lineWidth = 2.2 * pixel;
        context.strokeStyle = colour;
        context.stroke(outline);
      } else {
        context.fillStyle = colour;
        context.fill(outline);
      }
    };
    return { drawNode: draw, nodeDimensions: { width: 2 * radius, height: 2 * radius } };
  }

  drawGroups(context) {
    if (!state.grouped || state.center !== null) return;
    content.groups.forEach((group) => {
      const places = group.filter(sceneHas).map((entity) => this.place(entity));
      if (places.length < 3) return;
      context.save();
      context.beginPath();
      hull(places.map(({ x, y }) => [x, y])).forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      context.lineJoin = "round";
      context.lineWidth = 90;
      context.strokeStyle = context.fillStyle = this.colours.group;
      context.stroke();
      context.fill();
      context.restore();
    });
  }

  drawNames(context) {
    if (!this.shown) return;
    const scale = this.network.getScale();
    this.renew(scale);
    const font = nameSize(this.layout.scale) / this.layout.scale;
    context.save();
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const { entity, lines, weight, box } of this.layout.names) {
      context.font = `${weight} ${font}px ${FONTS}`;
      context.globalAlpha = !this.lit || this.lit.nodes.has(entity) ? 1 : FADED.name;
      const step = (box[3] - box[1]) / lines.length;
      lines.forEach((line, row) => this.drawText(context, line, (box[0] + box[2]) / 2, box[1] + (row + 0.5) * step, this.colours.ink));
    }
    context.globalAlpha = 1;
    context.font = `500 ${font * WORDS}px ${FONTS}`;
    for (const { words, x, y } of this.layout.words) this.drawText(context, words, x, y, this.colours.accent);
    context.restore();
  }

  // Names stay where they are while the view is only shifted; in the midst of a zoom they wait until it rests.
  renew(scale) {
    if (this.layout?.scale === scale) return;
    clearTimeout(this.resting);
    if (this.layout && Math.abs(Math.log(scale / this.layout.scale)) < 0.25) {
      this.resting = setTimeout(() => ((this.layout = null), this.network.redraw()), 90);
    } else this.layout = this.placeAll(scale);
  }

  drawText(context, words, x, y, colour) {
    context.lineWidth = 4 / this.network.getScale();
    context.strokeStyle = this.colours.ground;
    context.strokeText(words, x, y);
    context.fillStyle = colour;
    context.fillText(words, x, y);
  }

  // All names and words for one scale, in the units of the drawing.
  placeAll(scale) {
    const chosen = state.focus?.entity;
    const urgency = (entity) => (entity === chosen ? 0 : this.lit?.nodes.has(entity) ? 1 : 2);
    const order = [...scene.members.keys()].sort((a, b) => urgency(a) - urgency(b) || a - b);
    const bodies = order.map((entity) => {
      const { x, y } = this.place(entity);
      return [entity, x, y, this.radius(entity)];
    });
    const lines = scene.edges.flatMap((edge) => this.segments(edge));
    const forced = new Set(this.lit && this.lit.nodes.size < 12 ? this.lit.nodes : [chosen]);
    const { names, taken } = placeNames(bodies, lines, scale, forced, this.limits(bodies, scale));
    const all = scene.edges.length <= FEW;
    const wanted = scene.edges.filter(({ id }) => (this.lit ? this.lit.edges.has(id) : all) || id === this.hovered);
    return { scale, names, words: placeWords(wanted, (edge, at) => this.pointAt(edge, at), scale, taken) };
  }

  // What is seen, if that is the whole drawing: no name shall be cut at its edge.
  limits(bodies, scale) {
    const { x, y } = this.network.getViewPosition();
    const seen = around(x, y, this.container.clientWidth / scale - 4, this.container.clientHeight / scale - 4);
    return bodies.every((body) => within([body[1], body[2], body[1], body[2]], seen)) ? seen : null;
  }

  place(entity) {
    return this.network.body.nodes[entity];
  }

  pointAt({ id }, at) {
    return this.network.body.edges[id].edgeType.getPoint(at);
  }

  segments(edge) {
    const steps = this.edges.get(edge.id).smooth ? [0, 0.2, 0.4, 0.6, 0.8, 1] : [0, 1];
    const points = steps.map((at) => this.pointAt(edge, at));
    return points.slice(1).map((point, index) => [points[index].x, points[index].y, point.x, point.y]);
  }

  hover(edge) {
    this.hovered = edge;
    this.container.classList.toggle("pointing", edge !== null);
    this.layout = null;
    this.network.redraw();
  }

  remember(nodes) {
    for (const entity of nodes) {
      const { x, y } = this.place(entity);
      this.moved.set(entity, [Math.round(x), Math.round(y)]);
    }
    this.layout = null;
  }

  pick({ nodes, edges: found, pointer }) {
    const { x, y } = pointer.canvas;
    const named = this.layout?.names.find(({ box }) => overlap(box, [x, y, x, y]));
    const entity = nodes[0] ?? named?.entity ?? this.missed(pointer.DOM);
    if (entity !== undefined) go({ focus: { entity } });
    else go({ focus: found.length ? { fact: found[0] } : null });
  }

  // The node that a fingertip just missed; a mouse does not need it.
  missed({ x, y }) {
    if (!matchMedia("(pointer: coarse)").matches) return undefined;
    const far = (entity) => {
      const at = this.network.canvasToDOM(this.place(entity));
      return Math.hypot(at.x - x, at.y - y);
    };
    const nearest = [...scene.members.keys()].sort((a, b) => far(a) - far(b))[0];
    return nearest !== undefined && far(nearest) < REACH ? nearest : undefined;
  }

  // Shows some entities, or all that are drawn, with their names.
  fit(some = [...scene.members.keys()], animated = false) {
    this.touched = false; // until the reader moves the view, it follows the size of the window
    const { clientWidth: width, clientHeight: height } = this.container;
    const wanted = some.filter((entity) => this.place(entity));
    if (!wanted.length || !width || !height) return;
    const xs = wanted.map((entity) => this.place(entity).x);
    const ys = wanted.map((entity) => this.place(entity).y);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min((width - 2 * SIDE) / (right - left || 1), (height - 2 * EDGE) / (bottom - top || 1), 1.25);
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 + 8 / scale };
    this.network.moveTo({ position, scale, animation: animated && moving() ? { duration: 350 } : false });
  }

  // Moves the view to the focus with all that belongs to it.
  travel() {
    if (this.lit) this.fit([...this.lit.nodes].filter(sceneHas), true);
  }

  // A small canvas, above a card on a telephone, has room for the focus only.
  fitFocus() {
    if (this.lit && this.container.clientHeight < 400) this.travel();
    else this.fit();
  }

  // Moves the view to an entity that is out of sight.
  reveal(entity) {
    const { x, y } = this.network.canvasToDOM(this.place(entity));
    const { clientWidth, clientHeight } = this.container;
    if (!within([x, y, x, y], [20, 20, clientWidth - 20, clientHeight - 20])) this.network.moveTo({ position: this.place(entity) });
  }

  zoom(factor) {
    this.touched = true;
    this.network.moveTo({ scale: Math.max(0.05, Math.min(6, this.network.getScale() * factor)) });
  }
}
