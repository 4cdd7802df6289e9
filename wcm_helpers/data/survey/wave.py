"""One wave of the survey, read from its export and its question file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message
from wcm_helpers.core.paths import display_path
from wcm_helpers.data.cache import digest
from wcm_helpers.data.survey import faults
from wcm_helpers.data.survey.answers import Answers, read_answers
from wcm_helpers.data.survey.cells import read_cells
from wcm_helpers.data.survey.columns import Places, find_questions
from wcm_helpers.data.survey.grid import Grid, make_grid
from wcm_helpers.data.survey.question_file import read_question_file
from wcm_helpers.data.survey.responses import read_responses
from wcm_helpers.data.survey.roles import find_roles
from wcm_helpers.data.survey.survey import ANSWERED, NOT_APPLICABLE, Survey
from wcm_helpers.data.survey_source import SurveySource

_READING = ("columns", "codes", "na")


def read_wave(
    name: str, source: SurveySource, folder: Path, customers: pd.DataFrame | None, zone: ZoneInfo
) -> Survey:
    """Return one wave.

    Parameters
    ----------
    name, source : str, SurveySource
        Its key and its entry in the settings.
    folder : Path
        What relative paths count from.
    customers : pd.DataFrame, optional
        The used rows of the customers table.
    zone : ZoneInfo
        Of the warehouse.

    Raises
    ------
    WorkbookError
        If a file is missing, the question file or the settings do not fit the export, or a cell is no answer.
    """
    export = existing(name, "path", source.path, folder)
    if not source.questions:
        raise WorkbookError(faults.no_question_file(name))
    question_file = existing(name, "questions", source.questions, folder)
    questions = read_question_file(question_file, question_file.name)
    cells = read_cells(
        export, export.name, sheet=source.sheet, encoding=source.encoding, delimiter=source.delimiter
    )
    grid = make_grid(cells, source.header_rows)
    places = find_questions(grid, questions)
    roles = find_roles(grid, source.columns, anonymous=source.anonymous)
    return read_grid(
        name, source, grid, questions, places, roles, customers, zone,
        file=export.name, fingerprint=digest(export),
    )  # fmt: skip


def read_grid(
    name: str,
    source: SurveySource,
    grid: Grid,
    questions: pd.DataFrame,
    places: Mapping[str, Places],
    roles: Mapping[str, int],
    customers: pd.DataFrame | None,
    zone: ZoneInfo,
    *,
    file: str = "",
    fingerprint: str = "",
) -> Survey:
    """Return the wave of an export whose columns are known; parameters as :func:`read_wave`."""
    answers = read_answers(grid, questions, places, source.separator)
    responses, notes = read_responses(grid, roles, source, customers, zone)
    if not source.anonymous and not {"customer_id", "customer_name"} & {*roles}:
        notes.append(
            message(
                "{place}: no column names the customer, so no response belongs to one. Name it in the "
                "settings under columns as customer_id or customer_name.",
                place=grid.label,
            )
        )
    notes = [*grid.notes, *notes, *_unused(grid, places, roles)]
    return survey_of_answers(
        name, source, questions.drop(columns=[column for column in _READING if column in questions]),
        responses, answers, notes=notes, file=file, fingerprint=fingerprint, header_rows=grid.header_rows,
    )  # fmt: skip


def survey_of_answers(
    name: str,
    source: SurveySource,
    questions: pd.DataFrame,
    responses: pd.DataFrame,
    answers: Answers,
    *,
    notes: Sequence[Text] = (),
    file: str = "",
    fingerprint: str = "",
    header_rows: int = 1,
) -> Survey:
    """Return a wave of responses and answers; ``empty`` is set, the rest of the responses is as given."""
    index = pd.Index(responses["response_id"], name="response_id")
    states = pd.DataFrame(answers.states, index=index)
    given = states.isin([ANSWERED, NOT_APPLICABLE]).any(axis=1)
    responses = responses.set_index(index).assign(empty=~given.astype(bool))
    levels = questions["levels"]
    others = [(index[row], question, text) for row, question, text in answers.others]
    return Survey(
        name=name,
        month=source.month,
        anonymous=source.anonymous,
        questions=questions,
        responses=responses,
        states=states,
        scores=pd.DataFrame(answers.scores, index=index, dtype=float),
        choices=_frames(answers.choices, index, levels),
        ranks=_frames(answers.ranks, index, levels),
        texts=pd.DataFrame(answers.texts, index=index, dtype=object),
        others=pd.DataFrame(others, columns=["response_id", "question_id", "text"]),
        notes=tuple(notes),
        file=file,
        fingerprint=fingerprint,
        header_rows=header_rows,
    )


def existing(wave: str, setting: str, path: str, folder: Path) -> Path:
    """Return the file that a setting of a wave names.

    Raises
    ------
    WorkbookError
        If it does not exist.
    """
    file = folder / path
    if not file.is_file():
        raise WorkbookError(faults.no_such_file(wave, setting, path, display_path(folder)))
    return file


def _frames(arrays: Mapping[str, np.ndarray], index: pd.Index, levels: pd.Series) -> dict[str, pd.DataFrame]:
    return {
        name: pd.DataFrame(array, index=index, columns=list(levels[name])) for name, array in arrays.items()
    }


def _unused(grid: Grid, places: Mapping[str, Places], roles: Mapping[str, int]) -> list[Text]:
    """Return the remark on columns that are neither a question nor anything else."""
    used = {place for located in places.values() for place in (*located.columns, located.words)}
    unused = [header for place, header in enumerate(grid.headers) if place not in used | {*roles.values()}]
    if not unused:
        return []
    return [message("{place}: these columns are not used: {headers}.", place=grid.label, headers=unused)]
