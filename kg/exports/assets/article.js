// The article view: the raw text, with every entity it mentions and every sentence that says a fact marked in place.

class ArticleView {
  constructor(container) {
    this.container = container;
    this.list = element("ul", { class: "list" });
    this.reading = element("article", { class: "reading", tabindex: "0", lang: "zh-Hans" });
    this.nav = element("nav", {}, this.list);
    this.wanted = null; // the sentence to scroll to
    container.append(this.nav, this.reading);
  }

  // The articles that pass the filters, the newest first.
  articles() {
    const kept = content.articles.map((_, article) => article).filter(articlePasses);
    return kept.sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : a - b));
  }

  show() {
    const articles = this.articles();
    this.count = articles.length;
    this.nav.setAttribute("aria-label", text().articleList);
    const about = state.focus?.entity === undefined ? null : new Set(articlesAbout(state.focus.entity));
    const current = state.article ?? articles.find((article) => about?.has(article)) ?? articles[0] ?? null;
    this.list.replaceChildren(...folded(articles.map((article) => this.item(article, article === current, about)), 300));
    if (current === null) {
      this.reading.replaceChildren(element("p", { class: "empty" }, content.articles.length ? text().emptyFilter : text().emptyArticles));
    } else this.read(current);
    this.list.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  }

  item(article, current, about) {
    const { title, outlet } = content.articles[article];
    const facts = new Set(sentencesIn[article].flatMap((sentence) => saying[sentence])).size;
    const small = [shownValue(dayOf(article)), outlet, text().articleFacts(facts)].filter(Boolean).join(" · ");
    const open = button("", () => go({ article }), element("span", CHINESE, title), element("small", CHINESE, small));
    if (current) open.setAttribute("aria-current", "true");
    return element("li", { class: about && !about.has(article) ? "dim" : null }, open);
  }

  read(article) {
    const { title, outlet, origin, text: raw } = content.articles[article];
    const head = element("header", {}, element("h2", {}, title), element("p", { class: "quiet" }, [shownValue(dayOf(article)), outlet, origin].filter(Boolean).join(" · ")));
    const same = this.article === article;
    const top = this.reading.scrollTop;
    this.article = article;
    if (raw === undefined) {
      const quotes = sentencesIn[article].map((sentence) => element("p", { class: "alone" }, ...this.pieces(article, startOf(sentence), sentenceText(sentence))));
      this.reading.replaceChildren(head, element("p", { class: "note" }, text().noTexts), ...quotes);
    } else this.reading.replaceChildren(head, element("div", { class: "raw" }, ...this.pieces(article, 0, raw)));
    this.reading.scrollTop = same ? top : 0;
    if (this.wanted !== null) this.scrollTo(this.wanted);
    this.wanted = null;
  }

  // A stretch of the article from `first` on, cut at the ends of sentences and mentions.
  pieces(article, first, stretch) {
    const last = first + stretch.length;
    const inside = sentencesIn[article].filter((sentence) => startOf(sentence) >= first && content.sentences[sentence].end <= last);
    const mentions = this.mentionsIn(article).filter(({ start, end }) => start >= first && end <= last);
    const sentences = inside.filter((sentence) => saying[sentence].length).map((sentence) => ({ sentence, start: startOf(sentence), end: content.sentences[sentence].end }));
    const words = this.focusMarks(article);
    const cuts = [...new Set([first, last, ...[...mentions, ...sentences, ...words].flatMap(({ start, end }) => [start, end])])];
    cuts.sort((a, b) => a - b);
    const parts = [];
    for (let index = 0; index + 1 < cuts.length; index++) {
      const [start, end] = [cuts[index], cuts[index + 1]];
      if (start < first || end > last) continue;
      const covers = (one) => one.start <= start && end <= one.end;
      const piece = stretch.slice(start - first, end - first);
      const sentence = sentences.find(covers);
      parts.push(this.piece(piece, mentions.find(covers), sentence, words.find(covers), start));
      for (const done of sentences) if (done.end === end) parts.push(this.sign(done.sentence));
    }
    return parts;
  }

  // The entities mentioned in an article, the shorter of two that overlap first: it is the inner one.
  mentionsIn(article) {
    if (this.mentions?.article !== article) {
      const found = [];
      content.entities.forEach(({ mentions: said = [] }, entity) => {
        for (const [sentence, ...places] of said) {
          if (content.sentences[sentence].article !== article) continue;
          for (let at = 0; at < places.length; at += 2) {
            found.push({ entity, start: startOf(sentence) + places[at], end: startOf(sentence) + places[at + 1] });
          }
        }
      });
      this.mentions = { article, found: found.sort((a, b) => a.end - a.start - (b.end - b.start)) };
    }
    return this.mentions.found.filter(({ entity }) => !state.off.has(content.entities[entity].family));
  }

  // The words that say the relation in focus.
  focusMarks(article) {
    const { fact } = state.focus ?? {};
    if (fact === undefined) return [];
    return proofsOf(edgeOf[fact]?.facts ?? [fact]).flatMap(({ sentence, marks }) =>
      content.sentences[sentence].article === article
        ? marks.map(([start, end, role]) => ({ role, start: startOf(sentence) + start, end: startOf(sentence) + end }))
        : []);
  }

  piece(words, mention, sentence, mark, start) {
    const look = [sentence ? "says" : "", mark ? `mark ${mark.role}` : ""].filter(Boolean).join(" ");
    if (!mention) return look ? element("span", { class: look, "data-at": `${start}` }, words) : words;
    const chosen = state.focus?.entity === mention.entity;
    const open = () => go({ focus: { entity: mention.entity } });
    // No button element, as those never break over the end of a line.
    return pressable(element("span", {
      class: `mention ${look} ${chosen ? "chosen" : ""}`,
      "data-at": `${start}`,
      "data-family": content.entities[mention.entity].family,
      title: nameOf(mention.entity),
    }, words), open);
  }

  // After a sentence: how many facts it says, and the way to them.
  sign(sentence) {
    const chosen = state.focus?.sentence === sentence;
    const made = button(`sign ${chosen ? "chosen" : ""}`, () => go({ focus: { sentence } }), `${saying[sentence].length}`);
    made.setAttribute("aria-label", `${text().sentence}: ${text().articleFacts(saying[sentence].length)}`);
    return made;
  }

  reveal(sentence) {
    this.wanted = sentence;
    this.show();
  }

  scrollTo(sentence) {
    const { start, end } = content.sentences[sentence];
    const pieces = [...this.reading.querySelectorAll("[data-at]")].filter(({ dataset }) => +dataset.at >= start && +dataset.at < end);
    pieces[0]?.scrollIntoView({ block: "center" });
    for (const one of pieces) one.classList.add("found");
  }
}
