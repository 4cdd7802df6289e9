"""The content of ``run.json``: the input of a run, and every report of the month with its state."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wcm_helpers.core import words
from wcm_helpers.core.messages import Text
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting.basis import basis, versions
from wcm_helpers.reporting.changes import data_warnings
from wcm_helpers.reporting.data_page import inputs, rows_by_table
from wcm_helpers.reporting.parameters import ReportParameters
from wcm_helpers.reporting.report import Report

#: What an entry records in each further language.
_TRANSLATED = ("title", "headline", "actions", "cards", "comparable")


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
    languages : tuple of str
        The languages to make each report in; empty for that of the settings.
    """

    history: History
    month: str
    parameters: dict[str, ReportParameters]
    blocked: dict[str, Text] = field(default_factory=dict)
    absent: dict[str, Text] = field(default_factory=dict)
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class MadeReport:
    """A report that a run has made.

    Attributes
    ----------
    parameters : ReportParameters
    records : dict of language to dict
        What the notebook recorded in each language, see :func:`wcm_helpers.reporting.appendix.record`; the
        main language first.
    """

    parameters: ReportParameters
    records: dict[str, dict]

    @property
    def record(self) -> dict:
        """The record in the main language."""
        return next(iter(self.records.values()))


def report_file(name: str, suffix: str, language: str = "") -> str:
    """Return the name of a report's file; the main language is not named.

    Examples
    --------
    >>> report_file("classification", "pdf"), report_file("classification", "pdf", "zh")
    ('classification.pdf', 'classification.zh.pdf')
    """
    return ".".join(filter(None, (name, language, suffix)))


def run_record(
    request: MonthRequest,
    made: Mapping[str, MadeReport],
    failures: Mapping[str, str],
    previous: dict,
    reports: Mapping[str, Report],
) -> dict:
    """Return the content of ``run.json``: the input of the run, and each report of the month.

    Parameters
    ----------
    request : MonthRequest
    made : mapping of report name to MadeReport
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
        ``no data``. ``made_with`` is the input of a report made by an earlier run, where it differs;
        ``translations`` are title, headline, actions, cards and comparable figures in the other languages.
        ``basis`` is what the figures rest on (see :func:`wcm_helpers.reporting.basis.basis`), ``warnings``
        are those of the data.
    """
    settings = request.history.settings
    this_run = _input(request, reports)
    entries = _entries(request, made, failures, previous, reports, this_run)

    def of_each(key: str) -> dict[str, object]:
        earlier = {name: value for name, value in previous.get(key, {}).items() if name in entries}
        return {**earlier, **{name: one.record[key] for name, one in made.items()}}

    return {
        "site": {"id": settings.site.id, "name": settings.site.name},
        "month": request.month,
        "draft": any(entry.get("draft", False) for entry in entries.values()),
        "language": words.language(),
        "headline": of_each("headline"),
        "reports": entries,
        "rules": of_each("rules"),
        **this_run,
        "warnings": data_warnings(request.history.intake, request.month),
        "figures": of_each("figures"),
    }


def _input(request: MonthRequest, reports: Mapping[str, Report]) -> dict:
    """Return versions, files, rows and basis of this run."""
    intake = request.history.intake
    rows = rows_by_table(intake, request.month).set_index("table")
    return {
        "versions": versions(),
        "inputs": inputs(intake, request.month),
        "rows": {
            table: {name: int(row[name]) for name in ("read", "used", "rejected")}
            for table, row in rows.iterrows()
        },
        "basis": basis(request.history, request.month, reports),
    }


def _entries(
    request: MonthRequest,
    made: Mapping[str, MadeReport],
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
        if name in made:
            entries[name] = _entry(name, made[name])
        elif before.get(name, {}).get("status", "no data") != "no data":
            entries[name] = _earlier_entry(before[name], previous, this_run)
        if name in failures:
            entry = entries.setdefault(name, {"title": reports[name].title(), "files": []})
            entry |= {"status": "failed", "reason": str(failures[name])}
        elif name in request.absent and name not in entries:
            entries[name] = {
                "title": reports[name].title(), "status": "no data", "reason": str(request.absent[name]),
                "files": [],
            }  # fmt: skip
    return entries


def report_files(name: str, made: MadeReport) -> list[str]:
    """Return the names of a report's files in the folder of the month, of every language."""
    suffixes = ("html", "pdf", "ipynb")
    languages = ["", *list(made.records)[1:]]
    pages = [report_file(name, suffix, language) for language in languages for suffix in suffixes]
    return [*pages, *made.record["files"], *beside_the_pages(name, made)]


def beside_the_pages(name: str, made: MadeReport) -> dict[str, bytes]:
    """Return the workbook of tables and the pictures of a report in every language, by file name."""
    files = {}
    for place, (language, record) in enumerate(made.records.items()):
        other = language if place else ""
        if "workbook" in record:
            files[report_file(name, "tables.xlsx", other)] = b64decode(record["workbook"])
        for picture, svg in record.get("pictures", {}).items():
            files[report_file(f"figures/{name}-{picture}", "svg", other)] = svg.encode("utf-8")
    return files


def _entry(name: str, made: MadeReport) -> dict:
    main, *others = made.records
    parameters = made.parameters.model_dump(exclude={"settings", "language"})
    return {
        "title": made.record["title"],
        "status": "published",
        "draft": made.record["draft"],
        "files": report_files(name, made),
        "languages": [main, *others],
        "actions": made.record["actions"],
        "cards": made.record["cards"],
        "comparable": made.record["comparable"],
        "data_up_to": made.record["data_up_to"],
        "translations": {
            language: {key: made.records[language][key] for key in _TRANSLATED} for language in others
        },
        "parameters": {**parameters, "settings": Path(made.parameters.settings).name},
        "other_rules": made.record["other_rules"],
    }


def _earlier_entry(entry: dict, previous: dict, this_run: dict) -> dict:
    """Return the entry of a report that is not made again, with its earlier input if that differs."""
    made_from = entry.get("made_with") or {key: previous[key] for key in this_run if key in previous}
    unchanged = {key: value for key, value in entry.items() if key != "made_with"}
    status = "failed" if entry["status"] == "failed" else "kept"
    made_with = {} if made_from == this_run else {"made_with": made_from}
    return {"title": "", **unchanged, "status": status, **made_with}
