"""Gaps in words: the need, its evidence, what the package lacks, and the step."""

from collections.abc import Mapping

from wcm_helpers.core.formats import month_name, number, percent
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reports.service_plan.recommendations.gaps import NAMED, RETURNS, SEASON, SERVICE, URGENT


def need_name(kind: str, what: str) -> str:
    """Return what a customer needs.

    Examples
    --------
    >>> need_name("service", "贴标"), need_name("returns", "")
    ('贴标', 'Handling of returns')
    """
    return {
        NAMED: _("A manager of its own"),
        SERVICE: what,
        URGENT: _("Urgent orders"),
        RETURNS: _("Handling of returns"),
        SEASON: _("Work in its season"),
    }[kind]


def evidence(row: Mapping[str, object]) -> str:
    """Return what shows the need, with its number of cases beside the share of all customers or orders."""
    values = {"k": number(row["k"]), "n": number(row["n"]), "usual": percent(row["usual"], 0)}
    if row["kind"] in (NAMED, SERVICE):
        return ngettext(
            "asked for in {k} of {n} answer; {usual} of all ask for it",
            "asked for in {k} of {n} answers; {usual} of all ask for it",
            row["n"], k=values["k"], usual=values["usual"],
        )  # fmt: skip
    if row["kind"] == SEASON:
        return _(
            "{k} of the {n} orders of 12 months in {month}; an even year has {usual} a month",
            month=month_name(row["what"]), **values,
        )  # fmt: skip
    values["share"] = percent(row["k"] / row["n"], 0)
    if row["kind"] == URGENT:
        return _("{k} of {n} orders urgent in 12 months ({share}); of all {usual}", **values)
    return _("{k} of {n} orders are returns in 12 months ({share}); of all {usual}", **values)


def lacking(kind: str) -> str:
    """Return what the package lacks."""
    return {
        NAMED: _("no named manager"),
        SERVICE: _("not bought in 12 months"),
        URGENT: _("no priority release"),
        RETURNS: _("no value-added service"),
        SEASON: _("no priority release"),
    }[kind]


def step(kind: str) -> str:
    """Return what to do."""
    return {
        NAMED: _("Ask what for; name a contact for that, or offer it at a price."),
        SERVICE: _("Make an offer with a price at the next talk."),
        URGENT: _("Offer priority release, or agree on a later cut-off."),
        RETURNS: _("Agree how returns are checked and charged."),
        SEASON: _("Agree on staff and space before the month."),
    }[kind]
