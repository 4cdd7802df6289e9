"""The command line: wcm check, wcm report, wcm sample, wcm survey-draft.

Every mistake of a user ends in one line and a status other than zero.
"""

import os
import sys
from contextvars import copy_context
from datetime import UTC, date, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from wcm_helpers.cli_arguments import (
    SettingsFiles,
    parameter_in,
    same_customers_in,
    settings_files,
    use_language,
)
from wcm_helpers.cli_process import fail, run_as_process, say
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message
from wcm_helpers.core.months import parse_month, parse_months
from wcm_helpers.core.paths import REPORTS as REPORTS_FOLDER
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.visible import on_one_line, visible
from wcm_helpers.core.words import _, ngettext, parse_languages

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="The warehouse customer management workbook: exports in, monthly customer reports out.",
)


def main() -> None:
    """Run the command line; a :class:`WorkbookError` is one line and status 1.

    The language of the command line is that of this run only.
    """
    if run_as_process(app):
        sys.exit(1)


def _today() -> date:
    """Return today: the only look at the clock, so that a date beyond it does not make a month the latest."""
    return datetime.now(tz=UTC).date()


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"wcm {version('wcm')}")
        raise typer.Exit


@app.callback()
def options(
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """Take the options that belong to no command."""


@app.command()
def check(
    settings: SettingsFiles = None,
    rejects: Annotated[
        Path | None, typer.Option(help="Write every rejected row and cell to this CSV file.")
    ] = None,
    language: Annotated[
        str, typer.Option("--language", "-l", help="Language of the page, en or zh; that of the settings.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document for machines.")] = False,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Print the settings that would let more be read, each tried.")
    ] = False,
) -> None:
    """Show what blocks a report, which reports can run, what is rejected, and what was recognised."""
    from wcm_helpers.reporting.check_page import check_sites
    from wcm_helpers.reports import REPORTS

    use_language(language, settings)
    files = settings_files(settings)
    if suggest:
        from wcm_helpers.reporting.check_page import suggest_for_sites

        return suggest_for_sites(files, REPORTS, language=language)
    if check_sites(files, REPORTS, _today(), language=language, rejects=rejects, as_json=as_json):
        raise typer.Exit(1)


@app.command()
def report(
    settings: SettingsFiles = None,
    month: Annotated[
        str, typer.Option(help="Month under review, YYYY-MM; by default the latest complete one.")
    ] = "",
    months: Annotated[str, typer.Option(help="Several months, such as 2026-01..2026-06.")] = "",
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            help="Make only this report and keep the others of the month; may be given several times.",
        ),
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter", "-p", help="A parameter of the report, name=value; may be given several times."
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", "-l", help="Language of the reports, or several: en,zh.")
    ] = "",
    allow_incomplete: Annotated[
        bool,
        typer.Option(
            "--allow-incomplete", help="Also report a month that is not complete, marked as a draft."
        ),
    ] = False,
    reports: Annotated[Path, typer.Option(help="Folder to publish the reports in.")] = REPORTS_FOLDER,
    jobs: Annotated[
        int,
        typer.Option(
            min=0,
            max=16,
            help="How many months or reports are made at the same time, each in up to 1 GB of memory; "
            "0: as there are processors, 4 at most.",
        ),
    ] = 0,
    same_customers: Annotated[
        Path | None,
        typer.Option(
            help="CSV file of customers that several warehouses serve: group_customer, site, customer_id. It "
            "is kept for later runs."
        ),
    ] = None,
) -> None:
    """Publish the monthly reports of one or many warehouses, each month as a whole or not at all."""
    from wcm_helpers.packs.monthly import packs_of_run
    from wcm_helpers.packs.private_files import private_files_of_run
    from wcm_helpers.reporting.batch import publish_all
    from wcm_helpers.reporting.index_pages import left_out
    from wcm_helpers.reporting.site_months import ReportRequest
    from wcm_helpers.reporting.summary import summary_lines
    from wcm_helpers.reports import REPORTS

    languages = parse_languages(language)
    use_language(next(iter(languages), ""), settings)
    if month and months:
        raise WorkbookError(message("Give --month or --months, not both."))
    wanted = parse_months(months) if months else [parse_month(month)] if month else []
    parameters = dict(parameter_in(text) for text in parameter or [])
    if allow_incomplete:
        parameters["allow_incomplete"] = True
    languages = languages or parse_languages(str(parameters.pop("language", "")))
    requests = [
        ReportRequest(str(file), tuple(wanted), parameters, tuple(only or ()), languages)
        for file in settings_files(settings)
    ]
    same = same_customers_in(same_customers) if same_customers else []
    folders: list[Path] = []
    beside = {
        "packs": partial(packs_of_run, REPORTS, reports),
        "private_files": partial(private_files_of_run, REPORTS, reports),
    }
    failures = copy_context().run(
        publish_all,
        requests,
        REPORTS,
        reports,
        _today(),
        jobs or min(os.cpu_count() or 1, 4),
        folders.append,
        same,
        beside,
    )
    for line in summary_lines(folders):
        typer.echo(on_one_line(line))
    for sentence in left_out(reports) if folders else []:
        typer.echo(on_one_line(_("Note: {sentence}", sentence=sentence)), err=True)
    for error in failures:
        fail(error)
    if failures:
        raise typer.Exit(1)


@app.command()
def packs(
    settings: SettingsFiles = None,
    month: Annotated[
        str, typer.Option(help="Month of the packs, YYYY-MM; by default the latest complete one.")
    ] = "",
    reports: Annotated[Path, typer.Option(help="Folder that the reports are published in.")] = REPORTS_FOLDER,
    out: Annotated[
        Path | None,
        typer.Option(help="Folder to write the packs in; by default that of the settings, else packs."),
    ] = None,
) -> None:
    """Write a page for each customer named in the settings, and one for sales, operations and finance."""
    from wcm_helpers.packs.monthly import packs_of_site
    from wcm_helpers.reports import REPORTS

    use_language("", settings)
    failed = False
    for file in settings_files(settings):
        made = packs_of_site(file, REPORTS, reports, out, month, _today(), say)
        for note in made.notes:
            say(_("Note: {sentence}", sentence=note))
        for failure in made.failures:
            failed = True
            fail(WorkbookError(failure))
        folder = display_path(made.files[0].parent) if made.files else ""
        typer.echo(
            ngettext(
                "{n} file written to {folder}.",
                "{n} files written to {folder}.",
                len(made.files),
                folder=folder,
            )
        )
    if failed:
        raise typer.Exit(1)


@app.command()
def sample(
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("data/sample"),
    seed: Annotated[
        int, typer.Option(help="Seed of the random numbers: another seed gives another warehouse.")
    ] = 20231101,
    customers: Annotated[int, typer.Option(min=20, max=100_000, help="How many customers.")] = 150,
    months: Annotated[int, typer.Option(min=13, max=120, help="How many months.")] = 36,
    last_month: Annotated[str, typer.Option(help="The last month, YYYY-MM.")] = "2026-10",
    volume: Annotated[float, typer.Option(min=0.1, max=10_000, help="Factor on the number of orders.")] = 1.0,
) -> None:
    """Write the invented warehouse, with the truth about it beside the exports."""
    from wcm_helpers.sample import write_sample

    try:
        files = write_sample(
            out,
            seed=seed,
            customers=customers,
            months=months,
            last_month=parse_month(last_month),
            volume=volume,
        )
    except OSError as error:
        reason = error.strerror or str(error)
        fault = message("{file} cannot be written ({reason}).", file=display_path(out), reason=reason)
        raise WorkbookError(fault) from None
    folder = display_path(out)
    typer.echo(
        ngettext("{n} file written to {folder}.", "{n} files written to {folder}.", len(files), folder=folder)
    )


@app.command()
def survey_draft(
    export: Annotated[Path, typer.Argument(help="Export of a questionnaire: a CSV or Excel file.")],
    out: Annotated[Path, typer.Option(help="Question file to write.")] = Path("questions.csv"),
    sheet: Annotated[str, typer.Option(help="Sheet of an Excel file; the first by default.")] = "",
    encoding: Annotated[
        str, typer.Option(help="Encoding of a text file; utf-8 and gb18030 are recognised.")
    ] = "",
    language: Annotated[str, typer.Option("--language", "-l", help="Language of the page, en or zh.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite a question file that is there.")] = False,
) -> None:
    """Write a first guess of the question file of a questionnaire, for a person to correct."""
    from wcm_helpers.data.survey.draft import draft_survey
    from wcm_helpers.data.survey.draft_file import settings_lines, write_draft
    from wcm_helpers.data.survey.draft_page import draft_lines

    use_language(language, None)
    draft, text = draft_survey(export, sheet=sheet, encoding=encoding)
    write_draft(text, out, force=force)
    files = {"path": display_path(export), "questions": display_path(out)}
    options = {"sheet": sheet, "encoding": encoding, "date_format": draft.date_format}
    lines = settings_lines(draft.month, draft.roles, files | options)
    for line in draft_lines(draft, display_path(out), lines):
        typer.echo(visible(line))
