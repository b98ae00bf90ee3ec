"""The fingerprint of an article's body, by which reposts are found again whatever page they stand on."""

from __future__ import annotations

import hashlib
import unicodedata

import numpy as np

from kg import ids
from kg.model import CleanText, Fingerprint

_SHINGLE = 4  # characters: about two words


def read(clean: CleanText) -> Fingerprint:
    """The fingerprint of the body of `clean`: of its letters and digits alone, in simplified script.

    `digest` is 16 digits of its SHA-256. `similarity` is its simhash of 64 bits over runs of four characters
    (Charikar 2002, https://doi.org/10.1145/509907.509965).
    """
    body = "".join(clean.text[zone.start : zone.end] for zone in clean.zones if zone.kind == "body")
    letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", body).casefold()))
    return Fingerprint(ids.digest(letters, length=16), simhash(letters))


def simhash(text: str) -> str:
    """The simhash of `text`, 16 hexadecimal digits.

    >>> simhash("广安市与渝北区签署教育合作协议")
    '612851cd259b1d12'
    """
    shingles = {text[start : start + _SHINGLE] for start in range(max(1, len(text) - _SHINGLE + 1))}
    hashes = b"".join(hashlib.blake2b(shingle.encode(), digest_size=8).digest() for shingle in shingles)
    ones = np.unpackbits(np.frombuffer(hashes, np.uint8).reshape(-1, 8), axis=1).sum(axis=0)
    return np.packbits(ones * 2 > len(shingles)).tobytes().hex()
