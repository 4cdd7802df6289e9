"""The cards of the first page: a figure, its change, and the months before it."""

import pandas as pd

from wcm_helpers.core.formats import SCALE, missing, number, percent, signed
from wcm_helpers.core.months import add_months
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods import concentration
from wcm_helpers.reporting.indicators import Card, Indicator
from wcm_helpers.reports.classification.moves.analysis import directions_of
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.sentences import measure, money, points

#: Greatest number of months in the small trend of a card.
TREND_MONTHS = 12


def indicators(result: Classification) -> dict[str, Indicator]:
    """Return the indicators of the first page by id, named in the language in use."""
    noun, unit = measure(result.rule, result.currency)
    window = _(
        "{noun}, {months}-month window", noun=noun[:1].upper() + noun[1:], months=result.rule.window_months
    )
    listed = [
        Indicator("revenue", window, unit=unit, better="up"),
        Indicator("customers", _("Active customers"), unit="customers", better="up"),
        Indicator("class_a", _("Customers in class A"), unit="customers"),
        Indicator(
            "effective_customers", _("Effective customers"), unit="customers", better="up",
            function=concentration.effective_customers,
        ),
        Indicator("moves", _("Moved up / down, by the rule"), unit="customers"),
        Indicator("near_limit", _("Near a limit"), unit="customers"),
    ]  # fmt: skip
    return {indicator.id: indicator for indicator in listed}


def cards(result: Classification) -> list[Card]:
    """Return the six cards of the first page: each indicator with its value, change and trend.

    Parameters
    ----------
    result : Classification
        Its ``history`` gives the months before; values are ten-thousandths.
    """
    past, table = result.history, result.class_table.set_index("class")
    moved = directions_of(result.moves)
    year = past.loc[past["month"] == add_months(result.month, -12)]
    near = _("within {points} percentage points", points=points(result.rule))
    indicator = indicators(result)
    share_of_a = _(
        "{share} of {noun}",
        share=percent(table.loc["A", "of_value"], 0),
        noun=measure(result.rule).noun,
    )
    equal = _("as dependent as on so many equal ones")
    trend, direction = _value_course(past["value"], result)
    return [
        Card(
            indicator["revenue"],
            money(result.concentration["value"], result),
            change=_ratio(past["value"], result),
            note=_ratio_note(year["value"], result),
            trend=trend,
            direction=direction,
        ),
        _count(
            indicator["customers"],
            past["customers"],
            result,
            ngettext("{n} known but inactive", "{n} known but inactive", len(result.inactive)),
        ),
        _count(indicator["class_a"], past["in_a"], result, share_of_a),
        _count(
            indicator["effective_customers"],
            past["effective_customers"],
            result,
            "" if missing(past["effective_customers"].iloc[-1]) else equal,
            decimals=1,
        ),
        Card(
            indicator["moves"],
            f"{moved.get('up', 0)} / {moved.get('down', 0)}" if result.has_previous else "–",
            note=_(
                "{entered} entered, {left} left", entered=moved.get("entered", 0), left=moved.get("left", 0)
            )
            if result.has_previous
            else _("no month before to compare with"),
        ),
        _count(indicator["near_limit"], past["near_limit"], result, near),
    ]


def _course(series: pd.Series, result: Classification, decimals: int = 2) -> tuple[tuple[float, ...], str]:
    trend = tuple(series.astype("float64").iloc[-TREND_MONTHS:])
    if not result.has_previous or missing(trend[-1] - trend[-2]):
        return trend, ""
    step = round(trend[-1] - trend[-2], decimals)
    return trend, "up" if step > 0 else "down" if step < 0 else "flat"


def _value_course(values: pd.Series, result: Classification) -> tuple[tuple[float, ...], str]:
    """Return the months, and the direction of the change as written: level if it rounds to zero."""
    if not result.previous_covered:
        return (), ""
    trend, direction = _course(values / SCALE, result)
    before, now = values.iloc[-2:] if len(values) > 1 else (0, 0)
    return trend, "flat" if before > 0 and round(now / before - 1, 3) == 0 else direction


def _count(
    indicator: Indicator, series: pd.Series, result: Classification, note: str, decimals: int = 0
) -> Card:
    trend, direction = _course(series, result, decimals)
    change = ""
    if direction:
        step = trend[-1] - trend[-2]
        rounded = round(step, decimals)
        change = _since(signed(number(step, decimals), rounded)) if rounded else _("as the month before")
    value = number(trend[-1], decimals)
    return Card(indicator, value, change=change, note=note, trend=trend, direction=direction)


def _since(change: str) -> str:
    return _("{change} on the month before", change=change)


def _ratio(series: pd.Series, result: Classification) -> str:
    if not result.has_previous:
        return ""
    if not result.previous_covered:
        return _("the window before is not full")
    if series.iloc[-2] <= 0:
        return _("from a window not above zero")
    step = series.iloc[-1] / series.iloc[-2] - 1
    return _since(signed(percent(step), round(step, 3)))


def _ratio_note(before: pd.Series, result: Classification) -> str:
    if before.empty or before.iloc[0] <= 0:
        return ""
    step = result.concentration["value"] / before.iloc[0] - 1
    return _("{change} on the year before", change=signed(percent(step), round(step, 3)))
