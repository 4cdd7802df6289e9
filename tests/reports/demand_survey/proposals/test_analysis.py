"""Proposals: whom an option reaches, their revenue, and what an anonymous survey leaves out."""

import math

import pandas as pd
import pytest

from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE, Wanted, find_proposals


def frame_of(rows):
    frame = pd.DataFrame(rows, columns=["customer_id", "customer_name", "class", "industry", "site", "value"])
    return frame.astype({"value": "Int64"}).set_index("customer_id", drop=False)


FRAME = frame_of(
    [
        ("a", "Alpha", "A", "pharma", None, 500),
        ("b", "Beta", "B", "food", None, 30),
        ("c", "Gamma", "C", "pharma", None, 20),
        ("d", "Delta", None, "food", None, None),
    ]
)


def test_a_common_need_reaches_everyone_and_comes_first():
    wanted = [Wanted("certificates", "industry:pharma", 0.9, 2), Wanted("slots", EVERYONE, 0.8, 3)]
    found = find_proposals(wanted, FRAME)
    assert found["need"].tolist() == ["slots", "certificates"]
    assert found["customers"].tolist() == [4, 2]
    assert found[["A", "B", "C"]].to_numpy().tolist() == [[1, 1, 1], [1, 0, 1]]
    assert found["value"].tolist() == [550, 520]


def test_individual_needs_follow_by_revenue_and_common_ones_by_share():
    wanted = [
        Wanted("kits", "customer:c", 1.0, 1), Wanted("night", "class:A", 0.9, 1),
        Wanted("photos", EVERYONE, 0.6, 3), Wanted("slots", EVERYONE, 0.8, 3),
    ]  # fmt: skip
    found = find_proposals(wanted, FRAME)
    assert found["need"].tolist() == ["slots", "photos", "night", "kits"]


@pytest.mark.parametrize("frame", [FRAME.iloc[:0], FRAME.assign(industry="other")])
def test_a_scope_the_customer_list_does_not_know_has_an_unknown_reach(frame):
    found = find_proposals([Wanted("certificates", "industry:pharma", 0.9, 2)], frame)
    assert found[["customers", "A", "value"]].isna().all(axis=None)


def test_an_anonymous_survey_has_no_customer_no_small_scope_and_no_counts_by_class():
    large = pd.concat([FRAME] * 3)
    wanted = [
        Wanted("kits", "customer:c", 1.0, 9), Wanted("night", "class:A", 0.9, 9),
        Wanted("certificates", "industry:pharma", 0.9, 9), Wanted("labels", "industry:food", 0.9, 4),
        Wanted("slots", EVERYONE, 0.8, 9),
    ]  # fmt: skip
    found = find_proposals(wanted, large, anonymous=True, smallest=5)
    # three of class A, four answers from food: below five; six of pharma
    assert found["need"].tolist() == ["slots", "certificates"]
    assert found["customers"].tolist() == [12, 6]
    assert found[["A", "B", "C"]].isna().all(axis=None)


def test_without_needs_there_are_no_proposals():
    assert find_proposals([], FRAME).empty


def test_customers_with_the_same_need_share_a_proposal():
    wanted = [Wanted("kits", f"customer:{name}", 1.0, 1, 0.25) for name in ("c", "a")]
    (row,) = find_proposals(wanted, FRAME).to_dict("records")
    assert (row["scope"], row["n"], row["customers"], row["value"]) == ("customer:a|c", 2, 2, 520)
    assert math.isnan(row["rest_share"])  # the others are partly these
