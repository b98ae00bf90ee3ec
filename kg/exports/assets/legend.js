// The legend, which filters, and the line that says what one sees.

const WAYS = ["stated", "derived", "planned", "reference"];

// A row for each family and way of knowing that occurs among some entities and their facts.
function legendRows(entities, ways) {
  const tallied = new Map([...tally(entities.map(({ family }) => family)), ...tally(ways)]);
  const kinds = content.families.map((family) => ({ family, label: family[language], count: tallied.get(family.name) }));
  return [...kinds, ...WAYS.map((way) => ({ way, label: text()[way], count: tallied.get(way) }))].filter(({ count }) => count);
}

function showLegend() {
  const flip = (set, value) => {
    const next = new Set(set);
    if (!next.delete(value)) next.add(value);
    return next;
  };
  const chips = legendRows(content.entities, content.facts.map(({ status }) => status)).map(({ family, way, label, count }) => {
    const sign = family ? icon(family) : element("i", { class: `line ${way}`, "aria-hidden": "true" });
    const shown = family ? !state.off.has(family.name) : !state.ways.has(way);
    const press = () => go(family ? { off: flip(state.off, family.name) } : { ways: flip(state.ways, way) });
    const made = toggle("pill", shown, press, sign, label, element("span", { class: "number" }, `${count}`));
    made.dataset.name = family ? family.name : way;
    return made;
  });
  refill(byId("legend"), chips);
}

// New content for a row of buttons; the one that had the keyboard keeps it.
function refill(row, made) {
  const at = [...row.children].indexOf(document.activeElement);
  row.replaceChildren(...made);
  if (at >= 0) row.children[at]?.focus();
}

function seenLine() {
  const { members, edges: drawn } = scene;
  if (state.view === "table") return text().rows(tableView.count, content.facts.length);
  if (state.view === "article") return text().articles(articleView.count);
  if (state.center !== null) return text().around(nameOf(state.center), members.size, drawn.length);
  const all = content.entities.length;
  const hidden = all - members.size;
  return text().seen(members.size, all, drawn.length) + (hidden ? ` · ${text().hidden(hidden)}` : "");
}

function showLine() {
  const parts = [element("span", {}, seenLine())];
  if (state.center !== null && state.view === "network") {
    parts.push(button("plain", () => go({ center: null, opened: [], closed: [] }), `← ${text().whole}`));
  }
  if (filterCount() || state.query || state.only) parts.push(button("plain", () => go(NO_FILTER()), `× ${text().clear}`));
  byId("line").replaceChildren(...parts);
}
