"""What the columns of an export are, as a first guess: of the tool, about the response, or a question's."""

import re
from dataclasses import dataclass

from wcm_helpers.data.survey.draft_words import (
    NOTHING,
    OF_THE_TOOL,
    PERHAPS_CUSTOMER_ID,
    ROLES,
    fold,
    is_points,
)
from wcm_helpers.data.survey.grid import Grid

_BRACKETS = re.compile(r"^(.*\S)\s*\[([^\[\]]+)\]$", re.DOTALL)
_NUMBERED = re.compile(r"^\s*(\d{1,3})\s*[、.．)]\s*(.+)$", re.DOTALL)
_OTHER_WORDS = re.compile(r"^(.+?)(?:_other|_\d+_TEXT)$", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """A column that answers a question.

    Attributes
    ----------
    place : int
        Its index in the export.
    stem, item : str
        The question, and the statement or option within it, as far as the header has them.
    values : tuple of str
        Its cells without those that hold no answer.
    words : bool
        Whether the header says that these are the words of "other".
    """

    place: int
    stem: str
    item: str
    values: tuple[str, ...]
    words: bool = False


def roles_of(grid: Grid) -> tuple[dict[str, int], list[str]]:
    """Return the column of each role, and the roles that are doubtful."""
    folded = [fold(header) for header in grid.headers]
    texts = [fold(text) or header for header, text in zip(folded, grid.texts, strict=True)]
    roles: dict[str, int] = {}
    for role, names in ROLES.items():
        for name in names:
            if role.startswith("customer") and name in texts and _filled(grid, texts.index(name)):
                roles[role] = texts.index(name)
                break
            if name in folded and _filled(grid, folded.index(name)):
                roles[role] = folded.index(name)
                break
    doubtful = []
    if "customer_id" not in roles:
        for name in PERHAPS_CUSTOMER_ID:
            if name in folded and _filled(grid, folded.index(name)):
                roles["customer_id"] = folded.index(name)
                doubtful.append("customer_id")
                break
    if roles.get("submitted_at") is not None and not _is_time(grid, roles["submitted_at"]):
        del roles["submitted_at"]
    return roles, doubtful


def left_out(grid: Grid, roles: dict[str, int]) -> list[int]:
    """Return the columns that answer no question: of the tool, of points and of roles."""
    known = {name for names in ROLES.values() for name in names} | OF_THE_TOOL | set(PERHAPS_CUSTOMER_ID)
    return [
        place
        for place, header in enumerate(grid.headers)
        if place in roles.values() or fold(header) in known or is_points(header)
    ]


def guesses(grid: Grid, without: list[int]) -> list[list[Guess]]:
    """Return the columns of questions in groups: a matrix, a question with a column a choice, or one alone.

    Parameters
    ----------
    grid : Grid
    without : list of int
        The columns that answer no question.
    """
    places = [place for place in range(len(grid.headers)) if place not in without]
    parts = {place: _parts(grid, place, places) for place in places}
    groups: list[list[Guess]] = []
    before = None
    for place in places:
        stem, item, words = parts[place]
        values = tuple(str(cell) for cell in grid.columns[place] if fold(str(cell)) not in NOTHING)
        guess = Guess(place, stem, item, values, words)
        if (before == stem and (item or words)) or (groups and _options_alone(groups[-1], guess)):
            groups[-1].append(guess)
        else:
            groups.append([guess])
        before = stem
    return groups


def _options_alone(group: list[Guess], guess: Guess) -> bool:
    """Return whether each column is named after an option and has only that: a choice without question."""
    columns = [*group, guess]
    return all(
        not column.item and column.values and {*map(fold, {*column.values})} == {fold(column.stem)}
        for column in columns
    )


def _parts(grid: Grid, place: int, places: list[int]) -> tuple[str, str, bool]:
    """Return the question and the item of a header, and whether its cells are the words of "other"."""
    top, sub, text = grid.tops[place], grid.subs[place], grid.texts[place]
    if sub:
        return top, sub, False
    if text:
        stem, dash, item = text.removesuffix(" - Text").rpartition(" - ")
        alike = sum(other.startswith(f"{stem} - ") for other in grid.texts) if dash else 0
        words = top.endswith("_TEXT")
        return (stem, item, words) if alike > 1 or (dash and words) else (text, "", False)
    if match := _BRACKETS.match(top):
        return match[1], match[2], False
    if (match := _OTHER_WORDS.match(top)) and match[1] in grid.tops:
        return match[1], "other", True
    stem, dash, item = top.rpartition(" - ")
    if dash and sum(other.startswith(f"{stem} - ") for other in grid.tops) > 1:
        return stem, item, False
    parent, slash, child = top.rpartition("/")
    if slash and parent in grid.tops:
        return parent, child, False
    if match := _NUMBERED.match(top):
        return _numbered(grid, match, places)
    return top, "", False


def _numbered(grid: Grid, match: re.Match[str], places: list[int]) -> tuple[str, str, bool]:
    """Return the parts of a header with a number: of a matrix, if other headers have the same number."""
    numbered = [other for place in places if (other := _NUMBERED.match(grid.tops[place]))]
    alike = [other[2] for other in numbered if other[1] == match[1]]
    if len(alike) == 1:
        return match[2], "", False
    above = re.match(r"[^:：]+[:：]", match[2])
    if above and all(other.startswith(above[0]) and other != above[0] for other in alike):
        return above[0][:-1].strip(), match[2].removeprefix(above[0]).strip(), False
    return f"#{match[1]}", match[2], False


def _filled(grid: Grid, place: int) -> bool:
    return any(fold(str(cell)) not in NOTHING for cell in grid.columns[place])


def _is_time(grid: Grid, place: int) -> bool:
    return any(re.search(r"\d{1,4}[-/.年]\d{1,2}", str(cell)) for cell in grid.columns[place])
