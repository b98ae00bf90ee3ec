"""Bytes -> text and encoding: decoded once, and not one character changed."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.sources.received import RefusedError

_MARKS = (  # in each codec the byte order mark decodes to the code point U+FEFF and stays
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ["gb18030", "big5hkscs"]  # all that Chinese pages used before UTF-8; more candidates only add wrong guesses
_DECLARED = {  # what pages call them
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
_DAMAGE = 0.01  # the share of damaged characters that a text may have
_SAMPLE = 1 << 20  # bytes that tell an encoding
_MOST = 0.95  # the share of usual characters that a text has, by which UTF-16 is told
_HAN = re.compile("[\u4e00-\u9fff]")
_USUAL = re.compile("[\t\n\r -~\u00b7\u2010-\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")  # in Chinese text


def decode(data: bytes, encoding: str | None = None, declared: str = "") -> tuple[str, str]:
    """The text of `data` and its encoding; damaged bytes become U+FFFD and are left so.

    `encoding` is taken at its word. Else a byte order mark decides, then UTF-8, then UTF-16, then what a page has
    `declared`, if the bytes bear it out, then what is likelier of GB18030 and Big5. RefusedError if none of them fits.
    """
    if encoding:
        name = codecs.lookup(encoding).name
        text = data.decode(name, errors="replace")
        if _is_damaged(text):
            raise RefusedError(f"is not in the encoding {encoding}", "name another one, or leave it to kg to find it")
        return text, name
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace"), name
    if b"\0" not in data and not _is_damaged(text := data.decode("utf-8", errors="replace")):
        return text, "utf-8"
    if name := _detect_utf16(data):
        return data.decode(name, errors="replace"), name
    if b"\0" in data:
        raise RefusedError("is not a text file", "give articles as text, web pages or records")
    stated = _DECLARED.get(declared.lower(), "")
    for name in [stated] * bool(stated) + [_detect_legacy(data)]:
        text = data.decode(name, errors="replace")
        if not _is_damaged(text):
            return text, name
    raise RefusedError("is in no encoding of Chinese text that is known", "save it as UTF-8, or name its --encoding")


def _is_damaged(text: str) -> bool:
    damaged = text.count("\ufffd")
    return damaged > 0 and damaged > _DAMAGE * sum(character > "\x7f" for character in text)


def _detect_utf16(data: bytes) -> str:
    """The byte order in which nearly all is usual in Chinese text, "" if neither is: no other encoding looks so."""
    sample = data[: min(len(data), _SAMPLE) & ~1]
    texts = {name: sample.decode(name, errors="replace") for name in ("utf-16-le", "utf-16-be")}
    likely = [name for name, text in texts.items() if len(_USUAL.findall(text)) > _MOST * max(len(text), 1)]
    return max(likely, key=lambda name: len(_HAN.findall(texts[name])), default="")


def _detect_legacy(data: bytes) -> str:
    """The encoding of the part before the first damage; "ascii" where nothing speaks for a Chinese one."""
    sample = data[:_SAMPLE]
    whole = sample[: max(_first_damage(sample, encoding) for encoding in _LEGACY)]
    match = from_bytes(whole, cp_isolation=_LEGACY).best()
    return match.encoding if match else "ascii"


def _first_damage(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)
