// The sentences that prove a fact, with the words that say it marked by their offsets.

// The proofs of some facts, each once, those of the newest article first.
function proofsOf(numbers) {
  const found = new Map();
  for (const number of numbers) {
    for (const proof of content.facts[number].proofs ?? []) {
      const key = JSON.stringify([proof.sentence, proof.marks]);
      if (!found.has(key)) found.set(key, proof);
    }
  }
  const day = ({ sentence }) => content.articles[content.sentences[sentence].article].date ?? "";
  return [...found.values()].sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : a.sentence - b.sentence));
}

// One sentence with its marks, where it stands, and how it came to say what it says.
function sentenceCard(sentence, marks, { derivation, modality, before = [], rule } = {}) {
  const { article } = content.sentences[sentence];
  const card = element("figure", {}, element("blockquote", CHINESE, ...marked(sentenceText(sentence), marks)));
  if (before.length) card.append(element("p", { class: "before" }, `${text().before}: `, element("span", CHINESE, before.join("、"))));
  const chips = element("p", { class: "chips" });
  if (modality === "planned") chips.append(chip("planned"));
  else if (derivation) chips.append(chip(derivation));
  if (rule) chips.append(element("span", { class: "quiet" }, `${text().rule} ${rule}`));
  chips.append(button("context", () => readAt(sentence), `${text().inContext} →`));
  card.append(element("figcaption", CHINESE, sourceOf(article)), chips);
  return card;
}

function sourceOf(article) {
  const { title, outlet } = content.articles[article];
  return [`《${title}》`, shownValue(dayOf(article)), outlet].filter(Boolean).join(" · ");
}

function chip(status) {
  return element("span", { class: `chip ${status}` }, text()[status]);
}

// Says which mark is what.
function markKey() {
  const roles = ["subject", "trigger", "object"].map((role) => element("mark", { class: role }, text()[role]));
  return element("p", { class: "key" }, ...roles);
}

// Opens the article of a sentence at its place.
function readAt(sentence) {
  go({ view: "article", article: content.sentences[sentence].article, focus: state.focus });
  articleView.reveal(sentence);
}
