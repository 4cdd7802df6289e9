"""What wcm check prints: a page a person can act on, a line a table, a line a fault."""

import sys
from datetime import date
from pathlib import Path

import pandas as pd
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import amount
from wcm_helpers.core.paths import shown
from wcm_helpers.data.facts.costs import without_costs
from wcm_helpers.data.facts.history import History, complete, cut_off, missing_for
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import Intake, take_in
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.settings import load_settings
from wcm_helpers.data.tables.schema import CONTRACT
from wcm_helpers.reporting.data_page import (
    adds_up,
    costs_left_out,
    pointed_out,
    rows_by_table,
    set_aside_by_reason,
)
from wcm_helpers.reports.classification.settings import ClassificationSettings

#: So many rows set aside are shown of each reason; --rejects writes all.
_SHOWN_EACH = 3
_ALWAYS = "9999-12"
#: Rows whose amount stands in other rows too.
_NOT_LOST = ("total", "header", "duplicate", "repeat", "superseded")
#: A log is read in an editor, not in a narrow window.
_LOG_WIDTH = 200


def print_check(settings_file: Path, rejects: Path | None, today: date) -> bool:
    """Print the check of one warehouse, and return whether something forbids its report."""
    settings = load_settings(settings_file, {"classification": ClassificationSettings})
    intake = take_in(settings)
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _LOG_WIDTH)
    console.print(f"[bold]{escape(settings.site.name)}[/bold]  {escape(shown(settings.file))}")
    _print_recognised(console, intake)
    _print_rows(console, intake)
    _print_aside(console, intake)
    _print_pointed_out(console, intake, today)
    if rejects is not None:
        _write(intake, rejects)
        console.print(f"every row and cell set aside: {escape(shown(rejects))}")
    blocking = list(intake.blocking)
    if not blocking:
        blocking = _print_reports(console, intake, today)
    for line in blocking:
        console.print(f"[bold red]BLOCKS[/bold red] {escape(line)}")
    return bool(blocking)


def _print_recognised(console: Console, intake: Intake) -> None:
    for name, items in intake.staged.items():
        alike: dict[tuple, list[Staged]] = {}
        for item in items:
            alike.setdefault(tuple(item.position.items()), []).append(item)
        for columns, files in alike.items():
            named = (
                files[0].label
                if len(files) == 1
                else f"{files[0].label} … {files[-1].label} ({len(files)} files)"
            )
            said = [column if column == header else f"{column} ← {header}" for column, header in columns]
            console.print(f"[bold]{name}[/bold] {escape(named)}: {escape(', '.join(said))}")
        for remark in dict.fromkeys(remark for item in items for remark in item.remarks):
            console.print(f"  look: {escape(remark)}")
        unknown = dict.fromkeys(h for item in items for h in item.headers if h not in item.position.values())
        if unknown:
            console.print(f"  not used: {escape(', '.join(unknown))}")
        given = set(intake.settings.tables[name].constants)
        absent = [
            c for c in CONTRACT[name].names if c not in given and all(c not in i.position for i in items)
        ]
        if absent:
            console.print(f"  not there: {', '.join(absent)}")
    for name, table in CONTRACT.items():
        if name in intake.staged or (name in intake.settings.tables and name != "class_history"):
            continue
        named = name in intake.settings.tables
        said = "no file yet" if named else f"no \\[tables.{name}] in the settings"
        console.print(f"[bold]{name}[/bold] {said}; without it, {table.without}")


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _print_rows(console: Console, intake: Intake) -> None:
    rows = rows_by_table(intake, _ALWAYS)
    table = _table("Rows", "table")
    for heading in ("files", "read", "used", "set aside"):
        table.add_column(heading, justify="right")
    for row in rows.itertuples():
        table.add_row(row.table, *(f"{n:,}" for n in (row.files, row.read, row.used, row.set_aside)))
    console.print(table)
    console.print(adds_up(intake, _ALWAYS))


def _print_aside(console: Console, intake: Intake) -> None:
    if intake.aside.empty:
        return
    table = _table("Set aside", "place", "column", "found", "reason", "what to do")
    counted = set_aside_by_reason(intake, _ALWAYS)
    counted = counted[~counted["reason"].isin(_NOT_LOST)]
    for (_name, reason, scope), rows in intake.aside.groupby(["table", "reason", "scope"], sort=False):
        for row in rows.head(_SHOWN_EACH).itertuples():
            why = meaning(reason) + (" (cell left empty)" if scope == "cell" else "")
            place = f"{row.file}:{row.line}" if row.line else row.file
            table.add_row(*map(escape, (place, row.column, row.value[:60], why, advice(reason))))
        if len(rows) > _SHOWN_EACH:
            table.add_row("", "", "", f"and {len(rows) - _SHOWN_EACH:,} more", "")
    console.print(table)
    for name, lost in counted.groupby("table", sort=False)["amount"].sum().items():
        if lost:
            console.print(f"amount set aside from {name}: {amount(lost, 2)} {intake.settings.site.currency}")


def _print_pointed_out(console: Console, intake: Intake, today: date) -> None:
    found = pointed_out(intake, today)
    if found.empty:
        return
    table = _table("Used, but look", "table", "rows", "first at", "found", "what", "what to do")
    for row in found.itertuples():
        first = f"{row.file}:{row.line} {row.column}" if row.line else f"{row.file} {row.column}"
        table.add_row(
            row.table, f"{row.rows:,}", *map(escape, (first, row.value[:40], row.meaning, row.advice))
        )
    console.print(table)


def _print_reports(console: Console, intake: Intake, today: date) -> list[str]:
    """Print which report can run and for which months, and return what forbids it."""
    rules = intake.settings.section("classification", ClassificationSettings)
    value = rules.value
    if problem := missing_for(intake, value):
        return [problem]
    history = History(intake, build(intake), None)
    months = sorted(set(history.deciding(value)["month"]))
    if not months:
        return [f'value = "{value}": no month has all that it needs']
    late = [month for month in months if month > f"{today:%Y-%m}"]
    if late:
        console.print(f"[yellow]LOOK[/yellow] dated after today: {', '.join(late)}; correct the dates")
    whole = [month for month in months if month not in late and complete(history, month, value)]
    console.print(f"months: {months[0]} to {months[-1]}, by {value}")
    if not whole:
        console.print("classification: no month is complete; only a draft can be made (--allow-incomplete)")
    else:
        try:
            window_months = int(rules.rule_for(whole[-1])["window_months"])
            cut_off(history, whole[-1], value, window_months=window_months, allow_incomplete=False)
        except WorkbookError as error:
            return [str(error)]
        console.print(f"classification: can run up to {whole[-1]}")
    if "costs" in intake.staged:
        _print_costs(console, history, months[-1], value)
    return []


def _print_costs(console: Console, history: History, month: str, value: str) -> None:
    begun = history.facts.costs["month"].min()
    gaps = [missing for missing in without_costs(history.facts, month) if missing > begun]
    if gaps:
        console.print(f"[yellow]LOOK[/yellow] billed months without costs: {', '.join(gaps)}")
    if said := costs_left_out(history, month, value):
        console.print(f"[yellow]LOOK[/yellow] {escape(said)}")


def _write(intake: Intake, path: Path) -> None:
    from wcm_helpers.reporting.csv_files import to_csv

    try:
        path.write_bytes(to_csv(pd.DataFrame(intake.aside)))
    except OSError as error:
        raise WorkbookError(f"cannot write {shown(path)}: {error.strerror or error}") from None
