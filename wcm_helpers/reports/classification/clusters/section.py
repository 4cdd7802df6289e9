"""Section: the classes beside groups by k-means, which know nothing of limits."""

from wcm_helpers.core.formats import number, short_amount
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.clusters import analysis, chart
from wcm_helpers.reports.classification.clusters.analysis import CrossCheck
from wcm_helpers.reports.classification.clusters.sentences import half
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import method, unit

#: So many customers unlike their class are listed, the weightiest.
MOST_ROWS = 20


def cross_check(review: ClassificationReview) -> Blocks:
    """Return the groups, how firm they are, who is unlike its class, and the rule."""
    told = analysis.find(review.result)
    said = [told.reason, *told.remarks]
    pieces = [_scores(told), blocks.paragraph(" ".join(filter(None, said)))]
    if told.rules:
        pieces.append(method(told.rules))
    if told.reason:
        return blocks.join(*pieces)
    picture = blocks.chart(chart.draw(review.result, told), "groups")
    return blocks.join(picture, _groups(review, told), _unlike(review, told), *pieces)


def _groups(review: ClassificationReview, told: CrossCheck) -> Block:
    frame = told.groups.assign(
        who=[
            ngettext("{group}: {count} customer", "{group}: {count} customers", customers,
                     group=group, count=number(customers))
            for group, customers in zip(told.groups["group"], told.groups["customers"], strict=True)
        ]
    )  # fmt: skip
    columns = [
        Column("who", _("Group"), strong=True),
        Column("value", _("Median value, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
        Column("frequency", _("Median {times}", times=told.frequency), "right", half),
        Column("silent", _("Median {unit}", unit=told.silence), "right", half),
        *(Column(letter, letter, "right", number) for letter in ("A", "B", "C")),
    ]
    return blocks.table(
        frame,
        columns,
        name="groups",
        caption=_("Groups and classes"),
        note=sentences.source_line(review.result),
    )


def _unlike(review: ClassificationReview, told: CrossCheck) -> Block:
    if told.disagreements.empty:
        return blocks.paragraph(_("Nobody buys unlike its class."))
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("class", _("Class"), strong=True),
        Column("group", _("Group"), "right", number),
        Column("value", _("Value, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
        Column("frequency", told.frequency[:1].upper() + told.frequency[1:], "right", number),
        Column("silent", told.silence[:1].upper() + told.silence[1:], "right", number),
        Column("meaning", _("Buys, against the middle of its class")),
    ]
    left = len(told.disagreements) - MOST_ROWS
    more = ngettext(
        "{count} smaller customer is not listed.",
        "{count} smaller customers are not listed.",
        max(left, 0),
        count=number(left),
    )
    return blocks.table(
        told.disagreements.head(MOST_ROWS), columns, name="unlike", caption=_("Customers unlike their class"),
        note=" ".join([sentences.source_line(review.result), *([more] if left > 0 else [])]),
    )  # fmt: skip


def _scores(told: CrossCheck) -> Block:
    if told.scores.empty:
        return blocks.EMPTY
    frame = told.scores.assign(taken=told.scores["chosen"].map({True: _("taken"), False: ""}))
    columns = [
        Column("groups", _("Groups"), "right", number),
        Column("silhouette", _("Silhouette"), "right", lambda held: number(held, 2)),
        Column("stability", _("Stability"), "right", lambda held: number(held, 2)),
        Column("taken", _("Taken")),
    ]
    return blocks.table(
        frame, columns, name="group_numbers", caption=_("How many groups"),
        note=_("Silhouette: 1 far apart, 0 touching. Stability: 1 always the same groups, 0 chance."),
        row_class=lambda row: "strong" if row["chosen"] else "",
    )  # fmt: skip
