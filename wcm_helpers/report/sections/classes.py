"""Who carries the business: the classes, and what is enough to belong to each."""

from wcm_helpers.formats import number, percent, short_amount
from wcm_helpers.report import show
from wcm_helpers.report.review import Review
from wcm_helpers.report.sections.common import rule_line, step, unit
from wcm_helpers.report.show import Column, Shown
from wcm_helpers.words import _


def class_table(review: Review) -> Shown:
    """Return the classes: how many customers, what they bring, what is enough to belong."""
    columns = [
        Column("class", _("Class"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("of_customers", _("of all customers"), "right", percent),
        Column("value", _("Value, {unit}", unit=unit(review)), "right", short_amount),
        Column("of_value", _("of the value"), "right", percent, bar=True),
        Column("smallest", _("Smallest, {unit}", unit=unit(review)), "right", short_amount),
        Column("change", _("Change in customers"), "right", step),
    ]
    return show.table(
        review.answer.class_table, columns, caption=_("The classes"), note=rule_line(review, 1, 2)
    )
