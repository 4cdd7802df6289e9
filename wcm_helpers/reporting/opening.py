"""Open a month of a report, as a notebook's first cell does."""

from collections.abc import Mapping
from pathlib import Path

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message, sentences, suggestion
from wcm_helpers.core.paths import display_path
from wcm_helpers.data.facts.history import History, read_history
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.data.survey.files import survey_files
from wcm_helpers.reporting import completion
from wcm_helpers.reporting.pack_settings import SECTION, PackSettings
from wcm_helpers.reporting.parameters import ReportParameters, check_parameters, refuse_unknown_injected
from wcm_helpers.reporting.report import Report, Review


def open_settings(path: str | Path, reports: Mapping[str, Report]) -> Settings:
    """Return the settings of a site, with the section of every report checked.

    Raises
    ------
    WorkbookError
        If the file is missing or has an unknown key or an invalid value; in one line.
    """
    models = {name: report.settings for name, report in reports.items()}
    settings = load_settings(path, {**models, SECTION: PackSettings})
    for name, report in reports.items():
        for section in settings.section(name, report.settings).sections:
            if section not in report.sections:
                refusal = message(
                    "{file}: [{report}.sections] {section} is not a section of this report.",
                    file=display_path(settings.file),
                    report=name,
                    section=section,
                )
                raise WorkbookError(sentences(refusal, suggestion(section, report.sections)))
    return settings


def open_month(reports: Mapping[str, Report], name: str, values: dict[str, object]) -> Review:
    """Return the review of a month.

    Parameters
    ----------
    reports : mapping of name to Report
        All that are registered.
    name : str
        The one to open.
    values : dict
        The fields of its parameters: ``month`` (YYYY-MM) and ``settings`` (a TOML file) at least.

    Raises
    ------
    WorkbookError
        If the report or a parameter is unknown or impossible, or the data do not allow it; in one line.
    """
    if name not in reports:
        raise WorkbookError(
            sentences(message("{name} is not a report.", name=name), suggestion(name, reports))
        )
    report = reports[name]
    completion.install()
    refuse_unknown_injected(report.parameters)
    parameters = check_parameters(report.parameters, values)
    settings = open_settings(parameters.settings, reports)
    words.use(parameters.language or settings.site.language)
    return _open(report, read_history(settings, report.reads), parameters)


#: The review opened last in this process, by all that it depends on.
_opened: dict[object, Review] = {}


def _open(report: Report, history: History, parameters: ReportParameters) -> Review:
    """Open a review; another language of the one opened last shares its results."""
    inputs = [
        (table, item.label, item.fingerprint)
        for table, items in history.intake.staged.items()
        for item in items
    ]
    inputs += [
        (item.wave, item.file, item.fingerprint) for item in survey_files(history.settings, parameters.month)
    ]
    settings = (str(history.settings), history.settings.secrets)
    key = (report.name, settings, str(inputs), parameters.model_copy(update={"language": None}))
    if key in _opened:
        return _opened[key].with_parameters(parameters)
    review = report.open(history, parameters)
    _opened.clear()
    _opened[key] = review
    return review
