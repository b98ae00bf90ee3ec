// The card beside every view: an overview, a thing, a relation or value with its evidence, or what one sentence says.

class Cards {
  constructor(container) {
    this.container = container;
    this.key = "";
  }

  show() {
    const { focus } = state;
    document.body.classList.toggle("focused", focus !== null);
    const parts = focus === null ? this.overview()
      : focus.entity !== undefined ? this.entity(focus.entity)
      : focus.fact !== undefined ? this.fact(focus.fact) : this.sentence(focus.sentence);
    const key = JSON.stringify(focus);
    const within = this.container.contains(document.activeElement);
    this.container.replaceChildren(...parts);
    if (within && key !== this.key) this.container.focus({ preventScroll: true }); // the button that was pressed is gone
    if (key !== this.key) this.container.scrollTop = 0;
    this.key = key;
  }

  overview() {
    const { entities, articles } = content;
    if (!entities.length) return [element("h2", {}, text().start), element("p", {}, text().emptyPanel)];
    const hubs = entities.map((_, entity) => entity).filter((entity) => !isArticle(entity) && linked[entity].length).slice(0, 12);
    const rows = hubs.map((entity) => {
      const count = element("span", { class: "number" }, `${linked[entity].length}`);
      return element("li", {}, this.link(entity), count);
    });
    const note = articles.length && articles[0].text === undefined ? [element("p", { class: "note" }, text().noTexts)] : [];
    return [
      element("h2", {}, text().start),
      element("p", {}, this.corpus()),
      element("p", { class: "quiet" }, text().hint),
      element("p", { class: "quiet keys" }, text().keys),
      ...note,
      ...(rows.length ? [element("h3", {}, text().hubs), element("ul", { class: "rows" }, ...rows)] : []),
    ];
  }

  // What all this was read from.
  corpus() {
    const days = content.articles.map((_, article) => dayOf(article)).filter((day) => /^\d{4}/.test(day)).sort();
    const proved = content.facts.filter(({ status }) => ["stated", "derived"].includes(status)).length;
    return text().corpus(content.articles.length, days.at(0), days.at(-1), proved);
  }

  entity(entity) {
    const { name, kind, planned } = content.entities[entity];
    const line = element("p", { class: "kind" }, element("span", { class: "chip" }, termName(kind)));
    if (planned) line.append(element("span", { class: "chip planned" }, text().plannedThing));
    line.append(element("span", {}, text().inArticles(articlesAbout(entity).length)));
    if (state.view === "network" && !sceneHas(entity)) line.append(element("span", { class: "chip" }, text().notDrawn));
    return [
      this.back(),
      element("div", { class: "head" }, icon(familyOf(entity), planned), element("h2", CHINESE, name)),
      line,
      ...this.names(entity),
      this.tools(entity),
      ...this.relations(entity),
      ...this.values(entity),
      ...this.mentions(entity),
    ];
  }

  names(entity) {
    const { aliases = [], traditional } = content.entities[entity];
    const row = (label, language, words) =>
      element("p", { class: "names" }, element("span", { class: "quiet" }, label), element("span", { lang: language }, words));
    return [
      ...(traditional ? [row(text().traditional, "zh-Hant", traditional)] : []),
      ...(aliases.length ? [row(text().aliases, "zh-Hans", aliases.join("、"))] : []),
    ];
  }

  tools(entity) {
    const opened = state.opened.includes(entity);
    const { article } = content.entities[entity];
    const made = [];
    if (linked[entity].length && state.view === "network") {
      if (state.center !== entity) made.push(button("tool", () => go(AROUND(entity)), text().near));
      made.push(button("tool", () => toggleOpen(entity, !opened), opened ? text().fold : text().open));
      if (!opened && !state.closed.includes(entity)) made.push(button("tool", () => toggleOpen(entity, false), text().fold));
    } else if (linked[entity].length) made.push(button("tool", () => go({ view: "network", ...(state.center === null && content.places.some(([one]) => one === entity) ? {} : AROUND(entity)) }), text().network));
    if (state.view !== "table") made.push(button("tool", () => go({ view: "table", only: true, query: "" }), text().inTable));
    if (article !== undefined) made.push(button("tool", () => go({ view: "article", article }), text().inContext));
    return element("p", { class: "tools" }, ...made);
  }

  // What links a thing: posts, agreements and events first, each with its dates; then all else by relation.
  relations(entity) {
    const groups = new Map([[text().posts, []], [text().people, []], [text().agreements, []], [text().events, []]]);
    for (const edge of linked[entity]) {
      for (const number of edge.facts) {
        const heading = this.headingOf(entity, edge, content.facts[number]);
        if (!groups.has(heading)) groups.set(heading, []);
        groups.get(heading).push([number, otherEnd(edge, entity)]);
      }
    }
    const blocks = [...groups].filter(([, rows]) => rows.length).flatMap(([heading, rows]) => [
      element("h3", {}, heading),
      element("ul", { class: "rows" }, ...folded(rows.map(([number, other]) => this.row(number, other)), 10)),
    ]);
    return blocks;
  }

  headingOf(entity, edge, fact) {
    const other = content.entities[otherEnd(edge, entity)];
    if (fact.post) return edge.from === entity ? text().posts : text().people;
    if (other.family === "agreement") return text().agreements;
    if (other.family === "event") return text().events;
    const arrow = edge.mutual ? "↔" : edge.from === entity ? "→" : "←";
    return `${arrow} ${termName(fact.term)}`;
  }

  row(number, other) {
    const fact = content.facts[number];
    const about = [];
    if (fact.post) about.push(wordsOf(fact), this.postDates(fact));
    else if (["agreement", "event"].includes(content.entities[other].family)) {
      about.push(termName(fact.term), this.dateOf(other), this.partners(other, fact));
    }
    const small = about.filter(Boolean).join(" · ");
    const link = this.link(other, ...(small ? [element("small", CHINESE, small)] : []));
    return element("li", { class: passing[number] ? null : "dim" }, link, this.proofButton(number));
  }

  // When articles report a post: each day, or the first and the last of many.
  postDates({ dates }) {
    const days = [...new Set(dates.map(([, date]) => date))].sort();
    return days.length > 2 ? `${shownValue(days[0])} – ${shownValue(days.at(-1))}` : days.map(shownValue).join("、");
  }

  // With whom somebody has signed or attended something.
  partners(entity, { term, from }) {
    if (!["kg:partyTo", "kg:attended"].includes(term)) return "";
    const others = linked[entity].filter((edge) => edge.term === term && edge.from !== from).map((edge) => nameOf(edge.from));
    if (!others.length) return "";
    return text().together(others.slice(0, 3).join("、") + (others.length > 3 ? "…" : ""));
  }

  // When an agreement was signed or an event held.
  dateOf(entity) {
    const dated = told[entity].map((number) => content.facts[number]).filter(({ term }) => ["kg:signedOn", "kg:heldOn"].includes(term));
    return dated.map(({ value }) => shownValue(value)).join("、");
  }

  // Leads from a row to its evidence.
  proofButton(number) {
    const { status, proofs = [] } = content.facts[number];
    const label = status === "stated" ? text().proofCount(proofs.length) : text()[status];
    const made = button(status === "stated" ? "proofs" : `proofs chip ${status}`, () => go({ focus: { fact: number } }), label);
    made.setAttribute("aria-label", `${wordsOf(content.facts[number])}: ${label}`);
    return made;
  }

  values(entity) {
    if (!told[entity].length) return [];
    const rows = told[entity].map((number) => {
      const { term, value } = content.facts[number];
      const words = element("span", CHINESE, shownValue(value));
      return element("li", { class: passing[number] ? null : "dim" }, element("span", { class: "pair" }, element("span", { class: "quiet" }, termName(term)), words), this.proofButton(number));
    });
    return [element("h3", {}, text().facts), element("ul", { class: "rows" }, ...rows)];
  }

  mentions(entity) {
    const said = content.entities[entity].mentions ?? [];
    if (!said.length) return [element("p", { class: "quiet" }, text().noMention)];
    const figures = said.map(([sentence, ...places]) => {
      const marks = [];
      for (let place = 0; place < places.length; place += 2) marks.push([places[place], places[place + 1], "name"]);
      return [content.articles[content.sentences[sentence].article].date ?? "", sentenceCard(sentence, marks)];
    });
    figures.sort((a, b) => (a[0] < b[0] ? 1 : a[0] > b[0] ? -1 : 0));
    return [element("h3", {}, text().mentions), ...folded(figures.map(([, figure]) => figure), 4)];
  }

  fact(number) {
    const fact = content.facts[number];
    const facts = edgeOf[number]?.facts ?? [number];
    const proofs = proofsOf(facts).map((proof) => sentenceCard(proof.sentence, proof.marks, proof));
    const end = fact.to === undefined ? element("span", CHINESE, shownValue(fact.value)) : this.link(fact.to);
    const verbs = facts.map((one) => {
      const { post, dates = [] } = content.facts[one];
      const when = post ? element("small", {}, this.postDates({ dates })) : "";
      return element("span", { class: "verb" }, wordsOf(content.facts[one]), " ", when);
    });
    const ways = [...new Set(facts.map((one) => content.facts[one].status))].map(chip);
    return [
      this.back(),
      element("h2", { class: "triple" }, this.link(fact.from), ...verbs, end),
      element("p", { class: "kind" }, ...ways, ...(proofs.length ? [text().proofCount(proofs.length)] : [])),
      element("h3", {}, text().proofs),
      ...(proofs.length ? [markKey(), ...folded(proofs, 5)] : [element("p", { class: "quiet" }, text().noProof)]),
    ];
  }

  sentence(sentence) {
    const rows = saying[sentence].map((number) => {
      const { from, to, value } = content.facts[number];
      const words = `${nameOf(from)} — ${wordsOf(content.facts[number])} — ${to === undefined ? shownValue(value) : nameOf(to)}`;
      return element("li", {}, element("span", CHINESE, words), this.proofButton(number));
    });
    return [
      this.back(),
      element("h2", {}, text().sentence),
      sentenceCard(sentence, []),
      element("ul", { class: "rows" }, ...rows),
    ];
  }

  back() {
    return button("back", () => go({ focus: null }), `× ${text().overview}`);
  }

  link(entity, ...more) {
    const name = element("span", CHINESE, nameOf(entity), ...more);
    return button("link", () => go({ focus: { entity } }), icon(familyOf(entity), content.entities[entity].planned), name);
  }
}
