"""Stable names: digests, and the IRI of each entity from its identity key.

An IRI never depends on the order of the input, the hash seed or the machine.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

ENTITY_BASE = "https://w3id.org/cooperation-kg/id/"
REFERENCE_GRAPH = ENTITY_BASE + "reference"
FACTS = ENTITY_BASE + "facts"  # the facts as a document

# One row a class: the prefix of its IRIs and, for the reader, what makes two mentions one thing: the name and the key
# that its node is given in extraction. A subclass uses the row of the nearest superclass that stands here.
IDENTITY: dict[str, tuple[str, str]] = {
    "Person": ("person", "name, and the body that the first article tells of it, else the article"),
    "Institution": ("body", "full name; a short name that nothing resolves, also the article"),
    "Division": ("div", "code"),
    "Place": ("region", "name"),
    "Agreement": ("agr", "title; an untitled one, the article and its place in the text"),
    "Event": ("event", "name and article"),
    "Membership": ("post", "person, body and post"),
    "Count": ("count", "article and place in the text"),
    "Article": ("art", "digest of its raw text"),
    "Claim": ("claim", "article, fact and place in the text"),
}

PREFIXES: dict[str, str] = {prefix: f"{ENTITY_BASE}{prefix}/" for prefix, _ in IDENTITY.values()}

_NONCHARACTERS = "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0xE0000, 0x10000))
_DROPPED = re.compile(
    r"[\x00-\x20\x7f-\xa0!-/:-@\[-`{-~\s]"
    r"|[\ud800-\udfff\ue000-\uf8ff\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
    rf"|[\ufdd0-\ufdef\ufff0-\uffff{_NONCHARACTERS}\U000e0000-\U000e0fff\U000efffe-\U0010ffff]"
)


def digest(*parts: str, length: int = 64) -> str:
    """The first `length` hex digits of the SHA-256 of `parts`, each framed by its length.

    >>> digest("a", "bc", length=6) == digest("ab", "c", length=6)
    False
    """
    framed = b"".join([len(data).to_bytes(8, "big") + data for data in [part.encode() for part in parts]])
    return hashlib.sha256(framed).hexdigest()[:length]


def local_name(name: str) -> str:
    """`name` as the readable part of an IRI: NFC, without ASCII punctuation, spaces and control characters.

    >>> local_name("TCL (惠州) 有限公司")
    'TCL惠州有限公司'
    """
    return _DROPPED.sub("", unicodedata.normalize("NFC", name))[:80]


def iri(prefix: str, name: str, key: tuple[str, ...] = ()) -> str:
    """The IRI of a thing: its name, and six digits of its identity key where the name alone is not the key.

    >>> iri("body", "四川大学")
    'https://w3id.org/cooperation-kg/id/body/四川大学'
    >>> iri("agr", "合作协议", ("a1",)) == iri("agr", "合作协议", ("b2",))
    False
    """
    if prefix in ("div", "art", "claim"):
        return PREFIXES[prefix] + key[0]
    local = local_name(name)
    if key or local != name:
        local = f"{local}-{digest(name, *key, length=6)}"
    return PREFIXES[prefix] + local
