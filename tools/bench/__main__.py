"""How fast kg is, beside peers on the same data in the same run: run by ``make bench``.

    python tools/bench [PART ...]

Times are CPU time of one core; a machine is known by its peers' figures, so compare ratios. The exit status is 1 if a
limit of the house is not met.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import graph
import page
import reading

PARTS: dict[str, Callable[[], bool]] = {"reading": reading.measure, "graph": graph.measure, "page": page.measure}


def main(parts: list[str]) -> int:
    """The exit status after all `parts`, or those that exist if none is named."""
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        print(f"error: no part {', '.join(unknown)}\nhint: the parts are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    met = [PARTS[part]() for part in parts or PARTS]
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
