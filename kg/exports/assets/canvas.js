"use strict";
// The drawing: nodes and edges by vis-network, names drawn here, at one size at every zoom and never over each other.

const FONTS = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';
const NAME_FONT = 13;
const EDGE_FONT = 12;
const SIDE = 52; // pixels left free around the drawing, for names
const SMALLEST = 0.5; // nodes do not shrink further than this when the view is zoomed out
const STRONG = 5; // so many of the best connected have their names in bold
const REACH = 22; // pixels around a pointer in which a finger may miss a node

class Canvas {
  constructor(container, content, onPick) {
    this.container = container;
    this.content = content;
    this.onPick = onPick;
    this.names = new Map(); // where each name was drawn last, so that a click on it counts for its node
    this.widths = new Map();
    this.hovered = null;
    this.colours = themeColours();
    this.growth = 1; // of the nodes, against their size in the drawing
    this.state = { focus: null, near: null, shown: () => true, told: () => true, edgeText: () => "" };
    const upright = container.clientHeight > container.clientWidth;
    this.items = new Map();
    for (const item of content.nodes) {
      const { label, portrait, ...look } = item;
      const [x, y] = upright ? portrait : [item.x, item.y];
      this.items.set(item.id, { ...look, x, y, lines: label.split("\n") });
    }
    this.nodes = new vis.DataSet([...this.items.values()].map(({ lines, ...look }) => look));
    this.edges = new vis.DataSet(content.edges);
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, {
      physics: false,
      layout: { improvedLayout: false },
      interaction: { hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, zoomSpeed: 0.7 },
      nodes: { borderWidth: 2, chosen: false },
      edges: { width: 1.3, chosen: false, arrowStrikethrough: false, arrows: { to: { scaleFactor: 0.55 } } },
    });
    this.network.on("afterDrawing", (context) => this.drawNames(context));
    this.network.on("click", (event) => this.pick(event));
    this.network.on("hoverNode", (event) => this.hover(event.node));
    this.network.on("blurNode", () => this.hover(null));
    this.network.on("hoverEdge", () => container.classList.add("pointing"));
    this.network.on("blurEdge", () => container.classList.remove("pointing"));
    this.network.on("resize", () => (this.touched ? this.resize() : this.fit(false, this.target)));
    this.network.on("dragStart", () => (this.touched = true));
    this.network.on("zoom", () => ((this.touched = true), this.resize()));
    this.fit(false);
  }

  // Shows a state: what is in focus, what is near it, what the legend lets through, and the words on an edge.
  show(state) {
    this.state = state;
    this.colours = themeColours();
    this.restyle();
  }

  restyle() {
    const { focus, near, shown, told } = this.state;
    this.nodes.update([...this.items.values()].map(({ id, color, size }) => {
      const hollow = color.border !== "#ffffff";
      const border = id === focus ? this.colours.ink : hollow ? color.border : this.colours.ground;
      return {
        id,
        hidden: !shown(id),
        size: Math.round(size * this.growth),
        opacity: !near || near.has(id) ? 1 : 0.16,
        color: { background: hollow ? this.colours.ground : color.background, border },
      };
    }));
    this.edges.update(this.content.edges.map(({ id, dashes }) => {
      const lit = near && near.has(id);
      const reference = this.content.relations[id.slice(1)].status === "reference";
      const color = lit ? this.colours.accent : reference ? this.colours.faint : this.colours.edge;
      return {
        id,
        hidden: !told(id),
        dashes,
        width: (lit ? 1.8 : 1.3) * this.growth,
        color: { color, opacity: near && !lit ? 0.18 : 1 },
      };
    }));
  }

  // Keeps nodes and edges from vanishing when the view is zoomed out.
  resize(scale = this.network.getScale()) {
    const growth = Math.max(1, SMALLEST / scale);
    if (Math.abs(growth / this.growth - 1) < 0.05) return;
    this.growth = growth;
    this.restyle();
  }

  hover(node) {
    this.hovered = node;
    this.container.classList.toggle("pointing", node !== null);
    this.network.redraw();
  }

  pick({ nodes, edges, pointer }) {
    const { x, y } = pointer.DOM;
    const inside = ([left, top, right, bottom]) => x >= left && x <= right && y >= top && y <= bottom;
    const named = [...this.names].find(([, box]) => inside(box));
    this.onPick(nodes[0] ?? (named && named[0]) ?? this.missed(x, y) ?? edges[0] ?? null);
  }

  // The node that a fingertip just missed; a mouse does not need it.
  missed(x, y) {
    if (!matchMedia("(pointer: coarse)").matches) return undefined;
    let found;
    let best = REACH;
    for (const [id] of this.items) {
      if (!this.state.shown(id)) continue;
      const at = this.onScreen(id);
      const far = Math.hypot(at.x - x, at.y - y);
      if (far < best) [found, best] = [id, far];
    }
    return found;
  }

  onScreen(id) {
    return this.network.canvasToDOM(this.network.getPosition(id));
  }

  // Moves the view so that the given nodes, or all that are shown, fill the canvas with their names.
  fit(animated, ids = null) {
    const wanted = (ids ?? [...this.items.keys()]).filter((id) => this.items.has(id) && this.state.shown(id));
    const { clientWidth: width, clientHeight: height } = this.container;
    this.touched = false; // until the reader moves the view, it follows the size of the window
    this.target = ids;
    if (!wanted.length || !width || !height) return;
    const at = Object.values(this.network.getPositions(wanted));
    const [left, right] = [Math.min(...at.map(({ x }) => x)), Math.max(...at.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...at.map(({ y }) => y)), Math.max(...at.map(({ y }) => y))];
    const scale = Math.min((width - 2 * SIDE) / (right - left || 1), (height - 2 * SIDE) / (bottom - top || 1), 1.25);
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 + 8 / scale };
    this.network.moveTo({ position, scale, animation: animated && moving() ? { duration: 350 } : false });
    this.resize(scale);
  }

  drawNames(context) {
    const ratio = context.canvas.width / this.container.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const taken = this.bodies();
    this.names.clear();
    this.drawEdgeTexts(context, taken);
    for (const id of this.inOrder()) this.drawName(context, id, taken);
    context.restore();
  }

  // The room that the nodes themselves take.
  bodies() {
    const scale = this.network.getScale();
    const bodies = [];
    for (const [id, { size }] of this.items) {
      if (!this.state.shown(id)) continue;
      const { x, y } = this.onScreen(id);
      const reach = size * this.growth * scale;
      bodies.push({ id, box: [x - reach, y - reach, x + reach, y + reach] });
    }
    return bodies;
  }

  // Who may place a name first: focus, what the pointer is on, what is near, then the best connected.
  inOrder() {
    const { focus, near, shown } = this.state;
    const urgency = (id) => (id === focus || id === this.hovered ? 0 : near && near.has(id) ? 1 : 2);
    return [...this.items.keys()].filter(shown).sort((a, b) => urgency(a) - urgency(b) || a.slice(1) - b.slice(1));
  }

  drawName(context, id, taken) {
    const { focus, near } = this.state;
    const { lines, size } = this.items.get(id);
    const forced = id === focus || id === this.hovered;
    const strong = forced || id.slice(1) < STRONG;
    context.font = `${strong ? 600 : 400} ${NAME_FONT}px ${FONTS}`;
    const width = Math.max(...lines.map((line) => this.width(context, line)));
    const [halfWidth, halfHeight] = [width / 2 + 2, (lines.length * (NAME_FONT + 3)) / 2];
    const { x, y } = this.onScreen(id);
    const reach = size * this.growth * this.network.getScale() + 4;
    const centres = [
      [x, y + reach + halfHeight],
      [x, y - reach - halfHeight],
      [x + reach + halfWidth, y],
      [x - reach - halfWidth, y],
    ];
    const boxes = centres.map(([cx, cy]) => [cx - halfWidth, cy - halfHeight, cx + halfWidth, cy + halfHeight]);
    const { clientWidth, clientHeight } = this.container;
    const clear = (box) =>
      box[0] > 2 && box[1] > 2 && box[2] < clientWidth - 2 && box[3] < clientHeight - 2 &&
      !taken.some((other) => other.id !== id && overlap(box, other.box));
    const free = boxes.findIndex(clear);
    if (free < 0 && !forced) return;
    const box = boxes[Math.max(free, 0)];
    taken.push({ id: null, box });
    this.names.set(id, box);
    context.globalAlpha = !near || near.has(id) || forced ? 1 : 0.25;
    lines.forEach((line, index) => {
      this.drawText(context, line, (box[0] + box[2]) / 2, box[1] + (index + 0.5) * (NAME_FONT + 3), this.colours.ink);
    });
    context.globalAlpha = 1;
  }

  drawEdgeTexts(context, taken) {
    const { focus, near, told, edgeText } = this.state;
    context.font = `500 ${EDGE_FONT}px ${FONTS}`;
    for (const { id } of near ? this.content.edges : []) {
      if (!near.has(id) || !told(id)) continue;
      const text = edgeText(id);
      const middle = this.network.body.edges[id].edgeType.getPoint(0.5);
      const { x, y } = this.network.canvasToDOM(middle);
      const half = this.width(context, text) / 2 + 2;
      const box = [x - half, y - 9, x + half, y + 9];
      if (id !== focus && taken.some((other) => overlap(box, other.box))) continue;
      taken.push({ id: null, box });
      this.drawText(context, text, x, y, this.colours.accent);
    }
  }

  drawText(context, text, x, y, colour) {
    context.lineWidth = 4;
    context.strokeStyle = this.colours.ground;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }

  width(context, text) {
    const key = context.font + text;
    if (!this.widths.has(key)) this.widths.set(key, context.measureText(text).width);
    return this.widths.get(key);
  }
}

function overlap([left, top, right, bottom], [left2, top2, right2, bottom2]) {
  return left < right2 && left2 < right && top < bottom2 && top2 < bottom;
}

// The colours of the style sheet, light or dark.
function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ground", "ink", "accent", "edge", "faint"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function moving() {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}
