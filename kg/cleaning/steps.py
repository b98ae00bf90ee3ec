"""The steps of cleaning: each takes one kind of noise out of a text and keeps the way back to the raw characters.

A step only drops characters, or puts one character in the place of one or several others. So the offsets of the
raw characters never fall, and a span of the clean text is always a span of the raw text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache
from itertools import accumulate, pairwise

from opencc import OpenCC

from kg.cleaning.aligned import Aligned
from kg.cleaning.annotations import HAN, find_annotations

_CJK = HAN + "\u3001-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’"


Step = Callable[[Aligned], Aligned]

_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def newlines(source: Aligned) -> Aligned:
    r"""Every line end is ``\n``."""
    return source.replaced(_NEWLINE, "\n")


_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ue000-\uf8ff\U000e0000-\U0010ffff]+"
)


def invisible(source: Aligned) -> Aligned:
    """Characters nobody sees are gone: controls, zero-width and private-use ones, byte order marks, soft hyphens."""
    return source.replaced(_INVISIBLE, "")


_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?:[A-Za-z][\w-]*:.*\n|[ \t]+.*\n|-[ \t].*\n)+---[ \t]*(?:\n|$)")
_SETTING = re.compile(r"(?P<key>[A-Za-z][\w-]*): *(?P<quote>[\"']?)(?P<value>.*?)(?P=quote)[ \t]*\n")
_LABELS = {"title": "", "date": "", "source": "来源：", "author": "作者："}


def front_matter(source: Aligned) -> Aligned:
    """YAML before the text is gone; its title, date, source and author stay, as lines that a page would have."""
    block = _FRONT_MATTER.match(source.text)
    if not block:
        return source
    edits = []
    position = 0
    for setting in _SETTING.finditer(source.text, 0, block.end()):
        label = _LABELS.get(setting["key"].lower())
        if label is not None and setting["value"]:
            edits += [(position, setting.start("value"), label), (setting.end("value"), setting.end() - 1, "")]
            position = setting.end()
    return source.edited([*edits, (position, block.end(), "")])


_HIDDEN = re.compile(  # what stands between an opening and the next like it is not searched twice
    r"<!--(?:(?!<!--).)*?-->|<!doctype\b[^<>]*>|<(script|style|rt|rp)\b[^<>]*>(?:(?!<\1\b).)*?</\1\s*>", re.I | re.S
)
_TAG = re.compile(  # Chinese stands in a tag only between quotation marks: a sign < that was never closed eats no text
    rf"</?([a-z][a-z0-9]*)(?:[\s/](?:[^<>\"'{HAN}]++|\"[^\"<>]*+\"|'[^'<>]*+')*+)?>", re.I
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)
_MARKDOWN = re.compile(r"^[ \t]*(?:#{1,6}|>)[ \t]+|\*\*|!?\[([^\[\]\n]*)\]\([^()\s]*[/.#][^()\s]*\)", re.M)
_SIGNS = re.compile(r"[#>*\]]")
_INLINE = re.compile("a|abbr|b|big|code|em|font|i|ins|label|mark|ruby|rb|s|small|span|strong|sub|sup|u", re.I)


def markup(source: Aligned) -> Aligned:
    """HTML tags, scripts, entities and Markdown signs that a scraper left are gone; a block tag ends its line."""
    if "<" in source.text:
        source = source.replaced(_HIDDEN, "")
        source = source.edited(
            (*match.span(), "" if _INLINE.fullmatch(match[1]) else "\n") for match in _TAG.finditer(source.text)
        )
    if "&" in source.text:
        entities = ((match.span(), html.unescape(match[0])) for match in _ENTITY.finditer(source.text))
        source = source.edited((*span, new) for span, new in entities if len(new) == 1)
    if not _SIGNS.search(source.text):
        return source
    return source.edited(edit for match in _MARKDOWN.finditer(source.text) for edit in _around_group(match))


def _around_group(match: re.Match[str]) -> list[tuple[int, int, str]]:
    if match[1] is None:
        return [(*match.span(), "")]
    return [(match.start(), match.start(1), ""), (match.end(1), match.end(), "")]


def pinyin(source: Aligned) -> Aligned:
    """How to pronounce a character is gone from behind it: 教(jiào)育(yù) -> 教育. (GDP) and (王爵) stay."""
    return source.edited((*span, "") for span in find_annotations(source.text))


_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDTH |= {ord(wide): narrow for wide, narrow in zip("％＆＋－．／", "%&+-./", strict=True)}
_WIDTH |= {ord(form): usual for form, usual in zip("「」『』﹑､﹐﹔﹕﹖﹗﹙﹚", "“”‘’、、，；：？！（）", strict=True)}
_WIDTH |= dict.fromkeys((9, 0xA0, 0x3000, 0x202F, 0x205F, *range(0x2000, 0x200B)), " ")
_FORMS = re.compile(f"[{''.join(map(re.escape, map(chr, _WIDTH)))}]")  # far faster than a translation of the whole
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_PAIR = re.compile(r"\(([^()\n]*)\)")
_NARROW = re.compile(rf"[,;:?!()](?:(?<=[{_CJK}].)|(?=[{_CJK}]))")
_BESIDE = re.compile(f"[{_CJK}]")


def width(source: Aligned) -> Aligned:
    """Letters and digits are ASCII, punctuation in Chinese text is full-width, quotation marks are “” and ‘’."""
    text = _FORMS.sub(lambda match: match[0].translate(_WIDTH), source.text)
    text = _PAIR.sub(_widen_pair, text)
    return source.rewritten(_NARROW.sub(lambda match: match[0].translate(_WIDE), text))


def _widen_pair(match: re.Match[str]) -> str:
    """Both brackets of a pair full-width if any character beside one of them is Chinese: （CEPA） after 协议."""
    start, end = match.span()
    before, after = match.string[max(start - 2, 0) : start].strip(), match.string[end : end + 2].strip()
    beside = before[-1:] + match[1][:1] + match[1][-1:] + after[:1]
    return f"（{match[1]}）" if _BESIDE.search(beside) else match[0]


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")  # never a configuration with p: those put other words in


_HONG_KONG = tuple(zip("衞枱敍", "卫台叙", strict=True))  # forms of Hong Kong that t2s leaves


def simplify(source: Aligned) -> Aligned:
    """Simplified script, character by character as OpenCC's t2s has it, and forms of Hong Kong that it leaves."""
    text = _converter().convert(source.text)
    if len(text) != len(source.text):
        text = "".join(_simplify_character(character) for character in source.text)
    for form, simple in _HONG_KONG:
        text = text.replace(form, simple)
    return source.rewritten(text)


def _simplify_character(character: str) -> str:
    simple = _converter().convert(character)
    return simple if len(simple) == 1 else character


_SENTENCE_ENDS = tuple("。！？：；…”）")
_WRAPPED_LINES = 3  # lines of one width that show that a text is wrapped
_WRAPPED_WIDTH = 30  # columns: shorter lines are names, menus and headings


def join_lines(source: Aligned) -> Aligned:
    """Lines that were cut at a fixed width inside a sentence are one line again.

    A text counts as wrapped if at least three lines, and most of the wide ones, end inside a sentence within two
    columns of the widest such line. A line is joined only to one that is not indented.
    """
    lines = source.text.split("\n")
    unfinished = [
        index
        for index, (line, following) in enumerate(pairwise(lines))
        if line.strip() and not line.rstrip().endswith(_SENTENCE_ENDS) and following[:1].strip()
    ]
    if len(unfinished) < _WRAPPED_LINES:
        return source
    columns = [_columns(line) for line in lines]
    least = max(_WRAPPED_WIDTH, max(columns[index] for index in unfinished) - 2)
    full = [index for index in unfinished if columns[index] >= least]
    if len(full) < _WRAPPED_LINES or 2 * len(full) < sum(width >= least for width in columns):
        return source
    ends = list(accumulate(len(line) + 1 for line in lines))
    return source.edited((ends[index] - 1, ends[index], "") for index in full)


def _columns(line: str) -> int:
    """The width of a line on a screen where a Chinese character takes two columns."""
    return sum(1 + (character > "\u2e7f") for character in line.rstrip())


_CLOSE = "，。、；：？！（）《》【】〔〕“”‘’\n"
_BLANKS = re.compile(  # from the first of them: what stands before or behind them needs none between
    rf" (?<!  )(?:(?:(?<=[{_CLOSE}] )|(?<=\A )) *| *(?:(?=[{_CLOSE}])|\Z)"
    rf"|(?<=[{_CJK}] ) *(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%] ) *(?=[{_CJK}]))"
)


def spacing(source: Aligned) -> Aligned:
    """No blanks at the ends of lines, beside Chinese punctuation, or between Chinese and ASCII letters and digits.

    Blanks between Chinese characters stay: they separate names.
    """
    return source.replaced(_BLANKS, "")


STEPS: dict[str, Step] = {
    step.__name__: step
    for step in (newlines, invisible, front_matter, markup, pinyin, width, simplify, join_lines, spacing)
}
