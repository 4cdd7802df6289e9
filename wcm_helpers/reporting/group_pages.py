"""The page of a month at several sites: figures side by side, and which sites lack the month and why."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from wcm_helpers.core import words
from wcm_helpers.core.formats import (
    SCALE,
    currency,
    month_name,
    number,
    percent,
    short_amount,
    signed,
)
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting import group_records, index_pages, same_customer_table
from wcm_helpers.reporting.comparable import Comparable
from wcm_helpers.reporting.editions import links_of
from wcm_helpers.reporting.group import ReportComparison, SiteFigures, compare, in_language
from wcm_helpers.reporting.tables import MAX_COLUMNS

#: A page of a month of the group, beside ``index.html``.
_PAGE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])\.html")
#: Among so many comparisons with 95 % intervals one shows a difference by chance.
_BY_CHANCE = 20


def write_group_pages(reports: Path) -> None:
    """Write ``<month>.html`` of every month that two sites have published, and remove the others.

    A page is made from what is in the folder alone: the ``run.json`` of each month and site, the failures of
    the last runs, and which customers are the same.
    """
    by_month = _published(reports)
    several = {month: runs for month, runs in by_month.items() if len(runs) > 1}
    for month, runs in several.items():
        page = copy_context().run(group_page, reports, month, runs, by_month)
        path = reports / f"{month}.html"
        if not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != page:
            index_pages.write_atomically(path, page)
    for path in reports.glob("*.html"):
        if _PAGE.fullmatch(path.name) and path.stem not in several:
            path.unlink(missing_ok=True)


def _published(reports: Path) -> dict[str, dict[str, dict]]:
    """Return the records by month and folder of the site, of which every page can be made."""
    by_month: dict[str, dict[str, dict]] = {}
    for file in sorted(reports.glob("*/*/run.json")):
        run = index_pages.published_run(file.parent)
        if run and run["month"] == file.parent.name:
            by_month.setdefault(run["month"], {})[file.parent.parent.name] = run
    return dict(sorted(by_month.items()))


def group_page(
    reports: Path, month: str, runs: Mapping[str, dict], by_month: Mapping[str, Mapping[str, dict]]
) -> str:
    """Return the page of one month, in the language that most of its sites are in.

    Parameters
    ----------
    reports : Path
    month : str
    runs : mapping of folder of a site to dict
        The ``run.json`` of the month.
    by_month : mapping of month to mapping of folder to dict
        Those of all months.
    """
    language = _language(runs)
    words.use(language)
    others = [other for other, sites in by_month.items() if len(sites) > 1 and other != month]
    before, after = ([other for other in others if (other > month) == later] for later in (False, True))
    absent = list(_absent(reports, month, by_month))
    known = {*runs, *(site["folder"] for site in absent)}
    about = ngettext("{n} site side by side.", "{n} sites side by side.", len(runs))
    if len(known) > len(runs):
        about = ngettext(
            "{n} of {known} sites side by side.", "{n} of {known} sites side by side.", len(runs),
            known=number(len(known)),
        )  # fmt: skip
    return index_pages.fill(
        "group",
        month=month_name(month),
        folder=month,
        beside=[(other, month_name(other)) for other in [*before[-1:], *after[:1]]],
        about=about,
        reports=[_report(comparison, runs, language) for comparison in compare(runs, language)],
        failed=list(_failed_reports(runs)),
        absent=absent,
        same=same_customer_table.section(reports, month, runs),
    )


def _language(runs: Mapping[str, dict]) -> str:
    """Return the language most sites are in, of several the first of the first site."""
    known = Counter(run["language"] for run in runs.values() if run["language"] in words.languages())
    return known.most_common(1)[0][0] if known else words.language()


class Cell(NamedTuple):
    """A cell of the table: a value, its interval and what is to be said of it; each may be empty."""

    value: str
    interval: str = ""
    verdict: str = ""
    stands_out: bool = False


def _report(comparison: ReportComparison, runs: Mapping[str, dict], language: str) -> dict[str, Any]:
    ids = list(comparison.columns)
    at_once = MAX_COLUMNS - 1
    parts = [ids[start : start + at_once] for start in range(0, len(ids), at_once)]
    return {
        "title": comparison.title,
        "caption": _("{report}: the sites side by side", report=comparison.title),
        "tables": [_table(comparison, part) for part in parts],
        "note": _note(comparison),
        "sites": [_site(site, runs[site.folder], language) for site in comparison.sites],
    }


def _table(comparison: ReportComparison, ids: list[str]) -> dict[str, Any]:
    return {
        "labels": [comparison.columns[id_].label for id_ in ids],
        "rows": [
            {"folder": site.folder, "name": site.name, "states": list(_states(site.entry)),
             "cells": [_cell(site, id_) for id_ in ids]}
            for site in comparison.sites
        ],
        "sums": list(_sum_rows(comparison, ids)),
    }  # fmt: skip


def _cell(site: SiteFigures, id_: str) -> Cell:
    figure = site.figures.get(id_)
    if figure is None:
        return Cell("–")
    verdict = site.verdicts.get(id_, "")
    return Cell(write(figure, figure.value), _interval(figure), _verdict_words().get(verdict, ""),
                verdict not in ("", "unclear"))  # fmt: skip


def write(figure: Comparable, value: float) -> str:
    """Return a value as written on the page, with its unit."""
    if figure.kind == "amount":
        amount = short_amount(value * SCALE)
        return _("{amount} {currency}", amount=amount, currency=currency(figure.unit)).strip()
    if figure.kind == "share":
        return percent(value)
    if figure.kind == "hours":
        return _("{hours} h", hours=number(value, 1))
    return signed(number(value), round(value)) if figure.kind == "score" else number(value)


def _interval(figure: Comparable) -> str:
    if not figure.has_interval:
        return ""
    low, high = write(figure, figure.low or 0.0), write(figure, figure.high or 0.0)
    return ngettext("{low} to {high}, {n} case", "{low} to {high}, {n} cases", int(figure.n or 0),
                    low=low, high=high)  # fmt: skip


def _verdict_words() -> dict[str, str]:
    return {
        "unclear": _("no difference can be shown"),
        "better": _("better than elsewhere"),
        "worse": _("worse than elsewhere"),
        "higher": _("higher than elsewhere"),
        "lower": _("lower than elsewhere"),
    }


def _sum_rows(comparison: ReportComparison, ids: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield label and cells of the rows of sums; amounts of several currencies have a row each."""
    amounts = [id_ for id_ in ids if comparison.columns[id_].kind == "amount"]
    used = {site.figures[id_].unit for site in comparison.sites for id_ in amounts if id_ in site.figures}
    if len(used) <= 1:
        rows = {_("All sites, together"): (ids, "".join(used))}
    else:
        rows = {_("All sites, together"): ([id_ for id_ in ids if id_ not in amounts], "")}
        for unit in sorted(used):
            rows[_("Sites in {currency}, together", currency=currency(unit))] = (amounts, unit)
    for label, (added, unit) in rows.items():
        cells = [_sum(comparison, id_, unit) if id_ in added else "–" for id_ in ids]
        if set(cells) != {"–"}:
            yield label, cells


def _sum(comparison: ReportComparison, id_: str, unit: str) -> str:
    figure = comparison.columns[id_]
    own = unit if figure.kind == "amount" else figure.unit
    value = comparison.sums.get((id_, own))
    return "–" if value is None else write(replace(figure, unit=own), value)


def _note(comparison: ReportComparison) -> str:
    """Return what is to be known of the intervals and sums of a table."""
    parts = []
    verdicts = sum(len(site.verdicts) for site in comparison.sites)
    if verdicts:
        parts.append(_(
            "Under a value: its 95% interval, and whether the site differs from the other sites together. Of "
            "{n} such comparisons one shows a difference by chance alone.", n=number(_BY_CHANCE)
        ))  # fmt: skip
    if comparison.sums:
        parts.append(_(
            "A sum covers the sites that have the figure; a customer of several sites counts at each. "
            "Shares, hours and scores are not added, nor amounts of different currencies."
        ))  # fmt: skip
    return words.joined(parts)


def _site(site: SiteFigures, run: dict, language: str) -> dict[str, Any]:
    """Return headline and links of a site's report, in the language of the page where it was made in it."""
    name = next(name for name, entry in run["reports"].items() if entry is site.entry)
    made_in = site.entry.get("languages") or [run["language"]]
    headline = in_language(site.entry, "headline", language, run["headline"].get(name, ""))
    return {
        "folder": site.folder,
        "label": _("{name}:", name=site.name),
        "headline": headline if isinstance(headline, str) else "",
        "links": links_of(run, name, site.entry, language if language in made_in else made_in[0]),
    }


def _states(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield what limits the figures of a site: a draft, or made by an earlier run."""
    if entry.get("draft"):
        yield _("draft")
    if entry.get("status") == "kept":
        yield _("from an earlier run")
    if entry.get("status") == "failed":
        yield _("from an earlier run; the last one failed")
    if entry.get("data_up_to"):
        yield _("data up to {day}", day=entry["data_up_to"])


def _failed_reports(runs: Mapping[str, dict]) -> Iterator[dict[str, str]]:
    """Yield the reports of the month that failed or had no data, each with its reason."""
    for folder, run in runs.items():
        for name, entry in run["reports"].items():
            if entry["status"] in ("failed", "no data") and isinstance(entry.get("reason"), str):
                title = entry.get("title") or name
                label = _("{site}, {report}:", site=run["site"]["name"], report=str(title))
                yield {"folder": folder, "label": label, "reason": entry["reason"]}


def _absent(
    reports: Path, month: str, by_month: Mapping[str, Mapping[str, dict]]
) -> Iterator[dict[str, str]]:
    """Yield the sites without the month, with the reason where a run gave one, and their latest month."""
    there = by_month[month]
    latest = {folder: (other, run) for other, runs in by_month.items() for folder, run in runs.items()}
    reasons = group_records.failures_of(reports, month, newest=month == max(by_month))
    for folder in sorted({*latest, *reasons} - {*there}):
        other, run = latest.get(folder, ("", {}))
        yield {
            "folder": folder,
            "label": _("{name}:", name=run["site"]["name"] if run else folder),
            "reason": reasons.get(folder, _("This month is not published.")),
            "latest": other,
            "latest_name": month_name(other) if other else "",
        }
    for folder in sorted({*reasons} & {*there}):
        label = _("{name}:", name=there[folder]["site"]["name"])
        yield {"folder": folder, "label": label, "reason": reasons[folder],
               "latest": month, "latest_name": month_name(month)}  # fmt: skip
