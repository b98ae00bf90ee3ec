"""What a date means that the text gives in part: the rest follows from the day on which the article was written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from spacy.tokens import Span

from kg.mentions import name_of, text_of

_DAYS_BACK = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "前日": 2}
_WHOLE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"(?:\d{4}|-)-\d\d")
# With its day; what an article calls today.
_DATED = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")
_TODAY = re.compile("今[天日（]")
_OF_ANY_YEAR = re.compile(
    r"--(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|[12]\d))"
)


def complete(partial: str, published: str) -> str | None:
    """The date that a partial one means in an article of the day `published`, as ISO 8601.

    A month and day of which nothing tells the year stay what they are (``--10-29``, as xsd:gMonthDay has it). None if
    there is no such day, or if `published` is none and less is known. A date that says its year means the same in any
    article.

    >>> complete("2024-10", ""), complete("--10-29", ""), complete("---29", "")
    ('2024-10', '--10-29', None)
    >>> complete("昨天", "2024-03-01"), complete("去年", "2024-03-01"), complete("上月", "2024-03-01")
    ('2024-02-29', '2023', '2024-02')
    >>> complete("--02-27", "2024-03-01"), complete("---29", "2024-03-01")
    ('2024-02-27', '2024-02-29')

    News tells what was: a later day without its month is that of the month before, the year of a later month stays
    open.

    >>> complete("--10-29", "2024-03-01")
    '--10-29'

    `published` may lack its day, which tells no more than the month of other days, or its year
    (``--03-01``), and then so does what follows from it.

    >>> complete("---29", "--09-01"), complete("昨天", "--09-01")
    ('--08-29', '--08-31')
    >>> complete("昨天", "--03-01"), complete("去年", "--09-01")
    (None, None)
    >>> complete("---29", "--09"), complete("---29", "2024-09"), complete("昨天", "--09")
    ('--09-29', '2024-09-29', None)
    """
    if _WHOLE.fullmatch(partial):
        return partial
    if _MONTH.fullmatch(published):
        day = f"{published}{partial[2:]}" if partial.startswith("---") else partial
        return complete(day, "")
    if published.startswith("--") and not _OF_ANY_YEAR.fullmatch(partial):
        return _in_any_year(partial, published)
    written = _DAY.match(published)
    if not written:
        return partial if _OF_ANY_YEAR.fullmatch(partial) else None
    today = date.fromisoformat(written[0])
    if partial in _DAYS_BACK:
        return (today - timedelta(days=_DAYS_BACK[partial])).isoformat()
    if partial in ("今年", "去年"):
        return str(today.year - (partial == "去年"))
    month_before = today.replace(day=1) - timedelta(days=1)
    if partial in ("本月", "上月"):
        return (today if partial == "本月" else month_before).isoformat()[:7]
    month, day = "" if partial.startswith("---") else partial[2:4], partial[-2:]
    found = _day(today.year, int(month or today.month), int(day))
    if found and found > today:
        if month:
            return partial
        found = _day(month_before.year, month_before.month, int(day))
    return found.isoformat() if found else None


def told_on(dates: Iterable[Span]) -> tuple[str, Span] | None:
    """The day that the article calls today (今天（8月31日）, 8月31日电), else its only month, and where it says so.

    None if there is no one such day or month.
    """
    dated = [span for span in dates if span.label_ == "Date" and _DATED.fullmatch(name_of(span))]
    days = {name_of(span): span for span in dated if _is_today(span)}
    months = {name_of(span)[:-3]: span for span in reversed(dated)}
    found = days or months
    return next(iter(found.items())) if len(found) == 1 else None


def _is_today(span: Span) -> bool:
    return bool(_TODAY.match(span.text)) or text_of(span.doc).startswith(("电", "专电", "讯"), span.end)


def _in_any_year(partial: str, published: str) -> str | None:
    """The month and day that `partial` means in an article of the day `published`, which has no year, or None."""
    years = ("2024",) if published == "--02-29" else ("2023", "2024")
    days = [complete(partial, year + published[1:]) or "" for year in years]
    found = {day[4:] for day in days if _DAY.fullmatch(day)}
    return f"-{found.pop()}" if len(found) == 1 and all(days) else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
