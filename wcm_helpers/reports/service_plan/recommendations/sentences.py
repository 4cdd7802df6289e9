"""The sentences on recommendations: services of an industry, the test of look-alikes, gaps of packages."""

import pandas as pd

from wcm_helpers.core.formats import listed, month_name, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reports.service_plan.recommendations.analysis import Recommendations
from wcm_helpers.reports.service_plan.recommendations.look import LookAlikes


def offers_sentence(offers: pd.DataFrame) -> str:
    """Return who lacks a service that nearly all others of its industry have."""
    if offers.empty:
        return _("No customer lacks a service that is clearly one of its industry.")
    row = offers.iloc[0]
    first = _(
        "{name}: {buyers} of {others} other customers of the industry {industry} have {service}, it has not; "
        "in other industries {elsewhere} have it.",
        name=row["name"], buyers=number(row["buyers"]), others=number(row["others"]),
        industry=row["industry"], service=row["service"], elsewhere=percent(row["elsewhere"], 0),
    )  # fmt: skip
    caution = _("That is an observation, no forecast that it would buy.")
    more = len(offers) - 1
    if not more:
        return joined([first, caution])
    rest = ngettext("There is {n} more such case.", "There are {n} more such cases.", more)
    return joined([first, rest, caution])


def look_sentence(look: LookAlikes | None) -> str:
    """Return whether look-alikes foretold what was bought in the months held out."""
    if look is None:
        return _("Look-alikes cannot be tested: that needs value-added services bought by several customers.")
    result = look.held_out
    months = ngettext("{n} month", "{n} months", look.months)
    if not result.customers:
        return _(
            "Whether look-alikes foretell what a customer buys cannot be told: none of {customers} customers "
            "bought a service that was new to it in the last {months}. So nothing is proposed by them.",
            customers=number(look.customers), months=months,
        )  # fmt: skip
    values = {
        "months": months,
        "hits": number(result.hits),
        "popular": number(result.popular_hits),
        "p": number(result.p, 3),
    }
    tested = ngettext(
        "In the last {months} {n} customer bought a service that was new to it: one of three proposals by "
        "look-alikes was right for {hits}, one of the three most bought services for {popular} (p = {p}).",
        "In the last {months} {n} customers bought a service that was new to them: one of three proposals by "
        "look-alikes was right for {hits}, one of the three most bought services for {popular} (p = {p}).",
        result.customers,
        **values,
    )
    if result.key == "better":
        return joined([tested, _("Look-alikes are clearly better, so their proposals are shown.")])
    return joined(
        [tested, _("It cannot be told that look-alikes are better, so nothing is proposed by them.")]
    )


def gaps_sentence(made: Recommendations) -> str:
    """Return how many customers have a need that their package has no answer to."""
    n = made.gaps["customer_id"].nunique()
    asked = (
        ngettext(
            "{n} customer answered the survey of {month}.",
            "{n} customers answered the survey of {month}.",
            made.answered,
            month=month_name(made.wave),
        )
        if made.wave
        else ""
    )
    if not n:
        return joined(
            [asked, _("No customer asked for, or clearly does, what its package has no answer to.")]
        )
    names = listed(made.gaps.drop_duplicates("customer_id")["name"].head(3).tolist())
    return joined(
        [
            asked,
            ngettext(
                "{n} customer asked for, or clearly does, what its package has no answer to: {names}.",
                "{n} customers asked for, or clearly do, what their packages have no answer to; the largest "
                "are {names}.",
                n,
                names=names,
            ),
        ]
    )
