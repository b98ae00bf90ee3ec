// Elements of the page. Whatever an article says becomes text here, never markup.

const SVG = "http://www.w3.org/2000/svg";
const CHINESE = { lang: "zh-Hans" }; // the right glyphs on an English page too

const byId = (id) => document.getElementById(id);

// An element; strings among its children become text. `onclick` is a listener, all else an attribute.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function button(look, onclick, ...children) {
  return element("button", { type: "button", class: look, onclick }, ...children);
}

// Makes an element a button for the mouse, the keyboard and the ear.
function pressable(made, onclick) {
  made.setAttribute("role", "button");
  made.tabIndex = 0;
  made.addEventListener("click", onclick);
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onclick();
  });
  return made;
}

// A button that is either pressed or not.
function toggle(look, pressed, onclick, ...children) {
  return element("button", { type: "button", class: look, "aria-pressed": `${pressed}`, onclick }, ...children);
}

function icon({ outline, colour }, hollow = false) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "-1 -1 18 18");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", outline);
  path.setAttribute("fill", hollow ? "none" : colour);
  if (hollow) {
    path.setAttribute("stroke", colour);
    path.setAttribute("stroke-width", "2");
    path.setAttribute("stroke-dasharray", "3 2");
  }
  svg.append(path);
  return svg;
}

// `text` cut at the ends of its marks [start, end, look]; where marks overlap, the later one is the inner one.
function marked(text, marks) {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index];
    const role = marks.findLast(([from, to]) => from <= start && end <= to)?.[2];
    const piece = text.slice(start, end);
    return role ? element("mark", { class: role }, piece) : piece;
  });
}

// The first rows, and a button for the rest.
function folded(rows, first = 6) {
  if (rows.length <= first + 1) return rows;
  const rest = rows.slice(first);
  const more = button("more", () => {
    more.replaceWith(...rest);
    rest[0].querySelector("button")?.focus();
  }, text().more(rest.length));
  return [...rows.slice(0, first), rows[0].tagName === "LI" ? element("li", {}, more) : more];
}

function copy(words, sign) {
  const area = element("textarea", { class: "aside", "aria-hidden": "true" });
  area.value = words;
  document.body.append(area);
  area.select();
  document.execCommand("copy"); // the one way that every browser allows on a file
  area.remove();
  sign.focus();
  announce(text().copied);
}

// Says something to those who see the page and to those who hear it.
function announce(words) {
  byId("notice").textContent = words;
  byId("notice").hidden = false;
  setTimeout(() => (byId("notice").hidden = true), 1800);
}
