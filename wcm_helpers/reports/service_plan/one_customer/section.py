"""The page of one customer, shown like a section, from what the sections compute."""

import pandas as pd

from wcm_helpers.core.formats import currency, missing, number, percent, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.service_plan.cost.analysis import cost_of
from wcm_helpers.reports.service_plan.feedback.analysis import feedback_of
from wcm_helpers.reports.service_plan.feedback.loops import OPEN
from wcm_helpers.reports.service_plan.keeping_in_touch.analysis import customers_of
from wcm_helpers.reports.service_plan.keeping_in_touch.wording import day, manager_label
from wcm_helpers.reports.service_plan.managers.analysis import staffing_of
from wcm_helpers.reports.service_plan.managers.wording import hours
from wcm_helpers.reports.service_plan.packages.analysis import packages_of
from wcm_helpers.reports.service_plan.packages.wording import item_name, level_words, verdict_words
from wcm_helpers.reports.service_plan.review import ServicePlanReview


def customer_names(review: ServicePlanReview) -> dict[str, str]:
    """Return the name of every customer by id; the id where it has no name."""
    return {customer: review.result.name_of(customer) for customer in review.result.customers.index}


def one_customer(review: ServicePlanReview, customer: str) -> Blocks:
    """Return the page of a customer by its id, one of :func:`customer_names`."""
    said = [
        _manager(review, customer),
        _talks(review, customer),
        _cost(review, customer),
        _loops(review, customer),
    ]
    return blocks.join(
        blocks.lead(_who(review, customer)), _package(review, customer), blocks.paragraph(joined(said))
    )


def _who(review: ServicePlanReview, customer: str) -> str:
    result = review.result
    values = {
        "name": result.name_of(customer),
        "letter": result.customers["class"].get(customer),
        "amount": short_amount(result.revenue_of(customer)),
        "currency": currency(review.settings.site.currency),
    }
    if customer not in result.active.index:
        return _("{name} is no active customer.", **values)
    if missing(values["letter"]):
        return _(
            "{name}: {amount} {currency} of billed revenue in 12 months; its class is not known.", **values
        )
    return _("{name}, class {letter}: {amount} {currency} of billed revenue in 12 months.", **values)


def _package(review: ServicePlanReview, customer: str) -> Block:
    """Return what the customer is entitled to and what came of it."""
    rows = review.computed(packages_of).rows
    rows = rows[rows["customer_id"] == customer]
    if rows.empty:
        return blocks.paragraph(_("It is entitled to nothing that the tables name."))
    shown = rows.assign(
        what=rows["item"].map(item_name),
        level=[
            level_words(row["item"], row["level"], row["period"], row["hours"])
            for row in rows.to_dict("records")
        ],
        came=rows["verdict"].map(verdict_words),
    )
    columns = [
        Column("what", _("Item"), strong=True),
        Column("level", _("What is due")),
        Column("due", _("Was due"), "right", lambda value: number(value, 1)),
        Column("received", _("Received"), "right", lambda value: number(value, 1)),
        Column("came", _("Outcome")),
    ]
    return blocks.table(shown, columns, name="package", caption=_("Its package and what came of it"))


def _manager(review: ServicePlanReview, customer: str) -> str:
    """Return who looks after it, for how many hours a month, and who would."""
    staffing = review.computed(staffing_of)
    if staffing is None or customer not in staffing.customers.index:
        return ""
    row, label = staffing.customers.loc[customer], manager_label(review)
    values = {"hours": hours(row["minutes"]), "now": label(row["today"]), "then": label(row["proposed"])}
    if missing(row["today"]):
        return _("It needs {hours} hours of a manager a month and has none on record.", **values)
    if missing(row["proposed"]) or row["proposed"] == row["today"]:
        return _("{now} looks after it; it needs {hours} hours a month.", **values)
    return _("{now} looks after it, {then} would; it needs {hours} hours a month.", **values)


def _talks(review: ServicePlanReview, customer: str) -> str:
    rows = review.computed(customers_of)
    rows = rows[rows["customer_id"] == customer]
    if rows.empty or pd.isna(rows["last"].iloc[0]):
        return ""
    days = int(rows["days"].iloc[0])
    return ngettext(
        "The last talk was on {day}, {n} day before the end of the month.",
        "The last talk was on {day}, {n} days before the end of the month.",
        days,
        day=day(rows["last"].iloc[0]),
    )


def _cost(review: ServicePlanReview, customer: str) -> str:
    """Return its margin by what it used, and with its share of unused capacity."""
    cost = review.computed(cost_of)
    rows = None if cost is None else cost.customers[cost.customers["customer_id"] == customer]
    if rows is None or rows.empty:
        return ""
    row = rows.iloc[0]
    margins = ngettext(
        "In {n} month it was billed {billed} {currency} and used {cost}: a margin of {margin}, or {full} "
        "with its share of unused capacity.",
        "In {n} months it was billed {billed} {currency} and used {cost}: a margin of {margin}, or {full} "
        "with its share of unused capacity.",
        len(cost.inputs.months),
        currency=currency(review.settings.site.currency),
        billed=short_amount(row["billed"]),
        cost=short_amount(row["cost"]),
        margin=short_amount(row["margin"]),
        full=short_amount(row["full_margin"]),
    )
    if missing(row["turns"]):
        return margins
    turns = _("At other rates the sign turns in {turns} of draws.", turns=percent(row["turns"], 0))
    return joined([margins, turns])


def _loops(review: ServicePlanReview, customer: str) -> str:
    """Return how much of its feedback nobody has acted on."""
    feedback = review.computed(feedback_of)
    if not feedback.known:
        return ""
    loops = feedback.loops[feedback.loops["customer_id"] == customer]
    n = int(loops["state"].isin(OPEN).sum())
    if not n:
        return _("No feedback of 12 months is without an action.")
    return ngettext(
        "{n} piece of its feedback of 12 months is without an action.",
        "{n} pieces of its feedback of 12 months are without an action.",
        n,
    )
