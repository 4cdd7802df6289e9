"""Many reports in one go: every warehouse is read once, every month is published or named as failed."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import shown
from wcm_helpers.data.facts.history import History, latest_complete_month, missing_for, read_history
from wcm_helpers.data.settings import load_settings
from wcm_helpers.reports.classification.parameters import ClassificationParameters, check
from wcm_helpers.reports.classification.settings import ClassificationSettings


@dataclass(frozen=True)
class ReportRequest:
    """What is asked for of one warehouse: its settings, the months (none: the latest), the parameters."""

    settings: str
    months: tuple[str, ...] = ()
    given: dict[str, object] = field(default_factory=dict)


def publish_all(requests: list[ReportRequest], reports: Path, today: date, jobs: int) -> list[WorkbookError]:
    """Publish every report asked for, and return what went wrong: one error a report that was not published.

    Parameters
    ----------
    requests : list of ReportRequest
    reports : Path
        The folder of all reports.
    today : date
        What is dated after it does not make a month the latest.
    jobs : int
        How many run at the same time.
    """
    failures: list[WorkbookError] = []
    with _progress() as say:
        lanes = _lanes(list(_tasks(requests, today, say, failures)))
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            running = [pool.submit(copy_context().run, _publish_lane, lane, reports, say) for lane in lanes]
            failures += [error for job in running for error in job.result()]
    return failures


def _lanes(tasks: list[tuple[History, ClassificationParameters]]) -> list[list[tuple]]:
    """Return what may run side by side: everything, but the months of a site that reads its own records.

    Such a month begins from what the month before it published.
    """
    lanes: dict[object, list[tuple]] = {}
    for place, (history, parameters) in enumerate(tasks):
        own = history.settings.site.id if _reads_records(history) else place
        lanes.setdefault(own, []).append((history, parameters))
    return [sorted(lane, key=lambda task: task[1].month) for lane in lanes.values()]


def _reads_records(history: History) -> bool:
    return "class_history" in history.settings.tables


def _publish_lane(
    lane: list[tuple[History, ClassificationParameters]], reports: Path, say: Callable[[str], None]
) -> list[WorkbookError]:
    found = [_publish(history, parameters, reports, say) for history, parameters in lane]
    return [error for error in found if error is not None]


def _tasks(
    requests: list[ReportRequest], today: date, say: Callable[[str], None], failures: list[WorkbookError]
) -> Iterator[tuple[History, ClassificationParameters]]:
    homes: dict[str, Path] = {}
    for request in requests:
        try:
            told = request.given.get("month")
            months = request.months or ((str(told),) if told is not None else ())
            first = check(
                {**request.given, "month": months[0] if months else "2000-01", "settings": request.settings}
            )
            settings = load_settings(request.settings, {"classification": ClassificationSettings})
            other = homes.setdefault(settings.site.id, settings.file)
            if other != settings.file:
                raise WorkbookError(
                    f"{shown(settings.file)}: [site] id = {settings.site.id!r} is that of {shown(other)} "
                    f"too, so one report would replace the other; give each warehouse an id of its own"
                )
            asked = first.rule(settings)
            say(f"{settings.site.id}: reading the exports")
            history = read_history(settings)
            if problem := missing_for(history.intake, asked.value):
                raise WorkbookError(f"{shown(settings.file)}: {problem}")
            for month in months or (latest_complete_month(history, asked.value, today),):
                yield history, first.model_copy(update={"month": month})
        except WorkbookError as error:
            failures.append(error)


def _publish(
    history: History, parameters: ClassificationParameters, reports: Path, say: Callable[[str], None]
) -> WorkbookError | None:
    from wcm_helpers.reporting.run import publish_classification

    site = history.settings.site.id
    try:
        if _reads_records(history):
            history = read_history(history.settings)
        folder = publish_classification(
            history, parameters, reports, lambda step: say(f"{site} {parameters.month}: {step}")
        )
    except WorkbookError as error:
        return WorkbookError(f"{site} {parameters.month}: {error}")
    say(f"{site} {parameters.month}: published {shown(folder / 'index.html')}")
    return None


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Give a function that says what is being done: one moving line on a terminal, plain lines in a log."""
    if not sys.stderr.isatty():
        yield lambda step: print(step, file=sys.stderr, flush=True)  # noqa: T201
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("starting") as status:

        def say(step: str) -> None:
            if ": published " in step:
                console.print(step, highlight=False, markup=False)
            else:
                status.update(step)

        yield say
