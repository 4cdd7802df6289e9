"""The customers under the figures of two months: changed classes, segments and states, entries and exits."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from wcm_helpers.core.formats import month_name, short_amount, signed
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification.customers.section import MOST_CUSTOMERS
from wcm_helpers.reports.classification.lifecycle.sentences import state_names
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm.sentences import names as segment_names
from wcm_helpers.reports.classification.section_parts import not_shown, unit
from wcm_helpers.reports.classification.two_months import analysis


def customer_changes(earlier: ClassificationReview, later: ClassificationReview) -> Blocks:
    """Return the customers of two months of one report whose class, segment or state differs."""
    frame = analysis.compare_customers(earlier, later)
    months = {"earlier": month_name(earlier.month), "later": month_name(later.month)}
    classes, came, gone = analysis.changed(frame, "official"), analysis.entered(frame), analysis.left(frame)
    tables = [
        (classes, "official", "classes", _("Customers in another official class")),
        (came, "official", "entered", _("Customers that entered: no activity in the earlier window")),
        (gone, "official", "left", _("Customers that left: no activity in the later window")),
        (analysis.changed(frame, "segment"), "segment", "segments", _("Customers in another segment")),
        (analysis.changed(frame, "state"), "state", "states", _("Customers in another state")),
    ]
    return blocks.join(
        blocks.paragraph(_summary(len(classes), len(came), len(gone), months)),
        *(_warnings(earlier, later)),
        *(_table(rows, kind, name, caption, (earlier, later)) for rows, kind, name, caption in tables),
    )


def _summary(changed: int, came: int, gone: int, months: dict[str, str]) -> str:
    classes = ngettext(
        "{n} customer is in another official class in {later} than in {earlier}.",
        "{n} customers are in another official class in {later} than in {earlier}.",
        changed,
        **months,
    )
    entries = ngettext("{n} customer entered.", "{n} customers entered.", came)
    return joined([classes, entries, ngettext("{n} customer left.", "{n} customers left.", gone)])


def _warnings(earlier: ClassificationReview, later: ClassificationReview) -> list[Block]:
    if earlier.result.rule == later.result.rule:
        return []
    text = _("The rule changed between the two months, so that a class may differ without the customer.")
    return [blocks.warning(text)]


def _table(
    rows: pd.DataFrame,
    kind: str,
    name: str,
    caption: str,
    reviews: tuple[ClassificationReview, ClassificationReview],
) -> Block:
    """Return customers with what they were and are, and their values then and now; nothing without any."""
    if rows.empty:
        return blocks.EMPTY
    shown = rows.head(MOST_CUSTOMERS)
    then, now = (month_name(review.month) for review in reviews)
    units = [unit(review) for review in reviews]
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("customer_id", _("Number")),
        Column(f"{kind}_then", then, write=_writer(kind)),
        Column(f"{kind}_now", now, write=_writer(kind), strong=True),
        _amount("value_then", _("Value in {month}, {unit}", month=then, unit=units[0])),
        _amount("value_now", _("Value in {month}, {unit}", month=now, unit=units[1])),
        Column("difference", _("Difference"), "right", _difference, scaled=True),
    ]
    if units[0] != units[1]:  # amounts of two measures have no difference
        del columns[-1]
    note = joined([_("Value: the window that ends with the month."), not_shown(len(rows) - len(shown))])
    return blocks.table(shown, columns, name=name, caption=caption, note=note)


def _amount(key: str, label: str) -> Column:
    return Column(key, label, "right", short_amount, scaled=True)


def _difference(scaled: float) -> str:
    return signed(short_amount(scaled), scaled) if scaled else "0"


def _writer(kind: str) -> Callable[[Any], str]:
    names = {"segment": segment_names(), "state": state_names()}.get(kind, {})
    return lambda key: names.get(key, str(key))
