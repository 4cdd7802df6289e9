"""The section on all customers: each with its class, and the customers without activity in the window."""

from wcm_helpers.core.formats import missing, month_name, number, percent, short_amount
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification.customer_notes import notes
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, not_listed, rule_line, unit

#: The report lists at most this many customers, the largest; classes.csv has every customer.
MOST_CUSTOMERS = 300


def everyone(review: ClassificationReview) -> Blocks:
    """Return all customers with their classes, then the customers without activity in the window."""
    return blocks.join(customers(review), inactive(review))


def customers(review: ClassificationReview) -> Block:
    """Return the customers with their classes, the largest first; beyond a limit only their sum."""
    result = review.result
    frame = result.classes.head(MOST_CUSTOMERS)
    begun = [f"≤ {month}" if first else month
             for month, first in zip(frame["since"], frame["since_begin"], strict=True)]  # fmt: skip
    frame = frame.assign(since=begun, note=notes(result)[: len(frame)])
    rest = result.classes.iloc[MOST_CUSTOMERS:]
    columns = [
        Column("rank", _("Rank"), "right", number),
        Column("customer_name", _("Customer"), width="name"),
        Column("customer_id", _("Number")),
        Column("industry", _("Industry")),
        Column("class", _("Class"), strong=True),
        Column("official", _("Official")),
        Column("since", _("Since")),
        Column("value", _("Value, {unit}", unit=unit(review)), "right", short_amount, bar=True, scaled=True),
        Column("share", _("Share"), "right", lambda share: percent(share, 2)),
        Column("end_share", _("Reached"), "right", percent),
        Column("orders", _("Orders"), "right", number),
        Column("trend", _("12 months"), trend=True),
        Column("note", _("Note")),
    ]
    note = rule_line(review, "classes", "group_n", "new")
    if frame["since_begin"].any():
        note += " " + _("≤: since the first month that can be classified, or longer.")
    if len(rest):
        note += " " + _(
            "The {listed} largest of {all} customers are listed; the other {n}, together {value} {unit} "
            "({share} of the total), are in classes.csv.",
            listed=number(len(frame)), all=number(len(result.classes)), n=number(len(rest)),
            value=short_amount(rest["value"].sum()), unit=unit(review), share=percent(rest["share"].sum()),
        )  # fmt: skip
    filled = [column for column in columns if not frame[column.key].map(missing).all()]
    if "orders" not in review.history.intake.staged:
        filled = [column for column in filled if column.key != "orders"]
    caption = _("The largest customers") if len(rest) else _("All customers")
    return blocks.table(frame, filled, name="customers", caption=caption, note=note, wide=True)


def inactive(review: ClassificationReview) -> Block:
    """Return the customers without activity in the window."""
    frame = review.result.inactive
    if frame.empty:
        return blocks.paragraph(_("Every customer known was active in the window."))
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("customer_id", _("Number")),
        Column("last_month", _("Last active"), write=lambda month: month_name(month)),
    ]
    note = " ".join(filter(None, [rule_line(review), not_listed(len(frame) - MOST_ROWS)]))
    caption = _("Known, but without activity in the window")
    return blocks.table(frame.head(MOST_ROWS), columns, name="inactive", caption=caption, note=note)
