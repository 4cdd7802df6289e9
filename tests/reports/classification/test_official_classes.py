"""Official classes of whole books: planted truths, classes set by hand, records, changed rules."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import add_months, month_range
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification import official_sentences as official_words
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.customer_months import (
    classes_by_month,
    pivot_customer_months,
    rules_by_month,
)
from wcm_helpers.reports.classification.official_classes import compute_official_classes
from wcm_helpers.sample import world

PARTS = ["before", "own", "others", "rule", "correction", "after"]


def monthly(amounts, first="2024-06", last="2026-05", changes=()):
    changes = dict(changes)
    rows = [
        (name, month, changes.get((name, month), amount) * SCALE, 1)
        for name, amount in amounts.items()
        for month in month_range(first, last)
    ]
    return pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])


def seen(facts, month="2026-05", rule=None, **more):
    return classify_month(facts, None, month, rule or Rule(), currency="CNY", source="invoices", **more)


# Every year a 720, b 300, c 120, d 60 of 1200: starts 0, .60, .85, .95: A A B C.
STEADY = {"a": 60, "b": 25, "c": 10, "d": 5}


def override(customer, letter, first, last):
    return pd.DataFrame(
        {
            "customer_id": [customer], "class": [letter], "approved_by": ["Li"], "reason": ["strategic"],
            "valid_from": [pd.Timestamp(first)], "expires": [pd.Timestamp(last)],
        }
    )  # fmt: skip


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
    return compute_official_classes(classes_by_month(book, rules), rules).path.official


def test_may_knows_nothing_of_june():
    changes = {("c", "2026-06"): 9000, ("b", "2026-06"): 1}
    told = [
        seen(
            monthly(STEADY, last=last, changes=changes),
            overrides=override("d", "B", "2026-06-01", "2026-12-31"),
        )
        for last in ("2026-05", "2026-06")
    ]
    pd.testing.assert_frame_equal(told[0].classes, told[1].classes)
    pd.testing.assert_frame_equal(told[0].official.path.official, told[1].official.path.official)


def test_a_class_set_by_hand_holds_until_it_expires():
    hand = override("d", "A", "2026-02-15", "2026-04-30")
    path = seen(monthly(STEADY), overrides=hand).official.path
    last = path.official.loc["d", "2026-01":]
    assert last.to_dict() == {"2026-01": "C", "2026-02": "A", "2026-03": "A", "2026-04": "A", "2026-05": "C"}
    assert path.reasons.loc["d", ["2026-02", "2026-05"]].tolist() == ["override", "expired"]
    april = seen(monthly(STEADY), month="2026-04", overrides=hand)
    row = april.classes.set_index("customer_id").loc["d"]
    assert row[["official", "class", "since", "previous", "approved_by", "expires"]].tolist() == [
        "A", "C", "2026-02", "C", "Li", "2026-04-30",
    ]  # fmt: skip
    assert official_words.overrides_in_force(april)["customer_id"].tolist() == ["d"]
    assert april.figures["official"] == {"A": 3, "B": 1, "C": 0, "N": 0}
    assert april.figures["classes"] == {"A": 2, "B": 1, "C": 1, "N": 0}


def test_an_override_of_a_customer_without_activity_says_nothing():
    told = seen(monthly(STEADY), overrides=override("nobody", "A", "2026-01-01", "2026-12-31"))
    assert "nobody" not in told.official.path.official.index


def test_of_two_overrides_the_one_that_began_last_holds():
    both = pd.concat(
        [override("d", "A", "2026-03-01", "2026-12-31"), override("d", "B", "2026-01-01", "2026-12-31")]
    )
    path = seen(monthly(STEADY), overrides=both).official.path.official
    assert path.loc["d", ["2026-02", "2026-03"]].tolist() == ["B", "A"]


def record(month, official, values):
    return pd.DataFrame(
        [(name, month, letter, letter, values[name] * SCALE, "revenue") for name, letter in official.items()],
        columns=["customer_id", "month", "class", "official_class", "value", "value_basis"],
    )


def test_corrected_data_are_told_from_what_happened():
    # April was reported with b at 300: A. 230 of it were credited afterwards: b has 70, and so it has in May.
    values = {"a": 720, "b": 300, "c": 120, "d": 60}
    noted = record("2026-04", {"a": "A", "b": "A", "c": "B", "d": "C"}, values)
    found = seen(monthly(STEADY, changes={("b", "2026-04"): 25 - 230}), recorded=noted)
    move = found.moves.set_index("customer_id").loc["b"]
    assert move[["official_before", "computed", "compared_with"]].tolist() == ["A", "B", "2026-04"]
    # Reported: .8 x 1200 - 720 = 240. As known now: a 720, c 120, b 70, d 60, of 970: 776 - 840 = -64.
    assert [n / SCALE for n in move[PARTS]] == [240, 0, 0, 0, -304, -64]


def test_the_whole_change_is_the_correction_where_the_month_itself_was_corrected():
    # c was reported at 300 in April and A; the data of now say 120 all along: B by the rule in April and May.
    values = {"a": 720, "b": 300, "c": 300, "d": 60}
    noted = record("2026-04", {"a": "A", "b": "A", "c": "A", "d": "C"}, values)
    found = seen(monthly(STEADY), recorded=noted)
    move = found.moves.set_index("customer_id").loc["c"]
    assert move[["official_before", "official", "computed", "state"]].tolist() == ["A", "B", "B", "moved"]
    # Reported: .8 x 1380 less the 720 before b and c, who are equal: 384. Now: 960 less 1020 before c.
    assert [n / SCALE for n in move[PARTS]] == [384, 0, 0, 0, -444, -60]


def test_a_changed_rule_is_told_as_such():
    # Until April class A reached to 88 %: c, that starts at .85, was in it.
    found = seen(monthly(STEADY), earlier=[("2026-04", Rule(limit_a=0.88))])
    move = found.moves.set_index("customer_id").loc["c"]
    assert move[["computed_before", "computed", "official_before", "state"]].tolist() == [
        "A",
        "B",
        "A",
        "waiting",
    ]
    # .88 x 1200 - 1020 = 36; .80 x 1200 - 1020 = -60
    assert [n / SCALE for n in move[PARTS]] == [36, 0, 0, -96, 0, -60]


def test_a_changed_rule_is_blamed_on_nobody():
    # Every month a 60, b 25, c 10, d 5; until March class A reached to 88 %, and c fell by 1 in April.
    facts = monthly(STEADY, changes={("c", "2026-04"): 9})
    found = seen(facts, earlier=[("2026-03", Rule(limit_a=0.88))])
    move = found.moves.set_index("customer_id").loc["c"]
    assert move[["state", "official_before", "official", "cause"]].tolist() == ["moved", "A", "B", "rule"]
    assert not any("decline" in str(line) or "fell" in str(line) for line in found.decisions)
    assert "The rule has changed: 1 move is its doing, not the customer's." in found.warnings


def test_a_class_set_by_hand_is_blamed_on_nobody():
    facts = monthly(STEADY, changes={("b", "2026-05"): 24})
    found = seen(facts, overrides=override("b", "C", "2026-05-01", "2026-12-31"))
    move = found.moves.set_index("customer_id").loc["b"]
    assert move[["state", "official", "official_reason"]].tolist() == ["moved", "C", "override"]
    assert not any("decline" in str(line) for line in found.decisions)


def test_who_moves_under_a_class_set_by_hand_is_held_by_it():
    # b falls to 100 of 1000 in May, beyond the limit; by hand it stays in A all year.
    hand = override("b", "A", "2026-01-01", "2026-12-31")
    found = seen(monthly(STEADY, changes={("b", "2026-05"): -175}), overrides=hand)
    move = found.moves.set_index("customer_id").loc["b"]
    assert move[["computed_before", "computed", "official", "state"]].tolist() == [
        "A",
        "B",
        "A",
        "overridden",
    ]


def test_a_record_of_another_measure_says_nothing():
    noted = record("2026-04", {"c": "A"}, {"c": 900}).assign(value_basis="orders")
    found = seen(monthly(STEADY), recorded=noted)
    assert found.classes.set_index("customer_id").loc["c", "official"] == "B"
    assert found.official.recorded == [] and found.moves.empty


def test_corrected_data_are_warned_of():
    values = {"a": 720, "b": 300, "c": 300, "d": 60}
    noted = record("2026-04", {"a": "A", "b": "A", "c": "A", "d": "C"}, values)
    found = seen(monthly(STEADY), recorded=noted)
    assert "Data of a month already reported were corrected: 1 move comes from that." in found.warnings


def test_margins_without_costs_are_warned_of():
    facts = monthly(STEADY).assign(revenue=lambda f: f["value"], cost=lambda f: f["value"] // 2)
    facts.loc[(facts["customer_id"] == "b") & (facts["month"] >= "2026-04"), "cost"] = 0
    facts["value"] = facts["revenue"] - facts["cost"]
    found = seen(facts, rule=Rule(value="margin"))
    told = "In 2 months of customers something was billed and no cost is known: all of it is margin."
    assert told in found.warnings
    assert told not in seen(facts).warnings


def test_the_split_of_every_move_adds_up_on_the_invented_warehouse():
    for seed in (1, 2):
        invented = world.build(seed, 150, 36, "2026-10", 1.0)
        net = invented.billed - invented.credited
        rows, columns = np.nonzero(net)
        facts = pd.DataFrame(
            {
                "customer_id": invented.customers["customer_id"].to_numpy()[rows],
                "month": np.array(invented.months)[columns], "value": net[rows, columns] * 100, "orders": 1,
            }
        )  # fmt: skip
        for month in ("2025-12", "2026-05", "2026-10"):
            moves = seen(facts, month=month, earlier=[("2026-01", Rule(limit_a=0.75))]).moves
            assert len(moves) and (moves[PARTS[:-1]].sum(axis=1) == moves["after"]).all()


def test_the_first_month_has_no_moves():
    found = seen(monthly(STEADY, first="2026-05"))
    assert found.moves.empty and found.figures["official_moves"] is None
    assert found.classes["official"].tolist() == ["A", "A", "B", "C"]


def test_the_words_of_the_rule_change_with_it():
    said = official_words.describe(Rule(band=0.03, band_months=4, confirm_months=6, upgrade_months=2))
    assert "down after 4 months beyond the limit by 3 points, up after 2 months" in said
    assert "after 6 months beyond it at all" in said


def test_calm_is_told_from_what_was_counted():
    # In March b falls to 100 of 1000: b starts at .84, c at .72, d at .94. Officially c is up at once, b down
    # a month later, d, within the band of .95, up two months later.
    found = seen(monthly({**STEADY}, changes={("b", "2026-03"): -175}))
    assert (found.official.computed_moves, found.official.official_moves) == (3, 3)
    assert found.official.delay == pytest.approx(1.0)
    assert "changed 3 times, the official class 3 times" in official_words.stability_sentence(found)
