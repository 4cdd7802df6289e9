"""What wcm check finds at one site, as data: for its page and for ``wcm check --json``."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.words import _
from wcm_helpers.data.check.column_gaps import gap_remark
from wcm_helpers.data.check.states import states
from wcm_helpers.data.facts.history import WHAT_MAKES_IT_RUN, History
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import Intake
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.survey.long_form import long_form_of
from wcm_helpers.data.survey.wave_check import check_waves
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reporting.data_page import adds_up, rejects_by_reason, row_warnings, rows_by_table
from wcm_helpers.reporting.parameters import check_parameters
from wcm_helpers.reporting.report import Readiness, Report
from wcm_helpers.reporting.survey_record import survey_records

#: Later than any month: the check looks at all of them.
ALWAYS = "9999-12"


def check_record(intake: Intake, reports: Mapping[str, Report], today: date) -> dict:
    """Return the check of a site as JSON has it; amounts are in whole units of the currency.

    Its keys are described in ``docs/check.md``; sentences are in the language in use.
    """
    settings = intake.settings
    entries, blocking = _reports(intake, reports, today)
    faults = [{"tables": list(fault.tables), "message": str(fault)} for fault in intake.blocking]
    return {
        "site": {"id": settings.site.id, "name": settings.site.name, "currency": settings.site.currency},
        "settings": display_path(settings.file),
        "language": words.language(),
        "blocking": [*faults, *({"tables": [], "message": line} for line in blocking)],
        "reports": entries,
        "tables": _tables(intake),
        "absent": _absent(intake),
        "surveys": _surveys(intake),
        "balance": adds_up(intake, ALWAYS),
        "rejected": _records(_in_units(rejects_by_reason(intake, ALWAYS), "amount")),
        "warnings": _records(_in_units(row_warnings(intake, ALWAYS, today), "amount")),
    }


def _reports(intake: Intake, reports: Mapping[str, Report], today: date) -> tuple[list[dict], list[str]]:
    """Return an entry for each report, and what forbids one beside the faults of the tables.

    A report whose tables are absent is no fault as long as another one can run.
    """
    history, entries, blocking, absent = None, [], [], []
    for report in reports.values():
        entry = {"report": report.name, "title": report.title(), "can_run": False, "months": [], "reason": "",
                 "setting": "", "notes": [], "warnings": []}  # fmt: skip
        entries.append(entry)
        values = {"month": "2000-01", "settings": str(intake.settings.file)}
        parameters = check_parameters(report.parameters, values)
        if fault := intake.first_fault(report.reads):
            entry["reason"] = str(fault)
            continue
        if problem := report.missing(intake, parameters):
            entry |= {"reason": str(problem), "setting": str(report.remedy(intake, parameters))}
            absent.append(str(problem))
            continue
        history = history or History(intake, build(intake))
        state = _with_reason(report, history, parameters, today)
        entry |= {
            "can_run": bool(state.months) and not state.blocking,
            "months": list(state.months),
            "reason": state.blocking[0] if state.blocking else state.not_yet,
            "setting": state.setting,
            "notes": list(state.notes),
            "warnings": list(state.warnings),
        }
        blocking += state.blocking
    if not intake.blocking and not blocking and len(absent) == len(entries):
        blocking = absent
    return entries, blocking


def _with_reason(report: Report, history: History, parameters: Any, today: date) -> Readiness:
    """Return the readiness of a report; where it has neither a month nor a reason, with a reason."""
    state = report.readiness(history, parameters, today)
    if state.months or state.blocking or state.not_yet:
        return state
    try:
        report.latest_month(history, parameters, today)
    except WorkbookError as error:
        return replace(state, not_yet=str(error))
    return replace(state, not_yet=_("None of its months is complete."), setting=str(WHAT_MAKES_IT_RUN))


def _surveys(intake: Intake) -> list[dict]:
    """Return an entry for each wave; a table with a fault counts as one that is not there."""
    if not intake.settings.surveys:
        return []

    def sound(table: str) -> pd.DataFrame | None:
        return None if intake.first_fault((table,)) else intake.used_rows(table)

    return survey_records(check_waves(intake.settings, sound("customers"), long_form_of(sound)))


def _tables(intake: Intake) -> list[dict]:
    """Return an entry for each table that came in: rows, amounts, files and columns."""
    rows = _in_units(rows_by_table(intake, ALWAYS), "amount_read", "amount_used", "amount_rejected")
    counts = {row["table"]: row for row in _records(rows)}
    words_of_states = _in_units(states(intake.checked), "amount")
    return [
        {
            "table": name,
            "rows_read": counts[name]["read"],
            "rows_used": counts[name]["used"],
            "rows_rejected": counts[name]["rejected"],
            "amount_read": counts[name]["amount_read"],
            "amount_used": counts[name]["amount_used"],
            "amount_rejected": counts[name]["amount_rejected"],
            "files": _files(name, items),
            "amounts": _amounts(intake, name, items),
            "states": _records(words_of_states[words_of_states["table"] == name].drop(columns="table")),
            "not_used": list(_unknown_headers(items)),
            "not_there": _missing_columns(intake, name, items),
        }
        for name, items in intake.staged.items()
        if name in counts
    ]


def _files(name: str, items: list[Staged]) -> list[dict]:
    lacking, gap = gap_remark(name, items) or ("", "")
    return [
        {
            "file": item.label,
            "sha256": item.fingerprint,
            "rows_read": item.rows_read,
            "encoding": item.text["encoding"] if item.text else "",
            "columns": item.column_headers,
            "remarks": [*item.read_remarks(), *([gap] if item.label == lacking else [])],
        }
        for item in items
    ]


def _amounts(intake: Intake, name: str, items: list[Staged]) -> dict[str, str]:
    """Return the currency of a table's amounts and, where VAT can be in them, whether it is; else nothing."""
    there = [TABLES[name][column] for item in items for column in item.columns]
    if not any(column.kind in ("amount", "price") for column in there):
        return {}
    site = intake.settings.site
    return {"currency": site.currency} | ({"vat": site.vat} if "vat_rate" in TABLES[name].names else {})


def _unknown_headers(items: list[Staged]) -> dict[str, None]:
    return dict.fromkeys(
        header
        for item in items
        for header in item.headers
        if header not in (*item.column_headers.values(), item.row_filter)
    )


def _missing_columns(intake: Intake, name: str, items: list[Staged]) -> list[str]:
    constants = {constant for item in items for constant in item.constants}
    return [
        column
        for column in TABLES[name].names
        if column not in constants and all(column not in item.column_headers for item in items)
    ]


def _absent(intake: Intake) -> list[dict]:
    """Return the tables that did not come in, and what a report lacks without each."""
    return [
        {"table": name, "in_settings": name in intake.settings.tables, "without": str(table.without)}
        for name, table in TABLES.items()
        if name not in intake.staged and (name not in intake.settings.tables or table.published)
    ]


def _in_units(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    return frame.assign(**{column: frame[column] / SCALE for column in columns})


def _records(frame: pd.DataFrame) -> list[dict]:
    """Return the rows of a frame with numbers of Python, which JSON can write."""
    return [
        {name: value.item() if hasattr(value, "item") else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]
