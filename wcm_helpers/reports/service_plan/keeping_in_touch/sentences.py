"""The sentences on keeping in touch: talks kept, silent customers, next month, contacts and gifts."""

import pandas as pd

from wcm_helpers.core.formats import listed, month_name, number, percent
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.methods.disclosure import SMALLEST
from wcm_helpers.methods.intervals import wilson
from wcm_helpers.reports.service_plan.keeping_in_touch.analysis import LATE, SILENT, counts_of
from wcm_helpers.reports.service_plan.keeping_in_touch.care_month import (
    CareMonth,
    birthdays_shown,
    unverified_years,
)

#: So many customers are named in a sentence.
_NAMED = 3


def kept_sentence(due: pd.DataFrame, month: str) -> str:
    """Return the share of talks and reviews that took place in their period, with its interval."""
    kept, n = counts_of(due)
    if not n:
        return _(
            "It cannot be told whether talks and reviews took place: that needs the table interactions and "
            "customers that are entitled to them."
        )
    low, high = wilson(kept, n)
    return _(
        "Talks and reviews due in the periods that end with {month}: {kept} of {n} took place, {share} "
        "({low} to {high}).",
        n=number(n), month=month_name(month), kept=number(kept), share=percent(kept / n, 0),
        low=percent(low, 0), high=percent(high, 0),
    )  # fmt: skip


def silent_sentence(customers: pd.DataFrame) -> str:
    """Return how many of the customers entitled to talks are silent or late, the longest first."""
    silent = customers[customers["state"] == SILENT]
    late = int((customers["state"] == LATE).sum())
    sentences = [_silent(silent, len(customers))]
    if late:
        sentences.append(
            ngettext(
                "With {n} further customer a talk or review did not take place in its period.",
                "With {n} further customers a talk or review did not take place in its period.",
                late,
            )
        )
    return joined(sentences)


def _silent(silent: pd.DataFrame, entitled: int) -> str:
    if silent.empty:
        return ngettext(
            "The {n} customer entitled to talks is not silent.",
            "None of the {n} customers entitled to talks is silent.",
            entitled,
        )
    longest = silent.sort_values(
        ["days", "customer_id"], ascending=[False, True], na_position="first", kind="stable"
    )
    names = listed([_silent_name(row) for row in longest.head(_NAMED).to_dict("records")])
    return ngettext(
        "{n} of {entitled} customers entitled to talks is silent: {names}.",
        "{n} of {entitled} customers entitled to talks are silent, the longest: {names}.",
        len(silent),
        entitled=number(entitled),
        names=names,
    )


def _silent_name(row: dict) -> str:
    if pd.isna(row["days"]):
        return _("{name} (no talk on record)", name=row["name"])
    return ngettext(
        "{name} (class {letter}, {n} day)",
        "{name} (class {letter}, {n} days)",
        int(row["days"]),
        name=row["name"],
        letter="–" if pd.isna(row["class"]) else row["class"],
    )


def plan_sentence(plan: pd.DataFrame, month: str) -> str:
    """Return how many talks and reviews are due next month, and the hours they usually take."""
    if plan.empty:
        return _("No talk and no review is due in {month}.", month=month_name(month))
    talks, reviews = (int(plan.loc[plan["item"] == item, "times"].sum()) for item in ("talk", "review"))
    values = {"month": month_name(month), "talks": number(talks), "reviews": number(reviews)}
    customers = plan["customer_id"].nunique()
    sentences = [
        ngettext(
            "In {month}, {n} customer is due for a talk or review (talks: {talks}, reviews: {reviews}).",
            "In {month}, {n} customers are due for a talk or review (talks: {talks}, reviews: {reviews}).",
            customers,
            **values,
        )
    ]
    if plan["hours"].notna().any():
        sentences.append(
            _(
                "They take about {hours} hours at the usual length of such contacts.",
                hours=number(plan["hours"].sum(), 0),
            )
        )
    if overdue := plan.loc[plan["overdue"].astype(bool), "customer_id"].nunique():
        sentences.append(
            ngettext("{n} of them is overdue already.", "{n} of them are overdue already.", overdue)
        )
    return joined(sentences)


def birthdays_sentence(care: CareMonth) -> str:
    """Return how many contacts have a birthday next month, as far as that tells nothing of one of them."""
    if not care.birthdays:
        return _("No birthday of a contact that agreed to be contacted is known.")
    n = birthdays_shown(care)
    if n is None:
        return _(
            "Birthdays due in {month} are not counted here: where fewer than {smallest} contacts have one, "
            "or all but so few, the number would tell of single persons.",
            month=month_name(care.month), smallest=number(SMALLEST),
        )  # fmt: skip
    return ngettext(
        "{n} contact has a birthday due in {month}; names and days are in the private care files alone.",
        "{n} contacts have a birthday due in {month}; names and days are in the private care files alone.",
        n,
        month=month_name(care.month),
    )


def consent_sentence(care: CareMonth) -> str:
    """Return how many contacts are not in the plan for want of consent, and what to do; empty without any."""
    if not care.contacts:
        return _("There are no contacts of active customers.")
    without = care.reasons.get("no_consent", 0) + care.reasons.get("consent_later", 0)
    sentences = []
    if without:
        sentences.append(
            ngettext(
                "{n} of {contacts} contacts has not agreed to be contacted, or it is not recorded, and is "
                "not in the plan: ask for consent at the next talk.",
                "{n} of {contacts} contacts have not agreed to be contacted, or it is not recorded, and are "
                "not in the plan: ask for consent at the next talk.",
                without,
                contacts=number(care.contacts),
            )
        )
    if left := care.reasons.get("left", 0):
        sentences.append(
            ngettext(
                "{n} contact has left: ask who has taken over.",
                "{n} contacts have left: ask who has taken over.",
                left,
            )
        )
    return joined(sentences)


def unverified_sentence(events: pd.DataFrame) -> str:
    """Return of which years the days off are not announced yet; empty where all days are verified."""
    years = unverified_years(events)
    if not years:
        return ""
    return ngettext(
        "Not verified: the notice on the days off of {years} is not in the workbook yet, so that due days "
        "that depend on it may change.",
        "Not verified: the notices on the days off of {years} are not in the workbook yet, so that due days "
        "that depend on them may change.",
        len(years),
        years=listed([str(year) for year in years]),
    )


def gifts_sentence(care: CareMonth) -> str:
    """Return why there is no plan of gifts, or what it rests on."""
    if not care.gift_rules:
        return _("There are no gift rules, so that no gift is allowed: fill in the table gift_rules.")
    if not care.sectors:
        return _("No customer has its sector recorded (customers.public_sector), so that no gift is allowed.")
    return ""


def files_sentence(folder: str) -> str:
    """Return where the plan with names goes."""
    if folder:
        return _(
            "The monthly run writes the plan with names as care.ics and care.csv to the private folder of "
            "the settings, for its owner alone."
        )
    return _(
        "The plan with names is not written: name a private folder as care_folder under [service_plan] of "
        "the settings."
    )
