"""Class changes as a reader meets them."""

import pandas as pd

from tests.reports.classification.facts import (
    MOVED,
    STEADY,
    classify_facts,
    classify_values,
    monthly,
    override,
    two_years,
)
from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.moves.changes import class_changes, latest_confirmation, pending

SIDES = ["way", "official_before", "official", "since", "cause"]


def test_a_change_has_its_values_then_and_now():
    # c moved from C to A; its own 20 alone is not enough, nor the others' alone.
    result = classify_values(**MOVED)
    row = class_changes(result).set_index("customer_id").loc["c"]
    assert row[SIDES].tolist() == ["up", "C", "A", "2026-05", "both"]
    assert [row["value_before"] / SCALE, row["value"] / SCALE] == [1, 20]
    assert class_changes(result)["customer_id"].tolist() == ["c"]


def test_who_waits_has_the_month_of_its_confirmation():
    # b brought 30 and brings 10: by its own decline it is behind the limit, for the first of three months.
    row = pending(classify_values(**MOVED)).set_index("customer_id").loc["b"]
    assert row[["way", "official", "computed", "waiting"]].tolist() == ["waiting", "A", "B", 1]
    assert [row["value_before"] / SCALE, row["value"] / SCALE] == [30, 10]
    assert (row["cause"], row["confirmed_by"]) == ("decline", "2026-07")


def test_the_latest_confirmation_is_the_last_month_of_the_rule():
    result = classify_values(**MOVED, rule=Rule(window_months=1, confirm_months=4))
    assert [latest_confirmation(result, months) for months in (1, 3)] == ["2026-08", "2026-06"]


def test_a_confirmed_change_begins_with_the_first_month_beyond_the_limit():
    # Officially b moves a month after March, in which it fell from 300 to 100 of 1000.
    facts = two_years({**STEADY}, last="2026-04", changes={("b", "2026-03"): -175})
    row = class_changes(classify_facts(facts, month="2026-04")).set_index("customer_id").loc["b"]
    assert row[SIDES].tolist() == ["down", "A", "B", "2026-03", "decline"]
    assert [row["value_before"] / SCALE, row["value"] / SCALE] == [300, 100]
    # February to April: 25 - 175 + 25 against 75 a year ago, of which it is less by 200: -125 / 75 - 1
    assert round(row["recent_change"], 6) == round(-125 / 75 - 1, 6)


def test_customers_that_entered_or_left_come_last():
    new, gone = monthly({"n": 900}, first="2026-05"), monthly({"o": 900}, last="2025-05")
    changes = class_changes(classify_facts(pd.concat([monthly(STEADY), new, gone])))
    outside = changes[changes["way"].isin(["entered", "left"])]
    assert outside["cause"].tolist() == ["activity", "activity"]
    assert outside.index.tolist() == [len(changes) - 2, len(changes) - 1]
    assert outside.set_index("customer_id").loc["o", "value"] == 0


def test_a_window_the_history_does_not_cover_has_no_value():
    facts = monthly(STEADY, first="2026-03", changes={("d", "2026-05"): 500})
    changes = class_changes(classify_facts(facts))
    assert changes["customer_id"].tolist() and changes["value_before"].isna().all()
    assert set(changes["cause"]) == {""}


def test_a_class_set_by_hand_is_its_own_cause():
    hand = override("d", "A", "2026-05-01", "2026-12-31")
    row = class_changes(classify_facts(two_years(STEADY), overrides=hand)).iloc[0]
    assert row[["customer_id", "way", "cause"]].tolist() == ["d", "up", "by_hand"]
