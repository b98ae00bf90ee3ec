// The content of the page as it came, and the same seen from other sides.

let content; // what kg wrote
let entityOf; // by IRI: the number of an entity
let linked; // by entity: the edges that touch it
let told; // by entity: its facts that are values
let edges; // all edges: {id, from, to, term, mutual, facts}; the id is the number of the first fact
let edgeOf; // by fact: its edge, or undefined for a value
let saying; // by sentence: the facts it proves
let sentencesIn; // by article: its sentences, in the order of the text
let families; // by name

async function unpack(script) {
  if (script.type === "application/json") return JSON.parse(script.textContent);
  const packed = atob(script.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let place = 0; place < packed.length; place++) bytes[place] = packed.charCodeAt(place);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

function indexContent(unpacked) {
  content = unpacked;
  families = new Map(content.families.map((family) => [family.name, family]));
  entityOf = new Map(content.entities.map(({ iri }, number) => [iri, number]));
  linked = content.entities.map(() => []);
  told = content.entities.map(() => []);
  saying = content.sentences.map(() => []);
  sentencesIn = content.articles.map(() => []);
  edges = new Map();
  const byEnds = new Map();
  edgeOf = content.facts.map((fact, number) => {
    for (const { sentence } of fact.proofs ?? []) {
      if (saying[sentence].at(-1) !== number) saying[sentence].push(number);
    }
    if (fact.to === undefined) {
      told[fact.from].push(number);
      return undefined;
    }
    const key = `${fact.from} ${fact.to} ${fact.term}`;
    if (!byEnds.has(key)) {
      const edge = { id: number, from: fact.from, to: fact.to, term: fact.term, mutual: fact.mutual, facts: [] };
      byEnds.set(key, edge);
      edges.set(number, edge);
      linked[fact.from].push(edge);
      if (fact.to !== fact.from) linked[fact.to].push(edge);
    }
    byEnds.get(key).facts.push(number);
    return byEnds.get(key);
  });
  content.sentences.forEach(({ article }, number) => sentencesIn[article].push(number));
  for (const numbers of sentencesIn) numbers.sort((a, b) => startOf(a) - startOf(b));
}

const startOf = (sentence) => content.sentences[sentence].start;
const nameOf = (entity) => content.entities[entity].name;
const familyOf = (entity) => families.get(content.entities[entity].family);
const otherEnd = (edge, entity) => (edge.from === entity ? edge.to : edge.from);
const dayOf = (article) => (content.articles[article].date ?? "").slice(0, 10); // a day of no year begins with --

function sentenceText(sentence) {
  const { article, start, end, text: own } = content.sentences[sentence];
  return own ?? content.articles[article].text.slice(start, end);
}

// The articles that prove a fact, each once.
function articlesOf(fact) {
  return [...new Set((fact.proofs ?? []).map(({ sentence }) => content.sentences[sentence].article))];
}

// The articles that mention an entity, each once.
function articlesAbout(entity) {
  const said = content.entities[entity].mentions ?? [];
  return [...new Set(said.map(([sentence]) => content.sentences[sentence].article))];
}

// How an edge is known, by its best fact that passes the filters.
function statusOf(edge) {
  const ways = edge.facts.filter((number) => passing[number]).map((number) => content.facts[number].status);
  return ["stated", "derived", "reference", "planned"].find((way) => ways.includes(way)) ?? "planned";
}

// The words of a fact between its subject and its object: the post that somebody holds, else the relation.
function wordsOf(fact) {
  return fact.post ? text().held[fact.tenure](fact.post) : termName(fact.term);
}

function edgeWords(edge) {
  return edge.facts.map((number) => wordsOf(content.facts[number])).join("、");
}
