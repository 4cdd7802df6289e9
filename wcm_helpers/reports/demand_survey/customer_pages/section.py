"""The pages by customer: first those that are unhappy or want what few others want, the rest in a table."""

import pandas as pd

from wcm_helpers.core import formats
from wcm_helpers.core.formats import amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.demand_survey.customer_pages import sentences
from wcm_helpers.reports.demand_survey.customer_pages.analysis import find_customers, first_rows
from wcm_helpers.reports.demand_survey.needs.analysis import needs_of
from wcm_helpers.reports.demand_survey.review import SurveyReview

#: Customers with a paragraph of their own, and rows of the table.
MOST_PAGES, MOST_ROWS = 30, 30


def customer_pages(review: SurveyReview) -> Blocks:
    """Return a paragraph for each unhappy customer or one with needs of its own, a table for the rest."""
    if review.result.survey.anonymous:
        return blocks.join(blocks.missing(sentences.anonymous()))
    rows = review.computed(customers_of)
    if rows.empty:
        return blocks.join(blocks.paragraph(_("No customer of the customer list answered.")))
    first_customers = rows[first_rows(rows)].head(MOST_PAGES)
    rest = rows.drop(index=first_customers.index)
    survey, needs = review.result.survey, review.computed(needs_of)
    currency = formats.currency(review.settings.site.currency)
    paragraphs = [
        blocks.paragraph(sentences.of_customer(row, needs, survey, currency))
        for row in first_customers.to_dict("records")
    ]
    nobody = _("No customer is unhappy, and none wants what few others want.")
    return blocks.join(
        blocks.warning(sentences.internal()),
        *(paragraphs or [blocks.paragraph(nobody)]),
        _table(review, rest),
    )


def customers_of(review: SurveyReview) -> pd.DataFrame:
    """Return one row a customer that answered."""
    return find_customers(review.result, review.computed(needs_of))


def _table(review: SurveyReview, rest: pd.DataFrame) -> Block:
    if rest.empty:
        return blocks.EMPTY
    survey, shown = review.result.survey, rest.head(MOST_ROWS)
    records = shown.to_dict("records")
    frame = pd.DataFrame(
        {
            "name": [sentences.name_of(row) for row in records],
            "class": ["–" if formats.missing(row["class"]) else row["class"] for row in records],
            "value": shown["value"].to_numpy(),
            "score": [sentences.satisfaction_cell(row) for row in records],
            "recommend": shown["recommend"].to_numpy(),
            "wants": [sentences.wants_cell(row, survey) for row in records],
        }
    )
    unit = formats.currency(review.settings.site.currency)
    columns = [
        Column("name", _("Customer"), width="name"),
        Column("class", _("Class")),
        Column("value", _("Revenue in 12 months, {unit}", unit=unit), "right", amount, scaled=True),
        Column("score", _("Overall satisfaction"), "right"),
        Column("recommend", _("Would recommend (0 to 10)"), "right", sentences.level),
        Column("wants", _("Wants")),
    ]
    # without amounts, classes or the question nobody has the figure: a column of dashes says nothing
    unknown = {"class": "class", "value": "value", "score": "score", "recommend": "recommend"}
    columns = [one for one in columns if one.key not in unknown or rest[unknown[one.key]].notna().any()]
    left = len(rest) - len(shown)
    more = ngettext("{n} more customer is not listed.", "{n} more customers are not listed.", left)
    return blocks.table(
        frame, columns, name="customers", caption=_("The other customers that answered"),
        note=joined(
            [sentences.rule(review.rule.need_own_share, review.rule.need_share), more if left else ""]
        ),
    )  # fmt: skip
