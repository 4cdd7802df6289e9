"""The care events and gifts of the next month, as the section shows them: counts and contracts, no person."""

import pandas as pd

from wcm_helpers.core.formats import month_name, number
from wcm_helpers.core.words import _, joined
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.blocks import Block, Column
from wcm_helpers.reports.service_plan.keeping_in_touch import sentences
from wcm_helpers.reports.service_plan.keeping_in_touch.care_month import (
    GIFT_MONTHS,
    CareMonth,
    contract_events,
    gift_counts,
    greetings_of,
)
from wcm_helpers.reports.service_plan.keeping_in_touch.wording import day, kind_of_event
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.table_words import rest

_MOST_ROWS = 10


def care_blocks(review: ServicePlanReview, care: CareMonth | None) -> list[Block]:
    """Return birthdays as a count, greetings, the days of contracts, gifts, and contacts without consent."""
    if care is None:
        return [
            blocks.missing(
                _(
                    "Tables contacts and contracts. They would show how many birthdays and greetings are due "
                    "next month, and which contracts end or can be given notice."
                )
            )
        ]
    return [
        *_contacts(review, care),
        *_contracts(review, care),
        *_gifts(care),
    ]


def _contacts(review: ServicePlanReview, care: CareMonth) -> list[Block]:
    if care.contacts is None:
        return [
            blocks.missing(
                _("Table contacts. It would show how many birthdays and greetings are due next month.")
            )
        ]
    greetings = greetings_of(care.events)
    spoken = [
        _(
            "Greetings for {festival} go to {n} contacts by {day}.",
            festival=kind_of_event(row["kind"]), n=number(row["n"]), day=day(row["due_day"]),
        )
        for row in greetings.to_dict("records")
    ]  # fmt: skip
    if not spoken:
        spoken = [_("No festival greeting is due in {month}.", month=month_name(care.month))]
    return [
        blocks.paragraph(
            joined(
                [
                    sentences.birthdays_sentence(care),
                    *spoken,
                    sentences.consent_sentence(care),
                    sentences.files_sentence(review.rule.care_folder),
                ]
            )
        )
    ]


def _due_days(events: pd.DataFrame) -> list[str]:
    """Return due days as texts, with a mark where the days off of the year are not announced yet."""
    return [
        _("{day} (not verified)", day=day(due)) if unverified else day(due)
        for due, unverified in zip(events["due_day"], events["unverified"], strict=True)
    ]


def _contracts(review: ServicePlanReview, care: CareMonth) -> list[Block]:
    if not care.contracts:
        return [
            blocks.missing(
                _("Table contracts. It would show which contracts end or can be given notice next month.")
            )
        ]
    frame = contract_events(care.events)
    if frame.empty:
        month = month_name(care.month)
        text = _("No contract ends, has its anniversary or its last day of notice in {month}.", month=month)
        return [blocks.paragraph(text)]
    return [contract_table(review, care, _MOST_ROWS)]


def contract_table(review: ServicePlanReview, care: CareMonth, most: int) -> Block:
    """Return the days of contracts of the month that is planned, so many rows of them."""
    frame = contract_events(care.events)
    shown = review.result.with_names(frame).head(most)
    shown = shown.assign(
        what=shown["kind"].map(kind_of_event),
        due=_due_days(shown),
    )
    columns = [
        Column("name", _("Customer"), width="name", strong=True),
        Column("what", _("Event")),
        Column("date", _("Day itself"), write=day),
        Column("due", _("Due on working day")),
    ]
    note = joined(
        [
            _("Contracts that are renewed already are left out."),
            sentences.unverified_sentence(frame),
            rest(len(frame), most),
        ]
    )
    caption = _("Days of contracts in {month}", month=month_name(care.month))
    return blocks.table(shown, columns, name="contracts", caption=caption, note=note)


def _gifts(care: CareMonth) -> list[Block]:
    if care.contacts is None:
        return []
    absent = sentences.gifts_sentence(care)
    frame = gift_counts(care.year)
    if absent or frame.empty:
        text = absent or _("No occasion of the next {months} months comes with a gift.", months=GIFT_MONTHS)
        return [blocks.paragraph(text)]
    frame = frame.assign(what=frame["kind"].map(kind_of_event), due=_due_days(frame))
    columns = [
        Column("what", _("Occasion"), strong=True),
        Column("due", _("Due on working day")),
        Column("allowed", _("Gift allowed"), "right", number),
        Column("public_sector", _("None: public sector"), "right", number),
        Column("sector_unknown", _("None: sector unknown"), "right", number),
        Column("no_rule", _("None: no rule"), "right", number),
        Column("limit_reached", _("None: gifts of the year used up"), "right", number),
    ]
    note = joined(
        [
            _("Contacts that agreed to be contacted, over {months} months.", months=number(GIFT_MONTHS)),
            sentences.unverified_sentence(frame),
        ]
    )
    caption = _("Gifts by occasion: what the rules allow")
    return [blocks.table(frame.head(_MOST_ROWS), columns, name="gifts", caption=caption, note=note)]
