"""The appendix on loyalty: contracts lost, revenue changed, years under contract, repeat orders, rules."""

import pandas as pd

from wcm_helpers.core.formats import number, percent
from wcm_helpers.core.words import _, joined
from wcm_helpers.methods.alive_check import ONE_ORDER
from wcm_helpers.methods.retention import GRACE_DAYS
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.loyalty import sentences
from wcm_helpers.reports.performance.loyalty.chart import draw_check
from wcm_helpers.reports.performance.loyalty.repeats import CHECK_MONTHS, REPEAT_DAYS, Repeats, repeats_of
from wcm_helpers.reports.performance.loyalty.section import lost_table, revenue_table
from wcm_helpers.reports.performance.loyalty.survival import Survival, survival_of
from wcm_helpers.reports.performance.review import PerformanceReview


def loyalty_detail(review: PerformanceReview) -> Blocks:
    """Return lost contracts and changed revenue, the models of loyalty, their check, and the rules."""
    survival, repeats = review.computed(survival_of), review.computed(repeats_of)
    return blocks.join(
        lost_table(review),
        revenue_table(review),
        *([] if survival is None else _survival(survival)),
        *([] if repeats is None else _model(repeats)),
        blocks.rules(rule_items()),
    )


def _survival(survival: Survival) -> list[Block]:
    sentence = blocks.paragraph(sentences.survival(survival))
    if not survival.model.converged:
        return [sentence]
    years = len(survival.survivors) - 1
    frame = pd.DataFrame(
        {
            "year": range(years + 1),
            "customers": survival.survivors,
            "share": survival.survivors / survival.survivors[0],
            "model": survival.model.survivors(years),
        }
    )
    columns = [
        Column("year", _("Years under contract"), "right"),
        Column("customers", _("Customers left"), "right", number),
        Column("share", _("Share"), "right", percent),
        Column("model", _("Model"), "right", percent),
    ]
    return [
        sentence,
        blocks.table(frame, columns, name="survival", caption=_("How long contract customers stay")),
    ]


def _model(repeats: Repeats) -> list[Block]:
    verdict = sentences.model(repeats)
    parts = [blocks.paragraph(joined([verdict, sentences.one_order(repeats)]))]
    if repeats.model is None or repeats.check.empty:
        return parts
    frame = repeats.check.assign(
        label=[_("one order only") if group == ONE_ORDER else group for group in repeats.check["group"]]
    )
    columns = [
        Column("label", _("Tenth of the customers"), strong=True),
        Column("customers", _("Customers"), "right", number),
        Column("alive", _("Probably active"), "right", lambda value: percent(value, 0)),
        Column("ordered", _("Ordered in the months after"), "right", lambda value: percent(value, 0)),
        Column("expected", _("Order days expected"), "right", lambda value: number(value, 2)),
        Column("observed", _("Order days that came"), "right", lambda value: number(value, 2)),
    ]
    rule = _(
        "Fitted on the months before the last {months}; these are the check.", months=number(CHECK_MONTHS)
    )
    table = blocks.table(
        frame,
        columns,
        name="alive_check",
        caption=_("Is the model right? Orders expected and orders that came"),
        note=sentences.parameters(repeats),
    )
    return [*parts, blocks.chart(draw_check(repeats.check, verdict, rule), "alive_check"), table]


def rule_items() -> list[tuple[str, str]]:
    """Return the rules of loyalty: term and meaning."""
    return [
        (
            _("Contract customers"),
            _(
                "Customers marked as bound by a contract; where the mark is blank, those with a contract "
                "begun."
            ),
        ),
        (
            _("Renewed"),
            _(
                "Another contract names this one, or the next one of the customer begins within {days} days "
                "of its end, or within its days of notice if they are more; one that renews by itself is "
                "renewed at its end. Later signatures are not known yet.",
                days=number(GRACE_DAYS),
            ),
        ),
        (
            _("Revenue retention"),
            _(
                "Last three months against the same three a year ago, of contract customers that had revenue "
                "then. Gross: each with at most what it brought then. Net: with growth. New customers count "
                "in neither."
            ),
        ),
        (
            _("Repeat rate"),
            _(
                "Customers without a contract whose first order is in the history, without those of its "
                "first month, and whose first {days} days have passed.",
                days=number(REPEAT_DAYS),
            ),
        ),
        (
            _("Probably active"),
            _(
                "BG/NBD on order days (Fader, Hardie and Lee 2005). A customer with one order gets no "
                "probability; the model is shown only if it passes the check."
            ),
        ),
    ]
