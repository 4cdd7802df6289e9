"""The cards of the first page: response, satisfaction, NPS, change since the last wave, reliability."""

import pandas as pd

from wcm_helpers.core.formats import month_name, number, percent, signed
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.methods.estimates import Estimate
from wcm_helpers.reporting.indicators import Card, Indicator
from wcm_helpers.reports.demand_survey.first_page.response import Response


def response_card(response: Response) -> Card:
    """Return the card of the response rate; the number of responses where nobody knows who was asked."""
    if response.customers is None:
        return Card(Indicator("responses", _("Responses")), number(response.responses))
    return Card(
        Indicator("response_rate", _("Response rate"), unit="share", better="up"),
        percent(response.customers.rate, 0),
        note=ngettext(
            "{answered} of {n} customer",
            "{answered} of {n} customers",
            response.customers.asked,
            answered=number(response.customers.answered),
        ),
    )


def satisfaction_card(estimate: Estimate | None) -> Card | None:
    """Return the card of overall satisfaction with its interval; None where it is not asked."""
    if estimate is None:
        return None
    indicator = Indicator("satisfaction", _("Satisfied overall"), unit="share", better="up")
    if not estimate.n:
        return Card(indicator, _("cannot tell"), note=_("nobody answered"))
    return Card(indicator, percent(estimate.value, 0), note=interval(estimate, "share"))


def nps_card(estimate: Estimate | None) -> Card | None:
    """Return the card of the NPS with its interval; None where it is not asked."""
    if estimate is None:
        return None
    indicator = Indicator("nps", _("NPS"), better="up")
    if not estimate.n:
        return Card(indicator, _("cannot tell"), note=_("nobody answered"))
    return Card(indicator, _score(estimate.value), note=interval(estimate, "nps"))


def interval(estimate: Estimate, kind: str) -> str:
    """Return the interval of an estimate and its answers, or that there are too few."""
    if estimate.census:
        return ngettext("{n} answer, everyone", "{n} answers, everyone", estimate.n)
    if not estimate.reliable:
        return ngettext("{n} answer: too few", "{n} answers: too few", estimate.n)
    low, high = (_score(end) if kind == "nps" else percent(end, 0) for end in (estimate.low, estimate.high))
    return ngettext(
        "{low} to {high}, {n} answer", "{low} to {high}, {n} answers", estimate.n, low=low, high=high
    )


def _score(value: float) -> str:
    score = round(100 * value)
    return signed(number(score), score)


def change_card(row: pd.Series | None, previous_month: str) -> Card:
    """Return the card of the change of overall satisfaction, or of the NPS, since the last wave.

    Parameters
    ----------
    row : pd.Series, optional
        Of the table of changes; None where nothing can be compared.
    previous_month : str
        Of the last wave; empty without one.
    """
    indicator = Indicator("change", _("Change since the last wave"), better="up")
    if not previous_month:
        return Card(indicator, "–", note=_("first wave"))
    if row is None or pd.isna(row["change"]):
        return Card(indicator, _("cannot tell"), note=month_name(previous_month))
    points = round(100 * row["change"])
    measure = _("NPS") if row["type"] == "nps" else _("satisfied overall")
    values = {"measure": measure, "month": month_name(previous_month)}
    if row["verdict"] == "unclear":
        return Card(indicator, _("cannot tell"), note=_("{measure}, since {month}", **values))
    return Card(
        indicator,
        signed(number(points), points),
        unit=_("points"),
        note=_("{measure}, since {month}", **values),
        direction={"up": "up", "down": "down"}.get(row["verdict"], "flat"),
    )


def reliability_card(alpha: dict[str, float]) -> Card | None:
    """Return the card of the least reliable dimension; None without a dimension."""
    known = {name: value for name, value in alpha.items() if value is not None and value == value}
    if not known:
        return None
    name = min(known, key=lambda one: (known[one], one))
    return Card(
        Indicator("alpha", _("Reliability, α"), better="up"),
        number(known[name], 2),
        note=_("{name}, the only dimension", name=name)
        if len(known) == 1
        else _("{name}, the lowest of {n} dimensions", name=name, n=number(len(known))),
    )
