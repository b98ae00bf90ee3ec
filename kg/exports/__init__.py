"""The formats a knowledge base is written in: one module each, whose `write` gives the bytes of one file."""

from collections.abc import Callable

from kg.exports import page, trig, turtle
from kg.model import KnowledgeBase

FORMATS: dict[str, Callable[[KnowledgeBase], bytes]] = {
    "turtle": turtle.write,
    "trig": trig.write,
    "html": page.write,
}
