// Search by name, alias, traditional form, pinyin and initials. The best kind of match comes first.

const LIMIT = 12; // results shown
const RANKS = { whole: 0, start: 1, inside: 2, spelt: 3, speltInside: 4, scattered: 5 };

let readingsOf; // by character: its readings
let spellings; // by entity: its names, simplified and in lower case, each with the letters its characters may start with

const letterBit = (letter) => 1 << (letter.charCodeAt(0) - 97);
const simplify = (words) => [...words.toLowerCase()].map((one) => content.variants[one] ?? one).join("");

function indexNames() {
  readingsOf = new Map(Object.entries(content.readings).map(([character, spelt]) => [character, spelt.split(" ")]));
  const starts = new Map(); // by character: a bit for each letter that it may start with
  for (const [character, spelt] of readingsOf) starts.set(character, spelt.reduce((bits, one) => bits | letterBit(one), 0));
  const mask = (name) => [...name].reduce((bits, one) => bits | (starts.get(one) ?? (/[a-z]/.test(one) ? letterBit(one) : 0)), 0);
  spellings = content.entities.map(({ name, aliases = [], traditional = "" }) => {
    const names = [...new Set([name, ...aliases, traditional].filter(Boolean).map(simplify))];
    return names.map((one) => ({ name: one, mask: mask(one) }));
  });
}

// All entities that the words may mean, best first; among equals the better connected one, as their numbers say.
function search(words) {
  const wanted = simplify(words).replace(/\s+/g, "");
  if (!wanted) return [];
  const latin = /^[a-z]+$/.test(wanted);
  const letters = latin ? [...wanted].reduce((bits, one) => bits | letterBit(one), 0) : 0;
  const found = [];
  spellings.forEach((names, entity) => {
    let best = 9;
    for (const { name, mask } of names) {
      if (latin && !(mask & letterBit(wanted))) continue;
      best = Math.min(best, match(name, wanted, latin, (letters & ~mask) === 0));
    }
    if (best < 9) found.push([best, entity]);
  });
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, entity]) => entity);
}

// How well a name matches; `maybe` tells whether its characters have all the initials that are wanted.
function match(name, wanted, latin, maybe) {
  const at = name.indexOf(wanted);
  if (at >= 0) return name.length === wanted.length ? RANKS.whole : at === 0 ? RANKS.start : RANKS.inside;
  const characters = [...name];
  if (latin) {
    for (let first = 0; first < characters.length; first++) {
      if (spelt(characters, first, wanted, 0)) return first ? RANKS.speltInside : RANKS.spelt;
    }
  }
  return wanted.length > 1 && maybe && scattered(characters, wanted, latin) ? RANKS.scattered : 9;
}

// Whether characters from `index` on spell the rest of `wanted`: each by its letters, its pinyin or its initial.
function spelt(characters, index, wanted, at) {
  if (at === wanted.length) return true;
  if (index === characters.length) return false;
  const character = characters[index];
  if (character === wanted[at] && spelt(characters, index + 1, wanted, at + 1)) return true;
  const rest = wanted.slice(at);
  for (const reading of readingsOf.get(character) ?? []) {
    if (reading.startsWith(rest)) return true;
    if (rest.startsWith(reading) && spelt(characters, index + 1, wanted, at + reading.length)) return true;
    if (reading[0] === wanted[at] && spelt(characters, index + 1, wanted, at + 1)) return true;
  }
  return false;
}

// Whether the characters, or their initials, stand in the name in this order with others between: 川大, gaxy.
function scattered(characters, wanted, latin) {
  const rest = [...wanted];
  for (const character of characters) {
    const readings = latin ? readingsOf.get(character) : null;
    if (character === rest[0] || readings?.some((reading) => reading[0] === rest[0])) rest.shift();
    if (!rest.length) return true;
  }
  return false;
}

let hit = 0; // the result that Enter takes

function showHits() {
  const field = byId("search");
  const found = search(field.value);
  const shown = found.slice(0, LIMIT);
  hit = Math.max(0, Math.min(hit, shown.length - 1));
  const rows = shown.map((entity, index) => {
    const { aliases = [], kind } = content.entities[entity];
    const attributes = { role: "option", id: `hit${index}`, "aria-selected": `${index === hit}` };
    const also = element("span", { class: "quiet" }, [...aliases.slice(0, 2), termName(kind)].join(" · "));
    const row = element("li", attributes, icon(familyOf(entity)), element("span", CHINESE, nameOf(entity)), also);
    row.addEventListener("pointerdown", (event) => (event.preventDefault(), take(entity)));
    return row;
  });
  const searching = field.value.trim() !== "" && document.activeElement === field;
  byId("hits").replaceChildren(...rows);
  byId("hits").hidden = !searching || !rows.length;
  const rest = found.length - shown.length;
  byId("hitnote").textContent = !found.length ? text().noHit : rest ? text().moreHits(rest) : "";
  byId("hitnote").hidden = !searching || byId("hitnote").textContent === "";
  field.setAttribute("aria-expanded", `${searching && rows.length > 0}`);
  if (searching && shown.length) field.setAttribute("aria-activedescendant", `hit${hit}`);
  else field.removeAttribute("aria-activedescendant");
}

// Goes to an entity that was found: where it is not drawn, its neighbourhood is.
function take(entity) {
  byId("search").value = "";
  byId("search").blur();
  const off = new Set(state.off);
  off.delete(content.entities[entity].family);
  const change = { off, focus: { entity } };
  if (state.view === "network" && !sceneHas(entity)) Object.assign(change, AROUND(entity));
  go(change);
  if (state.view === "network") networkView.travel();
}

function onSearchKey(event) {
  const found = search(byId("search").value).slice(0, LIMIT);
  if (event.key === "Enter" && found.length) take(found[hit]);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    hit += event.key === "ArrowDown" ? 1 : -1;
    showHits();
  }
}
