"""A first guess of the question file of an export, for a person to correct."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message
from wcm_helpers.core.paths import display_path
from wcm_helpers.data.survey.cells import read_cells
from wcm_helpers.data.survey.draft_columns import guesses, left_out, roles_of
from wcm_helpers.data.survey.draft_dates import either_way, last_month
from wcm_helpers.data.survey.draft_file import question_file
from wcm_helpers.data.survey.draft_questions import Draft, questions_of
from wcm_helpers.data.survey.draft_words import ABSENT, NOTHING, fold
from wcm_helpers.data.survey.folding import fold_header
from wcm_helpers.data.survey.grid import Grid, make_grid


@dataclass(frozen=True)
class SurveyDraft:
    """What ``wcm survey-draft`` guessed.

    Attributes
    ----------
    questions : list of Draft
    roles : dict of role to header
    unused : list of str
        Headers of columns that answer no question.
    month, date_format : str
        Of the last answer; empty where no date can be read, or the year comes first.
    responses : int
    doubts : list of Text
        What to check beside the doubts of the questions.
    """

    questions: list[Draft]
    roles: dict[str, str]
    unused: list[str]
    month: str
    date_format: str
    responses: int
    doubts: list[Text]


def draft_survey(path: Path, *, sheet: str = "", encoding: str = "") -> tuple[SurveyDraft, str]:
    """Return the guess on an export, and the question file as CSV text.

    Raises
    ------
    WorkbookError
        If the export cannot be read.
    """
    if not path.is_file():
        raise WorkbookError(message("The export {file} does not exist.", file=display_path(path)))
    cells = read_cells(path, path.name, sheet=sheet, encoding=encoding)
    grid = make_grid(cells)
    roles, doubtful = roles_of(grid)
    without = left_out(grid, roles)
    questions = questions_of(guesses(grid, without))
    if not questions:
        raise WorkbookError(
            message(
                "{place}: no column has answers to a question. The columns are {headers}. Name another sheet "
                "with --sheet if the answers are there.",
                place=grid.label,
                headers=grid.headers,
            )
        )
    if any(first[1] == 0 and last[0] > first[0] > 0 for first, last in cells.merged):
        _doubt_sub_forms(grid, questions)
    _name(questions)
    _pair(questions)
    _conditions(grid, questions)
    month, date_format = last_month(grid, roles.get("submitted_at"))
    doubts: list[Text] = [
        message("{header} may hold the customer number. Check it.", header=grid.headers[roles[role]])
        for role in doubtful
    ]
    if not {"customer_id", "customer_name"} & set(roles):
        doubts.append(
            message(
                "No column is recognised as customer number or name. Name it under columns in the settings, "
                "or declare the survey anonymous."
            )
        )
    if either_way(grid, roles.get("submitted_at")):
        doubts.append(message("The dates can be read with the day or the month first. Check date_format."))
    used = {*roles.values(), *(place for question in questions for place in question.all_places)}
    draft = SurveyDraft(
        questions,
        {role: grid.headers[place] for role, place in roles.items()},
        [header for place, header in enumerate(grid.headers) if place not in used],
        month,
        date_format,
        len(grid.records),
        doubts,
    )
    return draft, question_file(grid, questions)


def _doubt_sub_forms(grid: Grid, questions: Sequence[Draft]) -> None:
    for question in questions:
        if all(grid.subs[place] for place in question.places):
            question.doubts.append(
                message(
                    "It has several lines in a response, of which only the first is read. Delete its row."
                )
            )


def _name(questions: Sequence[Draft]) -> None:
    for number, question in enumerate(questions, start=1):
        question.id = f"Q{number}"


def _pair(questions: Sequence[Draft]) -> None:
    """Tie importance to performance of the same statement, and the two questions of each Kano pair."""
    performance = {_statement(q): q for q in questions if q.type == "performance"}
    for question in questions:
        partner = performance.get(_statement(question))
        if question.type == "importance" and partner:
            question.pair = partner.id
            del performance[_statement(question)]
    kano = [question for question in questions if question.type == "kano_f"]
    for first, second in zip(kano[::2], kano[1::2], strict=False):
        turned = bool(ABSENT.search(fold(first.label))) and not ABSENT.search(fold(second.label))
        (first if turned else second).type = "kano_d"
        first.pair = second.pair = f"K{kano.index(first) // 2 + 1}"
        if not ABSENT.search(fold((first if turned else second).label)):
            second.doubts.append(
                message("Check which of the two Kano questions is on the service being absent.")
            )
    if len(kano) % 2:
        kano[-1].type = "likert"
        kano[-1].doubts.append(message("It looks like a Kano question, but its partner is missing."))


def _statement(question: Draft) -> str:
    return re.sub(r"(?<=\D)2$", "", fold_header(question.label))


def _conditions(grid: Grid, questions: Sequence[Draft]) -> None:
    """Guess who was shown a question: those with one answer to the single choice just before it."""
    for before, question in pairwise(questions):
        if before.type != "single" or len(before.levels) != 2 or question.type == "text":
            continue
        answered = np.any([_answered(grid, place) for place in question.places], axis=0)
        chosen = {str(cell) for cell in grid.columns[before.places[0]][answered]} - {""}
        if len(chosen) == 1 and answered.any():
            question.shown_if = f"{before.id}={chosen.pop()}"
            question.doubts.append(
                message(
                    "Check that only those were shown it who answered {condition}.",
                    condition=question.shown_if,
                )
            )


def _answered(grid: Grid, place: int) -> np.ndarray:
    return np.array([fold(str(cell)) not in NOTHING | {"0"} for cell in grid.columns[place]], dtype=bool)
