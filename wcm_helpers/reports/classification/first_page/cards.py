"""The four cards of the first page: revenue, customers, class A, and the share of the largest customer."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from wcm_helpers.classes.customer_months import covers_window
from wcm_helpers.core.formats import SCALE, missing, number, share
from wcm_helpers.core.months import add_months, window
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting.indicators import Card, Indicator
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import measure, money

#: Months of a card's line: this month, and back to the same month a year ago.
TREND_MONTHS = 13


@dataclass(frozen=True)
class _Course:
    """A figure month by month, and how it is written."""

    by_month: pd.Series
    write: Callable[[float], str]


def indicators(result: Classification) -> dict[str, Indicator]:
    """Return the indicators of the first page by id, named in the language in use."""
    noun, unit = measure(result.rule, result.currency)
    total = ngettext(
        "{noun}, {n} month", "{noun}, {n} months", result.window_length, noun=noun[:1].upper() + noun[1:]
    )
    listed = [
        Indicator("value", total, unit=unit, better="up"),
        Indicator("customers", _("Active customers"), unit="customers", better="up"),
        Indicator("class_a", _("Customers in class A"), unit="customers"),
        Indicator("top1", _("Largest customer’s share"), unit="share", better="down"),
    ]
    return {indicator.id: indicator for indicator in listed}


def cards(result: Classification) -> list[Card]:
    """Return the four cards of the first page, each with the values of a month and of a year ago.

    Only windows that the history covers in full are compared.

    Parameters
    ----------
    result : Classification
    """
    past = result.history.set_index("month")
    official = result.official.path.official
    in_a = pd.Series({month: int((official[month] == "A").sum()) for month in official.columns})
    largest = result.classes.sort_values(["value", "customer_id"], ascending=[False, True])
    share_of_a = share(result.classes.loc[result.classes["official"] == "A", "share"].sum())
    inactive = len(result.inactive)
    named, noun = indicators(result), measure(result.rule).noun
    return [
        _card(named["value"], result, _Course(past["value"], lambda value: money(value, result))),
        _card(
            named["customers"],
            result,
            _Course(past["customers"], number),
            ngettext("{n} more is known but inactive", "{n} more are known but inactive", inactive)
            if inactive
            else "",
        ),
        _card(
            named["class_a"],
            result,
            _Course(in_a, number),
            ""
            if missing(past["top1"].iloc[-1])
            else _("official class; {share} of {noun}", share=share_of_a, noun=noun),
        ),
        _card(
            named["top1"],
            result,
            _Course(past["top1"], share),
            "" if missing(past["top1"].iloc[-1]) else str(largest["customer_name"].iloc[0]),
        ),
    ]


def _card(indicator: Indicator, result: Classification, course: _Course, note: str = "") -> Card:
    """Return the card of a figure; months whose window the history does not cover are left out."""
    shown = [
        month
        for month in window(result.month, TREND_MONTHS)
        if month in course.by_month.index
        and covers_window(result.customer_months, month, result.rule.window_months)
    ]
    values = course.by_month.astype("float64")
    now = values[result.month]
    before, year = (
        values[month] if month in shown and result.month in shown else float("nan")
        for month in (add_months(result.month, -1), add_months(result.month, -12))
    )
    return Card(
        indicator,
        course.write(now),
        previous="" if missing(before) else course.write(before),
        year_ago="" if missing(year) else course.write(year),
        note=note,
        trend=tuple(_plain(values[shown], indicator)) if len(shown) > 1 else (),
        direction=_direction(now, before, course.write),
    )


def _plain(values: pd.Series, indicator: Indicator) -> list[float]:
    return (values / SCALE if indicator.id == "value" else values).tolist()


def _direction(now: float, before: float, write: Callable[[float], str]) -> str:
    """Return the direction of the change as written: values that are written alike are unchanged."""
    if missing(now) or missing(before):
        return ""
    if write(now) == write(before):
        return "flat"
    return "up" if now > before else "down"
