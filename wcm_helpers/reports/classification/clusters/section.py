"""The section on the cross-check: the classes compared with k-means groups, which use no limits."""

from wcm_helpers.core.formats import number, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.clusters import analysis, chart
from wcm_helpers.reports.classification.clusters.result import CrossCheck
from wcm_helpers.reports.classification.clusters.sentences import half
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import method, unit

#: The number of customers unlike their class listed, the largest value first.
MOST_ROWS = 20


def cross_check(review: ClassificationReview) -> Blocks:
    """Return the groups, their stability, the customers unlike their class, and the rules."""
    result = analysis.group_customers(review.result)
    texts = [result.reason, *result.remarks]
    pieces = [_scores(result), blocks.paragraph(" ".join(filter(None, texts)))]
    if result.rules:
        pieces.append(method(result.rules))
    if result.reason:
        return blocks.join(*pieces)
    picture = blocks.chart(chart.draw(review.result, result), "groups")
    return blocks.join(picture, _groups(review, result), _unlike(review, result), *pieces)


def _groups(review: ClassificationReview, result: CrossCheck) -> Block:
    frame = result.groups.assign(
        who=[
            ngettext("{group}: {count} customer", "{group}: {count} customers", customers,
                     group=group, count=number(customers))
            for group, customers in zip(result.groups["group"], result.groups["customers"], strict=True)
        ]
    )  # fmt: skip
    columns = [
        Column("who", _("Group"), strong=True),
        Column("value", _("Median value, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
        Column("frequency", _("Median {times}", times=result.frequency), "right", half),
        Column("silent", _("Median {unit}", unit=result.silence), "right", half),
        *(Column(letter, letter, "right", number) for letter in ("A", "B", "C")),
    ]
    return blocks.table(
        frame,
        columns,
        name="groups",
        caption=_("Groups and classes"),
        note=sentences.source_line(review.result),
    )


def _unlike(review: ClassificationReview, result: CrossCheck) -> Block:
    if result.disagreements.empty:
        return blocks.paragraph(_("Nobody buys unlike its class."))
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("class", _("Class"), strong=True),
        Column("group", _("Group"), "right", number),
        Column("value", _("Value, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
        Column("frequency", result.frequency[:1].upper() + result.frequency[1:], "right", number),
        Column("silent", result.silence[:1].upper() + result.silence[1:], "right", number),
        Column("meaning", _("Buys, against the middle of its class")),
    ]
    left = len(result.disagreements) - MOST_ROWS
    more = ngettext(
        "{count} smaller customer is not listed.",
        "{count} smaller customers are not listed.",
        max(left, 0),
        count=number(left),
    )
    return blocks.table(
        result.disagreements.head(MOST_ROWS), columns, name="unlike",
        caption=_("Customers unlike their class"),
        note=" ".join([sentences.source_line(review.result), *([more] if left > 0 else [])]),
    )  # fmt: skip


def _scores(result: CrossCheck) -> Block:
    if result.scores.empty:
        return blocks.EMPTY
    frame = result.scores.assign(taken=result.scores["chosen"].map({True: _("taken"), False: ""}))
    columns = [
        Column("groups", _("Groups"), "right", number),
        Column("silhouette", _("Silhouette"), "right", lambda value: number(value, 2)),
        Column("stability", _("Stability"), "right", lambda value: number(value, 2)),
        Column("taken", _("Taken")),
    ]
    return blocks.table(
        frame, columns, name="group_numbers", caption=_("How many groups"),
        note=_("Silhouette: 1 far apart, 0 touching. Stability: 1 always the same groups, 0 chance."),
        row_class=lambda row: "strong" if row["chosen"] else "",
    )  # fmt: skip
