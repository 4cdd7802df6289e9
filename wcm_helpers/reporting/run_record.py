"""The content of ``run.json``: the input of a run, and every report of the month with its state."""

import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

from wcm_helpers.data.facts.history import History
from wcm_helpers.data.intake import inputs_up_to
from wcm_helpers.reporting.data_page import rows_by_table
from wcm_helpers.reporting.parameters import ReportParameters
from wcm_helpers.reporting.report import Report, Review

#: Libraries the figures could depend on.
_LIBRARIES = ("wcm", "pandas", "numpy", "duckdb", "matplotlib", "papermill", "nbconvert", "typst")


@dataclass(frozen=True)
class MonthRequest:
    """One month of one site: the reports to make, and the reasons why others are not.

    Attributes
    ----------
    history : History
        The tables and facts of the site; the notebooks read the same from the cache.
    month : str
    parameters : dict of report name to ReportParameters
        The reports to make.
    blocked : dict of report name to reason
        Requested reports that are blocked by a fault in their tables.
    absent : dict of report name to reason
        Reports not requested by name, whose tables the settings do not name.
    """

    history: History
    month: str
    parameters: dict[str, ReportParameters]
    blocked: dict[str, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)


def run_record(
    request: MonthRequest,
    reviews: Mapping[str, Review],
    failures: Mapping[str, str],
    previous: dict,
    reports: Mapping[str, Report],
) -> dict:
    """Return the content of ``run.json``: the input of the run, and each report of the month.

    Parameters
    ----------
    request : MonthRequest
    reviews : mapping of report name to Review
        The reports made in this run.
    failures : mapping of report name to reason
        The reports that could not be made.
    previous : dict
        The ``run.json`` of the month as published before; empty if there is none.
    reports : mapping of name to Report
        All that are registered.

    Returns
    -------
    dict
        ``reports`` has an entry a report with ``status``: ``published`` in this run, ``kept`` as it was
        published before, ``failed`` (with ``reason``; ``files`` of an earlier run may be there still), or
        ``no data``. ``made_with`` is the input of a report made by an earlier run, where it differs.
    """
    settings = request.history.settings
    this_run = _input(request)
    entries = _entries(request, reviews, failures, previous, reports, this_run)

    def of_each(key: str, now: Callable[[Review], object]) -> dict[str, object]:
        earlier = {name: value for name, value in previous.get(key, {}).items() if name in entries}
        return {**earlier, **{name: now(review) for name, review in reviews.items()}}

    return {
        "site": {"id": settings.site.id, "name": settings.site.name},
        "month": request.month,
        "draft": any(entry.get("draft", False) for entry in entries.values()),
        "language": settings.site.language,
        "headline": of_each("headline", lambda review: review.headline),
        "reports": entries,
        "rules": of_each("rules", lambda review: review.rules_in_force),
        **this_run,
        "figures": of_each("figures", lambda review: review.figures),
    }


def _input(request: MonthRequest) -> dict:
    """Return versions, files and rows of this run."""
    intake = request.history.intake
    rows = rows_by_table(intake, request.month).set_index("table")
    return {
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
        "inputs": [
            {"table": table, "file": item.label, "sha256": item.fingerprint, "rows": item.rows_read}
            for table, items in inputs_up_to(intake, request.month).items()
            for item in items
        ],
        "rows": {
            table: {name: int(row[name]) for name in ("read", "used", "rejected")}
            for table, row in rows.iterrows()
        },
    }


def _entries(
    request: MonthRequest,
    reviews: Mapping[str, Review],
    failures: Mapping[str, str],
    previous: dict,
    reports: Mapping[str, Report],
    this_run: dict,
) -> dict[str, dict]:
    """Return the entry of each report of the month, in the order of the registry."""
    before = previous.get("reports", {})
    names = [*reports, *(name for name in before if name not in reports)]
    entries: dict[str, dict] = {}
    for name in names:
        if name in reviews:
            entries[name] = _entry(reviews[name])
        elif before.get(name, {}).get("status", "no data") != "no data":
            entries[name] = _earlier_entry(before[name], previous, this_run)
        if name in failures:
            entry = entries.setdefault(name, {"title": reports[name].title(), "files": []})
            entry |= {"status": "failed", "reason": failures[name]}
        elif name in request.absent and name not in entries:
            entries[name] = {
                "title": reports[name].title(), "status": "no data", "reason": request.absent[name],
                "files": [],
            }  # fmt: skip
    return entries


def report_files(review: Review) -> list[str]:
    """Return the names of a report's files in the folder of the month."""
    name = review.report.name
    return [f"{name}.html", f"{name}.pdf", f"{name}.ipynb", *review.computed(review.report.files)]


def _entry(review: Review) -> dict:
    parameters = review.parameters.model_dump(exclude={"settings"})
    return {
        "title": review.report.title(),
        "status": "published",
        "draft": review.draft,
        "files": report_files(review),
        "parameters": {**parameters, "settings": review.settings.file.name},
        "other_rules": review.other_rules,
    }


def _earlier_entry(entry: dict, previous: dict, this_run: dict) -> dict:
    """Return the entry of a report that is not made again, with its earlier input if that differs."""
    made_from = entry.get("made_with") or {key: previous[key] for key in this_run if key in previous}
    unchanged = {key: value for key, value in entry.items() if key != "made_with"}
    status = "failed" if entry["status"] == "failed" else "kept"
    made_with = {} if made_from == this_run else {"made_with": made_from}
    return {"title": "", **unchanged, "status": status, **made_with}
