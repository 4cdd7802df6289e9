"""The sentences on what customers cost, who loses money, and what nobody used."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.formats import amount, listed, missing, month_name, number, percent, share, short_amount
from wcm_helpers.core.months import month_range
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.whale_curve import SPREAD
from wcm_helpers.reports.service_plan.cost.analysis import CostToServe
from wcm_helpers.reports.service_plan.cost.losses import CERTAIN, OWN
from wcm_helpers.reports.service_plan.cost.wording import driver_name

#: An amount of money is written to the fen.
_FEN = 2


def months_sentence(months: tuple[str, ...], wanted: int) -> str:
    """Return which months the costs are of, and how many of those wanted are not covered."""
    sentences = [
        ngettext(
            "Costs and revenue are of {n} month, {first}.",
            "Costs and revenue are of {n} months, {first} to {last}.",
            len(months),
            first=month_name(months[0]),
            last=month_name(months[-1]),
        )
    ]
    gaps = len(month_range(months[0], months[-1])) - len(months)
    if gaps:
        sentences.append(
            ngettext(
                "{n} month between them is not in every table.",
                "{n} months between them are not in every table.",
                gaps,
            )
        )
    elif len(months) < wanted:
        sentences.append(
            _("Not every table covers more of the {wanted} months that are asked for.", wanted=number(wanted))
        )
    return joined(sentences)


def ledger_sentence(cost: CostToServe, unit: str) -> str:
    """Return how the ledger is shared among customers and what nobody used, to the fen."""
    values = {
        "ledger": amount(cost.ledger, _FEN),
        "charged": amount(cost.charged, _FEN),
        "unused": amount(cost.unused, _FEN),
        "share": share(cost.unused / cost.ledger if cost.ledger > 0 else float("nan"), 1),
        "unit": unit,
    }
    if cost.not_charged:
        return _(
            "The ledger of {ledger} {unit} is what customers used, {charged}, capacity that nobody used, "
            "{unused} ({share}), and {rest} of pools that no usage is known of.",
            rest=amount(cost.not_charged, _FEN),
            **values,
        )
    return _(
        "The ledger of {ledger} {unit} is what customers used, {charged}, and capacity that nobody used, "
        "{unused} ({share}).",
        **values,
    )


def whale_sentence(cost: CostToServe, unit: str) -> str:
    """Return the peak of the margin and what loss makers take of it again: the finding of the chart."""
    whale = cost.whale
    n = len(cost.customers)
    if not whale.peak:
        return ngettext(
            "The only customer does not bring more than it uses.",
            "None of {n} customers brings more than it uses.",
            n,
        )
    if not whale.loss_makers:
        return ngettext(
            "The only customer brings more than it uses: a margin of {total} {unit}.",
            "None of {n} customers loses money by what it uses itself: together a margin of {total} {unit}.",
            n,
            total=short_amount(whale.total),
            unit=unit,
        )
    return ngettext(
        "{profitable} of {all} customers earn {peak} {unit}; {n} that brings less than it uses takes "
        "{erosion} ({share}) of it away.",
        "{profitable} of {all} customers earn {peak} {unit}; {n} that bring less than they use take "
        "{erosion} ({share}) of it away.",
        whale.loss_makers,
        profitable=number(whale.profitable),
        all=number(n),
        peak=short_amount(whale.peak),
        unit=unit,
        erosion=short_amount(whale.erosion),
        share=share(whale.erosion / whale.peak),
    )


def losses_sentence(losing: pd.DataFrame) -> str:
    """Return how many loss makers there are, by what, and how many of them are certain."""
    if losing.empty:
        return _("No customer costs more than it brings, not even with its share of unused capacity.")
    certain, own = losing["certain"], losing["level"] == OWN
    sentences = [
        ngettext(
            "{n} customer costs more than it brings if unused capacity is shared by use.",
            "{n} customers cost more than they bring if unused capacity is shared by use.",
            len(losing),
        )
    ]
    names = listed(losing.loc[certain, "name"].head(5).tolist())
    if certain.any():
        sentences.append(
            ngettext(
                "For {n} it holds at other rates, too: {names}.",
                "For {n} it holds at other rates, too, the largest losses: {names}.",
                int(certain.sum()),
                names=names,
            )
        )
    else:
        sentences.append(_("For none of them is it certain: other rates would turn it."))
    n = int((certain & own).sum())
    if n:
        sentences.append(
            ngettext(
                "{n} of them certainly loses by what it uses itself.",
                "{n} of them certainly lose by what they use themselves.",
                n,
            )
        )
    elif certain.any():
        sentences.append(
            _("None certainly loses by what it uses itself; its share of unused capacity makes the loss.")
        )
    return joined(sentences)


def why_sentence(row: Mapping[str, object], unit: str) -> str:
    """Return what makes a loss, against whom, and which change would bring the margin to zero."""
    if row["key"] == "no_revenue":
        return _("Nothing was billed in these months: check what was not billed.")
    price = _("Prices {change} higher mend it.", change=percent(row["price_change"], 1))
    if row["key"] == "few_peers":
        return joined([_("Too few customers of its class to compare with."), price])
    if row["key"] == "no_driver":
        return joined([_("No cost is above that of its class; its prices are lower."), price])
    letter = row["class"]
    driver = driver_name(row["driver"])
    more = _(
        "{driver}: {excess} {unit} above the median of {n} others of class {letter}.",
        driver=driver, excess=short_amount(row["excess"]), unit=unit, n=number(row["peers"]), letter=letter,
    )  # fmt: skip
    return joined([more, mend_sentence(row)])


def mend_sentence(row: Mapping[str, object]) -> str:
    """Return which change of prices, or of the driver's cost, would bring the margin to zero."""
    price = percent(row["price_change"], 1)
    if missing(row["driver_change"]):
        return _("Prices {change} higher mend it; less of this cost alone does not.", change=price)
    return _(
        "Prices {change} higher or {less} less of it mend the loss.",
        change=price,
        less=percent(row["driver_change"], 0),
    )


def certainty_words(row: Mapping[str, object]) -> str:
    """Return whether a loss stands at other rates, with the share of draws in which it is none."""
    if row["certain"]:
        return _("certain ({share})", share=share(row["doubt"]))
    return _("cannot tell ({share})", share=share(row["doubt"]))


def rates_note() -> str:
    """Return how certainty is told."""
    return _(
        "The rate of each pool is drawn within {spread} below and above; who changes its sign in {least} of "
        "the draws or more cannot be told.",
        spread=percent(SPREAD, 0),
        least=percent(CERTAIN, 0),
    )


def minutes_sentence(without: pd.DataFrame) -> str:
    """Return which activities have rows with a volume and no minutes; empty without any."""
    if without.empty:
        return ""
    names = [
        _(
            "{activity} ({rows} of {of} rows)",
            activity=driver_name(row["activity"]), rows=number(row["rows"]), of=number(row["of"]),
        )
        for row in without.to_dict("records")
    ]  # fmt: skip
    return _(
        "Column minutes of activities, without which a volume costs nothing here: {names}. It would show "
        "whose work it is.",
        names=listed(names),
    )
