"""The section on the classes: customers, value, and the value that is enough for each."""

from wcm_helpers.core.formats import number, percent, short_amount
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Column
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import rule_line, step, unit


def class_table(review: ClassificationReview) -> Block:
    """Return the table of the classes: customers, value, smallest value, change."""
    columns = [
        Column("class", _("Class"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("of_customers", _("of all customers"), "right", percent),
        Column("value", _("Value, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
        Column("of_value", _("of the value"), "right", percent, bar=True),
        Column("smallest", _("Smallest, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
        Column("change", _("Change in customers"), "right", step),
    ]
    return blocks.table(
        review.result.class_table,
        columns,
        name="classes",
        caption=_("The classes"),
        note=rule_line(review, "classes", "group_n"),
    )
