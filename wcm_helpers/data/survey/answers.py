"""Read the cells of an export as answers: states, scores, choices, ranks and texts of each question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message
from wcm_helpers.data.survey import faults
from wcm_helpers.data.survey.cell_words import UnreadableCellError, add_it, state_of
from wcm_helpers.data.survey.choice_cells import ChoiceCells
from wcm_helpers.data.survey.columns import Places
from wcm_helpers.data.survey.grid import Grid
from wcm_helpers.data.survey.question_links import condition
from wcm_helpers.data.survey.scale_cells import ScaleCells
from wcm_helpers.data.survey.survey import ANSWERED, BLANK, NOT_APPLICABLE, NOT_SHOWN, SCALE_TYPES


@dataclass
class Answers:
    """The answers of an export, by question; see :class:`Survey`. Rows are the records of the grid."""

    states: dict[str, np.ndarray] = field(default_factory=dict)
    scores: dict[str, np.ndarray] = field(default_factory=dict)
    choices: dict[str, np.ndarray] = field(default_factory=dict)
    ranks: dict[str, np.ndarray] = field(default_factory=dict)
    texts: dict[str, np.ndarray] = field(default_factory=dict)
    others: list[tuple[int, str, str]] = field(default_factory=list)


def read_answers(
    grid: Grid, questions: pd.DataFrame, places: Mapping[str, Places], separator: str = ""
) -> Answers:
    """Return the answers of an export.

    Parameters
    ----------
    grid : Grid
    questions : pd.DataFrame
        As :func:`question_file.read_question_file` returns them.
    places : mapping of question to Places
    separator : str
        Between several choices in one cell; recognised by default.

    Raises
    ------
    WorkbookError
        At the first cell that has no meaning, or more than one: with file, record, column and value.
    """
    answers = Answers()
    for name, question in questions.iterrows():
        _Reader(grid, question, places[name], separator, answers).read()
    _set_not_shown(questions, answers)
    return answers


class _Reader:
    """Reads one question."""

    def __init__(
        self, grid: Grid, question: pd.Series, places: Places, separator: str, answers: Answers
    ) -> None:
        self.grid, self.question, self.places = grid, question, places
        self.separator, self.answers = separator, answers
        self.name = question["question_id"]

    def read(self) -> None:
        """Read all columns of the question."""
        kind = self.question["type"]
        if kind in SCALE_TYPES:
            self._scale()
        elif kind == "text":
            self._text()
        elif len(self.places.columns) > 1:
            self._ranks_in_columns() if kind == "ranking" else self._ticks()
        else:
            self._options(kind)

    def _each(self, place: int, meaning: Callable[[str], tuple]) -> tuple[np.ndarray, list[tuple]]:
        """Return the meanings of the different cells of a column, and which each record has."""
        column = self.grid.columns[place]
        codes, values = pd.factorize(column)
        meanings = []
        for number, value in enumerate(values):
            try:
                meanings.append(meaning(value))
            except UnreadableCellError as error:
                raise self._fault(place, int(np.argmax(codes == number)), error.args[0]) from None
        return codes, meanings

    def _fault(self, place: int, row: int, todo: object) -> WorkbookError:
        return WorkbookError(
            faults.cell_without_meaning(
                self.grid.label, self.grid.records[row], self.grid.headers[place],
                self.grid.columns[place][row], self.name, todo,
            )
        )  # fmt: skip

    def _scale(self) -> None:
        codes, meanings = self._each(self.places.columns[0], ScaleCells(self.question).meaning)
        self.answers.states[self.name] = _taken([state for state, _score in meanings], codes, object)
        self.answers.scores[self.name] = _taken([score for _state, score in meanings], codes, float)

    def _text(self) -> None:
        na = self.question["na"]
        codes, meanings = self._each(
            self.places.columns[0], lambda value: (state_of(value, na), value.strip())
        )
        states = _taken([state for state, _text in meanings], codes, object)
        texts = _taken([text for _state, text in meanings], codes, object)
        self.answers.states[self.name] = states
        self.answers.texts[self.name] = np.where(states == ANSWERED, texts, "")

    def _options(self, kind: str) -> None:
        """Read a choice or a ranking in one column, with the words of "other" perhaps in a second."""
        cells, place = ChoiceCells(self.question), self.places.columns[0]
        if kind == "single":
            meaning = cells.one
        else:
            mark = self.separator or cells.separator(pd.unique(self.grid.columns[place]))
            meaning = partial(cells.ordered if kind == "ranking" else cells.several, separator=mark)
        codes, meanings = self._each(place, meaning)
        if cells.knows_none([meanings[code][1] for code in codes]):
            row = next(row for row, code in enumerate(codes) if meanings[code][1])
            raise self._fault(place, row, add_it(cells.levels))
        states = _taken([state for state, _tokens in meanings], codes, object)
        if kind == "ranking":
            ranked = [self._ranked(tokens) for _state, tokens in meanings]
            self._save_ranks(states, _taken_rows(ranked, codes, len(cells.levels)).astype(float))
            return
        picked = [{option for option, _words in tokens} for _state, tokens in meanings]
        ticks = [[option in options for option in range(len(cells.levels))] for options in picked]
        chosen = _taken_rows(ticks, codes, len(cells.levels)).astype(bool)
        words = _taken(
            ["; ".join(words for _option, words in tokens if words) for _state, tokens in meanings],
            codes,
            object,
        )
        self._save_choice(states, chosen, words, cells)

    def _ranked(self, tokens: tuple) -> list[float]:
        ranks = [np.nan] * len(self.question["levels"])
        for rank, (option, _words) in enumerate(tokens, start=1):
            ranks[option] = rank
        return ranks

    def _ticks(self) -> None:
        """Read a multiple choice with a column for each option."""
        cells = ChoiceCells(self.question)
        size = len(self.grid.records)
        chosen = np.zeros((size, len(cells.levels)), dtype=bool)
        seen = {state: np.zeros(size, dtype=bool) for state in (NOT_APPLICABLE, NOT_SHOWN)}
        words = np.full(size, "", dtype=object)
        for option, place in enumerate(self.places.columns):
            codes, meanings = self._each(place, lambda value, option=option: cells.tick(value, option))
            states = _taken([state for state, _ticked, _words in meanings], codes, object)
            chosen[:, option] = _taken([ticked for _state, ticked, _words in meanings], codes, bool)
            here = _taken([words for _state, _ticked, words in meanings], codes, object)
            words = np.where(here != "", here, words)
            for state, rows in seen.items():
                rows |= states == state
        states = np.full(size, BLANK, dtype=object)
        for state, rows in seen.items():
            states[rows] = state
        states[chosen.any(axis=1)] = ANSWERED
        self._save_choice(states, chosen, words, cells)

    def _save_choice(
        self, states: np.ndarray, chosen: np.ndarray, words: np.ndarray, cells: ChoiceCells
    ) -> None:
        """Keep a choice; words in the column of "other" are an answer where nothing else is one."""
        if self.places.words is not None:
            na = self.question["na"]
            codes, meanings = self._each(
                self.places.words, lambda value: (state_of(value, na), value.strip())
            )
            given = _taken([text if state == ANSWERED else "" for state, text in meanings], codes, object)
            words = np.where(given != "", given, words)
            if self.question["type"] == "multi":
                chosen[given != "", cells.other] = True
            else:
                chosen[(given != "") & ~chosen.any(axis=1), cells.other] = True
            states[chosen.any(axis=1)] = ANSWERED
        self.answers.states[self.name], self.answers.choices[self.name] = states, chosen
        self.answers.others += [(row, self.name, words[row]) for row in np.flatnonzero(words != "")]

    def _ranks_in_columns(self) -> None:
        cells = ChoiceCells(self.question)
        ranks = np.full((len(self.grid.records), len(cells.levels)), np.nan)
        states = np.full(len(ranks), BLANK, dtype=object)
        for option, place in enumerate(self.places.columns):
            codes, meanings = self._each(place, cells.rank)
            option_states = _taken([state for state, _rank in meanings], codes, object)
            states = np.where((states == BLANK) | (option_states == ANSWERED), option_states, states)
            here = _taken([rank for _state, rank in meanings], codes, float)
            ranks[:, option] = np.where(here > 0, here, np.nan)
            alike = (ranks[:, :option] == ranks[:, [option]]).any(axis=1)
            if alike.any():
                todo = message("Two options have the same place in this ranking.")
                raise self._fault(place, int(np.argmax(alike)), todo)
        self._save_ranks(states, ranks)

    def _save_ranks(self, states: np.ndarray, ranks: np.ndarray) -> None:
        self.answers.states[self.name], self.answers.ranks[self.name] = states, ranks


def _taken(values: list, codes: np.ndarray, dtype: type) -> np.ndarray:
    array = np.empty(len(values), dtype=dtype)
    array[:] = values
    return array[codes] if len(values) else np.empty(len(codes), dtype=dtype)


def _taken_rows(rows: list[list], codes: np.ndarray, width: int) -> np.ndarray:
    return np.array(rows).reshape(len(rows), width)[codes]


def _set_not_shown(questions: pd.DataFrame, answers: Answers) -> None:
    """Mark blank questions as not shown where their condition is answered otherwise or was not shown."""
    by_id = questions.to_dict("index")
    for name, question in by_id.items():
        if not question["shown_if"]:
            continue
        asked, options = condition(question["shown_if"], by_id, name)
        levels = by_id[asked]["levels"]
        met = answers.choices[asked][:, [levels.index(option) for option in options]].any(axis=1)
        known = np.isin(answers.states[asked].astype(str), [ANSWERED, NOT_SHOWN, NOT_APPLICABLE])
        blank = answers.states[name] == BLANK
        answers.states[name][blank & known & ~met] = NOT_SHOWN
