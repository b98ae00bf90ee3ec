"use strict";
// What the reader does: search, filter, focus, language, light and dark. One state, shown whole after each change.

const content = JSON.parse(document.getElementById("content").textContent);
const byId = (id) => document.getElementById(id);
const state = {
  focus: null, // the id of an entity or a relation
  off: new Set(), // families and kinds of edges that the legend switched off
  language: navigator.language.startsWith("zh") ? "zh" : "en",
  hit: 0, // the row of the search results that Enter takes
};
const darkness = matchMedia("(prefers-color-scheme: dark)");
const drawn = new Set(content.nodes.map(({ id }) => id));
const panel = new Panel(byId("panel"), content, { focusOn });

const shown = (id) => !state.off.has(panel.find(id).family);
const told = (id) => {
  const { from, to, status } = panel.find(id);
  return shown(from) && shown(to) && !state.off.has(status);
};

// The focus with all that belongs to it: the relations and the other ends of an entity, the ends of a relation.
function neighbourhood(focus) {
  if (focus === null) return null;
  const relations = focus[0] === "e" ? panel.related.get(focus) : [panel.find(focus)];
  return new Set([focus, ...relations.flatMap(({ id, from, to }) => [id, from, to])]);
}

function show() {
  document.documentElement.lang = state.language === "zh" ? "zh-Hans" : "en";
  const text = TEXTS[state.language];
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = text[node.dataset.text];
  for (const node of document.querySelectorAll("[data-label]")) node.ariaLabel = text[node.dataset.label];
  document.title = text.title;
  byId("search").placeholder = text.search;
  const { entities, relations, articles } = content;
  byId("counts").textContent = text.counts(entities.length, relations.length, articles.length);
  byId("empty").hidden = content.nodes.length > 0;
  panel.show(state.focus, state.language);
  showLegend();
  const edgeText = (id) => panel.words(panel.find(id));
  canvas.show({ focus: state.focus, near: neighbourhood(state.focus), shown, told, edgeText });
}

// Puts an entity, a relation or (null) the whole graph into focus; `travel` moves the view there.
function focusOn(id, travel = true) {
  const left = state.focus;
  state.focus = id;
  document.body.classList.toggle("focused", id !== null);
  show();
  if (travel && id !== null) canvas.fit(true, [...neighbourhood(id)].filter((near) => drawn.has(near)));
  if (travel && id === null && left !== null) canvas.fit(true);
}

function showLegend() {
  const count = (items, test) => items.filter(test).length;
  const entities = content.entities.filter(({ id }) => drawn.has(id));
  const rows = content.families.map((family) => {
    const number = count(entities, (entity) => entity.family === family.name);
    return [family.name, family[state.language], number, icon(family)];
  });
  const statuses = ["stated", "derived", "reference"].map((status) => {
    const number = count(content.edges, ({ id }) => panel.find(id).status === status);
    return [status, TEXTS[state.language][status], number, element("i", { class: `line ${status}` })];
  });
  const chips = [...rows, ...statuses].filter(([, , number]) => number).map(([name, label, number, sign]) => {
    const toggle = () => {
      if (!state.off.delete(name)) state.off.add(name);
      show();
    };
    const attributes = { type: "button", "aria-pressed": `${!state.off.has(name)}`, onclick: toggle };
    return element("button", attributes, sign, label, element("span", { class: "number" }, `${number}`));
  });
  byId("legend").replaceChildren(...chips);
}

// Entities with a name or alias that starts with the words come first, then those where it contains them.
function hits(words) {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return [];
  const found = content.entities.flatMap((entity) => {
    const names = [entity.name, ...entity.aliases].map((name) => name.toLowerCase());
    const first = names.some((name) => name.startsWith(wanted));
    return names.some((name) => name.includes(wanted)) ? [[!first, entity]] : [];
  });
  return found.sort((a, b) => a[0] - b[0]).slice(0, 12).map(([, entity]) => entity);
}

function showHits() {
  const found = hits(byId("search").value);
  state.hit = Math.max(0, Math.min(state.hit, found.length - 1));
  const rows = found.map((entity, index) => {
    const alias = entity.aliases.length ? [element("span", { class: "quiet" }, entity.aliases.join("、"))] : [];
    const attributes = { role: "option", id: `hit${index}`, "aria-selected": `${index === state.hit}` };
    const row = element("li", attributes, icon(panel.families.get(entity.family)), entity.name, ...alias);
    row.addEventListener("pointerdown", () => take(entity.id));
    return row;
  });
  const searching = byId("search").value.trim() !== "" && document.activeElement === byId("search");
  if (!rows.length) rows.push(element("li", { class: "quiet" }, TEXTS[state.language].noHit));
  byId("hits").replaceChildren(...rows);
  byId("hits").hidden = !searching;
  byId("search").setAttribute("aria-expanded", `${searching}`);
  if (found.length) byId("search").setAttribute("aria-activedescendant", `hit${state.hit}`);
  else byId("search").removeAttribute("aria-activedescendant");
}

function take(id) {
  byId("search").value = "";
  byId("search").blur();
  state.off.delete(panel.find(id).family);
  focusOn(id);
}

function onSearchKey(event) {
  const found = hits(byId("search").value);
  if (event.key === "Enter" && found.length) take(found[state.hit].id);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    state.hit += event.key === "ArrowDown" ? 1 : -1;
    showHits();
  }
}

function onKey(event) {
  if (event.key === "/" && document.activeElement !== byId("search")) {
    event.preventDefault();
    byId("search").focus();
  }
  if (event.key === "Escape") {
    byId("search").value = "";
    byId("search").blur();
    focusOn(null);
  }
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

setTheme(darkness.matches);
const canvas = new Canvas(byId("canvas"), content, (id) => focusOn(id, false));
show();
darkness.addEventListener("change", () => (setTheme(darkness.matches), show()));
byId("theme").addEventListener("click", () => (setTheme(document.documentElement.dataset.theme === "light"), show()));
byId("language").addEventListener("click", () => ((state.language = state.language === "zh" ? "en" : "zh"), show()));
byId("fit").addEventListener("click", () => canvas.fit(true));
byId("search").addEventListener("input", () => ((state.hit = 0), showHits()));
byId("search").addEventListener("focus", showHits);
byId("search").addEventListener("blur", showHits);
byId("search").addEventListener("keydown", onSearchKey);
document.addEventListener("keydown", onKey);
