"""The published months a new one is compared with: what moved since the last, and which would be restated."""

from collections.abc import Iterator, Mapping
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import fault_of_the_workbook
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting import basis, changes
from wcm_helpers.reporting.csv_files import to_csv
from wcm_helpers.reporting.data_page import inputs
from wcm_helpers.reporting.index_pages import published_run
from wcm_helpers.reporting.month_comparison import (
    CLASSES_FILE,
    class_changes,
    listed_customers,
    moved_cards,
    moved_figures,
    official_classes,
)
from wcm_helpers.reporting.parameters import check_parameters
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reporting.restatements import reasons, same_basis

#: The parts of a record that say what a report was made with.
_MADE_WITH = ("basis", "inputs", "versions")


def earlier_runs(site: Path, month: str) -> dict[str, dict]:
    """Return the ``run.json`` of each month of a site that was published before ``month``, oldest first."""
    folders = sorted(path for path in site.glob("[0-9]*") if path.name < month and path.is_dir())
    return {folder.name: run for folder in folders if (run := published_run(folder))}


def compared(
    run: dict, part: Path, site: Path, history: History, reports: Mapping[str, Report]
) -> dict[str, dict]:
    """Return what ``run.json`` says of earlier published months: ``changes`` and ``restated``.

    Parameters
    ----------
    run : dict
        The record of the month.
    part : Path
        The folder it is built in.
    site : Path
        The folder of the published months.
    history : History
        Of today.
    reports : mapping of name to Report

    Returns
    -------
    dict
        ``changes``: see :func:`wcm_helpers.reporting.changes.since`; empty without an earlier month.
        ``restated``: ``looked_at`` (months) and ``months``, see :func:`restated`.
    """
    runs = earlier_runs(site, run["month"])
    since = {}
    if runs:
        last, before = list(runs.items())[-1]
        classes = (official_classes(_classes_text(folder)) for folder in (site / last, part))
        since = changes.since(before, run, *classes)
    months = list(runs)[max(0, len(runs) - history.settings.site.restated_months) :]
    restatements = (restated(runs[month], site / month, history, reports) for month in months)
    return {
        "changes": since,
        "restated": {"looked_at": months, "months": [entry for entry in restatements if entry]},
    }


def _classes_text(folder: Path) -> str:
    file = folder / CLASSES_FILE
    return file.read_text(encoding="utf-8") if file.exists() else ""


def restated(run: dict, folder: Path, history: History, reports: Mapping[str, Report]) -> dict:
    """Return how a published month would come out today, and why; empty if as it was published.

    A report is computed again only if its basis has changed; one of an earlier version, whose basis is not
    recorded, is left out, and so is one whose tables have a fault today.

    Returns
    -------
    dict
        ``month``, ``published`` (fingerprint of the record), ``figures`` (``report``, ``id``, ``from``,
        ``to``), ``cards`` (by language: ``report``, ``label``, ``from``, ``to``), ``classes`` (see
        :func:`class_changes`), ``currency`` and ``reasons``; or ``fault``, if it cannot be computed.
    """
    try:
        return _recomputed(run, folder, history, reports)
    except WorkbookError as error:
        return _head(run, history) | {"fault": str(error)}
    except Exception as error:  # of the workbook: the month that is published now does not depend on it
        return _head(run, history) | {"fault": str(fault_of_the_workbook(error, history.settings.secrets))}


def _recomputed(run: dict, folder: Path, history: History, reports: Mapping[str, Report]) -> dict:
    figures, cards, classes, reads, rules, made_with = [], {}, {}, [], {}, {}
    history = _without_later_customers(history, run["month"], _classes_text(folder))
    for name, record, today in _changed_reports(run, history, reports):
        entry = run["reports"][name]
        review = _open(reports[name], run["month"], entry, history)
        rules[name] = basis.as_json(review.rules_in_force)
        moved = moved_figures(run["figures"][name], basis.as_json(review.figures))
        letters = _moved_classes(review, reports[name], entry, folder)
        if moved or any(letters.values()):
            figures += [{"report": name, **figure} for figure in moved]
            classes = letters or classes
            reads += [table for table in reports[name].reads if table not in reads]
            made_with = made_with or {"published": record, "today": today}
            for language, moved_in_it in _cards(review, run, name, moved):
                cards[language] = [*cards.get(language, []), *moved_in_it]
    if not made_with:
        return {}
    why = reasons({**made_with["published"], "rules": run["rules"]},
                  {**made_with["today"], "rules": rules}, reads)  # fmt: skip
    return _head(run, history) | {"figures": figures, "cards": cards, "classes": classes, "reasons": why}


def _without_later_customers(history: History, month: str, classes: str) -> History:
    """Return a history without the customers that were entered later, and had no activity up to a month.

    The table of customers has no month: each would be one more without activity in every month before.
    """
    customers = history.customers
    if customers is None:
        return history
    known = basis.active_customers(history, month) | listed_customers(classes)
    past = customers[customers["customer_id"].isin(known)].reset_index(drop=True)
    return replace(history, _tables={**history._tables, "customers": past})


def _head(run: dict, history: History) -> dict:
    currency = history.settings.site.currency
    return {"month": run["month"], "published": basis.published_digest(run), "currency": currency}


def _changed_reports(
    run: dict, history: History, reports: Mapping[str, Report]
) -> Iterator[tuple[str, dict, dict]]:
    """Yield the reports whose basis is not as recorded, with what each was made with, then and today."""
    today = {}
    for name, entry in run["reports"].items():
        record = entry.get("made_with") or {key: run.get(key) for key in _MADE_WITH}
        known = name in reports and name in run.get("figures", {}) and record.get("basis")
        if not known or not entry.get("parameters") or history.intake.first_fault(reports[name].reads):
            continue
        if not today:
            today = {
                "basis": basis.as_json(basis.basis(history, run["month"], reports)),
                "inputs": inputs(history.intake, run["month"]),
                "versions": basis.versions(),
            }
        same_surveys = _surveys(record["inputs"]) == _surveys(today["inputs"])
        if not (same_surveys and same_basis(record["basis"], today["basis"], reports[name].reads)):
            yield name, record, today


def _surveys(files: list[dict]) -> list[tuple[str, str]]:
    return sorted((file["table"], file["sha256"]) for file in files if file["table"].startswith("surveys."))


def _open(report: Report, month: str, entry: dict, history: History) -> Review:
    """Return a report of a published month as it would come out today, by the parameters it had."""
    given = {
        name: value for name, value in entry["parameters"].items() if name in report.parameters.model_fields
    }
    settings = str(history.settings.file)
    return report.open(
        history, check_parameters(report.parameters, {**given, "settings": settings, "month": month})
    )


def _moved_classes(review: Review, report: Report, entry: dict, folder: Path) -> dict[str, int]:
    if CLASSES_FILE not in entry.get("files", ()):
        return {}
    frame = review.computed(report.files)[CLASSES_FILE]
    today = official_classes(to_csv(frame).decode("utf-8"))
    return class_changes(official_classes(_classes_text(folder)), today)


def _cards(review: Review, run: dict, name: str, figures: list[dict]) -> Iterator[tuple[str, list[dict]]]:
    """Yield the cards that read otherwise, in each language the report was published in.

    Where all read the same, what moved is in the appendix or too little to be shown: then the figures that
    have a name.
    """
    for language in run["reports"][name].get("languages") or [run["language"]]:
        if language in words.languages():
            names, today = copy_context().run(_shown_today, review, language)
            moved = moved_cards(changes.cards_in(run, name, language), today)
            labels = names if not moved else {}
            exact = [{**one, "label": labels[one["id"]]} for one in figures if one["id"] in labels]
            yield language, [{"report": name, **card} for card in [*moved, *exact]]


def _shown_today(review: Review, language: str) -> tuple[dict[str, str], list[dict]]:
    """Return the names of the figures by id, and the cards of the first page, in a language."""
    words.use(language)
    parameters = review.parameters.model_copy(update={"language": language})
    reader = review.with_parameters(parameters)
    names = {indicator.id: indicator.name for indicator in review.report.indicators(reader)}
    cards = [card.record for card in reader.cards]
    return names | {card["id"]: card["label"] for card in cards}, cards
