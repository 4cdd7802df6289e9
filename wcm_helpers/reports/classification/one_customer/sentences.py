"""The sentences on one customer: its class, its trend, its state, and what is to be done."""

from wcm_helpers.core.formats import missing, month_name, number
from wcm_helpers.core.words import _
from wcm_helpers.reports.classification.change import recent_changes
from wcm_helpers.reports.classification.lifecycle import sentences as lifecycle_sentences
from wcm_helpers.reports.classification.moves.sentences import change_percent
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm import steps
from wcm_helpers.reports.classification.sentences import class_name, measure, money


def trend_sentence(result: Classification, customer: str) -> str:
    """Return the last three months of a customer against the same three a year ago, as a finding."""
    noun = measure(result.rule).noun
    changes = recent_changes(result.customer_months, result.last_whole_month)
    row = changes.loc[customer]
    words = {
        "name": result.directory.loc[customer, "customer_name"],
        "noun": noun,
        "month": month_name(result.last_whole_month),
        "now": money(row["recent"], result),
    }
    if missing(row["recent_change"]):
        return _("{name}: {now} of {noun} in the three months to {month}", **words)
    return _(
        "{name}: {noun} of the last three months {change} on a year ago, {now} after {then}",
        change=change_percent(row["recent_change"]),
        then=money(row["recent_year_ago"], result),
        **words,
    )


def class_sentence(row: dict[str, object] | None, result: Classification, name: str) -> str:
    """Return the official class of a customer, since when, and what it brings; or that it was not active.

    Parameters
    ----------
    row : dict or None
        Of ``result.classes``; None without activity in the window.
    result : Classification
    name : str
    """
    words = {"name": name, "month": month_name(result.month), "months": result.window_length}
    if row is None:
        return _("{name} had no activity in the {months}-month window to {month}.", **words)
    words |= {
        "class_name": class_name(row["official"]),
        "since": month_name(row["since"]),
        "amount": money(row["value"], result),
        "noun": measure(result.rule).noun,
        "rank": number(row["rank"]),
        "customers": number(len(result.classes)),
    }
    if row["since_begin"]:
        return _(
            "{name} is in {class_name} since {since} or longer: {amount} of {noun} in the {months} months to "
            "{month}, rank {rank} of {customers}.",
            **words,
        )
    return _(
        "{name} is in {class_name} since {since}: {amount} of {noun} in the {months} months to {month}, rank "
        "{rank} of {customers}.",
        **words,
    )


def step_words(state: dict[str, object] | None, segment: str | None) -> str:
    """Return what to do about a customer, as the section of its state or of its segment says; else empty.

    Parameters
    ----------
    state : dict or None
        Its row of the lifecycle.
    segment : str or None
        The key of its segment.
    """
    if state is not None and state["state"] != "active":
        return lifecycle_sentences.step(state)
    return steps.advice()[segment] if segment else ""


def measure_states() -> dict[str, str]:
    """Return the words for the states of a measure, by key."""
    return {
        "not_started": _("not started"),
        "in_progress": _("in progress"),
        "done": _("done"),
        "closed": _("closed"),
    }


def master_labels() -> dict[str, str]:
    """Return the labels of the customer list, by column."""
    return {
        "customer_id": _("Number"),
        "customer_name": _("Customer"),
        "parent_id": _("Group"),
        "customer_type": _("Type"),
        "industry": _("Industry"),
        "contractual": _("Under contract"),
        "region": _("Region"),
        "site_ids": _("Warehouses"),
        "start_date": _("Customer since"),
        "end_date": _("Customer until"),
        "account_manager_id": _("Account manager"),
        "current_level": _("Class in the customer system"),
        "status": _("Status"),
        "public_sector": _("State-owned or public body"),
    }
