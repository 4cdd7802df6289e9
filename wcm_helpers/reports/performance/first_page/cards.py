"""The cards of the first page: indicators with the values of a month and of a year ago."""

import pandas as pd

from wcm_helpers.core.formats import missing, number
from wcm_helpers.core.months import add_months, window
from wcm_helpers.core.words import _
from wcm_helpers.reporting.indicators import Card, Indicator
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.texts import texts_of
from wcm_helpers.reports.performance.catalogue.words import write_value

#: The indicators that may have a card, the most telling first; four of those that can be computed are shown.
CANDIDATES = (
    "otif_order", "on_time", "lead_p90_hours", "resolution_kept", "gross_retention", "satisfaction",
    "revenue",
)  # fmt: skip
MOST_CARDS = 4
#: Months of a card's line: this month, and back to the same month a year ago.
TREND_MONTHS = 13


def cards(values: pd.DataFrame, month: str, verdicts: dict[str, str]) -> list[Card]:
    """Return the cards of a month.

    Parameters
    ----------
    values : pd.DataFrame
        As ``values_of`` returns them.
    month : str
        YYYY-MM.
    verdicts : dict of str
        The words on target and chart of an indicator, by its id; each may be missing.
    """
    site = values[values["dimension"] == "all"]
    by_indicator = {name: rows.set_index("month") for name, rows in site.groupby("indicator")}
    there = [name for name in CANDIDATES if name in by_indicator and month in by_indicator[name].index]
    if "otif_order" in there and "on_time" in there and len(there) > MOST_CARDS:
        there.remove("on_time")
    return [_card(name, by_indicator[name], month, verdicts.get(name, "")) for name in there[:MOST_CARDS]]


def _card(name: str, rows: pd.DataFrame, month: str, verdict: str) -> Card:
    definition, texts = DEFINITIONS[name], texts_of(name)
    value = rows["value"]
    now = value[month]
    before, year = (
        value.get(earlier, float("nan")) for earlier in (add_months(month, -1), add_months(month, -12))
    )
    shown = [each for each in window(month, TREND_MONTHS) if each in value.index]
    return Card(
        Indicator(name, texts.name, texts.formula, definition.unit, better=definition.better),
        write_value(definition, now),
        note=verdict or _cases(rows.loc[month]),
        previous="" if missing(before) else write_value(definition, before),
        year_ago="" if missing(year) else write_value(definition, year),
        trend=tuple(float(value[each]) for each in shown) if len(shown) > 1 else (),
        direction=_direction(now, before, definition),
    )


def _cases(row: pd.Series) -> str:
    if missing(row["low"]):
        return ""
    return _("of {n} cases", n=number(row["n"]))


def _direction(now: float, before: float, definition: object) -> str:
    if missing(now) or missing(before):
        return ""
    if write_value(definition, now) == write_value(definition, before):
        return "flat"
    return "up" if now > before else "down"
