"""The command line: it parses and prints; what it does is done by the library function of the same name."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from click.exceptions import NoArgsIsHelpError

from kg import __version__
from kg.errors import InputError, KgError, LossWarning

# What needs spaCy, rdflib or the store is imported inside the commands: kg --help has to answer at once.
if TYPE_CHECKING:
    from kg.model import Article, Claim, Node, Skip
    from kg.sources import Options

INVALID, INCOMPLETE, INTERRUPTED = 3, 4, 130  # exit statuses that click does not know

FORMATS = ("html", "turtle", "trig", "nquads", "jsonld", "graphml", "csv")
NAMED = ("posts", "agreements", "cooperation", "annotations", "derivations")
FIELDS = ("text", "title", "date", "outlet", "url", "id")  # of an article in JSON lines, JSON and CSV
SHOWN = 20  # skips, before the rest is left to the summary


def _reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of all commands that read articles: the encoding, and the names of the fields of records."""
    for role in reversed(FIELDS):
        help_text = f"The field or column of a record that holds its {role}."
        command = click.option(f"--{role}-field", metavar="NAME", help=help_text)(command)
    return click.option("--encoding", metavar="NAME", help="The encoding of all files, instead of what is found.")(
        command
    )


_model = click.option(
    "--model", metavar="NAME", help="A spaCy pipeline, or its folder, for names that kg does not find."
)
_gazetteer = click.option(
    "--gazetteer", metavar="FILE", help="A table of names of your own: name, class, canonical, code or link."
)
_PATH = click.Path(readable=False, path_type=Path)  # what cannot be read is told by who reads it


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="kg %(version)s")
def cli() -> None:
    """Read Chinese news articles and build a knowledge graph in which every fact can be checked.

    \b
    kg build articles/ -o out         read articles, write the graph
    kg query out --name agreements    ask it
    """


@cli.command()
@click.argument("articles", nargs=-1, required=True)
@click.option("-o", "--output", "directory", required=True, metavar="DIR", help="Folder to write, new or empty.")
@click.option("--validate/--no-validate", default=True, show_default=True, help="Check the facts and the claims.")
@_model
@_gazetteer
@_reading
def build(
    articles: tuple[str, ...],
    directory: str,
    model: str | None,
    gazetteer: str | None,
    validate: bool,
    **reading: str | None,
) -> int:
    """Read ARTICLES (files, archives, folders, patterns, - for stdin), write the graph to DIR.

    Prints what was found, whether it is valid, and what each file is for. An earlier output in DIR is replaced. What
    cannot be read is told and skipped. Ends with status 3 if validation finds problems, else with 4 if something was
    skipped.
    """
    from kg import folder, pipeline
    from kg.summary import format_summary

    if not directory:
        raise click.UsageError("the folder after -o has no name")
    folder.check(directory)
    knowledge = pipeline.build(
        articles, progress=_progress, options=_options(reading), model=model, gazetteer=gazetteer
    )
    _tell(knowledge.skipped)
    report = knowledge.validate() if validate else None
    knowledge.save(directory)
    click.echo(format_summary(knowledge, report, directory))
    if report and not report.conforms:
        return INVALID
    return INCOMPLETE if knowledge.skipped else 0


@cli.command()
@click.argument("file", type=_PATH)
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="For people or programs.")
@_model
@_gazetteer
@_reading
def extract(file: Path, form: str, model: str | None, gazetteer: str | None, **reading: str | None) -> int:
    """Print what each sentence of FILE says (- for stdin), without building a graph.

    Ends with status 4 if something in FILE was skipped.
    """
    from kg import pipeline, records

    skipped: list[Skip] = []
    claims = pipeline.extract(file, _options(reading), skipped.append, model, gazetteer)
    _tell(skipped)
    if form == "jsonl":
        click.echo(records.dump_claims(claims), nl=False)
    else:
        click.echo("\n".join(_claim_lines(claims)))
    return INCOMPLETE if skipped else 0


@cli.command()
@click.argument("file", type=_PATH)
@click.option("--explain", is_flag=True, help="Show what each step changed, and why each line is read or left out.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help="For people or programs.")
@_reading
def clean(file: Path, explain: bool, form: str, **reading: str | None) -> int:
    """Print the text of FILE (- for stdin) as it is read: simplified script, without annotations and other noise.

    Ends with status 4 if something in FILE was skipped.
    """
    from kg import cleaning, pipeline

    skipped: list[Skip] = []
    for explanation in pipeline.clean(file, _options(reading), skipped.append):
        if form == "jsonl":
            click.echo(json.dumps(cleaning.as_dict(explanation), ensure_ascii=False))
        elif explain:
            click.echo(cleaning.format_explanation(explanation, _terminal_width()), nl=False)
        else:
            click.echo(explanation.clean.text)
    _tell(skipped)
    return INCOMPLETE if skipped else 0


@cli.command()
@click.argument("directory", metavar="DIR", type=_PATH)
@click.argument("sparql", required=False)
@click.option("--name", type=click.Choice(NAMED), help="A query that comes with kg.")
@click.option("--file", type=_PATH, help="A file that holds the query.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "ttl"]),
    default="table",
    help="How the answer is written.",
)
def query(directory: Path, sparql: str | None, name: str | None, file: Path | None, form: str) -> None:
    """Ask the graph in DIR, the output folder of a build, with SPARQL.

    \b
    kg query out --name posts
    kg query out "SELECT ?name { ?who a kg:Person ; skos:prefLabel ?name }"
    """
    from kg import folder, store, tables

    given = [text for text in (sparql, name and store.named_queries()[name].sparql, file and _query_text(file)) if text]
    if len(given) != 1:
        raise click.UsageError("give one query: SPARQL, --name or --file")
    result = store.query(directory / folder.STORE, given[0])
    match form:
        case "table":
            text = tables.format_table(result.columns, result.rows, _terminal_width())
        case "csv":
            text = tables.format_csv(result.columns, result.rows)
        case "json":
            text = tables.format_json(result.columns, result.rows)
        case _:
            text = result.to_turtle()
    click.echo(text, nl=False)


@cli.command()
@click.argument("graph", metavar="DIR", type=_PATH)
@click.option("--to", type=click.Choice(FORMATS), required=True, help="The format.")
@click.option("-o", "--output", "path", type=_PATH, metavar="PATH", help="File or folder to write, instead of stdout.")
@click.option("--about", metavar="ENTITY", help="Only what surrounds this thing: its name or IRI.")
@click.option("--depth", type=click.IntRange(0), help="How many steps around --about; 1 if not given.")
@click.option("--since", metavar="DATE", help="Only what articles published then or later say: 2025, 2025-03-14.")
@click.option("--query", "sparql", metavar="SPARQL", help="Only the answer to a CONSTRUCT or DESCRIBE query.")
def export(
    graph: Path, to: str, path: Path | None, about: str | None, depth: int | None, since: str | None, sparql: str | None
) -> None:
    """Write the graph in DIR, the output folder of a build or an RDF file, in another format.

    \b
    kg export out --to csv -o tables
    kg export out --to graphml --about 四川大学 --depth 2 -o network.graphml
    kg export out --to jsonld --query "CONSTRUCT WHERE { ?a kg:supports ?b }"
    """
    from kg import folder, pipeline

    if depth is not None and about is None:
        raise click.UsageError("--depth needs --about")
    with _warning():
        knowledge = pipeline.load(graph).select(about=about, depth=1 if depth is None else depth, since=since)
        files = knowledge.render(to, sparql)
    if path:
        folder.put(files, path)
    elif len(files) > 1:
        raise click.UsageError(f"{to} is {len(files)} files: name a folder after -o")
    else:
        click.echo(b"".join(files.values()).decode(), nl=False)


@cli.command()
@click.argument("graph", type=_PATH)
@click.option("--claims", is_flag=True, help="Check the claims in the graph by their shapes too.")
def validate(graph: Path, claims: bool) -> int:
    """Check GRAPH, the output folder of a build or an RDF file of any origin, against the shapes.

    Each violation is printed with the sentence that says the fact, and its article. Ends with status 3 if there is one.

    \b
    kg validate out
    kg validate graph.ttl
    """
    from kg import pipeline
    from kg.summary import format_report

    report = pipeline.validate(graph, claims=claims)
    click.echo(format_report(report, len(report.violations)))
    return 0 if report.conforms else INVALID


@cli.command()
@click.argument("gold", type=_PATH)
@click.option("--errors", is_flag=True, help="List what was missed and what is wrong, each with its sentence.")
@click.option("--half", type=click.Choice(["even", "odd"]), help="Score only every second article.")
@click.option("--floors", "least", type=_PATH, metavar="FILE", help="A TOML file of scores that may not be missed.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="For people or programs.")
@_model
@_gazetteer
def evaluate(
    gold: Path,
    errors: bool,
    half: Literal["even", "odd"] | None,
    least: Path | None,
    form: str,
    model: str | None,
    gazetteer: str | None,
) -> int:
    """Score kg on the labelled articles in GOLD: precision, recall and F1 by type and by relation.

    Ends with status 3 if a score is below its floor.
    """
    from kg import evaluation, pipeline

    articles = evaluation.load(gold)
    floors = evaluation.load_floors(least) if least else ()
    if half:
        articles = evaluation.half(articles, half)
    scores = evaluation.evaluate(articles, lambda path: pipeline.build([path], model=model, gazetteer=gazetteer))
    if form == "json":
        click.echo(json.dumps(evaluation.as_dict(scores, errors), ensure_ascii=False, indent=2))
    else:
        click.echo(evaluation.format_scores(scores))
        if errors:
            click.echo(evaluation.format_errors(scores))
    falls = evaluation.find_falls(scores, floors)
    if falls:
        what = f"below the floors of {least}: {evaluation.format_falls(falls)}"
        return _fail(what, "kg evaluate --errors lists what was missed and what is wrong", INVALID)
    return 0


def run() -> None:
    """Run the command line and end the process with its status."""
    # A build that is told to end tidies up as after Ctrl-C, and names are Chinese whatever the locale can say.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=stream.errors)
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """The exit status after running `arguments`: 0, 1 bad input, 2 wrong usage, 3 invalid, 4 something was skipped."""
    try:
        return cli.main(list(arguments), prog_name="kg", standalone_mode=False) or 0
    except NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "kg"
        return _fail(error.format_message(), f"{command} --help shows how it is used", error.exit_code)
    except KgError as error:
        return _fail(error.what, error.hint, error.status)
    except click.Abort:
        return _fail("interrupted", "", INTERRUPTED)
    except BrokenPipeError:
        # The reader of the pipe (head, less) has seen enough: say nothing, and keep Python from flushing once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _fail(what: str, hint: str, status: int) -> int:
    click.echo(f"error: {what}", err=True)
    if hint:
        click.echo(f"hint: {hint}", err=True)
    return status


def _options(reading: dict[str, str | None]) -> Options:
    from kg.sources import Options

    fields = {role: name for role in FIELDS if (name := reading[f"{role}_field"])}
    return Options(reading["encoding"], fields)


def _tell(skipped: Sequence[Skip]) -> None:
    """Each thing that was skipped, and why, on stderr; of very many only the first."""
    for skip in skipped[:SHOWN]:
        click.echo(f"skipped: {skip.origin} {skip.what}\nhint: {skip.hint}", err=True)
    if len(skipped) > SHOWN:
        click.echo(f"skipped: {len(skipped) - SHOWN} more, all listed in the output folder", err=True)


@contextmanager
def _warning() -> Iterator[None]:
    """Tells what a result leaves out."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", LossWarning)
        yield
    for one in told:
        click.echo(f"warning: {one.message}", err=True)


def _progress(articles: Sequence[Article]) -> Iterator[Article]:
    """The articles, with a bar that grows on a terminal as they are read."""
    with click.progressbar(articles, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


def _terminal_width() -> int | None:
    """How wide a line may be: as the terminal, or as it likes where a program or a file takes the output."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _query_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {error}", "name a UTF-8 file that holds one SPARQL query") from error


def _claim_lines(claims: Iterable[Claim]) -> Iterator[str]:
    """Each sentence with its place in the text, and below it what it says."""
    for quote, said in groupby(claims, key=lambda claim: claim.evidence.quote):
        yield f"{quote.start}-{quote.end}  {' '.join(quote.text.split())}"
        for claim in said:
            marks = {claim.evidence.modality, claim.evidence.derivation} - {"asserted", "stated"}
            words = [_shown(claim.subject), claim.predicate, _shown(claim.object), *sorted(marks)]
            yield f"    {' | '.join(words)}"


def _shown(end: Node | str) -> str:
    """A value as it is, a thing by its name, a membership by who, where and what."""
    if isinstance(end, str):
        return end
    return ", ".join(_shown(part) for _, part in end.parts) or end.name
