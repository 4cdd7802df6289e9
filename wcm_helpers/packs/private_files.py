"""Write the private files of the reports of a month, where the settings name a folder for them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from wcm_helpers.care.files import write_private
from wcm_helpers.core.messages import Text, message
from wcm_helpers.core.words import _
from wcm_helpers.reporting.parameters import tries_something
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.run_record import MonthRequest


def private_files_of_run(
    reports: Mapping[str, Report],
    published: Path,
    request: MonthRequest,
    failed: Mapping[str, Text],
    progress: Callable[[str], None],
) -> list[Text]:
    """Write the private files of the reports that a run has just published, to ``<folder>/<site>/<month>``.

    Parameters
    ----------
    reports : mapping of name to Report
        All that are registered.
    published : Path
        The folder of all reports, in which no private file may lie.
    request : MonthRequest
        As the month was published with; nothing is read again.
    failed : mapping of report name to reason
        The reports of the month that could not be made: they have no private files.
    progress : callable

    Returns
    -------
    list of Text
        What an analyst should look at.

    Raises
    ------
    WorkbookError
        If a file cannot be written, or the folder is among the published reports.
    """
    notes: list[Text] = []
    settings = request.history.settings
    for name, parameters in request.parameters.items():
        private = reports[name].private
        named = private.folder(settings) if private and name not in failed else ""
        if not named:
            continue
        if tries_something(parameters):
            notes.append(
                message(
                    "No private files of {report}: they are made of a complete month by the rules of the "
                    "settings.",
                    report=name,
                )
            )
            continue
        progress(_("private files of {report}", report=name))
        folder = settings.file.absolute().parent / named / settings.site.id / request.month
        for file, content in private.make(reports[name].open(request.history, parameters)).items():
            write_private(folder, file, content, published)
    return notes
