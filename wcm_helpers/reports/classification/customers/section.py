"""The section on all customers: class, segment and state of each, and who had no activity in the window."""

import pandas as pd

from wcm_helpers.core.formats import missing, month_name, number, percent, short_amount
from wcm_helpers.core.words import _, joined, ngettext
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Blocks, Column
from wcm_helpers.reports.classification.customer_notes import notes
from wcm_helpers.reports.classification.lifecycle.section import lifecycle_of, value_label
from wcm_helpers.reports.classification.lifecycle.sentences import state_names
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm.section import segments_of
from wcm_helpers.reports.classification.rfm.sentences import names as segment_names
from wcm_helpers.reports.classification.section_parts import MOST_ROWS, not_listed, rule_line
from wcm_helpers.reports.classification.sentences import money

#: The report lists at most this many customers, the largest; classes.csv has every customer.
MOST_CUSTOMERS = 300


def everyone(review: ClassificationReview) -> Blocks:
    """Return all customers with their classes, then the customers without activity in the window."""
    return blocks.join(_unnamed(review), customers(review), inactive(review))


def _unnamed(review: ClassificationReview) -> Block:
    """Return the sentence on customers without a name, where too many have none to note it on each."""
    known = review.result.classes["known"]
    if known.mean() > 1 / 2 or not len(known):
        return blocks.EMPTY
    if not known.any():
        return blocks.paragraph(_("No customer list gives names: customers appear under their numbers."))
    return blocks.paragraph(
        ngettext(
            "{n} of {total} customer has no name in the customer list and appears under its number.",
            "{n} of {total} customers have no name in the customer list and appear under their numbers.",
            int((~known).sum()),
            total=number(len(known)),
        )
    )


def customers(review: ClassificationReview) -> Block:
    """Return the customers with their classes, the largest first; beyond a limit only their sum."""
    every = review.result.classes
    frame, rest = _described(review).head(MOST_CUSTOMERS), every.iloc[MOST_CUSTOMERS:]
    columns = [
        Column("rank", _("Rank"), "right", number),
        Column("customer_name", _("Customer"), width="name"),
        Column("customer_id", _("Number")),
        Column("industry", _("Industry")),
        Column("official", _("Class"), strong=True),
        Column("since", _("Since")),
        Column("segment", _("Segment")),
        Column("state", _("State")),
        Column("value", value_label(review), "right", short_amount, bar=True, scaled=True),
        Column("share", _("Share"), "right", percent),
        Column("trend", _("12 months"), trend=True),
        Column("note", _("Note")),
    ]
    filled = [column for column in columns if not _is_empty(frame, column.key)]
    caption = _("The largest customers") if len(rest) else _("All customers")
    note = joined([rule_line(review, "classes", "group_n", "new"), _since_begin(frame), _left(review, rest)])
    return blocks.table(frame, filled, name="customers", caption=caption, note=note, wide=True)


def _described(review: ClassificationReview) -> pd.DataFrame:
    """Return the classes with the segment, the state and the note of each customer, in words."""
    classes = review.result.classes
    ids = classes["customer_id"]
    states = review.computed(lifecycle_of).customers.set_index("customer_id")["state"]
    segments = review.computed(segments_of).customers.set_index("customer_id")["segment"]
    since = [
        _("≤ {month}", month=month) if first else month
        for month, first in zip(classes["since"], classes["since_begin"], strict=True)
    ]
    return classes.assign(
        since=since,
        segment=ids.map(segments).map(segment_names()),
        state=ids.map(states).map(state_names()),
        note=[joined(parts) for parts in zip(_class_notes(classes), notes(review.result), strict=True)],
    )


def _class_notes(classes: pd.DataFrame) -> list[str]:
    """Return the note on each official class: set by hand, or another than the month alone would give."""
    texts = []
    for row in classes[["class", "official", "expires"]].to_dict("records"):
        if not missing(row["expires"]):
            texts.append(_("Class set by hand until {day}.", day=row["expires"]))
        elif row["class"] < row["official"]:
            texts.append(_("Would qualify for class {letter}.", letter=row["class"]))
        elif row["class"] > row["official"]:
            texts.append(_("Waiting for confirmation of class {letter}.", letter=row["class"]))
        else:
            texts.append("")
    return texts


def _is_empty(frame: pd.DataFrame, key: str) -> bool:
    """Return whether a column says nothing: no values, or ids that are the names."""
    if key == "customer_id":
        return bool((frame["customer_id"] == frame["customer_name"]).all())
    return bool(frame[key].map(lambda value: missing(value) or value == "").all())


def _since_begin(frame: pd.DataFrame) -> str:
    if not frame["since_begin"].any():
        return ""
    return _("≤: since the first month that can be classified, or longer.")


def _left(review: ClassificationReview, rest: pd.DataFrame) -> str:
    if rest.empty:
        return ""
    return ngettext(
        "The {listed} largest customers are listed; {n} more, {amount} or {share} of the total, is in "
        "classes.csv.",
        "The {listed} largest customers are listed; {n} more, together {amount} or {share} of the total, are "
        "in classes.csv.",
        len(rest),
        listed=number(MOST_CUSTOMERS),
        amount=money(rest["value"].sum(), review.result),
        share=percent(rest["share"].sum()),
    )


def inactive(review: ClassificationReview) -> Block:
    """Return the customers without activity in the window, with what they last brought, the largest first."""
    frame = review.result.inactive
    if frame.empty:
        return blocks.paragraph(_("Every known customer was active in the window."))
    life = review.computed(lifecycle_of).customers.set_index("customer_id")
    frame = frame.assign(
        state=frame["customer_id"].map(life["state"]).map(state_names()),
        amount=frame["customer_id"].map(life["amount"]),
        official=frame["customer_id"].map(life["last_official"]),
    ).sort_values(["amount", "customer_id"], ascending=[False, True], ignore_index=True)
    columns = [
        Column("customer_name", _("Customer"), width="name"),
        Column("customer_id", _("Number")),
        Column("official", _("Last class"), strong=True),
        Column("state", _("State")),
        Column("last_month", _("Last active"), write=month_name),
        Column("amount", value_label(review), "right", short_amount, scaled=True),
    ]
    shown = frame.head(MOST_ROWS)
    note = joined(
        [_("Value: the window to the last activity of each customer."), not_listed(len(frame) - MOST_ROWS)]
    )
    filled = [column for column in columns if not _is_empty(shown, column.key)]
    caption = _("Known customers without activity in the window")
    return blocks.table(shown, filled, name="inactive", caption=caption, note=note)
