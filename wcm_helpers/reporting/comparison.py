"""The figures of two months side by side, under the names that readers know, with their differences."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import SCALE, missing, month_name, number, percent, short_amount, signed
from wcm_helpers.core.messages import Formatted, message
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Column, join
from wcm_helpers.reporting.indicators import Indicator
from wcm_helpers.reporting.section import Section, section

#: The decimals of a figure by its unit; other figures are whole numbers.
_DECIMALS = {"hours": 1, "points": 1, "equal_customers": 1, "index": 3}


def side_by_side(review: Any, other: Any) -> Section:
    """Return two reviews of one report beside each other, the earlier month first.

    Raises
    ------
    WorkbookError
        If they are of one month.
    """
    if other.month == review.month:
        month = Formatted("month_name", review.month)
        raise WorkbookError(message("{month} is the month under review. Name another month.", month=month))
    earlier, later = sorted((review, other), key=lambda one: one.month)
    figures = figures_table(
        (earlier.month, earlier.figures), (later.month, later.figures), review.report.indicators(later)
    )
    title = _("{earlier} and {later}", earlier=month_name(earlier.month), later=month_name(later.month))
    content = join(figures, review.report.changes(earlier, later))
    return section(f"compare-{other.month}", content, title=title, layer="appendix")


def flat(figures: Mapping[str, object]) -> dict[str, object]:
    """Return figures by id; of a figure with parts each part, its id after a dot.

    Examples
    --------
    >>> flat({"n": 3, "classes": {"A": 1, "B": 2}})
    {'n': 3, 'classes.A': 1, 'classes.B': 2}
    """
    parts: dict[str, object] = {}
    for name, value in figures.items():
        inner = {f"{name}.{key}": part for key, part in value.items()} if isinstance(value, Mapping) else {}
        parts |= inner or {name: value}
    return parts


def figures_table(
    earlier: tuple[str, Mapping[str, object]],
    later: tuple[str, Mapping[str, object]],
    indicators: Sequence[Indicator],
) -> Block:
    """Return the figures of two months as a table; a figure that neither month has is left out.

    Parameters
    ----------
    earlier, later : tuple of month and figures
        Figures as ``run.json`` records them.
    indicators : sequence of Indicator
        What the figures are called and counted in, in the order of the table.
    """
    import pandas as pd

    months = [month_name(earlier[0]), month_name(later[0])]
    then, now = flat(earlier[1]), flat(later[1])
    rows = []
    for one in indicators:
        values = [_value(figures.get(one.id)) for figures in (then, now)]
        if not all(map(missing, values)):
            rows.append((one, *values, values[1] - values[0]))
    columns = [
        Column("name", _("Figure"), strong=True),
        Column("then", months[0], "right"),
        Column("now", months[1], "right"),
        Column("difference", _("Difference"), "right"),
    ]
    written = [
        (_label(one), written_value(old, one.unit), written_value(new, one.unit), _change(change, one.unit))
        for one, old, new, change in rows
    ]
    keys = [column.key for column in columns]
    table = blocks.table(
        pd.DataFrame(written, columns=keys),
        columns,
        name="figures",
        caption=_("The figures of both months"),
        note=_(
            "Both months are computed from the data of today, each by the rule in force in that month. The "
            "difference of two percentages is in points."
        ),
    )
    numbers = [(_label(one), *values) for one, *values in rows]
    return replace(table, content=pd.DataFrame(numbers, columns=[column.label for column in columns]))


def _value(figure: object) -> float:
    known = isinstance(figure, int | float) and not missing(figure)
    return float(figure) if known else float("nan")


def _label(indicator: Indicator) -> str:
    unit = _("hours") if indicator.unit == "hours" else indicator.unit if _is_money(indicator.unit) else ""
    if not unit or unit in indicator.name:
        return indicator.name
    return _("{name}, {unit}", name=indicator.name, unit=unit)


def _is_money(unit: str) -> bool:
    """Return whether a unit is the code or the name of a currency; other units are small letters."""
    return unit.isupper() or not unit.isascii()


def written_value(value: float, unit: str) -> str:
    """Return a figure as it is written in its unit; a dash where it is unknown.

    Examples
    --------
    >>> written_value(0.8115, "share"), written_value(12_500, "CNY"), written_value(0.77, "index")
    ('81.2%', '12.5k', '0.770')
    """
    if missing(value):
        return "–"
    if unit == "share":
        return percent(value)
    if _is_money(unit):
        return short_amount(round(value * SCALE))
    return number(value, _DECIMALS.get(unit, 0))


def _change(change: float, unit: str) -> str:
    """Return a difference as it is written: with its sign, of shares in points, 0 where it rounds to none."""
    if missing(change):
        return "–"
    text = number(100 * change, 1) if unit == "share" else written_value(change, unit)
    return signed(text, 0.0 if not text.strip("-−0.") else change)
