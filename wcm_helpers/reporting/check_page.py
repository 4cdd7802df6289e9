"""The page printed by wcm check: what blocks, which reports can run, what to look at, what was recognised."""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import month_name, number
from wcm_helpers.core.messages import fault_of_the_workbook, message
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.visible import in_json, on_one_line
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.data.intake import Intake, take_in
from wcm_helpers.data.reasons import advice, meaning
from wcm_helpers.data.suggest.settings_lines import settings_lines
from wcm_helpers.data.suggest.suggestions import suggest
from wcm_helpers.reporting.check_record import ALWAYS, check_record
from wcm_helpers.reporting.check_words import absent_tables, how_it_was_read, recognised_columns
from wcm_helpers.reporting.opening import open_settings
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.survey_record import wave_sentences, wave_title, wave_warnings

#: Number of rejected rows listed per reason; --rejects writes all.
_SHOWN_EACH = 3
#: Reasons of rows whose amount is also part of other rows.
_NOT_LOST = ("total", "header", "duplicate", "repeat", "superseded", "filtered")
#: A log is read in an editor, not in a narrow window.
_LOG_WIDTH = 200


def check_sites(
    files: Iterable[Path],
    reports: Mapping[str, Report],
    today: date,
    *,
    language: str = "",
    rejects: Path | None = None,
    as_json: bool = False,
) -> bool:
    """Print the check of each warehouse, and return whether a fault blocks a report.

    Parameters
    ----------
    files : iterable of Path
        The settings files.
    reports : mapping of name to Report
        All that are registered.
    today : date
        Dates after it are pointed out.
    language : str
        Of the page; empty for that of the settings.
    rejects : Path, optional
        Where every rejected row and cell is written to, as CSV.
    as_json : bool
        Whether one JSON document is printed in place of the pages.

    Raises
    ------
    WorkbookError
        After the check of the others, if the settings of a warehouse or its cache cannot be used.
    """
    records, faults = [], []
    for file in files:
        settings = None
        try:
            settings = open_settings(file, reports)
            words.use(language or settings.site.language)
            intake = take_in(settings)
            records.append(check_record(intake, reports, today))
        except WorkbookError as error:  # the other warehouses are checked all the same
            faults.append(WorkbookError(error.text))
            continue
        except Exception as error:  # of the workbook
            fault = fault_of_the_workbook(error, settings.secrets if settings else ())
            faults.append(WorkbookError(message("{place}: {fault}", place=display_path(file), fault=fault)))
            continue
        if rejects is not None:
            _write(intake, rejects)
        if not as_json:
            print_check(records[-1], intake, rejects)
    if as_json:
        print(in_json(json.dumps({"sites": records}, ensure_ascii=False, indent=2)))  # noqa: T201
    if faults:
        *others, last = faults
        for fault in others:
            print(on_one_line(f"wcm: {fault}"), file=sys.stderr)  # noqa: T201
        raise last
    return any(record["blocking"] for record in records)


def suggest_for_sites(files: Iterable[Path], reports: Mapping[str, Report], *, language: str = "") -> None:
    """Print the settings that would answer the questions of the check of each warehouse.

    Raises
    ------
    WorkbookError
        If the settings of a warehouse or its cache cannot be used.
    """
    for file in files:
        settings = open_settings(file, reports)
        words.use(language or settings.site.language)
        for line in settings_lines(suggest(take_in(settings)), display_path(settings.file)):
            print(line)  # noqa: T201


def print_check(record: dict, intake: Intake, rejects: Path | None) -> None:
    """Print the check of one warehouse."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _LOG_WIDTH)
    name, file = escape(record["site"]["name"]), escape(record["settings"])
    _line(console, f"[bold]{name}[/bold]  {file}")
    for fault in record["blocking"]:
        text = _("Blocked: {fault}", fault=fault["message"])
        _line(console, f"[red]{escape(text)}[/red]")
    _print_reports(console, record)
    _print_rows(console, record)
    _print_rejects(console, record, intake)
    _print_warnings(console, record)
    if rejects is not None:
        _line(console, escape(_("All rejected rows and cells are in {file}.", file=display_path(rejects))))
    _print_recognised(console, record)
    _print_surveys(console, record)


def _line(console: Console, text: str, indent: int = 0) -> None:
    """Print a line that is not broken: the place of a row stays in one piece at any width."""
    console.print(" " * indent + on_one_line(text), soft_wrap=True)


def _heading(console: Console, text: str) -> None:
    _line(console, "")
    _line(console, f"[bold]{escape(text)}[/bold]")


def _note(console: Console, sentence: str) -> None:
    text = _("Note: {sentence}", sentence=sentence)
    _line(console, f"[yellow]{escape(text)}[/yellow]", 4)


def _print_reports(console: Console, record: dict) -> None:
    _heading(console, _("Reports"))
    for entry in record["reports"]:
        name = escape(entry["report"])
        if entry["can_run"]:
            sentence = _can_run_for(entry["months"])
            _line(console, f"[bold green]{name}[/bold green] {escape(sentence)}", 2)
        else:
            blocked = any(fault["message"] in entry["reason"] for fault in record["blocking"])
            reason = _("See what blocks it above.") if blocked else entry["reason"]
            setting = "" if entry["setting"] in entry["reason"] else entry["setting"]
            sentences = [_("It cannot run."), reason, setting]
            _line(console, f"[bold red]{name}[/bold red] {escape(joined(sentences))}", 2)
        for sentence in entry["notes"]:
            _line(console, escape(sentence), 4)
        for sentence in entry["warnings"]:
            _note(console, sentence)


def _can_run_for(months: list[str]) -> str:
    if len(months) == 1:
        return _("It can run for {month}.", month=month_name(months[0]))
    return _(
        "It can run for {n} months, {first} to {last}.",
        n=number(len(months)),
        first=month_name(months[0]),
        last=month_name(months[-1]),
    )


def _print_rows(console: Console, record: dict) -> None:
    if not record["tables"]:
        return
    table = Table(title=_("Rows"), title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column(_("Table"), overflow="fold")
    for heading in (_("Files"), _("Read"), _("Used"), _("Rejected")):
        table.add_column(heading, justify="right")
    for row in record["tables"]:
        counts = (len(row["files"]), row["rows_read"], row["rows_used"], row["rows_rejected"])
        table.add_row(row["table"], *map(number, counts))
    _line(console, "")
    console.print(table)
    _line(console, escape(record["balance"]))


def _print_rejects(console: Console, record: dict, intake: Intake) -> None:
    """Print the rejected rows by reason, the most money first, and behind them the cells left empty."""
    rejects, left_out = intake.rejects, [row for row in record["rejected"] if row["reason"] == "filtered"]
    if rejects.empty and not left_out:
        return
    _heading(console, _("Rejected rows and cells"))
    for row in left_out:  # as the settings say, so none is listed
        _line(console, escape(_rows_of(row["table"], row["rows"], [row["meaning"]], 0, record)), 2)
    places = {key: rows for key, rows in rejects.groupby(["table", "reason", "scope"], sort=False)}
    groups = [(row["table"], row["reason"], "row", row["amount"]) for row in record["rejected"]]
    known = {group[:3] for group in groups}
    groups += [(*key, 0) for key in places if key not in known]
    for name, reason, scope, amount in groups:
        if (rows := places.get((name, reason, scope))) is not None:
            left_empty = _("The cell is left empty, and its row is used.") if scope == "cell" else ""
            sentences = [str(meaning(reason)), left_empty, str(advice(reason))]
            money = 0 if reason in _NOT_LOST else amount
            _line(console, escape(_rows_of(name, len(rows), sentences, money, record)), 2)
            for row in rows.head(_SHOWN_EACH).itertuples():
                _line(console, escape(_cell(row.file, row.line, row.column, row.value[:60])), 4)
            if len(rows) > _SHOWN_EACH:
                more = len(rows) - _SHOWN_EACH
                _line(console, escape(ngettext("and {n} more row", "and {n} more rows", more)), 4)
    for name, lost in _amounts_lost(record).items():
        currency = record["site"]["currency"]
        amount = number(lost, 2)
        sentence = _(
            "Rejected from {table}: {amount} {currency}.", table=name, amount=amount, currency=currency
        )
        _line(console, escape(sentence), 2)


def _rows_of(table: str, n: int, sentences: list[str], amount: float, record: dict) -> str:
    """Return the line over the places of some rows: of which table, how many, their money, and what to do."""
    what = joined(sentences)
    if not amount:
        return ngettext("{table}, {n} row: {what}", "{table}, {n} rows: {what}", n, table=table, what=what)
    return ngettext(
        "{table}, {n} row, {amount} {currency}: {what}",
        "{table}, {n} rows, {amount} {currency}: {what}",
        n,
        table=table,
        what=what,
        amount=number(amount, 2),
        currency=record["site"]["currency"],
    )


def _amounts_lost(record: dict) -> dict[str, float]:
    """Return the rejected amounts by table that are part of no other row."""
    amounts: dict[str, float] = {}
    for row in record["rejected"]:
        if row["reason"] not in _NOT_LOST:
            amounts[row["table"]] = amounts.get(row["table"], 0) + row["amount"]
    return {name: lost for name, lost in amounts.items() if lost}


def _cell(file: str, line: int, column: str, value: str) -> str:
    """Return the place of a cell, unbroken and first, and what it holds."""
    place = f"{file}:{line}" if line else file
    return f"{place}  {column} = {value!r}" if column else f"{place}  {value!r}"


def _print_warnings(console: Console, record: dict) -> None:
    if not record["warnings"]:
        return
    _line(console, f"\n[bold]{escape(_('Used rows with a warning'))}[/bold]")
    for row in record["warnings"]:
        sentences = [row["meaning"], row["advice"]]
        _line(console, escape(_rows_of(row["table"], row["rows"], sentences, row["amount"], record)), 2)
        _line(console, escape(_cell(row["file"], row["line"], row["column"], row["value"][:40])), 4)


def _print_recognised(console: Console, record: dict) -> None:
    _heading(console, _("Recognised"))
    for table in record["tables"]:
        for line in recognised_columns(table):
            _line(console, f"[bold]{table['table']}[/bold] {escape(line)}", 2)
        for sentence in how_it_was_read(table):
            _line(console, escape(sentence), 4)
        for remark in dict.fromkeys(remark for file in table["files"] for remark in file["remarks"]):
            _note(console, remark)
    for name, sentence in absent_tables(record["absent"]):
        _line(console, f"[bold]{escape(name)}[/bold] {escape(sentence)}" if name else escape(sentence), 2)


def _print_surveys(console: Console, record: dict) -> None:
    if not record["surveys"]:
        return
    _heading(console, _("Surveys"))
    for entry in record["surveys"]:
        _line(console, f"[bold]{escape(wave_title(entry))}[/bold]", 2)
        if entry["fault"]:
            text = _("It cannot be read: {fault}", fault=entry["fault"])
            _line(console, f"[red]{escape(text)}[/red]", 4)
            continue
        _line(console, escape(joined(wave_sentences(entry))), 4)
        for sentence in wave_warnings(entry):
            _note(console, sentence)


def _write(intake: Intake, path: Path) -> None:
    from wcm_helpers.reporting.csv_files import rejects_csv

    try:
        path.write_bytes(rejects_csv(intake, ALWAYS))
    except OSError as error:
        reason = error.strerror or str(error)
        fault = message("{file} cannot be written ({reason}).", file=display_path(path), reason=reason)
        raise WorkbookError(fault) from None
