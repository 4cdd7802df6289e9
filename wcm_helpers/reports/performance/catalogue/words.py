"""How values of indicators are written: with their unit, and with their interval."""

from wcm_helpers.core.formats import currency, missing, number, percent, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS, Definition
from wcm_helpers.reports.performance.catalogue.texts import name_of


def name_with_unit(indicator: str, code: str) -> str:
    """Return the name of an indicator; of one in money with its currency, which its values lack.

    Examples
    --------
    >>> name_with_unit("revenue", "CNY"), name_with_unit("on_time", "CNY")
    ('Revenue, CNY', 'On time')
    """
    name = name_of(indicator)
    if DEFINITIONS[indicator].unit != "amount":
        return name
    return _("{name}, {unit}", name=name, unit=currency(code))


def write_value(definition: Definition, value: float) -> str:
    """Return a value of an indicator with its unit, a dash where there is none.

    Examples
    --------
    >>> from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
    >>> write_value(DEFINITIONS["otif_order"], 0.918), write_value(DEFINITIONS["lead_p90_hours"], 30.26)
    ('91.8%', '30.3 h')
    """
    if missing(value):
        return "–"
    if definition.unit == "share":
        return percent(value, 1)
    if definition.unit == "hours":
        return _("{hours} h", hours=number(value, 1))
    if definition.unit == "amount":
        return short_amount(value)
    return number(value, 1 if definition.unit in ("per_10000", "points") else 0)


def write_interval(definition: Definition, low: float, high: float, n: float) -> str:
    """Return the interval of a value and its cases; only the cases where it has no interval."""
    if missing(low):
        return ngettext("{n} case", "{n} cases", int(n))
    low = write_value(definition, low)
    high = _("not reached") if missing(high) and definition.quantile else write_value(definition, high)
    return ngettext("{low} to {high}, {n} case", "{low} to {high}, {n} cases", int(n), low=low, high=high)


def day_names() -> list[str]:
    """Return the days of the week, Monday first."""
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
