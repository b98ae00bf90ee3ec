// The table: every fact that passes the filters, the equal of the drawing for those who hear or copy it.

const PAGE = 200; // rows shown at once
const COLUMNS = {
  subject: (fact) => nameOf(fact.from),
  relation: (fact) => wordsOf(fact),
  object: (fact) => (fact.to === undefined ? shownValue(fact.value) : nameOf(fact.to)),
  status: (fact) => text()[fact.status],
  date: (fact) => newest(fact).date,
  outlet: (fact) => newest(fact).outlet,
  count: (fact) => (fact.proofs ?? []).length,
};

// Date and outlet of the newest article that passes the filters and proves a fact.
function newest(fact) {
  const [article] = articlesOf(fact).filter(articlePasses).sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : -1));
  return article === undefined ? { date: "", outlet: "" } : { date: dayOf(article), outlet: content.articles[article].outlet ?? "" };
}

class TableView {
  constructor(container) {
    this.container = container;
    this.room = PAGE;
    this.key = "";
    this.query = element("input", { type: "search", id: "query", autocomplete: "off", spellcheck: "false" });
    this.query.addEventListener("input", () => go({ query: this.query.value }, { inPlace: true }));
    this.bar = element("div", { class: "bar" });
    this.sheet = element("div", { class: "sheet", tabindex: "0", role: "region" });
    container.append(this.bar, this.sheet);
  }

  // The numbers of the facts that are shown, in their order.
  rows() {
    const wanted = simplify(state.query.trim());
    const { entity } = state.focus ?? {};
    const kept = content.facts.map((_, number) => number).filter((number) => {
      const fact = content.facts[number];
      if (!passing[number]) return false;
      if (state.only && entity !== undefined && fact.from !== entity && fact.to !== entity) return false;
      return !wanted || simplify([COLUMNS.subject(fact), COLUMNS.relation(fact), COLUMNS.object(fact)].join(" ")).includes(wanted);
    });
    return state.sort ? this.sorted(kept) : kept;
  }

  sorted(numbers) {
    const down = state.sort.startsWith("-") ? -1 : 1;
    const value = COLUMNS[state.sort.replace("-", "")];
    const order = new Intl.Collator("zh-Hans-u-co-pinyin", { numeric: true });
    const keys = new Map(numbers.map((number) => [number, `${value(content.facts[number])}`]));
    return numbers.sort((a, b) => down * order.compare(keys.get(a), keys.get(b)) || a - b);
  }

  show() {
    const rows = this.rows();
    this.count = rows.length;
    const key = hashOf({ ...state, focus: null });
    if (key !== this.key) this.room = PAGE;
    this.key = key;
    this.showBar();
    const head = element("tr", {}, ...Object.keys(COLUMNS).map((name) => this.heading(name)));
    const table = element("table", {}, element("caption", {}, text().tableLabel), element("thead", {}, head));
    table.append(element("tbody", {}, ...rows.slice(0, this.room).map((number) => this.row(number))));
    this.sheet.setAttribute("aria-label", text().tableLabel);
    const rest = rows.length - this.room;
    const more = button("more", () => ((this.room += 5 * PAGE), this.show()), text().showRows(Math.min(rest, 5 * PAGE)));
    const empty = element("p", { class: "empty" }, content.facts.length ? text().emptyFilter : text().empty);
    const top = this.sheet.scrollTop;
    this.sheet.replaceChildren(rows.length ? table : empty, ...(rest > 0 ? [more] : []));
    this.sheet.scrollTop = top;
  }

  showBar() {
    const { entity } = state.focus ?? {};
    if (document.activeElement !== this.query) this.query.value = state.query;
    this.query.placeholder = text().tableFilter;
    this.query.setAttribute("aria-label", text().tableFilter);
    const only = entity === undefined ? [] : [toggle("pill", state.only, () => go({ only: !state.only }), text().onlyFocus(nameOf(entity)))];
    const wide = button("pill", (event) => copy(this.csv(), event.currentTarget), text().copyTable);
    if (!this.bar.contains(this.query)) this.bar.append(this.query);
    while (this.query.nextSibling) this.query.nextSibling.remove();
    this.bar.append(...only, wide);
  }

  heading(name) {
    const current = state.sort.replace("-", "") === name;
    const down = state.sort.startsWith("-");
    const next = current ? (down ? "" : `-${name}`) : name;
    const sign = current ? (down ? " ↓" : " ↑") : "";
    const sort = current ? (down ? "descending" : "ascending") : "none";
    const press = button("", () => go({ sort: next }), text()[`${name}Column`], sign);
    return element("th", { scope: "col", class: name, "aria-sort": sort }, press);
  }

  row(number) {
    const fact = content.facts[number];
    const { focus } = state;
    const chosen = focus && (focus.fact === number || focus.entity === fact.from || (fact.to !== undefined && focus.entity === fact.to));
    const cell = (name, ...children) => element("td", { class: name }, ...children);
    const name = (entity) => button("link", () => go({ focus: { entity } }), icon(familyOf(entity), content.entities[entity].planned), element("span", CHINESE, nameOf(entity)));
    const object = fact.to === undefined ? element("span", CHINESE, COLUMNS.object(fact)) : name(fact.to);
    const proofs = button("proofs", () => go({ focus: { fact: number } }), text().proofCount(COLUMNS.count(fact)));
    return element(
      "tr",
      { class: chosen ? "chosen" : null, "data-fact": `${number}` },
      cell("subject", name(fact.from)),
      cell("relation", element("span", CHINESE, COLUMNS.relation(fact))),
      cell("object", object),
      cell("status", chip(fact.status)),
      cell("date", shownValue(COLUMNS.date(fact))),
      cell("outlet", element("span", CHINESE, COLUMNS.outlet(fact))),
      cell("count", fact.proofs ? proofs : "—"),
    );
  }

  csv() {
    const quoted = (value) => (/[",\n\r]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : `${value}`);
    const head = Object.keys(COLUMNS).map((name) => text()[`${name}Column`]);
    const lines = this.rows().map((number) => Object.values(COLUMNS).map((value) => value(content.facts[number])));
    return [head, ...lines].map((line) => line.map(quoted).join(",")).join("\n") + "\n";
  }
}
