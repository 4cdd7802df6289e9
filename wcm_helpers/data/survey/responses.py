"""The responses of an export: who sent each, when, how long it took, and to which groups it belongs."""

from collections.abc import Callable, Mapping, Sequence
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message, nmessage
from wcm_helpers.data.survey import faults
from wcm_helpers.data.survey.cell_words import UnreadableCellError
from wcm_helpers.data.survey.grid import Grid
from wcm_helpers.data.survey.matching import matched_by_name, matched_by_number, without_zeros
from wcm_helpers.data.survey.times import elapsed, local_time, seconds
from wcm_helpers.data.survey_source import SurveySource

#: What a customer's group is called in the customers table.
_GROUPS = {"class": "current_level", "industry": "industry", "site": "site_ids"}


def read_responses(
    grid: Grid,
    roles: Mapping[str, int],
    source: SurveySource,
    customers: pd.DataFrame | None,
    zone: ZoneInfo,
) -> tuple[pd.DataFrame, list[Text]]:
    """Return the columns of ``Survey.responses`` but ``empty``, and remarks.

    Of an anonymous wave nothing is returned that leads to a sender; a declared customer gives its groups.

    Raises
    ------
    WorkbookError
        If a time, a duration or a weight cannot be read; with record, column and value.
    """
    cells = _RoleCells(grid, roles)
    number, name = cells.text("customer_id"), cells.text("customer_name")
    owners = _customers(number, name, customers)
    ids, notes = _identities(grid, cells.text("response_id"), source.anonymous)
    if customers is not None and not source.anonymous and (lost := without_zeros(number, customers)):
        notes.append(
            nmessage(
                "{place}: {n} customer number is without the zeros before it and is matched with nobody "
                "({numbers}). Export the column as text.",
                "{place}: {n} customer numbers are without the zeros before them and are matched with nobody "
                "({numbers}). Export the column as text.",
                len(lost),
                place=grid.label,
                numbers=lost,
            )
        )
    frame = pd.DataFrame({"response_id": ids, "record": grid.records})
    nobody = [""] * len(ids)
    written = [word if word.strip() else code for word, code in zip(name, number, strict=True)]
    frame["customer_id"] = None if source.anonymous else pd.Series(owners, dtype=object)
    frame["customer_text"] = nobody if source.anonymous else written
    frame["respondent"] = nobody if source.anonymous else cells.text("respondent")

    def time(value: str) -> object:
        return local_time(value, zone, source.date_format, source.time_zone) or pd.NaT

    started = pd.to_datetime(cells.read("started_at", time, pd.NaT))
    frame["submitted_at"] = pd.to_datetime(cells.read("submitted_at", time, pd.NaT))
    lasted = cells.read("duration", seconds, np.nan).astype(float)
    frame["duration_s"] = lasted.fillna(elapsed(started, frame["submitted_at"]))
    frame["mode"] = [word or source.mode for word in cells.text("mode")]
    for group, column in _GROUPS.items():
        frame[group] = _group(cells.text(group), owners, customers, column)
    frame["weight"] = cells.read("weight", _weight, 1.0).astype(float).fillna(1.0)
    return frame, notes


class _RoleCells:
    """The cells of the columns that are no questions."""

    def __init__(self, grid: Grid, roles: Mapping[str, int]) -> None:
        self.grid, self.roles = grid, roles

    def text(self, role: str) -> np.ndarray:
        """Return the cells of a role, empty without a column; a name is as written, others are trimmed."""
        if role not in self.roles:
            return np.full(len(self.grid.records), "", dtype=object)
        column = self.grid.columns[self.roles[role]]
        written = column if role == "customer_name" else [cell.strip() for cell in column]
        return np.array([*written, ""], dtype=object)[:-1]

    def read(self, role: str, meaning: Callable[[str], object], empty: object) -> pd.Series:
        """Return the meanings of the cells of a role; ``empty`` without a column."""
        if role not in self.roles:
            return pd.Series([empty] * len(self.grid.records))
        codes, values = pd.factorize(self.text(role))
        meanings = []
        for number, value in enumerate(values):
            try:
                meanings.append(meaning(value))
            except UnreadableCellError as error:
                raise self._fault(role, int(np.argmax(codes == number)), error.args[0]) from None
        return pd.Series(meanings, dtype=object).reindex(codes).reset_index(drop=True)

    def _fault(self, role: str, row: int, todo: Text) -> WorkbookError:
        grid, place = self.grid, self.roles[role]
        return WorkbookError(
            faults.cell_of_another_kind(
                grid.label, grid.records[row], grid.headers[place], grid.columns[place][row], role, todo
            )
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


def _identities(grid: Grid, ids: np.ndarray, anonymous: bool) -> tuple[list[str], list[Text]]:
    """Return an id for each response, each once, and remarks: of the export, else its record in the file.

    An anonymous survey has the record: an id of the tool can lead back to a person.
    """
    written = [str(record) for record in grid.records] if anonymous else [
        value or str(record) for value, record in zip(ids, grid.records, strict=True)
    ]  # fmt: skip
    seen: dict[str, int] = {}
    unique: list[str] = []
    notes: list[Text] = []
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
    return unique, notes


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
