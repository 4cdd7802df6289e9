"""Read a wave in long form: the rows of the tables of questions and of answers with its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message, sentences, suggestion
from wcm_helpers.data.survey.columns import Places
from wcm_helpers.data.survey.grid import Grid
from wcm_helpers.data.survey.question_file import COLUMNS, questions_of_rows
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.data.survey.wave import read_grid
from wcm_helpers.data.survey_source import SurveySource

#: What the columns about a response are called, by their role in a wave.
ROLES = {
    "customer_id": "customer_id",
    "customer_name": "customer_name",
    "respondent": "respondent_key",
    "submitted_at": "submitted_at",
    "duration": "duration_s",
    "mode": "mode",
    "class": "class",
    "industry": "industry",
    "site": "site",
    "weight": "weight",
}
_QUESTIONS, _RESPONSES = "survey_questions", "survey_responses"


@dataclass(frozen=True, eq=False)
class LongForm:
    """The used rows of the tables of surveys in long form; None where a table did not come in."""

    questions: pd.DataFrame | None = None
    responses: pd.DataFrame | None = None


def long_form_of(table: Callable[[str], pd.DataFrame | None]) -> LongForm:
    """Return the tables of surveys in long form, as a function of their names gives them."""
    return LongForm(table(_QUESTIONS), table(_RESPONSES))


def read_long_wave(
    name: str, source: SurveySource, tables: LongForm, customers: pd.DataFrame | None, zone: ZoneInfo
) -> Survey:
    """Return a wave whose questions and answers are rows of tables.

    Parameters
    ----------
    name, source : str, SurveySource
        Its key, which is its ``survey_id``, and its entry in the settings.
    tables : LongForm
    customers : pd.DataFrame, optional
        The used rows of the customers table.
    zone : ZoneInfo
        Of the warehouse.

    Raises
    ------
    WorkbookError
        If the tables have no rows of the wave, an answer is to no question of it or has no meaning, or the
        rows of one response contradict each other.
    """
    asked = _of_wave(name, tables.questions, _QUESTIONS)
    answered = _of_wave(name, tables.responses, _RESPONSES)
    rows = [
        {column: _text(row.get(column)) for column in COLUMNS} for row in asked.to_dict("records")
    ]  # fmt: skip
    questions = questions_of_rows(rows, [f"{_QUESTIONS}, {row['question_id']}" for row in rows])
    _refuse_unknown(name, answered, list(questions.index))
    grid, roles = _grid(answered, list(questions.index))
    places = {question: Places([place]) for place, question in enumerate(questions.index)}
    return read_grid(name, source, grid, questions, places, roles, customers, zone, file=_RESPONSES)


def _of_wave(name: str, table: pd.DataFrame | None, of: str) -> pd.DataFrame:
    """Return the rows of a wave."""
    if table is None:
        todo = message("Name its export there, or its rows in [tables.{table}].", table=of)
        raise WorkbookError(sentences(message("[surveys.{wave}] has no path.", wave=name), todo))
    rows = table[table["survey_id"] == name]
    if rows.empty:
        fault = message("{table} has no row with survey_id = {wave}.", table=of, wave=name)
        raise WorkbookError(sentences(fault, suggestion(name, table["survey_id"].unique())))
    return rows


def _refuse_unknown(name: str, answered: pd.DataFrame, known: Sequence[str]) -> None:
    unknown = sorted(set(answered["question_id"]) - set(known))
    if unknown:
        fault = message(
            "{table}: there are answers to {question}, which is no question of {wave}.",
            table=_RESPONSES,
            question=unknown[0],
            wave=name,
        )
        raise WorkbookError(sentences(fault, suggestion(unknown[0], known)))


def _grid(answered: pd.DataFrame, questions: list[str]) -> tuple[Grid, dict[str, int]]:
    """Return the answers as a grid, a column a question, and behind them what is known of each response."""
    wide = answered.pivot(index="response_id", columns="question_id", values="value")  # noqa: PD010
    wide = wide.reindex(columns=questions)
    about = {role: column for role, column in ROLES.items() if column in answered}
    known = {role: _of_response(answered, column) for role, column in about.items()}
    headers = [*questions, *about.values(), "response_id"]
    ids = pd.Series(wide.index, index=wide.index)
    columns = [*(wide[question] for question in questions), *known.values(), ids]
    roles = {role: len(questions) + place for place, role in enumerate([*about, "response_id"])}
    grid = Grid(
        _RESPONSES,
        headers,
        headers,
        [""] * len(headers),
        [""] * len(headers),
        [_cells(column.reindex(wide.index)) for column in columns],
        list(range(1, len(wide) + 1)),
        (),
        header_rows=0,
    )
    return grid, roles


def _of_response(answered: pd.DataFrame, column: str) -> pd.Series:
    """Return a column about the responses, one value each.

    Raises
    ------
    WorkbookError
        If the rows of one response have two.
    """
    given = answered[["response_id", column]].dropna().drop_duplicates()
    twice = given[given["response_id"].duplicated()]
    if len(twice):
        response = twice["response_id"].iloc[0]
        values = given.loc[given["response_id"] == response, column].astype(str).tolist()
        raise WorkbookError(_contradiction(response, column, values))
    return given.set_index("response_id")[column]


def _contradiction(response: str, column: str, values: list[str]) -> Text:
    return message(
        "{table}: the rows of response {response} have different values of {column}: {values}. Correct them, "
        "or give each response an id of its own.",
        table=_RESPONSES,
        response=response,
        column=column,
        values=values,
    )


def _cells(column: pd.Series) -> np.ndarray:
    return np.array([*map(_text, column), ""], dtype=object)[:-1]


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
