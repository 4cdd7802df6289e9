"""One month, unattended: every report is built, then all of them are published at once.

The same exports and parameters give the same bytes: nothing in the files depends on when, where or by whom
they were made.
"""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from wcm_helpers.core import words
from wcm_helpers.core.messages import Text
from wcm_helpers.reporting import csv_files, digest, index_pages, publish, published_months
from wcm_helpers.reporting.build import Workplace, build_reports
from wcm_helpers.reporting.kernel_workers import KernelWorkers
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.run_record import MonthRequest, report_file, run_record


def publish_month(
    request: MonthRequest,
    reports: Mapping[str, Report],
    folder: Path,
    progress: Callable[[str], None],
    workers: KernelWorkers,
    await_earlier: Callable[[], object] = lambda: None,
) -> dict[str, Text]:
    """Build every report of a month, exchange the month's folder once, and return the failures.

    Parameters
    ----------
    request : MonthRequest
    reports : mapping of name to Report
        All that are registered.
    folder : Path
        The folder of all reports; the month goes to ``<folder>/<site>/<month>``.
    progress : callable
        Called with a description of the next step.
    workers : KernelWorkers
        The notebooks run in their kernels.
    await_earlier : callable
        Returns when the earlier months of the site that this run makes are published: they are compared with.

    Returns
    -------
    dict of report name to reason
        The reports that failed. Files published before for such a report remain; if no report could be made,
        the month is unchanged.

    Raises
    ------
    WorkbookError
        If the folder cannot be written to.
    """
    site, month = request.history.settings.site, request.month
    words.use(next(iter(request.languages), site.language))
    try:
        with publish.building(folder, site.id, month) as part:
            workplace = Workplace(request, part, partial(_failed_file, folder / site.id, month), progress)
            built = build_reports(workplace, reports, workers)
            failures = {**request.blocked, **built.failures}
            for name, files in built.files.items():
                _write_files(part, files)
                workplace.failed_file(name).unlink(missing_ok=True)
            if not built.made:
                raise _NothingToPublishError
            previous = index_pages.published_run(folder / site.id / month)
            run = run_record(request, built.made, failures, previous, reports)
            for entry in (run["reports"][name] for name in run["reports"] if name not in built.made):
                publish.keep_report(folder / site.id / month, part, entry.get("files", []))
            await_earlier()
            run |= published_months.compared(run, part, folder / site.id, request.history, reports)
            _write_month(request, run, part)
    except _NothingToPublishError:
        pass
    return failures


def _failed_file(home: Path, month: str, name: str) -> Path:
    return home / f"{month}.{name}.failed.ipynb"


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for file, content in files.items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(content)


class _NothingToPublishError(Exception):
    """No report of the month could be made: the folder is not exchanged."""


def _write_month(request: MonthRequest, run: dict, folder: Path) -> None:
    """Write the files of the month as a whole: rejects, index page and record of the run."""
    rejects = csv_files.rejects_csv(request.history.intake, request.month)
    (folder / "rejected.csv").write_bytes(rejects)
    (folder / "index.html").write_text(index_pages.month_page(run), encoding="utf-8")
    for place, language in enumerate(digest.languages_of(run)):
        other = language if place else ""
        (folder / report_file("digest", "txt", other)).write_text(
            digest.as_text(run, language), encoding="utf-8"
        )
        (folder / report_file("digest", "md", other)).write_text(
            digest.as_markdown(run, language), encoding="utf-8"
        )
    record = json.dumps(run, ensure_ascii=False, indent=2) + "\n"
    (folder / "run.json").write_text(record, encoding="utf-8")
