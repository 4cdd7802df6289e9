"""The page of one customer, shown like a section: what it brings, how it stands, what was done."""

from datetime import datetime

import pandas as pd

from wcm_helpers.core import formats
from wcm_helpers.core.formats import month_name, short_amount
from wcm_helpers.core.words import _
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification import official_sentences
from wcm_helpers.reports.classification.money import sentences as money_sentences
from wcm_helpers.reports.classification.money.analysis import margin_known
from wcm_helpers.reports.classification.money.section import class_margins, lacking
from wcm_helpers.reports.classification.moves.chart import strip
from wcm_helpers.reports.classification.moves.sentences import change_percent
from wcm_helpers.reports.classification.one_customer import analysis, chart, sentences
from wcm_helpers.reports.classification.one_customer.standing import class_row, standing
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.section_parts import unit


def one_customer(review: ClassificationReview, customer: str) -> Blocks:
    """Return the page of a customer by its id, one of ``analysis.customer_names``."""
    result = review.result
    name = analysis.customer_names(review)[customer]
    return blocks.join(
        blocks.lead(sentences.class_sentence(class_row(review, customer), result, name)),
        _master(review, customer),
        *_months(review, customer),
        _standing(review, customer),
        *_classes(review, customer),
        *_margin(review, customer, name),
        *_done(review, customer, name),
    )


def _pairs(rows: list[tuple[str, str]], *, name: str, caption: str) -> Block:
    """Return labels and words as a table of two columns."""
    columns = [Column("label", _("What")), Column("text", _("Value"), strong=True)]
    return blocks.table(pd.DataFrame(rows, columns=["label", "text"]), columns, name=name, caption=caption)


def _master(review: ClassificationReview, customer: str) -> Block:
    cells = analysis.master_data(review, customer)
    if not cells:
        return blocks.missing(
            _(
                "The table customers does not list this customer. With it this page shows its name, industry "
                "and contract."
            )
        )
    labels = sentences.master_labels()
    rows = [(labels[key], _written(value)) for key, value in cells.items()]
    return _pairs(rows, name="master_data", caption=_("From the customer list"))


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return {"True": _("yes"), "False": _("no")}.get(str(value), str(value))


def _months(review: ClassificationReview, customer: str) -> list[Block]:
    result = review.result
    months = analysis.months_of(result, customer)
    if months.empty:
        return [blocks.paragraph(_("It had no activity up to {month}.", month=month_name(result.month)))]
    currency = formats.currency(result.currency)
    columns = [
        Column("month", _("Month")),
        _amount("value", _("Value, {unit}", unit=unit(review))),
        _amount("year_ago", _("A year ago, {unit}", unit=unit(review))),
        Column("change", _("Change"), "right", change_percent),
        _amount("revenue", _("Revenue, {unit}", unit=currency)),
        _amount("cost", _("Cost, {unit}", unit=currency)),
        _amount("margin", _("Margin, {unit}", unit=currency)),
    ]
    # Without costs there is no margin, and revenue that is the value itself need not stand twice.
    shown = set(months) - (set() if margin_known(result) else {"cost", "margin"})
    shown -= {"revenue"} if result.rule.value == "revenue" and "margin" not in shown else set()
    table = blocks.table(
        months, [column for column in columns if column.key in shown], name="months",
        caption=_("Month by month, beside the same month a year ago"),
    )  # fmt: skip
    return [blocks.chart(chart.draw(result, months, customer), "months"), table]


def _amount(key: str, label: str) -> Column:
    return Column(key, label, "right", short_amount, scaled=True)


def _standing(review: ClassificationReview, customer: str) -> Block:
    rows = standing(review, customer)
    if not rows:
        return blocks.EMPTY
    caption = _("Class, segment and state in {month}", month=month_name(review.month))
    return _pairs(rows, name="standing", caption=caption)


def _classes(review: ClassificationReview, customer: str) -> list[Block]:
    result = review.result
    periods = analysis.class_periods(result, customer)
    if periods.empty:
        return []
    reasons = [official_sentences.reason_words(reason, result.rule) for reason in periods["reason"]]
    columns = [
        Column("first", _("From"), write=month_name),
        Column("last", _("Until"), write=month_name),
        Column("official", _("Official class"), strong=True),
        Column("computed", _("Class by the rule")),
        Column("reason", _("Why the official class changed")),
    ]
    table = blocks.table(
        periods.assign(reason=reasons), columns, name="classes",
        caption=_("Official class and class by the rule since the history began"),
    )  # fmt: skip
    return [blocks.chart(strip(result, [customer]), "class_strip"), table]


def _margin(review: ClassificationReview, customer: str, name: str) -> list[Block]:
    """Return revenue, cost and margin of the window and of a year ago; of a loss its cause and the step."""
    if not margin_known(review.result):
        return [blocks.missing(lacking(review))]
    margins = review.computed(class_margins)
    if customer not in margins.by_customer.index:
        return []
    row = margins.by_customer.loc[customer]
    currency = formats.currency(review.result.currency)
    labels = {"revenue": _("Revenue"), "cost": _("Cost"), "margin": _("Margin")}
    frame = pd.DataFrame(
        [{"label": label, "now": row[key], "then": row[f"{key}_year_ago"]} for key, label in labels.items()]
    )
    columns = [
        Column("label", _("What")),
        _amount("now", _("Window, {unit}", unit=currency)),
        _amount("then", _("Window a year ago, {unit}", unit=currency)),
    ]
    table = blocks.table(frame, columns, name="margin", caption=_("Revenue, cost and margin of the window"))
    loss = margins.loss_makers[margins.loss_makers["customer_id"] == customer]
    steps = [money_sentences.step(cause, [name]) for cause in loss["cause"]]
    return [table, *map(blocks.paragraph, steps)]


def _done(review: ClassificationReview, customer: str, name: str) -> list[Block]:
    """Return the classes set by hand and the measures for a customer."""
    overrides = analysis.overrides_of(review, customer)
    measures = analysis.measures_of(review, customer, name)
    tables = []
    if len(overrides):
        columns = [
            Column("class", _("Class"), strong=True),
            Column("valid_from", _("From"), write=_written),
            Column("expires", _("Until"), write=_written),
            Column("approved_by", _("Approved by")),
            Column("reason", _("Reason")),
        ]
        caption = _("Classes set by hand")
        tables.append(blocks.table(overrides, columns, name="overrides", caption=caption))
    if len(measures):
        tables.append(_measures(measures))
    nothing = _("No class was set by hand for this customer, and no measure of the register names it.")
    return tables or [blocks.paragraph(nothing)]


def _measures(measures: pd.DataFrame) -> Block:
    states = sentences.measure_states()
    columns = [
        Column("id", _("Measure"), strong=True),
        Column("description", _("What is done")),
        Column("metric", _("Indicator")),
        Column("owner", _("Owner")),
        Column("start", _("From"), write=_written),
        Column("due", _("Due"), write=_written),
        Column("status", _("Status"), write=lambda status: states.get(status, status)),
    ]
    there = [column for column in columns if column.key in measures]
    return blocks.table(measures, there, name="measures", caption=_("Measures for this customer"))
