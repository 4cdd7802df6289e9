"""The headline in two sentences: who answered, and what is new against the last wave or is needed."""

import pandas as pd

from wcm_helpers.core.formats import listed, month_name, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.demand_survey.first_page.events import Events
from wcm_helpers.reports.demand_survey.first_page.response import Response
from wcm_helpers.reports.demand_survey.proposals.analysis import CUSTOMER
from wcm_helpers.reports.demand_survey.proposals.sentences import scope_label
from wcm_helpers.reports.demand_survey.result import SurveyMonth

#: So many needs and groups are named.
NAMED = 2


def no_new_wave(wave: str) -> str:
    """Return the sentence of a month whose newest wave is an earlier one."""
    return _("There has been no new wave since {month}.", month=month_name(wave))


def who_answered(response: Response) -> str:
    """Return how many customers answered, of how many, by class; of an anonymous survey the responses."""
    if response.customers is None:
        return ngettext("{n} response came in.", "{n} responses came in.", response.responses)
    answered = number(response.customers.answered)
    parts = [
        _("{letter} {answered} of {n}", letter=letter, answered=number(part.answered), n=number(part.asked))
        for letter, part in response.by_class.items()
    ]
    if not parts:
        return ngettext(
            "{answered} of {n} customer answered.",
            "{answered} of {n} customers answered.",
            response.customers.asked,
            answered=answered,
        )
    return ngettext(
        "{answered} of {n} customer answered ({classes}).",
        "{answered} of {n} customers answered ({classes}).",
        response.customers.asked,
        answered=answered,
        classes=listed(parts),
    )


def needs(events: Events, month: SurveyMonth) -> str:
    """Return which needs are common, and which groups have needs of their own; empty without either."""
    common = _named([month.survey.need_label(need) for need in events.common["need"]])
    groups = events.individual[~events.individual["scope"].str.startswith(f"{CUSTOMER}:")]
    clearest = (groups["share"] - groups["rest_share"]).groupby(groups["scope"], sort=True).max()
    order = clearest.sort_values(ascending=False, kind="stable").index
    whom = listed([scope_label(scope, month.frame) for scope in order[:NAMED]])
    if len(events.common) and len(order):
        return _(
            "Most customers of every class want {needs}; groups with needs of their own: {groups}.",
            needs=common,
            groups=whom,
        )
    if len(events.common):
        return _("Most customers of every class want {needs}.", needs=common)
    if len(order):
        return _("No need is shown to be common; groups with needs of their own: {groups}.", groups=whom)
    return ""


def _named(names: list[str]) -> str:
    quoted = [_("“{title}”", title=name) for name in names[:NAMED]]
    more = len(names) - NAMED
    return listed(quoted + ([ngettext("{n} more need", "{n} more needs", more)] if more > 0 else []))


def without_comparison(month: SurveyMonth) -> str:
    """Return why nothing can be said against the last wave."""
    if month.previous is None:
        return _("It is the first wave, so there is nothing to compare it with.")
    return _(
        "It is not clear whether satisfaction has changed since {month}.",
        month=month_name(month.previous.month),
    )


def change(row: pd.Series, previous_month: str) -> str:
    """Return what customers that answered both times changed to; empty unless it is a clear rise or fall.

    Parameters
    ----------
    row : pd.Series
        Of the table of changes: overall satisfaction or the NPS.
    previous_month : str
    """
    if row["basis"] != "paired" or row["verdict"] not in ("up", "down"):
        return ""
    is_nps = row["type"] == "nps"
    before, now = (
        number(100 * value) if is_nps else percent(value, 0) for value in (row["before"], row["now"])
    )
    values = {"before": before, "now": now, "month": month_name(previous_month)}
    write = {
        (True, "up"): _nps_rose,
        (True, "down"): _nps_fell,
        (False, "up"): _satisfaction_rose,
        (False, "down"): _satisfaction_fell,
    }[is_nps, row["verdict"]]
    return write(int(row["n_now"]), values)


def _nps_rose(n: int, values: dict[str, str]) -> str:
    return ngettext(
        "The NPS rose from {before} to {now} since {month} ({n} customer that answered both times).",
        "The NPS rose from {before} to {now} since {month} ({n} customers that answered both times).",
        n,
        **values,
    )


def _nps_fell(n: int, values: dict[str, str]) -> str:
    return ngettext(
        "The NPS fell from {before} to {now} since {month} ({n} customer that answered both times).",
        "The NPS fell from {before} to {now} since {month} ({n} customers that answered both times).",
        n,
        **values,
    )


def _satisfaction_rose(n: int, values: dict[str, str]) -> str:
    return ngettext(
        "Overall satisfaction rose from {before} to {now} since {month} ({n} customer that answered both "
        "times).",
        "Overall satisfaction rose from {before} to {now} since {month} ({n} customers that answered both "
        "times).",
        n,
        **values,
    )


def _satisfaction_fell(n: int, values: dict[str, str]) -> str:
    return ngettext(
        "Overall satisfaction fell from {before} to {now} since {month} ({n} customer that answered both "
        "times).",
        "Overall satisfaction fell from {before} to {now} since {month} ({n} customers that answered both "
        "times).",
        n,
        **values,
    )
