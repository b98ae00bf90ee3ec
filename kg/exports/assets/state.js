// What the reader looks at. One state for all views; its part that a link should carry is in the hash of the address.

const state = {
  view: "network", // or "table", "article"
  focus: null, // what the card shows: {entity}, {fact} or {sentence}
  center: null, // the entity whose neighbourhood is drawn, or null for the whole graph
  opened: [], // entities whose neighbours are drawn too
  closed: [], // entities whose neighbours are not drawn where nothing else holds them
  article: null, // the article that is read
  query: "", // words that rows of the table must have
  only: false, // whether the table keeps to the entity in focus
  sort: "", // a column of the table, with "-" before it for downward
  grouped: false, // whether groups are shown
  off: new Set(["article"]), // families that are not shown
  ways: new Set(), // statuses that are not shown
  terms: new Set(), // relations to keep to; none for all
  outlets: new Set(), // outlets to keep to; none for all
  from: "",
  to: "",
};
const DEFAULT = { ...state };
const LISTS = { off: "off", ways: "w", terms: "t", outlets: "o" };
const PLAIN = { query: "q", sort: "sort", from: "from", to: "to" };

let language = navigator.language.startsWith("zh") ? "zh" : "en";
let passing = []; // by fact: whether it passes the filters
let known = ""; // the hash that the state was last written to or read from

const text = () => TEXTS[language];
// A value as a reader says it; a day of which the year is not known, "--05-01", as that day.
function shownValue(value) {
  const day = /^--(\d\d)-(\d\d)$/.exec(value);
  if (!day) return text().values[value] ?? value;
  const locale = language === "zh" ? "zh-CN" : "en";
  return new Date(2000, day[1] - 1, day[2]).toLocaleDateString(locale, { month: "long", day: "numeric" });
}

const termName = (term) => content.terms[term][language];

// Changes the state, remembers it as a step that can be gone back (or, if it is only typing, in place), and shows it.
function go(change, { inPlace = false } = {}) {
  Object.assign(state, change);
  const hash = `#${hashOf(state)}`;
  if (hash !== known) {
    known = hash;
    if (inPlace) location.replace(hash);
    else location.hash = hash;
  }
  filterFacts();
  show();
}

function filterFacts() {
  const { off, ways, terms } = state;
  const good = content.articles.map((_, article) => articlePasses(article));
  const dated = narrowedToArticles();
  passing = content.facts.map((fact) => {
    if (ways.has(fact.status) || (terms.size && !terms.has(fact.term))) return false;
    if (off.has(content.entities[fact.from].family)) return false;
    if (fact.to !== undefined && off.has(content.entities[fact.to].family)) return false;
    return !dated || (fact.proofs ?? []).some(({ sentence }) => good[content.sentences[sentence].article]);
  });
}

const narrowedToArticles = () => state.outlets.size > 0 || state.from !== "" || state.to !== "";

function articlePasses(article) {
  const { outlets, from, to } = state;
  const day = dayOf(article);
  if (outlets.size && !outlets.has(content.articles[article].outlet ?? "")) return false;
  return (!from && !to) || (day !== "" && (!from || day >= from) && (!to || day <= to));
}

const edgePasses = (edge) => edge.facts.some((number) => passing[number]);

// How many filters are set, those of the legend too.
function filterCount() {
  const { off, ways, terms, outlets, from, to } = state;
  const legend = [...off].filter((name) => !DEFAULT.off.has(name)).length + ways.size;
  return legend + (terms.size > 0) + (outlets.size > 0) + (from !== "" || to !== "");
}

const NO_FILTER = () => ({
  ...{ off: new Set(DEFAULT.off), ways: new Set(), terms: new Set(), outlets: new Set(), from: "", to: "", query: "" },
  only: false,
});

function hashOf({ view, focus, center, opened, closed, article, only, grouped, ...rest }) {
  const iri = (entity) => content.entities[entity].iri;
  const pairs = [["v", view]];
  if (focus?.entity !== undefined) pairs.push(["e", iri(focus.entity)]);
  if (focus?.fact !== undefined) pairs.push(["f", factName(focus.fact)]);
  if (focus?.sentence !== undefined) pairs.push(["s", sentenceName(focus.sentence)]);
  if (center !== null) pairs.push(["c", iri(center)]);
  pairs.push(...opened.map((entity) => ["x", iri(entity)]), ...closed.map((entity) => ["y", iri(entity)]));
  if (article !== null) pairs.push(["a", content.articles[article].id]);
  if (only) pairs.push(["only", "1"]);
  if (grouped) pairs.push(["g", "1"]);
  for (const [name, key] of Object.entries(PLAIN)) if (rest[name]) pairs.push([key, rest[name]]);
  for (const [name, key] of Object.entries(LISTS)) {
    const values = [...rest[name]];
    if (values.join() !== [...DEFAULT[name]].join()) pairs.push(...(values.length ? values : [""]).map((one) => [key, one]));
  }
  return new URLSearchParams(pairs).toString();
}

// The state that a hash names; what this page does not have is left out.
function stateOf(hash) {
  const asked = new URLSearchParams(hash);
  const entity = (iri) => entityOf.get(iri) ?? null;
  const list = (key) => asked.getAll(key).map(entity).filter((one) => one !== null);
  const found = { ...DEFAULT, opened: list("x"), closed: list("y"), center: entity(asked.get("c")) };
  if (["network", "table", "article"].includes(asked.get("v"))) found.view = asked.get("v");
  found.focus = focusOf(asked);
  const article = content.articles.findIndex(({ id }) => id === asked.get("a"));
  found.article = article < 0 ? null : article;
  found.only = asked.has("only");
  found.grouped = asked.has("g");
  for (const [name, key] of Object.entries(PLAIN)) found[name] = asked.get(key) ?? "";
  for (const name of ["from", "to"]) if (!/^\d{4}-\d\d-\d\d$/.test(found[name])) found[name] = "";
  if (!Object.hasOwn(COLUMNS, found.sort.replace("-", ""))) found.sort = "";
  for (const [name, key] of Object.entries(LISTS)) {
    found[name] = new Set(asked.has(key) ? asked.getAll(key).filter((one) => one || name === "outlets") : DEFAULT[name]);
  }
  return found;
}

function focusOf(asked) {
  if (entityOf.has(asked.get("e"))) return { entity: entityOf.get(asked.get("e")) };
  const fact = asked.has("f") ? content.facts.findIndex((_, number) => factName(number) === asked.get("f")) : -1;
  if (fact >= 0) return { fact };
  const sentence = content.sentences.findIndex((_, number) => sentenceName(number) === asked.get("s"));
  return asked.has("s") && sentence >= 0 ? { sentence } : null;
}

// What names a fact and a sentence in a link, in this page and in one made anew from the same articles.
function factName(number) {
  const { from, term, to, value, post, tenure } = content.facts[number];
  const iri = (entity) => content.entities[entity].iri;
  return [iri(from), term, to === undefined ? value : iri(to), post, tenure].filter(Boolean).join("|");
}

function sentenceName(number) {
  const { article, start, end } = content.sentences[number];
  return `${content.articles[article].id}.${start}.${end}`;
}

// Reads the state from the address, as the reader goes back and forward or opens a link.
function readHash() {
  if (location.hash === known) return;
  known = location.hash;
  Object.assign(state, stateOf(location.hash.slice(1)));
  filterFacts();
  show();
}
