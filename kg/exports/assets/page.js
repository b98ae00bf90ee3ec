// Puts the page together: its frame in the language of the reader, its keys, its views.

const VIEWS = ["network", "table", "article"];

let networkView;
let tableView;
let articleView;
let cards;

function show() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  document.title = text().title;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = text()[node.dataset.text];
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", text()[node.dataset.label]);
  for (const node of document.querySelectorAll("[data-title]")) node.title = text()[node.dataset.title];
  byId("search").placeholder = text().search;
  for (const view of VIEWS) {
    byId(`${view}-view`).hidden = state.view !== view;
    byId(`to-${view}`).setAttribute("aria-pressed", `${state.view === view}`);
  }
  document.body.dataset.view = state.view;
  cards.show();
  showLegend();
  showFilters();
  if (state.view === "network") {
    networkView.show();
    byId("empty").hidden = scene.members.size > 0;
    byId("empty").textContent = content.places.length ? text().emptyFilter : text().empty;
    byId("grouped").hidden = content.groups.length < 2 || state.center !== null;
    byId("grouped").setAttribute("aria-pressed", `${state.grouped}`);
  }
  if (state.view === "table") tableView.show();
  if (state.view === "article") articleView.show();
  showLine();
}

function onKey(event) {
  const typing = ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName);
  if (event.key === "Escape") return goBack();
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const keys = { "/": () => byId("search").focus(), f: openFilters };
  VIEWS.forEach((view, index) => (keys[index + 1] = () => go({ view })));
  if (!keys[event.key]) return undefined;
  event.preventDefault();
  return keys[event.key]();
}

// Esc takes back what is nearest: typing, an open box, the card, the neighbourhood.
function goBack() {
  const field = byId("search");
  if (byId("save").open) byId("save").open = false;
  else if (document.activeElement === field) {
    field.value = "";
    field.blur();
  } else if (!byId("filters").hidden) closeFilters();
  else if (state.focus !== null) go({ focus: null });
  else if (state.center !== null) go({ center: null, opened: [], closed: [] });
}

function openFilters() {
  byId("filters").hidden = false;
  showFilters();
  byId("filters").querySelector("button").focus();
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  if (networkView) show();
}

function wire() {
  const on = (id, event, listener) => byId(id).addEventListener(event, listener);
  for (const view of VIEWS) on(`to-${view}`, "click", () => go({ view }));
  on("search", "input", () => ((hit = 0), showHits()));
  on("search", "focus", showHits);
  on("search", "blur", showHits);
  on("search", "keydown", onSearchKey);
  on("filter", "click", () => (byId("filters").hidden ? openFilters() : closeFilters()));
  on("language", "click", () => ((language = language === "zh" ? "en" : "zh"), show()));
  on("theme", "click", () => setTheme(document.documentElement.dataset.theme === "light"));
  on("back", "click", () => history.back());
  on("forward", "click", () => history.forward());
  on("fit", "click", () => networkView.fit(undefined, true));
  on("in", "click", () => networkView.zoom(1.25));
  on("out", "click", () => networkView.zoom(0.8));
  on("grouped", "click", () => go({ grouped: !state.grouped }));
  const saving = (id, what) => on(id, "click", () => ((byId("save").open = false), what()));
  saving("png", () => savePicture("png"));
  saving("svg", () => savePicture("svg"));
  saving("print", () => window.print());
  saving("link", () => copy(location.href, byId("save").querySelector("summary")));
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", readHash);
  window.addEventListener("beforeprint", () => {
    if (state.view === "table") ((tableView.room = Infinity), tableView.show());
    showPrint();
  });
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  darkness.addEventListener("change", () => setTheme(darkness.matches));
  setTheme(darkness.matches);
}

async function start() {
  indexContent(await unpack(byId("content")));
  wire();
  indexNames();
  tableView = new TableView(byId("table-view"));
  articleView = new ArticleView(byId("article-view"));
  cards = new Cards(byId("panel"));
  known = location.hash;
  Object.assign(state, stateOf(location.hash.slice(1)));
  filterFacts();
  networkView = new NetworkView(byId("canvas"));
  show();
  document.body.dataset.ready = "true";
}

start();
