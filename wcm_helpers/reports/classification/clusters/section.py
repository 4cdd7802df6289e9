"""The section on the cross-check: the classes compared with k-means groups, which use no limits."""

from wcm_helpers.core.formats import number, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.clusters import analysis, chart
from wcm_helpers.reports.classification.clusters import sentences as group_sentences
from wcm_helpers.reports.classification.clusters.result import CrossCheck
from wcm_helpers.reports.classification.clusters.sentences import half, heading
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import method, unit

#: The number of customers unlike their class listed, the largest value first.
MOST_ROWS = 20


def cross_check(review: ClassificationReview) -> Blocks:
    """Return the groups, their stability, the customers unlike their class, and the rules."""
    result = review.computed(groups_of)
    texts = [group_sentences.reason(result)] if result.reason else group_sentences.remarks(result)
    pieces = [_scores(result), blocks.paragraph(joined(texts))]
    if result.used:
        pieces.append(method(group_sentences.rules(result)))
    if result.reason:
        return blocks.join(*pieces)
    picture = blocks.chart(chart.draw(review.result, result), "groups")
    return blocks.join(picture, _groups(review, result), _unlike(review, result), *pieces)


def groups_of(review: ClassificationReview) -> CrossCheck:
    """Return the groups of the month under review."""
    return analysis.group_customers(review.result)


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
        Column("value", _("Value, {unit} (median)", unit=unit(review)), "right", short_amount, scaled=True),
        Column("frequency", _("{measure} (median)", measure=heading(result.frequency)), "right", half),
        Column("silent", _("{measure} (median)", measure=heading(result.silence)), "right", half),
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
        return blocks.paragraph(_("No customer buys unlike its class."))
    meaning = [
        group_sentences.meaning(row, result.medians) for row in result.disagreements.to_dict("records")
    ]
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("class", _("Class"), strong=True),
        Column("group", _("Group"), "right", number),
        Column("value", _("Value, {unit}", unit=unit(review)), "right", short_amount, scaled=True),
        Column("frequency", heading(result.frequency), "right", number),
        Column("silent", heading(result.silence), "right", number),
        Column("meaning", _("Compared with the median of its class")),
    ]
    left = max(len(result.disagreements) - MOST_ROWS, 0)
    more = ngettext("{n} smaller customer is not listed.", "{n} smaller customers are not listed.", left)
    return blocks.table(
        result.disagreements.assign(meaning=meaning).head(MOST_ROWS), columns, name="unlike",
        caption=_("Customers unlike their class"),
        note=joined([sentences.source_line(review.result), more if left else ""]),
    )  # fmt: skip


def _scores(result: CrossCheck) -> Block:
    if result.scores.empty:
        return blocks.EMPTY
    frame = result.scores.assign(taken=result.scores["chosen"].map({True: _("chosen"), False: ""}))
    columns = [
        Column("groups", _("Number of groups"), "right", number),
        Column("silhouette", _("Silhouette"), "right", lambda value: number(value, 2)),
        Column("stability", _("Stability"), "right", lambda value: number(value, 2)),
        Column("taken", _("Chosen groups")),
    ]
    return blocks.table(
        frame, columns, name="group_numbers", caption=_("How many groups are there?"),
        note=_("Silhouette: 1 well separated, 0 touching. Stability: 1 always the same groups, 0 chance."),
        row_class=lambda row: "strong" if row["chosen"] else "",
    )  # fmt: skip
