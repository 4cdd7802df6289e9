"""Answer: do customers stay. Contract customers and the others apart: no rate is made of both."""

import pandas as pd

from wcm_helpers.core.formats import currency, number, percent, short_amount, signed
from wcm_helpers.core.months import window
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.performance.loyalty import sentences
from wcm_helpers.reports.performance.loyalty.contracts import SOON_DAYS, Contracts, contracts_of
from wcm_helpers.reports.performance.loyalty.repeats import repeats_of
from wcm_helpers.reports.performance.review import PerformanceReview

#: Rows of a table of the reading part.
MOST_ROWS = 6


def loyalty(review: PerformanceReview) -> Blocks:
    """Return renewals and revenue retention of contract customers, and who of the others is slipping."""
    contracts = review.computed(contracts_of)
    return blocks.join(*_contracts(review, contracts), *_revenue(review, contracts), *_others(review))


def _contracts(review: PerformanceReview, contracts: Contracts) -> list[Block]:
    if contracts.contracts is None:
        return [
            blocks.missing(
                _(
                    "Table contracts, columns contract_no, customer_id, start_date and end_date. They would "
                    "show which contracts were renewed or lost, and which end in the next {days} days.",
                    days=number(SOON_DAYS),
                )
            )
        ]
    soon = contracts.soon
    return [
        blocks.paragraph(sentences.renewals(contracts, review.month)),
        _contract_table(
            review,
            soon,
            "soon",
            _("Contracts that end in the next {days} days", days=number(SOON_DAYS)),
            sentences.of_themselves(int(soon["auto_renew"].sum()), len(soon)),
        )
        if len(soon)
        else blocks.paragraph(_("No contract ends in the next {days} days.", days=number(SOON_DAYS))),
    ]


def lost_table(review: PerformanceReview) -> Block:
    """Return the contracts that ended within the year and were not renewed, the largest first."""
    contracts = review.computed(contracts_of)
    if contracts.contracts is None:
        return blocks.EMPTY
    ended = contracts.year
    ended = ended[ended["state"] != "renewed"].sort_values(
        ["revenue", "contract_no"], ascending=[False, True], na_position="last"
    )
    if ended.empty:
        return blocks.paragraph(_("Every contract that ended in the last 12 months was renewed."))
    caption = _("Contracts of the last 12 months that were not renewed")
    return _contract_table(review, ended, "lost", caption)


def _contract_table(
    review: PerformanceReview, frame: pd.DataFrame, name: str, caption: str, remark: str = ""
) -> Block:
    shown = frame.head(MOST_ROWS)
    shown = shown.assign(
        end=shown["end_date"].dt.strftime("%Y-%m-%d"),
        what=[sentences.state(row) for row in shown.to_dict("records")],
    )
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("contract_no", _("Contract")),
        Column("end", _("Ends on")),
        Column("days", _("Days from the end of the month"), "right", number),
        Column("revenue", _money(review), "right", short_amount, scaled=True),
        Column("what", _("State")),
    ]
    return blocks.table(shown, columns, name=name, caption=caption, note=joined([rest(frame), remark]))


def _money(review: PerformanceReview) -> str:
    return _("Revenue, 12 months, {currency}", currency=currency(review.settings.site.currency))


def rest(frame: pd.DataFrame, most: int = MOST_ROWS) -> str:
    """Return how many rows a table leaves out; empty where none."""
    more = len(frame) - most
    return ngettext("{n} more is not shown.", "{n} more are not shown.", more) if more > 0 else ""


def _revenue(review: PerformanceReview, contracts: Contracts) -> list[Block]:
    frame = contracts.revenue
    if frame.empty:
        return [
            blocks.missing(
                _(
                    "Bills of contract customers 15 months back (billing), and customers.contractual or "
                    "contracts, which say who they are. They would show how much of last year’s revenue is "
                    "left."
                )
            )
        ]
    return [blocks.paragraph(sentences.revenue(frame))]


def revenue_table(review: PerformanceReview) -> Block:
    """Return the contract customers whose revenue changed most against a year ago."""
    frame = review.computed(contracts_of).revenue
    if frame.empty:
        return blocks.EMPTY
    frame = frame.assign(
        change=frame["retained_and_grown"] - frame["start_revenue"],
        share=frame["retained_and_grown"] / frame["start_revenue"] - 1,
    )
    order = frame["change"].abs().sort_values(ascending=False, kind="stable").index
    frame = frame.loc[order]
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("start_revenue", _("Three months a year ago"), "right", short_amount, scaled=True),
        Column("retained_and_grown", _("Last three months"), "right", short_amount, scaled=True),
        Column("change", _("Change"), "right", lambda value: signed(short_amount(value), value), scaled=True),
        Column("share", _("Change in %"), "right", lambda value: signed(percent(value, 0), value)),
    ]
    caption = _(
        "Contract customers whose revenue changed most, {currency}",
        currency=currency(review.settings.site.currency),
    )
    return blocks.table(
        frame.head(MOST_ROWS), columns, name="revenue_retention", caption=caption, note=rest(frame)
    )


def _others(review: PerformanceReview) -> list[Block]:
    result = review.computed(repeats_of)
    if result is None:
        return [
            blocks.missing(
                _(
                    "Orders of customers without a contract (orders). They would show who orders again and "
                    "who is slipping."
                )
            )
        ]
    sentence = sentences.repeat(result, window(review.month, 12))
    frame = result.slipping
    if frame.empty:
        return [blocks.paragraph(joined([sentence, _("None of them is slipping by its own rhythm.")]))]
    shown = frame.head(MOST_ROWS)
    shown = shown.assign(why=[sentences.slipping(row) for row in shown.to_dict("records")])
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("why", _("What happened")),
        Column("value", _money(review), "right", short_amount, scaled=True),
    ]
    if result.trusted:
        columns.append(Column("alive", _("Probably still active"), "right", lambda value: percent(value, 0)))
    note = joined([rest(frame), _("Slowing or silent against their own usual gap between orders.")])
    table = blocks.table(
        shown,
        columns,
        name="slipping",
        caption=_("Customers without a contract that are slipping"),
        note=note,
    )
    return [blocks.paragraph(sentence), table]
