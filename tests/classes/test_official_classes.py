"""Official classes: planted truths, classes set by hand, later months."""

import numpy as np
import pandas as pd
import pytest

from tests.reports.classification.facts import STEADY, classify_facts, override, two_years
from wcm_helpers.classes.customer_months import (
    classes_by_month,
    pivot_customer_months,
    rules_by_month,
)
from wcm_helpers.classes.official_classes import compute_official_classes
from wcm_helpers.core.months import add_months
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification import official_sentences
from wcm_helpers.sample import world


@pytest.mark.parametrize("size", [150, 600, 2400])
def test_stable_customers_stay_and_planted_crossers_move(size):
    """At five seeds: of 60 stable ones at most one official move a month; crossers follow in three months."""
    moves, moved, crossers = [], 0, 0
    for seed in range(1, 6):
        invented = world.build(seed, size, 36, "2026-10", 1.0)
        path = path_of(invented)
        stable = invented.customers.loc[invented.customers["behaviour"] == "stable", "customer_id"]
        letters = path.loc[path.index.isin(stable)].to_numpy(dtype=object)
        assert letters.shape[1] == 25
        moves.append(60 / len(stable) * (letters[:, 1:] != letters[:, :-1]).sum() / 24)
        crossing = invented.customers[invented.customers["crosses_in"].fillna("") != ""]
        for row in crossing.itertuples():
            months = [m for m in path.columns if row.crosses_in <= m <= add_months(row.crosses_in, 3)]
            followed = row.to_class in set(path.loc[row.customer_id, months])
            if followed or len(months) == 4:  # who crossed less than three months ago has not failed
                crossers, moved = crossers + 1, moved + followed
    assert max(moves) <= 1
    assert crossers >= 25 and moved >= 0.9 * crossers


def path_of(invented):
    net = invented.billed - invented.credited
    rows, columns = np.nonzero((invented.billed != 0) | (invented.credited != 0))
    facts = pd.DataFrame(
        {
            "customer_id": invented.customers["customer_id"].to_numpy()[rows],
            "month": np.array(invented.months)[columns],
            "value": net[rows, columns] * 100,  # fen in ten-thousandths
            "orders": 1,
        }
    )
    book = pivot_customer_months(facts, invented.months[-1])
    rules = rules_by_month(book, Rule())
    official = compute_official_classes(classes_by_month(book, rules), rules)
    return official.path.official[official.covered]


def test_may_knows_nothing_of_june():
    changes = {("c", "2026-06"): 9000, ("b", "2026-06"): 1}
    told = [
        classify_facts(
            two_years(STEADY, last=last, changes=changes),
            overrides=override("d", "B", "2026-06-01", "2026-12-31"),
        )
        for last in ("2026-05", "2026-06")
    ]
    pd.testing.assert_frame_equal(told[0].classes, told[1].classes)
    pd.testing.assert_frame_equal(told[0].official.path.official, told[1].official.path.official)


def test_a_class_set_by_hand_holds_until_it_expires():
    hand = override("d", "A", "2026-02-15", "2026-04-30")
    path = classify_facts(two_years(STEADY), overrides=hand).official.path
    last = path.official.loc["d", "2026-01":]
    assert last.to_dict() == {"2026-01": "C", "2026-02": "A", "2026-03": "A", "2026-04": "A", "2026-05": "C"}
    assert path.reasons.loc["d", ["2026-02", "2026-05"]].tolist() == ["override", "expired"]
    april = classify_facts(two_years(STEADY), month="2026-04", overrides=hand)
    row = april.classes.set_index("customer_id").loc["d"]
    assert row[["official", "class", "since", "previous", "approved_by", "expires"]].tolist() == [
        "A", "C", "2026-02", "C", "Li", "2026-04-30",
    ]  # fmt: skip
    assert official_sentences.overrides_in_force(april)["customer_id"].tolist() == ["d"]
    assert april.figures["official"] == {"A": 3, "B": 1, "C": 0, "N": 0}
    assert april.figures["classes"] == {"A": 2, "B": 1, "C": 1, "N": 0}


def test_an_override_of_a_customer_without_activity_says_nothing():
    told = classify_facts(two_years(STEADY), overrides=override("nobody", "A", "2026-01-01", "2026-12-31"))
    assert "nobody" not in told.official.path.official.index


def test_of_two_overrides_the_one_that_began_last_holds():
    both = pd.concat(
        [override("d", "A", "2026-03-01", "2026-12-31"), override("d", "B", "2026-01-01", "2026-12-31")]
    )
    path = classify_facts(two_years(STEADY), overrides=both).official.path.official
    assert path.loc["d", ["2026-02", "2026-03"]].tolist() == ["B", "A"]
