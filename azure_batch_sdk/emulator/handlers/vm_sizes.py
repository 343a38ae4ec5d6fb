"""How many cores a VM size has, read from its name.

There is no list of sizes here: in most names the first number is that of the cores, and the few old families that only
count their sizes have a table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = re.compile(r"[a-z]+_([a-z]+)(\d+)(?:-(\d+))?")
_VERSION = re.compile(r"_v(\d+)")

_A: Mapping[int, int] = {0: 1, 1: 1, 2: 2, 3: 4, 4: 8, 5: 2, 6: 4, 7: 8, 8: 8, 9: 16, 10: 8, 11: 16}
_D: Mapping[int, int] = {1: 1, 2: 2, 3: 4, 4: 8, 5: 16, 11: 2, 12: 4, 13: 8, 14: 16, 15: 20}
_G: Mapping[int, int] = {1: 2, 2: 4, 3: 8, 4: 16, 5: 32}
_COUNTED: Mapping[tuple[str, int], Mapping[int, int]] = {
    ("a", 1): _A,
    **{(family, version): _D for family in ("d", "ds") for version in (1, 2)},
    **{(family, 1): _G for family in ("g", "gs")},
}
"""By family and version: the cores of the sizes whose number is not that of their cores."""


def cores(vm_size: str) -> int | None:
    """Return the cores of a VM size: 2 for `standard_d2s_v3`, 4 for `standard_d3_v2`; None for a name that tells nothing.

    Of a size with some of its cores switched off, such as `standard_e8-4s_v3`, those count that are left.
    """
    name = vm_size.lower()
    match = _NAME.match(name)
    if match is None:
        return None
    family, number, left = match[1], int(match[2]), match[3]
    if left is not None:
        return int(left)
    version = _VERSION.search(name)
    return _COUNTED.get((family, int(version[1]) if version else 1), {}).get(number, number)
