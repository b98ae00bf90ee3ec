"""The theme of an event, in any sentence about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.course import Course
from kg.extraction.draft import Draft, modality
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import is_event

# 以“合作”为主题, 围绕“合作”
_THEME = pattern("(?:以|主题[为是：]|围绕)“(?P<theme>[^”]{2,40})”(?P<after>为主题)?")
# 主题为合作
_TITLED_THEME = pattern("主题(?:为|是|：)“?(?P<theme>[^”，。；]{2,40})")


def find_themes(course: Course, sketches: Sequence[Sketch]) -> Iterator[Draft]:
    """kg:theme of the event that the sentence names last before it, or that its word (论坛) means in the article."""
    for sketch in sketches:
        theme = _THEME.search(sketch.text) or _TITLED_THEME.search(sketch.text)
        if theme is None or (theme.re is _THEME and "主题" not in theme.group()):
            continue
        at = sketch.bounds(theme, "theme")
        events = [span for span in sketch.mentions if is_event(span) and span.start < at[0]]
        events = events or [span for span in sketch.mentions if is_event(span)][:1]
        mode = modality(sketch, theme.start("theme"))
        if mode is None or not events:
            continue
        text = sketch.document.text[slice(*at)]
        yield Draft(course.event(events[-1]), "kg:theme", text, sketch, "theme", at, at, mode)
