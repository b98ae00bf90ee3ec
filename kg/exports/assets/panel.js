"use strict";
// The panel beside the drawing: an overview, one entity, or one relation with the sentences that prove it.

const FIRST = 5; // sentences shown before "more"
const CHINESE = { lang: "zh-Hans" }; // the right glyphs on an English page too
const SVG = "http://www.w3.org/2000/svg";
const OUTLINES = {
  square: "M2 2h12v12H2z",
  triangle: "M8 1.5 15 14H1z",
  triangleDown: "M8 14.5 1 2h14z",
  diamond: "M8 .5 15.5 8 8 15.5.5 8z",
  hexagon: "M4.3 1.5h7.4L15.5 8l-3.8 6.5H4.3L.5 8z",
  star: "m8 .6 2.2 5 5.4.6-4 3.6 1.1 5.4L8 12.5l-4.7 2.7 1.1-5.4-4-3.6 5.4-.6z",
  dot: "M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2z",
};

// An element; strings among its children become text, never markup.
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

function icon(family) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", OUTLINES[family.shape]);
  path.setAttribute("fill", family.colour);
  svg.append(path);
  return svg;
}

class Panel {
  constructor(container, content, actions) {
    this.container = container;
    this.content = content;
    this.actions = actions; // focusOn(id): puts an entity or a relation into focus, or with null the whole graph
    this.families = new Map(content.families.map((family) => [family.name, family]));
    this.related = new Map(content.entities.map(({ id }) => [id, []]));
    for (const relation of content.relations) {
      this.related.get(relation.from).push(relation);
      if (relation.to !== relation.from) this.related.get(relation.to).push(relation);
    }
  }

  show(focus, language) {
    this.language = language;
    this.text = TEXTS[language];
    const parts = focus === null ? this.overview() : focus[0] === "e" ? this.entity(focus) : this.relation(focus);
    const within = this.container.contains(document.activeElement);
    this.container.replaceChildren(...parts);
    if (within) this.container.focus(); // the button that was pressed is gone
    this.container.scrollTop = 0;
  }

  term(name) {
    return this.content.terms[name][this.language];
  }

  find(id) {
    return (id[0] === "e" ? this.content.entities : this.content.relations)[id.slice(1)];
  }

  // The words of a relation: the posts of a membership, else the name of the property.
  words(relation) {
    return relation.posts.length ? relation.posts.join("、") : this.term(relation.term);
  }

  overview() {
    const { entities, nodes } = this.content;
    if (!entities.length) return [element("h2", {}, this.text.start), element("p", {}, this.text.emptyPanel)];
    const hubs = entities.filter(({ id }) => this.related.get(id).length).slice(0, 10);
    const rows = hubs.map(({ id }) => {
      const number = element("span", { class: "number" }, `${this.related.get(id).length}`);
      return element("li", {}, this.link(id), number);
    });
    const hidden = entities.length - nodes.length;
    const undrawn = element("p", { class: "quiet", id: "undrawn" }, this.text.undrawn(nodes.length, hidden));
    return [
      element("h2", {}, this.text.start),
      element("p", { class: "quiet" }, this.text.hint),
      ...(hidden ? [undrawn] : []),
      ...(hubs.length ? [element("h3", {}, this.text.hubs), element("ul", { class: "rows" }, ...rows)] : []),
    ];
  }

  entity(id) {
    const entity = this.find(id);
    const sign = icon(this.families.get(entity.family));
    const mentions = entity.mentions.map((mention) => this.sentence(mention));
    const none = element("p", { class: "quiet" }, this.text.noMention);
    return [
      this.back(),
      element("div", { class: "head" }, sign, element("h2", CHINESE, entity.name)),
      this.kind(entity),
      ...this.aliases(entity),
      ...this.values(entity),
      ...this.relations(id),
      element("h3", {}, this.text.mentions),
      ...(mentions.length ? this.folded(mentions) : [none]),
    ];
  }

  kind({ id, kind }) {
    const other = this.language === "zh" ? "en" : "zh";
    const chip = element("span", { class: "chip" }, this.term(kind));
    const line = element("p", { class: "kind" }, chip, this.content.terms[kind][other]);
    const drawn = id.slice(1) < this.content.nodes.length;
    if (!drawn) line.append(element("span", { class: "chip dashed" }, this.text.notDrawn));
    return line;
  }

  aliases({ aliases }) {
    if (!aliases.length) return [];
    const label = element("span", { class: "quiet" }, this.text.aliases);
    return [element("p", { ...CHINESE, class: "aliases" }, label, ` ${aliases.join("、")}`)];
  }

  // The values of an entity; each that an article says opens to its sentences.
  values({ values }) {
    if (!values.length) return [];
    const rows = values.flatMap(({ term, value, proofs }) => {
      const words = this.text.values[value] ?? value;
      const count = element("span", { class: "proofs" }, `${this.text.proofs} ${proofs.length}`);
      const sentences = proofs.map((proof) => this.sentence(proof));
      const proved = () => element("details", {}, element("summary", {}, words, count), ...sentences);
      return [element("dt", {}, this.term(term)), element("dd", {}, proofs.length ? proved() : words)];
    });
    return [element("h3", {}, this.text.facts), element("dl", {}, ...rows)];
  }

  relations(id) {
    const groups = new Map();
    for (const relation of this.related.get(id)) {
      const outward = relation.from === id;
      const arrow = relation.symmetric ? "↔" : outward ? "→" : "←";
      const key = `${arrow} ${this.words(relation)}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push([relation, outward ? relation.to : relation.from]);
    }
    if (!groups.size) return [];
    const blocks = [...groups].map(([key, members]) => {
      const rows = members.map(([relation, other]) => element("li", {}, this.link(other), this.status(relation)));
      return element("section", { class: "group" }, element("h4", {}, key), element("ul", { class: "rows" }, ...rows));
    });
    return [element("h3", {}, this.text.relations), ...blocks];
  }

  relation(id) {
    const relation = this.find(id);
    const proofs = relation.proofs.map((proof) => this.sentence(proof));
    const verb = element("span", { class: "verb" }, this.words(relation));
    const status = element("span", { class: `chip ${relation.status}` }, this.text[relation.status]);
    const none = element("p", { class: "quiet" }, this.text.noProof);
    return [
      this.back(),
      element("p", { class: "triple" }, this.link(relation.from), verb, this.link(relation.to)),
      element("p", { class: "kind" }, status),
      element("h3", {}, this.text.proofs),
      ...(proofs.length ? [this.key(), ...this.folded(proofs)] : [none]),
    ];
  }

  // Says which mark is what.
  key() {
    const roles = ["subject", "trigger", "object"].map((role) => element("mark", { class: role }, this.text[role]));
    return element("p", { class: "key" }, ...roles);
  }

  back() {
    return this.button("back", () => this.actions.focusOn(null), `← ${this.text.back}`);
  }

  link(id) {
    const entity = this.find(id);
    const sign = icon(this.families.get(entity.family));
    return this.button("link", () => this.actions.focusOn(id), sign, element("span", CHINESE, entity.name));
  }

  // A button to the evidence of a relation.
  status(relation) {
    const stated = relation.status === "stated";
    const look = stated ? "proofs" : `chip ${relation.status}`;
    const label = stated ? `${this.text.proofs} ${relation.proofs.length}` : this.text[relation.status];
    return this.button(look, () => this.actions.focusOn(relation.id), label);
  }

  folded(items) {
    if (items.length <= FIRST + 1) return items;
    const rest = items.slice(FIRST);
    const more = this.button("more", () => more.replaceWith(...rest), this.text.more(rest.length));
    return [...items.slice(0, FIRST), more];
  }

  button(look, onclick, ...children) {
    return element("button", { type: "button", class: look, onclick }, ...children);
  }

  // One sentence with its marks, the article it stands in, and how it came to say what it says.
  sentence({ sentence, marks, derivation, modality, before = [] }) {
    const { article, text } = this.content.sentences[sentence];
    const { title, date, outlet } = this.content.articles[article];
    const source = [this.text.article(title), date, outlet].filter(Boolean).join(" · ");
    const card = element("figure", CHINESE, element("blockquote", {}, ...marked(text, marks)));
    if (before.length) card.append(element("p", { class: "before" }, `${this.text.before}：${before.join("、")}`));
    const caption = element("figcaption", {}, source);
    if (derivation === "derived") caption.append(element("span", { class: "chip derived" }, this.text.derived));
    if (modality === "planned") caption.append(element("span", { class: "chip planned" }, this.text.planned));
    card.append(caption);
    return card;
  }
}

// `text` cut at the ends of its marks; where marks overlap, the later one is the inner one.
function marked(text, marks) {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(([start, end]) => [start, end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index];
    const role = marks.findLast(([from, to]) => from <= start && end <= to)?.[2];
    const piece = text.slice(start, end);
    return role ? element("mark", { class: role }, piece) : piece;
  });
}
