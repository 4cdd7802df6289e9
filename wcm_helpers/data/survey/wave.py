"""One wave of the survey, read from its export and its question file."""

from collections.abc import Callable, Mapping, Sequence
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
from wcm_helpers.data.survey.cell_words import UnreadableCellError
from wcm_helpers.data.survey.cells import read_cells
from wcm_helpers.data.survey.columns import Places, find_questions, find_roles
from wcm_helpers.data.survey.grid import Grid, make_grid
from wcm_helpers.data.survey.matching import matched_by_name, matched_by_number
from wcm_helpers.data.survey.question_file import read_question_file
from wcm_helpers.data.survey.survey import ANSWERED, NOT_APPLICABLE, Survey
from wcm_helpers.data.survey.times import elapsed, local_time, seconds
from wcm_helpers.data.survey_source import SurveySource

#: What a customer's group is called in the customers table.
_GROUPS = {"class": "current_level", "industry": "industry", "site": "site_ids"}
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
    responses, notes = _responses(grid, roles, source, customers, zone)
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


def _responses(
    grid: Grid,
    roles: Mapping[str, int],
    source: SurveySource,
    customers: pd.DataFrame | None,
    zone: ZoneInfo,
) -> tuple[pd.DataFrame, list[Text]]:
    """Return the columns of ``Survey.responses`` but ``empty``, and remarks."""
    size = len(grid.records)
    notes: list[Text] = []

    def text(role: str) -> np.ndarray:
        if role not in roles:
            return np.full(size, "", dtype=object)
        column = grid.columns[roles[role]]
        written = column if role == "customer_name" else [cell.strip() for cell in column]
        return np.array([*written, ""], dtype=object)[:-1]

    def read(role: str, meaning: Callable[[str], object], empty: object) -> pd.Series:
        if role not in roles:
            return pd.Series([empty] * size)
        codes, values = pd.factorize(text(role))
        found = []
        for number, value in enumerate(values):
            try:
                found.append(meaning(value))
            except UnreadableCellError as error:
                row = int(np.argmax(codes == number))
                raise WorkbookError(_role_fault(grid, roles[role], row, role, error.args[0])) from None
        return pd.Series(found, dtype=object).reindex(codes).reset_index(drop=True)

    def time(value: str) -> object:
        return local_time(value, zone, source.date_format, source.time_zone) or pd.NaT

    submitted = pd.to_datetime(read("submitted_at", time, pd.NaT))
    started = pd.to_datetime(read("started_at", time, pd.NaT))
    lasted = read("duration", seconds, np.nan).astype(float)
    lasted = lasted.fillna(elapsed(started, submitted))
    frame = pd.DataFrame({"record": grid.records})
    frame["response_id"] = _identities(grid, text("response_id"), source.anonymous, notes)
    owners = _customers(text("customer_id"), text("customer_name"), customers)
    number, name = text("customer_id"), text("customer_name")
    frame["customer_id"] = None if source.anonymous else pd.Series(owners, dtype=object)
    frame["customer_text"] = (
        [""] * size
        if source.anonymous
        else [word if word.strip() else code for word, code in zip(name, number, strict=True)]
    )
    frame["respondent"] = "" if source.anonymous else text("respondent")
    frame["submitted_at"], frame["duration_s"] = submitted, lasted
    frame["mode"] = [word or source.mode for word in text("mode")]
    for group, column in _GROUPS.items():
        frame[group] = _group(text(group), owners, customers, column)
    frame["weight"] = read("weight", _weight, 1.0).astype(float).fillna(1.0)
    order = ("response_id", "record")
    return frame[[*order, *(column for column in frame if column not in order)]], notes


def _role_fault(grid: Grid, place: int, row: int, role: str, todo: Text) -> Text:
    return faults.cell_of_another_kind(
        grid.label, grid.records[row], grid.headers[place], grid.columns[place][row], role, todo
    )


def _weight(value: str) -> float:
    if not value:
        return np.nan
    try:
        weight = float(value)
    except ValueError:
        weight = -1
    if not 0 < weight < np.inf:
        raise UnreadableCellError(message("A weight is a number above 0."))
    return weight


def _identities(grid: Grid, ids: np.ndarray, anonymous: bool, notes: list[Text]) -> list[str]:
    """Return an id for each response, each once: of the export, else its record in the file.

    An anonymous survey has the record: an id of the tool can lead back to a person.
    """
    written = [str(record) for record in grid.records] if anonymous else [
        value or str(record) for value, record in zip(ids, grid.records, strict=True)
    ]  # fmt: skip
    seen: dict[str, int] = {}
    unique = []
    for value, record in zip(written, grid.records, strict=True):
        seen[value] = seen.get(value, 0) + 1
        unique.append(value if seen[value] == 1 else f"{value} (#{seen[value]})")
        if seen[value] > 1:
            notes.append(
                message(
                    '{place}, record {record}: the response number "{value}" is there twice; both count.',
                    place=grid.label,
                    record=str(record),
                    value=value,
                )
            )
    return unique


def _customers(numbers: np.ndarray, names: np.ndarray, customers: pd.DataFrame | None) -> list[str | None]:
    """Return the customer of each response: by its number, without a number by its name."""
    if customers is None or not len(customers):
        return [None] * len(numbers)
    by_number = matched_by_number(numbers, customers)
    by_name = matched_by_name(names, customers)
    return [
        by_name[row] if owner is None and not numbers[row].strip() else owner
        for row, owner in enumerate(by_number)
    ]


def _group(
    given: np.ndarray, owners: Sequence[str | None], customers: pd.DataFrame | None, column: str
) -> pd.Series:
    """Return the class, industry or site of each response: of its customer, else as the export has it."""
    known: dict[str, object] = {}
    if customers is not None and column in customers:
        pairs = zip(customers["customer_id"].astype(str), customers[column], strict=True)
        known = {customer: value for customer, value in pairs if isinstance(value, str) and value}
    values = [known.get(owner) or text or None for owner, text in zip(owners, given, strict=True)]
    return pd.Series(values, dtype=object)


def _unused(grid: Grid, places: Mapping[str, Places], roles: Mapping[str, int]) -> list[Text]:
    """Return the remark on columns that are neither a question nor anything else."""
    used = {place for found in places.values() for place in (*found.columns, found.words)}
    unused = [header for place, header in enumerate(grid.headers) if place not in used | {*roles.values()}]
    if not unused:
        return []
    return [message("{place}: these columns are not used: {headers}.", place=grid.label, headers=unused)]
