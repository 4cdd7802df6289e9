"""The cards of a classification's first page: a figure, its change, and the months before it."""

import pandas as pd

from wcm_helpers.analysis.answer import Classification, Kpi
from wcm_helpers.analysis.class_moves import directions_of
from wcm_helpers.analysis.sentences import measure, money, points
from wcm_helpers.formats import SCALE, missing, number, percent, signed
from wcm_helpers.months import add_months
from wcm_helpers.words import _, ngettext

#: A card's small trend holds at most so many months.
TREND_MONTHS = 12


def cards(found: Classification) -> list[Kpi]:
    """Return the six cards of the first page."""
    past, table = found.history, found.class_table.set_index("class")
    moved = directions_of(found.moves)
    year = past.loc[past["month"] == add_months(found.month, -12)]
    noun = measure(found.rule).noun
    near = _("within {points} percentage points", points=points(found.rule))
    return [
        Kpi(
            _(
                "{noun}, {months}-month window",
                noun=noun[:1].upper() + noun[1:],
                months=found.rule.window_months,
            ),
            money(found.concentration["value"], found),
            _ratio(past["value"], found),
            _ratio_note(year["value"], found),
            *_value_course(past["value"], found),
        ),
        _count(
            _("Active customers"),
            past["customers"],
            found,
            ngettext("{n} known but inactive", "{n} known but inactive", len(found.inactive)),
        ),
        _count(
            _("Customers in class A"),
            past["in_a"],
            found,
            _(
                "{share} of {noun}",
                share=percent(table.loc["A", "of_value"], 0),
                noun=measure(found.rule).noun,
            ),
        ),
        _count(
            _("Effective customers"),
            past["effective_customers"],
            found,
            ""
            if missing(past["effective_customers"].iloc[-1])
            else _("as dependent as on so many equal ones"),
            decimals=1,
        ),
        Kpi(
            _("Moved up / down, by the rule"),
            f"{moved.get('up', 0)} / {moved.get('down', 0)}" if found.has_previous else "–",
            "",
            _("{entered} entered, {left} left", entered=moved.get("entered", 0), left=moved.get("left", 0))
            if found.has_previous
            else _("no month before to compare with"),
            (),
            "",
        ),
        _count(_("Near a limit"), past["near_limit"], found, near),
    ]


def _course(series: pd.Series, found: Classification, decimals: int = 2) -> tuple[tuple[float, ...], str]:
    held = tuple(series.astype("float64").iloc[-TREND_MONTHS:])
    if not found.has_previous or missing(held[-1] - held[-2]):
        return held, ""
    step = round(held[-1] - held[-2], decimals)
    return held, "up" if step > 0 else "down" if step < 0 else "flat"


def _value_course(values: pd.Series, found: Classification) -> tuple[tuple[float, ...], str]:
    """Return the months and the direction as the change is written: what rounds to nothing is level."""
    if not found.previous_covered:
        return (), ""
    held, direction = _course(values / SCALE, found)
    before, now = values.iloc[-2:] if len(values) > 1 else (0, 0)
    return held, "flat" if before > 0 and round(now / before - 1, 3) == 0 else direction


def _count(label: str, series: pd.Series, found: Classification, note: str, decimals: int = 0) -> Kpi:
    held, direction = _course(series, found, decimals)
    change = ""
    if direction:
        step = held[-1] - held[-2]
        rounded = round(step, decimals)
        change = _since(signed(number(step, decimals), rounded)) if rounded else _("as the month before")
    return Kpi(label, number(held[-1], decimals), change, note, held, direction)


def _since(change: str) -> str:
    return _("{change} on the month before", change=change)


def _ratio(series: pd.Series, found: Classification) -> str:
    if not found.has_previous:
        return ""
    if not found.previous_covered:
        return _("the window before is not full")
    if series.iloc[-2] <= 0:
        return _("from a window not above zero")
    step = series.iloc[-1] / series.iloc[-2] - 1
    return _since(signed(percent(step), round(step, 3)))


def _ratio_note(before: pd.Series, found: Classification) -> str:
    if before.empty or before.iloc[0] <= 0:
        return ""
    step = found.concentration["value"] / before.iloc[0] - 1
    return _("{change} on the year before", change=signed(percent(step), round(step, 3)))
