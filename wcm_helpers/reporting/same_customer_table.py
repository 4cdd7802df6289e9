"""The table of the customers of several sites: class and value at each, from the published classes."""

import csv
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from wcm_helpers.core.formats import SCALE, currency, number, short_amount
from wcm_helpers.core.visible import cell, visible
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.comparable import read_comparables
from wcm_helpers.reporting.same_customers import kept_same_customers

MOST_CUSTOMERS = 30
#: The table of classes beside a report.
_CLASSES = "classes.csv"


class _Place(NamedTuple):
    """A customer at one site as published: class, value, and what the value is measured in."""

    site: str
    customer_id: str
    letter: str
    value: float | None
    unit: tuple[str, str, str]


def section(reports: Path, month: str, runs: Mapping[str, dict]) -> dict[str, Any] | None:
    """Return the table of the customers of several sites; None without a list.

    Parameters
    ----------
    reports : Path
    month : str
    runs : mapping of folder of a site to dict
        The ``run.json`` of the month.
    """
    links = kept_same_customers(reports)
    if not links:
        return None
    classes = {site: _published(reports, month, run, site) for site, run in runs.items()}
    groups: dict[str, list[_Place]] = {}
    absent = 0
    for link in links:
        place = classes.get(link.site, {}).get(cell(link.customer_id))
        absent += place is None
        if place:
            groups.setdefault(link.group_customer, []).append(place._replace(customer_id=link.customer_id))
    several = {name: places for name, places in groups.items() if len({place.site for place in places}) > 1}
    units = _units(several.values())
    ordered = sorted(several, key=lambda name: (*_size(several[name], units), name))
    return {
        "title": _("Customers of several sites"),
        "caption": _("Class and value at each site, the largest customer first"),
        "labels": [_("Customer"), _("Site"), _("Customer number"), _("Class"), _("Value"), _("Together")],
        "customers": [_customer(name, several[name]) for name in ordered[:MOST_CUSTOMERS]],
        "notes": list(_notes(len(several), absent)),
    }


def _notes(several: int, absent: int) -> Iterator[str]:
    if not several:
        yield _("No customer of the list has a class at more than one site this month.")
    elif several > MOST_CUSTOMERS:
        yield ngettext("{n} more customer is not listed.", "{n} more customers are not listed.",
                       several - MOST_CUSTOMERS)  # fmt: skip
    if absent:
        yield ngettext(
            "{n} row of the list names a site or a customer that has no class this month.",
            "{n} rows of the list name a site or a customer that has no class this month.",
            absent,
        )


def _published(reports: Path, month: str, run: Mapping[str, Any], site: str) -> dict[str, _Place]:
    """Return the published customers of a site by number as the file has it; empty without classes."""
    entry = next((one for one in run["reports"].values() if _CLASSES in one.get("files", ())), None)
    if entry is None:
        return {}
    amounts = {one.id: one.unit for one in read_comparables(entry.get("comparable")) if one.kind == "amount"}
    window = {id_.rpartition("_")[0].removeprefix("value_"): id_ for id_ in amounts}
    try:
        with (reports / site / month / _CLASSES).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, ValueError, csv.Error):
        return {}
    places = {}
    for row in rows:
        basis = row.get("value_basis") or ""
        id_ = window.get(basis, "")
        letter = row.get("official_class") or row.get("class")
        if not letter:
            continue
        unit = (amounts.get(id_, ""), basis, id_)
        places[row.get("customer_id") or ""] = _Place(run["site"]["name"], "", letter, _value(row), unit)
    return places


def _value(row: Mapping[str, str | None]) -> float | None:
    try:
        value = float(row.get("value") or "nan")
    except (TypeError, ValueError):
        return None
    return value if math.isfinite(value) else None


def _units(groups: Iterable[list[_Place]]) -> list[tuple[str, str, str]]:
    """Return what values are measured in, the most frequent first."""
    units = [place.unit for places in groups for place in places if place.value is not None]
    return sorted(set(units), key=lambda unit: (-units.count(unit), unit))


def _together(places: Iterable[_Place]) -> dict[tuple[str, str, str], float]:
    """Return the sums by what is measured: no amount is added to one of another currency or kind."""
    sums: dict[tuple[str, str, str], float] = {}
    for place in places:
        if place.value is not None:
            sums[place.unit] = sums.get(place.unit, 0.0) + place.value
    return sums


def _size(places: list[_Place], units: list[tuple[str, str, str]]) -> tuple[float, ...]:
    """Return by what customers are sorted: the sum in the most frequent unit, then in the next, falling."""
    sums = _together(places)
    return tuple(-sums.get(unit, 0.0) for unit in units)


def _customer(name: str, places: list[_Place]) -> dict[str, Any]:
    return {
        "name": visible(name),
        "places": [
            {"site": place.site, "customer_id": visible(place.customer_id), "letter": visible(place.letter),
             "value": _written(place.value, place.unit[0])}
            for place in places
        ],
        "together": [_written(value, unit[0]) for unit, value in sorted(_together(places).items())],
    }  # fmt: skip


def _written(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    if not unit:
        return number(value)
    return _("{amount} {currency}", amount=short_amount(value * SCALE), currency=currency(unit))
