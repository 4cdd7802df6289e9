"""Answer: who is entitled to which service, and who received it."""

from wcm_helpers.core.formats import month_name, number
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.service_plan.packages import sentences
from wcm_helpers.reports.service_plan.packages.analysis import (
    CLASSES,
    Packages,
    counts_of,
    overserved_of,
    packages_of,
    self_service,
    underserved_of,
    unused,
    waited_longer_of,
    weakest_item,
)
from wcm_helpers.reports.service_plan.packages.chart import kept_chart
from wcm_helpers.reports.service_plan.packages.received import MONTHS
from wcm_helpers.reports.service_plan.packages.wording import (
    item_name,
    item_names,
    level_words,
    verdict_words,
)
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import MOST_ROWS, rest, revenue_column


def packages(review: ServicePlanReview) -> Blocks:
    """Return what each class received of its package, and who gets less or more than its class."""
    made = review.computed(packages_of)
    if made.rows.empty:
        return blocks.join(blocks.missing(_nothing_to_compare(review)))
    shares = self_service(made.deeds, review.result.classes, review.month)
    kept, counts = sentences.kept_sentence(made.rows), review.computed(counts_of)
    weakest = [sentences.weakest_sentence(weakest_item(counts, letter)) for letter in CLASSES]
    return blocks.join(
        _basis(made),
        blocks.paragraph(joined([*weakest, sentences.unused_sentence(unused(made.rows))])),
        blocks.chart(kept_chart(counts, kept), "kept"),
        *_underserved(review),
        *_overserved(review),
        blocks.paragraph(
            joined(
                [
                    sentences.self_service_sentence(shares),
                    *(
                        [sentences.waited_sentence(review.computed(waited_longer_of))]
                        if made.deeds.requests is not None
                        else []
                    ),
                ]
            )
        ),
        *_absent(made),
    )


def _nothing_to_compare(review: ServicePlanReview) -> str:
    """Return what would give customers packages: classes, or entitlements that hold for one of them."""
    if review.result.classes.notna().any():
        return _(
            "Packages cannot be compared with what customers received: no row of "
            "[tables.service_entitlements] holds on the last day of {month} for an active customer or its "
            "class. Check its columns customer_id, class, valid_from and valid_to.",
            month=month_name(review.month),
        )
    return _(
        "Packages cannot be compared with what customers received: that needs classes of customers, from "
        "[tables.billing] or the level in [tables.customers]."
    )


def _basis(made: Packages) -> Block:
    if not made.default:
        return blocks.EMPTY
    return blocks.paragraph(
        _(
            "No table service_entitlements is there, so the packages of the project count: A has a named "
            "manager, priority release, a response in 1 hour, a talk a month and a review a quarter; B the "
            "standard service; C self-service and base support."
        )
    )


def _absent(made: Packages) -> list[Block]:
    """Return a box for each table without which an item cannot be told."""
    boxes = []
    if made.deeds.interactions is None:
        boxes.append(
            blocks.missing(
                _("Table interactions. It would show which talks, reviews and hours customers received.")
            )
        )
    if made.deeds.requests is None:
        boxes.append(
            blocks.missing(_("Table tickets. It would show whether requests were answered as promised."))
        )
    if made.deeds.managers is None:
        boxes.append(
            blocks.missing(
                _(
                    "Table assignments, or customers.account_manager_id. They would show who has a named "
                    "manager."
                )
            )
        )
    return boxes


def _underserved(review: ServicePlanReview) -> list[Block]:
    frame = review.computed(underserved_of)
    sentence = blocks.paragraph(sentences.underserved_sentence(frame))
    if frame.empty:
        return [sentence]
    shown = frame.head(MOST_ROWS)
    shown = shown.assign(what=shown["broken"].map(item_names))
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("class", _("Class")),
        Column("what", _("What was not received")),
        Column("received", _("Hours of the manager, 3 months"), "right", lambda value: number(value, 1)),
        Column("due", _("Hours due"), "right", lambda value: number(value, 1)),
        revenue_column(review),
    ]
    table = blocks.table(
        shown, columns, name="underserved", caption=_("Under-served customers"), note=rest(len(frame))
    )
    return [sentence, table]


def _overserved(review: ServicePlanReview) -> list[Block]:
    frame = review.computed(overserved_of)
    sentence = blocks.paragraph(sentences.overserved_sentence(frame))
    if frame.empty:
        return [sentence]
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("class", _("Class")),
        Column("hours", _("Hours of managers, 3 months"), "right", lambda value: number(value, 1), bar=True),
        Column("own_due", _("Hours due"), "right", lambda value: number(value, 1)),
        Column("due_of_a", _("Due to a customer of class A"), "right", lambda value: number(value, 1)),
        revenue_column(review),
    ]
    table = blocks.table(
        frame.head(MOST_ROWS), columns, name="overserved", caption=_("Over-served customers"),
        note=rest(len(frame)),
    )  # fmt: skip
    return [sentence, table]


def packages_detail(review: ServicePlanReview) -> Blocks:
    """Return every entitlement of every customer with what was received, and who waits longer than B."""
    made = review.computed(packages_of)
    if made.rows.empty:
        return blocks.join(blocks.paragraph(_("There are no entitlements.")))
    return blocks.join(_all(review, made), *_waited(review))


def _all(review: ServicePlanReview, made: Packages) -> Block:
    rows = review.result.with_names(made.rows)
    rows = rows.assign(
        what=rows["item"].map(item_name),
        level=[
            level_words(row["item"], row["level"], row["period"], row["hours"])
            for row in rows.to_dict("records")
        ],
        own=rows["own"].map({True: _("yes"), False: ""}),
        came=rows["verdict"].map(verdict_words),
    )
    order = {"kept": 4, "unused": 3, "cannot_tell": 2, "short": 1, "none": 0}
    rows = rows.assign(place=rows["verdict"].map(order)).sort_values(
        ["place", "revenue", "customer_id", "item"], ascending=[True, False, True, True]
    )
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("class", _("Class")),
        Column("what", _("Item")),
        Column("level", _("What is due")),
        Column("own", _("By exception")),
        Column("due", _("Was due"), "right", lambda value: number(value, 1)),
        Column("received", _("Received"), "right", lambda value: number(value, 1)),
        Column("came", _("Outcome")),
    ]
    most = 30
    return blocks.table(
        rows.head(most), columns, name="entitlements", wide=True,
        caption=_("Every entitlement, what was not received first"),
        note=joined(
            [
                _(
                    "Due and received: times in the period, requests, or hours of the manager over {months} "
                    "months.",
                    months=number(MONTHS),
                ),
                rest(len(rows), most),
            ]
        ),
    )  # fmt: skip


def _waited(review: ServicePlanReview) -> list[Block]:
    frame = review.computed(waited_longer_of)
    if frame.empty:
        return []
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("requests", _("Requests, 12 months"), "right", number),
        Column("longer", _("Waited longer than the median of class B"), "right", number),
        Column("median", _("Median, hours"), "right", lambda value: number(value, 1)),
        Column("median_of_b", _("Median of class B, hours"), "right", lambda value: number(value, 1)),
    ]
    return [
        blocks.table(
            frame.head(MOST_ROWS), columns, name="waited",
            caption=_("Customers of class A that wait longer for an answer than class B"),
            note=joined(
                [
                    _("Only where the 95% interval of the share that waited longer lies above one half."),
                    rest(len(frame)),
                ]
            ),
        )
    ]  # fmt: skip
