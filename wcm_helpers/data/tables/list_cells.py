"""Cells that hold a list, such as the sites of a manager."""

import re

_BETWEEN = re.compile(r"[;,、/；，／|\n]")


def parts_of(cell: str) -> list[str]:
    """Return the parts of a cell with a list: trimmed, in their order, each once, without blank ones.

    Examples
    --------
    >>> parts_of("S1; S2、S1/ S3 ,"), parts_of("")
    (['S1', 'S2', 'S3'], [])
    """
    return list(dict.fromkeys(part.strip() for part in _BETWEEN.split(cell) if part.strip()))
