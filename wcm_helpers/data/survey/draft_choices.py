"""The options behind the answers of a column, and what separates several of them."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from wcm_helpers.data.survey.draft_words import OTHER, fold

#: What tools put between several answers, and before the next place of a ranking.
_SEPARATORS = ("┋", "→", ";", "；", "|", "\n", ",", "，", "、", " ")
_OTHER_WITH_WORDS = re.compile(r"^(其他|其它|other)\s*[〖（(:：]", re.IGNORECASE)
_MOST_OPTIONS = 30
_LONGEST = 60


@dataclass(frozen=True)
class Options:
    """Guessed options: in the order of their first place, ``other`` last."""

    options: tuple[str, ...]
    other: str = ""
    separator: str = ""

    @property
    def ranking(self) -> bool:
        """Whether the answers are in an order of preference."""
        return self.separator == "→"


def guess_several(values: list[str], *, several: bool) -> Options | None:
    """Return the options of a column whose cells hold several; None where none does.

    Parameters
    ----------
    values : list of str
        The cells that are not blank.
    several : bool
        Whether the question says that several may be chosen: rarer options are believed then.
    """
    together = "\x00".join(dict.fromkeys(values))
    tight = re.search(r",(?=[^\s\x00])", together) is not None
    for separator in _SEPARATORS:
        if separator not in together:
            continue
        if separator == " " and not all(re.fullmatch(r"[a-z0-9_]+( [a-z0-9_]+)*", cell) for cell in values):
            continue  # a blank only separates codes
        cells = [_split(cell, separator, tight) for cell in values]
        cells = _merged(cells, ", " if separator == "," else separator)
        counts = Counter(option for cell in cells for option in dict.fromkeys(cell))
        if sum(len(cell) > 1 for cell in cells) < 2 or len(counts) > _MOST_OPTIONS:
            continue
        if not several and separator not in "┋→" and len(counts) >= len(set(values)):
            continue  # the cells themselves are the simpler answer
        if max(map(len, counts)) > _LONGEST or sum(counts.values()) < (1 if several else 2) * len(counts):
            continue
        return _options(list(counts), separator)
    return None


def guess_one(values: list[str], *, several: bool) -> Options | None:
    """Return the options of a column of single choices; None where the cells are free words."""
    counts = Counter(_plain(value) for value in values)
    repeated = sum(counts.values()) >= 2 * len(counts) or set(map(fold, counts)) <= {"是", "否", "yes", "no"}
    repeated = repeated or (len(values) > len(counts) and max(map(len, counts)) <= 2)  # letters or codes
    longest = _LONGEST if len(counts) > 6 else 3 * _LONGEST
    if not counts or len(counts) > 15 or not repeated or max(map(len, counts)) > longest:
        return None
    return _options(list(counts), ";" if several else "")


def _split(cell: str, separator: str, tight: bool) -> list[str]:
    """Return the options of a cell; where some commas are ``tight``, one with a blank separates nothing."""
    parts = re.split(r",(?=\S)", cell) if separator == "," and tight else cell.split(separator)
    return [_plain(part) for part in parts if part.strip()]


def _merged(cells: list[list[str]], separator: str) -> list[list[str]]:
    """Join words that never stand without each other: they are one option with the separator in it."""
    counts = Counter(part for cell in cells for part in cell)
    follows = Counter(pair for cell in cells for pair in pairwise(cell))
    joined = {
        first: second
        for (first, second), n in follows.items()
        if n == counts[first] == counts[second] and n > 1
    }
    merged = []
    for cell in cells:
        parts, place = [], 0
        while place < len(cell):
            part = cell[place]
            while joined.get(cell[place]) is not None and place + 1 < len(cell):
                place += 1
                part = f"{part}{separator}{cell[place]}"
            parts.append(part)
            place += 1
        merged.append(parts)
    return merged


def _plain(option: str) -> str:
    """Return an option without the words typed behind "other"."""
    match = None if fold(option) in OTHER else _OTHER_WITH_WORDS.match(option.strip())
    return match[1] if match else option.strip()


def _options(options: list[str], separator: str) -> Options:
    other = next((option for option in options if fold(option) in OTHER), "")
    if {fold(option) for option in options} in ({"是", "否"}, {"yes", "no"}):
        options = sorted(options, key=lambda option: fold(option) in ("否", "no"))
    ordered = [option for option in options if option != other] + ([other] if other else [])
    return Options(tuple(ordered), other, separator)
