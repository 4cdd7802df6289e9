"""Names, first months, new and inactive customers."""

import pandas as pd

from tests.reports.classification.facts import CUSTOMERS, STEADY, classify_facts, monthly
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.reports.classification.customer_notes import notes


def test_classes_carry_what_is_known_of_a_customer():
    rows = classify_facts(monthly(STEADY), CUSTOMERS).classes.set_index("customer_id")
    assert rows.loc["a", ["customer_name", "industry", "known"]].tolist() == ["华东零售", "retail", True]
    assert rows.loc["c", ["customer_name", "known"]].tolist() == ["c", False]  # no name: its id, and flagged
    assert rows.loc["b", "value"] == 12 * 25 * SCALE
    assert rows.loc["b", "previous_value"] == 12 * 25 * SCALE
    assert rows.loc["b", "previous_class"] == "A"
    assert rows.loc["b", "orders"] == 12
    assert rows.loc["b", "trend"] == (25.0,) * 12
    assert rows.loc["b", "first_month"] == "2020-01"  # its start date, before the history begins
    assert rows["new"].tolist() == [False] * 4


def test_who_is_inactive_and_who_is_not_there_yet():
    facts = monthly(STEADY, changes={("d", month): None for month in month_range("2025-04", "2026-05")})
    silent = classify_facts(facts, CUSTOMERS).inactive
    # z is known and never came; d was last there in March 2025; "late" starts after May.
    assert silent[["customer_id", "customer_name", "last_month"]].values.tolist() == [
        ["d", "<b>Delta</b>", "2025-03"],
        ["z", "Zeta", None],
    ]


def test_a_newcomer_is_flagged_with_its_pace():
    facts = pd.concat([monthly(STEADY), monthly({"n": 30}, first="2026-04")])
    result = classify_facts(facts)
    row = result.classes.assign(note=notes(result)).set_index("customer_id").loc["n"]
    # 60 in two months, April and May: 360 in twelve.
    assert row["new"]
    assert row["note"].startswith("New since April 2026: at this pace 360 CNY in 12 months.")
    old = pd.concat([monthly(STEADY), monthly({"n": 30}, first="2026-02")])
    assert (
        not classify_facts(old).classes.set_index("customer_id").loc["n", "new"]
    )  # three months ago and more


def test_who_is_there_when_the_history_begins_is_not_called_new():
    assert not classify_facts(monthly(STEADY, first="2026-04")).classes["new"].any()
