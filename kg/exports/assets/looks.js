// How edges are told apart, and the colours of the style sheet.

const DASHES = { stated: false, derived: [2, 4], reference: [9, 6], planned: [6, 3] };

// How far each edge is curved: those between the same two entities lie apart, a single one is straight.
function curves(list) {
  const between = new Map();
  for (const edge of list) {
    const key = [edge.from, edge.to].sort((a, b) => a - b).join();
    between.set(key, [...(between.get(key) ?? []), edge]);
  }
  return list.map((edge) => {
    const siblings = between.get([edge.from, edge.to].sort((a, b) => a - b).join());
    const curve = (siblings.indexOf(edge) - (siblings.length - 1) / 2) * 0.3;
    return [edge, edge.from < edge.to ? curve : -curve];
  });
}

// The colours of the style sheet, light or dark.
function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ground", "ink", "accent", "edge", "faint", "planned", "group", "quiet"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function moving() {
  return !matchMedia("(prefers-reduced-motion: reduce)").matches;
}
