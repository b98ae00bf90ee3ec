"""What a build found, as text for a person: counts, validation, and what each file of the output is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from wcwidth import wcswidth

from kg import folder, vocabulary
from kg.knowledge import Knowledge, fact_term
from kg.validation import Report, Violation

SHOWN = 10  # violations, before the rest is only counted


def format_summary(knowledge: Knowledge, report: Report | None, directory: str | Path) -> str:
    """The summary of a build: what was read, entities by class, facts by property, validation if it ran, files."""
    return "\n\n".join(
        [
            _read(knowledge),
            _counted("Entities", [f"kg:{entity.kind}" for entity in knowledge.entities]),
            _counted("Facts", list(_facts(knowledge, asserted=True))),
            _others(knowledge),
            format_report(report) if report else "Validation: left out, as --no-validate says",
            _files(directory),
        ]
    )


def _read(knowledge: Knowledge) -> str:
    sentences = sum(reading.sentences for reading in knowledge.readings)
    with_facts = sum(reading.sentences_with_facts for reading in knowledge.readings)
    lines = [
        f"Articles: {len(knowledge.articles)}, sentences read: {sentences}, sentences with facts: {with_facts}",
        f"Encodings: {_tally(article.encoding for article in knowledge.articles)}",
    ]
    if knowledge.skipped:
        lines.append(f"Skipped: {len(knowledge.skipped)}")
        lines += [f"  {count:>5}  {why}" for why, count in _ranked(skip.what for skip in knowledge.skipped)]
    return "\n".join(lines)


def _tally(values: Iterable[str]) -> str:
    return ", ".join(f"{value} {count}" for value, count in _ranked(values))


def _ranked(values: Iterable[str]) -> list[tuple[str, int]]:
    """Each value with how often it comes, the most frequent first."""
    return sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))


def _counted(title: str, terms: Sequence[str]) -> str:
    """A heading with the total, then a line for each term in both languages, the most frequent first."""
    rows = [(title, "", len(terms))]
    for term, count in _ranked(terms):
        rows.append((f"  {vocabulary.label(term, 'en')}", vocabulary.label(term, "zh-hans"), count))
    return _aligned(rows)


def _facts(knowledge: Knowledge, *, asserted: bool) -> Iterator[str]:
    """The term of each fact, or of each that is only planned; what is said of a post belongs to its one fact."""
    posts = {one.subject for one in knowledge.statements if one.object == "kg:Membership"}
    for one in knowledge.statements:
        term = fact_term(one.predicate, one.object)
        if term and one.asserted == asserted and (one.subject not in posts or one.predicate == "rdf:type"):
            yield term


def _others(knowledge: Knowledge) -> str:
    names = sum(one.predicate == "skos:altLabel" for one in knowledge.statements)
    planned = len(list(_facts(knowledge, asserted=False)))
    reference = len(knowledge.reference)
    return f"Besides: {names} other names, {planned} planned only (in the claims), {reference} from reference tables"


def format_report(report: Report, shown: int = SHOWN) -> str:
    """What validation found, of many violations the first: the fact, its sentence, and where its article is from.

    A value that breaks a rule in two ways is one problem to a person.
    """
    problems = list(dict.fromkeys(map(_problem, report.violations)))
    if not problems:
        return "Validation: everything conforms"
    lines = [f"Validation: {len(problems)} problem{'s' * (len(problems) > 1)}", *problems[:shown]]
    if len(problems) > shown:
        lines.append(f"  … and {len(problems) - shown} more")
    return "\n".join(lines)


def _problem(one: Violation) -> str:
    fact = " ".join((vocabulary.compact(one.focus), one.path, vocabulary.compact(one.value))).rstrip()
    proof = (" ".join(one.quote.split()), one.article) if one.quote else ()
    return "\n    ".join((f"  {one.message}: {fact}", one.message_zh, *proof))


def _files(directory: str | Path) -> str:
    width = max(map(len, folder.FILES))
    lines = [f"Written to {directory}"]
    lines += [f"  {name:{width}}  {purpose}" for name, purpose in folder.FILES.items()]
    lines += ["", f"Open {Path(directory, folder.PAGE)} in a browser, or ask: kg query {directory} --name agreements"]
    return "\n".join(lines)


def _aligned(rows: Iterable[tuple[str, str, int]]) -> str:
    def cell(text: str, width: int) -> str:
        return text + " " * max(1, width - wcswidth(text))

    return "\n".join(f"{cell(label, 28)}{cell(chinese, 20)}{count:>6}" for label, chinese, count in rows)
