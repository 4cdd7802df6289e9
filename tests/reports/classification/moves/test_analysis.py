"""The movers, and the split of each change in money."""

import numpy as np
import pandas as pd
import pytest

from tests.reports.classification.facts import (
    PARTS,
    STEADY,
    classify_facts,
    facts_of,
    monthly,
    override,
    record,
    two_years,
)
from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports import open_report
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.sample import world


@pytest.mark.parametrize(
    ("reported", "correction"),
    # c2 starts at 500, and class A ends at half of everybody's value: of 0.496 too much in c2's own value its
    # margin loses half. Of 0.016 it loses 0.008, in cents 0.01.
    [("300.50", -0.25), ("300.02", -0.01), ("300.00", 0)],
    ids=["half a unit", "more than a cent", "rounded to the cent"],
)
def test_only_what_rounding_to_the_cent_explains_is_no_correction(shop, reported, correction):
    shop.billing(
        ("c1", "2026-04-30", 500), ("c2", "2026-04-30", "300.004"), ("c3", "2026-04-30", 100),
        ("c1", "2026-05-29", 500), ("c2", "2026-05-29", 900), ("c3", "2026-05-29", 150),
    )  # fmt: skip
    folder = shop.folder / "r"
    folder.mkdir()
    (folder / "classes.csv").write_text(
        "customer_id,month,class,official_class,value,value_basis\n"
        "c1,2026-04,A,A,500,revenue\n"
        f"c2,2026-04,B,B,{reported},revenue\n"
        "c3,2026-04,C,C,100,revenue\n",
        encoding="utf-8",
    )
    settings = shop.write_settings(
        '[tables.class_history]\npath = "r/classes.csv"\n[classification]\nwindow_months = 1\nlimit_a = 0.5\n'
    )
    moves = open_report("classification", month="2026-05", settings=str(settings)).result.moves
    row = moves.set_index("customer_id").loc["c2"]
    assert row["correction"] / 10_000 == correction


def test_entering_and_leaving_have_no_class_on_one_side():
    result = classify_facts(
        pd.concat(
            [monthly(STEADY), monthly({"n": 900}, first="2026-05"), monthly({"o": 900}, last="2025-05")]
        )
    )
    moves = result.moves.set_index("customer_id")
    sides = ["computed_before", "computed", "official_before", "official", "state"]
    assert moves.loc["n", sides].tolist() == [None, "A", None, "A", "moved"]
    assert moves.loc["o", sides].tolist() == ["A", None, "A", None, "moved"]
    # Somebody came at 900 and somebody went with 900; neither had a margin where it was not.
    assert [result.figures[name] for name in ("entered", "left")] == [1, 1]


def test_a_window_that_is_not_full_compares_no_sums():
    # One month against two: y doubles because the window grew, not because y did.
    rows = [("x", month, 600, 1) for month in ("2026-04", "2026-05")]
    rows += [("y", month, 300, 1) for month in ("2026-04", "2026-05")] + [("z", "2026-05", 900, 1)]
    result = classify_month(
        facts_of(rows), None, "2026-05", Rule(window_months=12), currency="EUR", source="s"
    )
    assert not result.previous_covered
    assert result.moves["own"].isna().all()
    assert set(result.moves["cause"]) <= {"unknown", "own"}


def test_corrected_data_are_told_from_what_happened():
    # April was reported with b at 300: A. 230 of it were credited afterwards: b has 70, and so it has in May.
    values = {"a": 720, "b": 300, "c": 120, "d": 60}
    noted = record("2026-04", {"a": "A", "b": "A", "c": "B", "d": "C"}, values)
    result = classify_facts(two_years(STEADY, changes={("b", "2026-04"): 25 - 230}), recorded=noted)
    move = result.moves.set_index("customer_id").loc["b"]
    assert move[["official_before", "computed", "compared_with"]].tolist() == ["A", "B", "2026-04"]
    # Reported: .8 x 1200 - 720 = 240. As known now: a 720, c 120, b 70, d 60, of 970: 776 - 840 = -64.
    assert [n / SCALE for n in move[PARTS]] == [240, 0, 0, 0, -304, -64]


def test_the_whole_change_is_the_correction_where_the_month_itself_was_corrected():
    # c was reported at 300 in April and A; the data of now say 120 all along: B by the rule in April and May.
    values = {"a": 720, "b": 300, "c": 300, "d": 60}
    noted = record("2026-04", {"a": "A", "b": "A", "c": "A", "d": "C"}, values)
    result = classify_facts(two_years(STEADY), recorded=noted)
    move = result.moves.set_index("customer_id").loc["c"]
    assert move[["official_before", "official", "computed", "state"]].tolist() == ["A", "B", "B", "moved"]
    # Reported: .8 x 1380 less the 720 before b and c, who are equal: 384. Now: 960 less 1020 before c.
    assert [n / SCALE for n in move[PARTS]] == [384, 0, 0, 0, -444, -60]


def test_a_changed_rule_is_told_as_such():
    # Until April class A reached to 88 %: c, that starts at .85, was in it.
    result = classify_facts(two_years(STEADY), earlier=[("2026-04", Rule(limit_a=0.88))])
    move = result.moves.set_index("customer_id").loc["c"]
    assert move[["computed_before", "computed", "official_before", "state"]].tolist() == [
        "A",
        "B",
        "A",
        "waiting",
    ]
    # .88 x 1200 - 1020 = 36; .80 x 1200 - 1020 = -60
    assert [n / SCALE for n in move[PARTS]] == [36, 0, 0, -96, 0, -60]


def test_who_moves_under_a_class_set_by_hand_is_held_by_it():
    # b falls to 100 of 1000 in May, beyond the limit; by hand it stays in A all year.
    hand = override("b", "A", "2026-01-01", "2026-12-31")
    result = classify_facts(two_years(STEADY, changes={("b", "2026-05"): -175}), overrides=hand)
    move = result.moves.set_index("customer_id").loc["b"]
    assert move[["computed_before", "computed", "official", "state"]].tolist() == [
        "A",
        "B",
        "A",
        "overridden",
    ]


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
            moves = classify_facts(facts, month=month, earlier=[("2026-01", Rule(limit_a=0.75))]).moves
            assert len(moves) and (moves[PARTS[:-1]].sum(axis=1) == moves["after"]).all()


def test_the_first_month_has_no_moves():
    result = classify_facts(two_years(STEADY, first="2026-05"))
    assert result.moves.empty and result.figures["official_moves"] is None
    assert result.classes["official"].tolist() == ["A", "A", "B", "C"]
