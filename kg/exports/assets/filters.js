// The filters that the legend has no room for: relations, dates and outlets.

function showFilters() {
  const box = byId("filters");
  const count = filterCount();
  byId("filter").textContent = count ? text().filters(count) : text().filter;
  byId("filter").setAttribute("aria-expanded", `${!box.hidden}`);
  if (box.hidden) return;
  box.setAttribute("aria-label", text().filter);
  const at = [...box.querySelectorAll("button, input")].indexOf(document.activeElement);
  const close = button("plain", closeFilters, `× ${text().close}`);
  box.replaceChildren(
    element("div", { class: "head" }, element("h2", {}, text().filter), close),
    ...chosenOf("terms", text().relationFilter, tally(content.facts.map(({ term }) => term)), termName),
    ...dates(),
    ...chosenOf("outlets", text().outletFilter, tally(content.articles.map(({ outlet }) => outlet ?? "")), (name) => name || text().noOutlet),
  );
  if (at >= 0) box.querySelectorAll("button, input")[at]?.focus();
}

// Each value with how often it comes, the most frequent first.
function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function chosenOf(name, heading, counts, label) {
  const press = (value) => {
    const next = new Set(state[name]);
    if (!next.delete(value)) next.add(value);
    go({ [name]: next });
  };
  const pills = counts.map(([value, count]) =>
    toggle("pill", state[name].has(value), () => press(value), element("span", CHINESE, label(value)), element("span", { class: "number" }, `${count}`)));
  const note = element("span", { class: "quiet" }, state[name].size ? "" : text().none);
  return [element("h3", {}, heading, " ", note), element("div", { class: "pills" }, ...folded(pills, 40))];
}

function dates() {
  const field = (name, label) => {
    const input = element("input", { type: "date", id: `date-${name}` });
    input.value = state[name];
    input.addEventListener("change", () => go({ [name]: input.value }));
    return element("label", {}, label, " ", input);
  };
  const range = element("p", { class: "dates" }, field("from", text().dateFrom), field("to", text().dateTo));
  return [element("h3", {}, text().dateFilter), range];
}

function closeFilters() {
  byId("filters").hidden = true;
  showFilters();
  byId("filter").focus();
}
