"""Find where the answers to each question are in an export."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import takewhile

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey import faults
from wcm_helpers.data.survey.folding import fold_header, header_number
from wcm_helpers.data.survey.grid import Grid

_LETTER = re.compile(r"col:\s*([A-Za-z]{1,3})")
_FIRST = re.compile(r"^(.*\S)\s*\(#1\)$", re.DOTALL)
_OTHER_WORDS = ("other", "其他", "其它")
#: What Qualtrics writes between a question and an option.
_CHOSEN = "- Selected Choice"


@dataclass(frozen=True)
class Places:
    """Where the answers to a question are, as indices of columns.

    Attributes
    ----------
    columns : list of int
        One; or one for each option of a choice, in the order of its levels.
    words : int or None
        The column with the words of "other".
    """

    columns: list[int] = field(default_factory=list)
    words: int | None = None


def column_index(grid: Grid, name: str, what: str) -> int:
    """Return the index of a column by its header, ``header (#2)`` or ``col:X``.

    Raises
    ------
    WorkbookError
        If there is none, or several that differ only in case, blanks or numbering. A number that the name
        has must be that of the header: one statement may be there under several questions.
    """
    name = " ".join(name.split())
    if letter := _LETTER.fullmatch(name):
        index = 0
        for character in letter[1].upper():
            index = 26 * index + ord(character) - ord("A") + 1
        if index <= len(grid.headers):
            return index - 1
        raise WorkbookError(faults.no_such_column(grid.label, what, name, ()))
    if first := _FIRST.match(name):
        name = first[1]
    if name in grid.headers:
        return grid.headers.index(name)
    folded, number = fold_header(name), header_number(name)
    matches = [
        place for place in range(len(grid.headers))
        if any(
            folded == fold_header(header) and (not number or header_number(header) in {"", number})
            for header in (grid.headers[place], grid.texts[place])
        )
    ]  # fmt: skip
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise WorkbookError(
            faults.several_columns(grid.label, what, [grid.headers[place] for place in matches])
        )
    raise WorkbookError(faults.no_such_column(grid.label, what, name, grid.headers))


def find_questions(grid: Grid, questions: pd.DataFrame) -> dict[str, Places]:
    """Return where the answers to each question are.

    Parameters
    ----------
    grid : Grid
    questions : pd.DataFrame
        As :func:`question_file.read_question_file` returns them.

    Raises
    ------
    WorkbookError
        If a question has no column or several could be its own, or two questions would share one.
    """
    places = {
        name: _declared(grid, row) for name, row in questions.iterrows() if row["columns"]
    }  # fmt: skip
    taken = {place for matches in places.values() for place in (*matches.columns, matches.words)} - {None}
    names = _Names(grid, taken)
    open_questions = questions.loc[[name for name in questions.index if name not in places]]
    missing = []
    for name, row in open_questions.iterrows():
        matches = names.of_question(row, open_questions)
        if matches is None:
            missing.append(name)
        else:
            places[name] = matches
    if missing:
        labels = [f"{name} ({_label(questions.loc[name])})" for name in missing]
        sought = _label(questions.loc[missing[0]])
        raise WorkbookError(faults.no_column(grid.label, labels, grid.headers, sought))
    _refuse_shared(grid, places)
    return {name: places[name] for name in questions.index}


def _label(question: pd.Series) -> str:
    return question["item"] or question["text"]


def _declared(grid: Grid, question: pd.Series) -> Places:
    """Return the places that a question file names."""
    name, kind, levels = question["question_id"], question["type"], question["levels"]
    matches = [column_index(grid, header, name) for header in question["columns"]]
    wide = kind in ("multi", "ranking") and len(levels) > 1
    if len(matches) == 1:
        return Places(matches)
    if wide and len(matches) in (len(levels), len(levels) + bool(question["other"])):
        return Places(matches[: len(levels)], matches[len(levels)] if len(matches) > len(levels) else None)
    if question["other"] and len(matches) == 2:
        return Places(matches[:1], matches[1])
    raise WorkbookError(faults.number_of_columns(grid.label, name, len(matches), len(levels)))


class _Names:
    """The names that the columns of an export answer to, without those already taken."""

    def __init__(self, grid: Grid, taken: set[int]) -> None:
        self.grid, self.taken = grid, taken
        self.full: dict[str, list[int]] = {}
        self.parts: dict[str, list[int]] = {}
        self.top: dict[str, list[int]] = {}
        for place in range(len(grid.headers)):
            if place in taken:
                continue
            top, sub, text = grid.tops[place], grid.subs[place], grid.texts[place]
            text = text.replace(_CHOSEN, "")
            for name in {fold_header(f"{top} {sub}"), fold_header(text)} - {""}:
                self.full.setdefault(name, []).append(place)
            if part := fold_header(sub or top):
                self.parts.setdefault(part, []).append(place)
            if sub:
                self.top.setdefault(fold_header(top), []).append(place)

    def of_question(self, question: pd.Series, questions: pd.DataFrame) -> Places | None:
        """Return the places of a question; None if no column has its name."""
        if question["type"] in ("multi", "ranking") and (matches := self._of_options(question)):
            return matches
        stem = fold_header(f"{question['text']} {question['item']}")
        places = self.full.get(stem) or self._of_statement(question, questions)
        if not places:  # the tool's own code of the question
            same = [place for place, top in enumerate(self.grid.headers) if top == question["question_id"]]
            return Places(same, self._words(question)) if same and same[0] not in self.taken else None
        alike = [
            name for name, row in questions.iterrows()
            if fold_header(f"{row['text']} {row['item']}") == stem
        ]  # fmt: skip
        if stem in self.full and len(places) != len(alike):
            raise self._several(question, places)
        place = places[alike.index(question["question_id"])] if stem in self.full else places[0]
        return Places([place], self._words(question))

    def _of_statement(self, question: pd.Series, questions: pd.DataFrame) -> list[int]:
        """Return the column of a statement whose header is the statement alone.

        Matrices may have statements alike; a tool then numbers the headers. They are told apart by the order
        of the questionnaire, and only where there are as many columns as questions.
        """
        if not question["item"]:
            return []
        item = fold_header(question["item"])
        places = list(self.parts.get(item, []))
        items = {name: fold_header(row["item"]) for name, row in questions.iterrows()}
        numbered = (f"{item}{number}" for number in range(2, 10))
        for name in takewhile(lambda name: name in self.parts and name not in items.values(), numbered):
            places += self.parts[name] if places else []
        places.sort()
        alike = [name for name, own in items.items() if own == item]
        if places and len(places) != len(alike):
            raise self._several(question, places)
        return [places[alike.index(question["question_id"])]] if places else []

    def _of_options(self, question: pd.Series) -> Places | None:
        """Return the columns of a question that has one for each option; None if it has not."""
        matches: dict[str, list[int]] = {
            level: self.full.get(fold_header(f"{question['text']} {level}"), [])
            for level in question["levels"]
        }
        without = [level for level, places in matches.items() if not places and level != question["other"]]
        if len(without) == len([level for level in matches if level != question["other"]]):
            return None
        if without or not all(matches.values()):
            absent = [level for level, places in matches.items() if not places]
            raise WorkbookError(
                faults.options_without_column(self.grid.label, question["question_id"], absent)
            )
        if twice := next((places for places in matches.values() if len(places) > 1), None):
            raise self._several(question, twice)
        return Places([places[0] for places in matches.values()], self._words(question, " text"))

    def _words(self, question: pd.Series, *endings: str) -> int | None:
        """Return the column with the words of "other" beside the answers."""
        if not question["other"]:
            return None
        for word in (question["other"], *_OTHER_WORDS):
            for ending in endings or ("", " text"):
                if len(places := self.full.get(fold_header(f"{question['text']} {word}{ending}"), [])) == 1:
                    return places[0]
        return None

    def _several(self, question: pd.Series, places: list[int]) -> WorkbookError:
        headers = [self.grid.headers[place] for place in places]
        return WorkbookError(faults.several_columns(self.grid.label, question["question_id"], headers))


def _refuse_shared(grid: Grid, places: Mapping[str, Places]) -> None:
    owners: dict[int, list[str]] = {}
    for name, matches in places.items():
        for place in {*matches.columns, matches.words} - {None}:
            owners.setdefault(place, []).append(name)
    for place, names in owners.items():
        if len(names) > 1:
            raise WorkbookError(faults.shared_column(grid.label, grid.headers[place], names))
