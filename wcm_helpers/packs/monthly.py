"""Of which month and by which rules packs are made: beside the reports of a run, or by themselves."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message, sentences
from wcm_helpers.core.months import parse_month
from wcm_helpers.data.facts.history import History, read_history
from wcm_helpers.data.settings import Settings
from wcm_helpers.packs.publish import Packs, write_packs
from wcm_helpers.reporting.opening import open_settings
from wcm_helpers.reporting.pack_settings import SECTION, PackSettings
from wcm_helpers.reporting.parameters import ReportParameters, check_parameters, tries_something
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reporting.run_record import MonthRequest

#: The folder of packs where neither the settings nor the command name one.
FOLDER = "packs"


def folder_of(settings: Settings) -> Path | None:
    """Return the folder to which the monthly run of a site writes packs; None where it makes none."""
    named = settings.section(SECTION, PackSettings).folder
    return settings.file.absolute().parent / named if named else None


def packs_of_site(
    settings_file: Path,
    reports: Mapping[str, Report],
    published: Path,
    out: Path | None,
    month: str,
    today: date,
    progress: Callable[[str], None],
) -> Packs:
    """Write the packs of a site by themselves.

    Parameters
    ----------
    settings_file : Path
    reports : mapping of name to Report
        All that are registered.
    published : Path
        The folder of all reports.
    out : Path, optional
        The folder of all packs; None for that of the settings, else :data:`FOLDER`.
    month : str
        YYYY-MM; empty for the latest that any report can be made of, as the monthly run chooses it.
    today : date
    progress : callable
        Called with each step.

    Raises
    ------
    WorkbookError
        As :func:`write_packs` does, or if the data do not allow the month.
    """
    settings = open_settings(settings_file, reports)
    words.use(settings.site.language)
    history = read_history(settings)
    month = parse_month(month) if month else _latest(history, reports, today)
    notes: list[Text] = []

    def reviews() -> dict[str, Review | None]:
        opened: dict[str, Review | None] = {}
        for name, report in _with_parts(reports).items():
            parameters = _parameters(report, history, month)
            if fault := history.intake.first_fault(report.reads):
                raise WorkbookError(fault)
            if report.missing(history.intake, parameters):
                opened[name] = None
                continue
            try:
                opened[name] = report.open(history, parameters)
            except WorkbookError as error:  # the packs are made without its parts
                notes.append(message("{place}: {fault}", place=name, fault=error.text))
        return opened

    packs = write_packs(
        history, month, reports, reviews, published, out or folder_of(settings) or Path(FOLDER), progress
    )
    return replace(packs, notes=[*notes, *packs.notes])


def packs_of_run(
    reports: Mapping[str, Report],
    published: Path,
    request: MonthRequest,
    failed: Mapping[str, Text],
    progress: Callable[[str], None],
) -> list[Text]:
    """Write the packs of a month that has just been published, from the same data by the same rules.

    Parameters
    ----------
    reports : mapping of name to Report
        All that are registered.
    published : Path
        The folder of all reports.
    request : MonthRequest
        As the month was published with; nothing is read again.
    failed : mapping of report name to reason
        The reports of the month that could not be made.
    progress : callable

    Returns
    -------
    list of Text
        What an analyst should look at.

    Raises
    ------
    WorkbookError
        If a report with a part in packs failed, or a pack; the packs written before stay in the first case,
        the others are written in the second.
    """
    out = folder_of(request.history.settings)
    if out is None:
        return []
    if any(tries_something(parameters) for parameters in request.parameters.values()):
        return [message("No packs: they are made of a complete month by the rules of the settings.")]
    parts = _with_parts(reports)
    if missing := sorted(failed.keys() & parts):
        raise WorkbookError(message("No packs were made: they need {reports}.", reports=missing))

    def reviews() -> dict[str, Review | None]:
        return {name: _opened(report, request) for name, report in parts.items()}

    packs = write_packs(request.history, request.month, reports, reviews, published, out, progress)
    if packs.failures:
        written = message("The other packs are written.")
        raise WorkbookError(sentences(*packs.failures, written))
    return packs.notes


def _opened(report: Report, request: MonthRequest) -> Review | None:
    parameters = request.parameters.get(report.name) or _parameters(report, request.history, request.month)
    if report.missing(request.history.intake, parameters):
        return None
    return report.open(request.history, parameters)


def _with_parts(reports: Mapping[str, Report]) -> dict[str, Report]:
    return {name: report for name, report in reports.items() if report.pack}


def _latest(history: History, reports: Mapping[str, Report], today: date) -> str:
    months, errors = [], []
    for report in reports.values():
        parameters = _parameters(report, history, "2000-01")
        if problem := report.missing(history.intake, parameters):
            errors.append(WorkbookError(problem))
            continue
        try:
            months.append(report.latest_month(history, parameters, today))
        except WorkbookError as error:
            errors.append(error)
    if not months:
        raise errors[0]
    return max(months)


def _parameters(report: Report, history: History, month: str) -> ReportParameters:
    return check_parameters(report.parameters, {"month": month, "settings": str(history.settings.file)})
