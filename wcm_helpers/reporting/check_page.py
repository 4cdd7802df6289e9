"""The page printed by wcm check: one line per table and per fault, and the reports that can run."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import amount
from wcm_helpers.core.paths import display_path
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import Intake, take_in
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reporting.data_page import (
    adds_up,
    rejects_by_reason,
    row_warnings,
    rows_by_table,
)
from wcm_helpers.reporting.opening import open_settings
from wcm_helpers.reporting.parameters import check_parameters
from wcm_helpers.reporting.report import Report

#: Number of rejected rows listed per reason; --rejects writes all.
_SHOWN_EACH = 3
_ALWAYS = "9999-12"
#: Reasons of rows whose amount is also part of other rows.
_NOT_LOST = ("total", "header", "duplicate", "repeat", "superseded")
#: A log is read in an editor, not in a narrow window.
_LOG_WIDTH = 200


def print_check(
    settings_file: Path, reports: Mapping[str, Report], rejects: Path | None, today: date
) -> bool:
    """Print the check of one warehouse, and return whether a fault blocks its report."""
    settings = open_settings(settings_file, reports)
    intake = take_in(settings)
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _LOG_WIDTH)
    console.print(f"[bold]{escape(settings.site.name)}[/bold]  {escape(display_path(settings.file))}")
    _print_recognised(console, intake)
    _print_rows(console, intake)
    _print_rejects(console, intake)
    _print_warnings(console, intake, today)
    if rejects is not None:
        _write(intake, rejects)
        console.print(f"every rejected row and cell: {escape(display_path(rejects))}")
    blocking = intake.faults_of()
    blocking += _print_reports(console, intake, reports, today)
    for line in blocking:
        console.print(f"[bold red]BLOCKS[/bold red] {escape(line)}")
    return bool(blocking)


def _print_recognised(console: Console, intake: Intake) -> None:
    for name, items in intake.staged.items():
        alike: dict[tuple, list[Staged]] = {}
        for item in items:
            alike.setdefault(tuple(item.column_headers.items()), []).append(item)
        for columns, files in alike.items():
            named = (
                files[0].label
                if len(files) == 1
                else f"{files[0].label} … {files[-1].label} ({len(files)} files)"
            )
            columns_of = [
                column if column == header else f"{column} ← {header}" for column, header in columns
            ]
            console.print(f"[bold]{name}[/bold] {escape(named)}: {escape(', '.join(columns_of))}")
        for remark in dict.fromkeys(remark for item in items for remark in item.read_remarks()):
            console.print(f"  look: {escape(remark)}")
        unknown = dict.fromkeys(
            h for item in items for h in item.headers if h not in item.column_headers.values()
        )
        if unknown:
            console.print(f"  not used: {escape(', '.join(unknown))}")
        constants = set(intake.settings.tables[name].constants)
        absent = [
            c
            for c in TABLES[name].names
            if c not in constants and all(c not in i.column_headers for i in items)
        ]
        if absent:
            console.print(f"  not there: {', '.join(absent)}")
    for name, table in TABLES.items():
        if name in intake.staged or (name in intake.settings.tables and not table.published):
            continue
        named = name in intake.settings.tables
        reason = "no file yet" if named else f"no \\[tables.{name}] in the settings"
        console.print(f"[bold]{name}[/bold] {reason}. {table.without}")


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _print_rows(console: Console, intake: Intake) -> None:
    rows = rows_by_table(intake, _ALWAYS)
    table = _table("Rows", "table")
    for heading in ("files", "read", "used", "rejected"):
        table.add_column(heading, justify="right")
    for row in rows.itertuples():
        table.add_row(row.table, *(f"{n:,}" for n in (row.files, row.read, row.used, row.rejected)))
    console.print(table)
    console.print(adds_up(intake, _ALWAYS))


def _print_rejects(console: Console, intake: Intake) -> None:
    if intake.rejects.empty:
        return
    table = _table("Rejected", "place", "column", "found", "reason", "what to do")
    counted = rejects_by_reason(intake, _ALWAYS)
    counted = counted[~counted["reason"].isin(_NOT_LOST)]
    for (_name, reason, scope), rows in intake.rejects.groupby(["table", "reason", "scope"], sort=False):
        for row in rows.head(_SHOWN_EACH).itertuples():
            why = str(meaning(reason)) + (" (cell left empty)" if scope == "cell" else "")
            place = f"{row.file}:{row.line}" if row.line else row.file
            table.add_row(*map(escape, (place, row.column, row.value[:60], why, str(advice(reason)))))
        if len(rows) > _SHOWN_EACH:
            table.add_row("", "", "", f"and {len(rows) - _SHOWN_EACH:,} more", "")
    console.print(table)
    for name, lost in counted.groupby("table", sort=False)["amount"].sum().items():
        if lost:
            console.print(f"amount rejected from {name}: {amount(lost, 2)} {intake.settings.site.currency}")


def _print_warnings(console: Console, intake: Intake, today: date) -> None:
    warnings = row_warnings(intake, _ALWAYS, today)
    if warnings.empty:
        return
    table = _table("Used, but look", "table", "rows", "first at", "found", "what", "what to do")
    for row in warnings.itertuples():
        first = f"{row.file}:{row.line} {row.column}" if row.line else f"{row.file} {row.column}"
        table.add_row(
            row.table, f"{row.rows:,}", *map(escape, (first, row.value[:40], row.meaning, row.advice))
        )
    console.print(table)


def _print_reports(console: Console, intake: Intake, reports: Mapping[str, Report], today: date) -> list[str]:
    """Print the reports that can run and their months, and return the faults that block them.

    A report whose tables are absent is no fault as long as another one can run.
    """
    history, blocking, absent, ready = None, [], [], 0
    for report in reports.values():
        parameters = check_parameters(
            report.parameters, {"month": "2000-01", "settings": str(intake.settings.file)}
        )
        if intake.faults_of(report.reads):
            continue
        if problem := report.missing(intake, parameters):
            absent.append((report.name, problem))
            continue
        history = history or History(intake, build(intake))
        state = report.readiness(history, parameters, today)
        for line in state.look:
            console.print(f"[yellow]LOOK[/yellow] {escape(line)}")
        for line in state.lines:
            console.print(escape(line))
        blocking += state.blocking
        ready += not state.blocking
    if not ready:
        return blocking or [problem for _name, problem in absent]
    for name, problem in absent:
        console.print(f"{name}: not made; {escape(problem)}")
    return blocking


def _write(intake: Intake, path: Path) -> None:
    from wcm_helpers.reporting.csv_files import rejects_csv

    try:
        path.write_bytes(rejects_csv(intake, _ALWAYS))
    except OSError as error:
        raise WorkbookError(f"cannot write {display_path(path)}: {error.strerror or error}") from None
