"""Loyalty in words: renewals, revenue retention, repeat orders, and what the models can tell."""

import pandas as pd

from wcm_helpers.core.formats import month_name, number, percent, share
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods import sbg
from wcm_helpers.methods.alive_check import TOLERANCE
from wcm_helpers.methods.bg_nbd import LEAST_CUSTOMERS
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.performance.loyalty.contracts import Contracts
from wcm_helpers.reports.performance.loyalty.repeats import CHECK_MONTHS, REPEAT_DAYS, Repeats
from wcm_helpers.reports.performance.loyalty.survival import Survival


def renewals(contracts: Contracts, month: str) -> str:
    """Return how many contracts of the last 12 months were renewed, with the interval."""
    year = contracts.year
    if year.empty:
        return _("No contract ended in the 12 months to {month}.", month=month_name(month))
    renewed = int((year["state"] == "renewed").sum())
    low, high = wilson(renewed, len(year))
    waiting = int((year["state"] == "open").sum())
    return joined(
        [
            ngettext(
                "Of {n} contract that ended in the 12 months to {month}, {renewed} was renewed: {share} (95% "
                "interval {low} to {high}).",
                "Of {n} contracts that ended in the 12 months to {month}, {renewed} were renewed: {share} "
                "(95% interval {low} to {high}).",
                len(year),
                month=month_name(month),
                renewed=number(renewed),
                share=share(renewed / len(year)),
                low=percent(low, 0),
                high=percent(high, 0),
            ),
            ngettext(
                "{n} of them ended a few days ago and may still be renewed.",
                "{n} of them ended a few days ago and may still be renewed.",
                waiting,
            )
            if waiting
            else "",
        ]
    )


def revenue(frame: pd.DataFrame) -> str:
    """Return gross and net revenue retention of the contract customers that were there a year ago."""
    start = int(frame["start_revenue"].sum())
    return ngettext(
        "Of the revenue that {n} contract customer brought in the same three months a year ago, {gross} is "
        "left without growth, and {net} with it.",
        "Of the revenue that {n} contract customers brought in the same three months a year ago, {gross} is "
        "left without growth, and {net} with it.",
        len(frame),
        gross=percent(int(frame["retained"].sum()) / start),
        net=percent(int(frame["retained_and_grown"].sum()) / start),
    )


def repeat(result: Repeats, months: list[str]) -> str:
    """Return how many new customers without a contract ordered again, of those whose days have passed."""
    cohort = result.cohort[result.cohort["month"].isin(months)]
    if cohort.empty:
        return _(
            "No new customer without a contract has had the {days} days in which it could order again.",
            days=number(REPEAT_DAYS),
        )
    hits = int(cohort["repeated"].sum())
    low, high = wilson(hits, len(cohort))
    return ngettext(
        "Of {n} new customer without a contract whose first {days} days ended in the last 12 months, {hits} "
        "ordered again in them: {share} (95% interval {low} to {high}).",
        "Of {n} new customers without a contract whose first {days} days ended in the last 12 months, {hits} "
        "ordered again in them: {share} (95% interval {low} to {high}).",
        len(cohort),
        days=number(REPEAT_DAYS),
        hits=number(hits),
        share=share(hits / len(cohort)),
        low=percent(low, 0),
        high=percent(high, 0),
    )


def model(result: Repeats) -> str:
    """Return whether the probability to be active can be told, and why not."""
    if result.model is None:
        return ngettext(
            "Cannot tell how likely customers without a contract are still active: {n} customer has its "
            "first order in the history, {least} are needed, and the model has to converge.",
            "Cannot tell how likely customers without a contract are still active: {n} customers have their "
            "first order in the history, {least} are needed, and the model has to converge.",
            result.customers,
            least=number(LEAST_CUSTOMERS),
        )
    if result.checked is None:
        return _(
            "Cannot tell how likely customers are still active: without the last {months} months the orders "
            "are too few to fit the model and to check it.",
            months=number(CHECK_MONTHS),
        )
    expected, observed = (
        float((result.check["customers"] * result.check[name]).sum()) for name in ("expected", "observed")
    )
    values = {
        "months": number(CHECK_MONTHS),
        "expected": number(expected),
        "observed": number(observed),
        "tolerance": percent(TOLERANCE, 0),
    }
    if result.trusted:
        return _(
            "Fitted without the last {months} months, the model expected {expected} order days in them, and "
            "{observed} came: within {tolerance}, so its probabilities are shown.",
            **values,
        )
    return _(
        "Fitted without the last {months} months, the model expected {expected} order days in them, and "
        "{observed} came: more than {tolerance} off, so its probabilities are not shown.",
        **values,
    )


def parameters(result: Repeats) -> str:
    """Return the parameters of the fitted model."""
    fitted = result.model
    return _(
        "BG/NBD, weeks: r {r}, α {alpha}, a {a}, b {b}; log-likelihood {likelihood}; {n} customers.",
        r=number(fitted.r, 3),
        alpha=number(fitted.alpha, 3),
        a=number(fitted.a, 3),
        b=number(fitted.b, 3),
        likelihood=number(fitted.log_likelihood, 1),
        n=number(result.customers),
    )


def one_order(result: Repeats) -> str:
    """Return how many customers have one order only, of which no probability is given."""
    if not result.one_order:
        return ""
    return ngettext(
        "{n} customer has one order only, which does not show whether it is still there.",
        "{n} customers have one order only, which does not show whether they are still there.",
        result.one_order,
    )


def survival(result: Survival) -> str:
    """Return whether a curve can be fitted to the years of contract customers."""
    years = len(result.survivors) - 1
    if years < 1:
        return _("Cannot tell how long contract customers stay: none of them began three years ago.")
    if not result.model.converged:
        return ngettext(
            "Cannot tell how long contract customers stay: {n} customer began three years ago or earlier; "
            "the model needs {least}, and losses that slow down with the years.",
            "Cannot tell how long contract customers stay: {n} customers began three years ago or earlier; "
            "the model needs {least}, and losses that slow down with the years.",
            int(result.survivors[0]),
            least=number(sbg.LEAST_CUSTOMERS),
        )
    return _(
        "Of {n} contract customers, {left} are left after {years} years; the model (shifted beta-geometric, "
        "α {alpha}, β {beta}) expects {later} after five more.",
        n=number(result.survivors[0]),
        left=share(result.survivors[-1] / result.survivors[0]),
        years=number(years),
        alpha=number(result.model.alpha, 3),
        beta=number(result.model.beta, 3),
        later=share(result.model.survivors(years + 5)[-1]),
    )


def of_themselves(n: int, contracts: int) -> str:
    """Return how many of the contracts that end soon renew by themselves; empty where none does."""
    if not n:
        return ""
    return ngettext(
        "Of {contracts} contracts, {n} renews by itself.",
        "Of {contracts} contracts, {n} renew by themselves.",
        n,
        contracts=number(contracts),
    )


def state(row: dict) -> str:
    """Return what became of a contract."""
    if row["state"] == "running":
        return _("renews by itself") if row["auto_renew"] else _("not renewed yet")
    return {"renewed": _("renewed"), "lost": _("lost"), "open": _("ended, not renewed yet")}[row["state"]]


def slipping(row: dict) -> str:
    """Return why a customer is slipping, by its own rhythm."""
    if row["state"] == "dormant":
        return _(
            "No order for {days} days; by its rhythm {limit} at most.",
            days=number(row["silent_days"]),
            limit=number(row["dormant_after"]),
        )
    if pd.notna(row["volume_change"]) and row["volume_change"] < 0:
        values = {"change": percent(row["volume_change"], 0), "days": number(row["silent_days"])}
        if row["volume_against"] == "year":
            return _(
                "Revenue of the last three months {change} on a year ago; no order for {days} days.", **values
            )
        return _(
            "Revenue of the last three months {change} on the three before; no order for {days} days.",
            **values,
        )
    return _("Orders come more slowly than usual: none for {days} days.", days=number(row["silent_days"]))
