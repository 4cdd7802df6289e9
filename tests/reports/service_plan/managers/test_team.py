"""Capacity by hand, names as far as they are published, points of mismatch, and who may serve class A."""

import pandas as pd

from tests.reports.service_plan.managers.staffings import team
from wcm_helpers.core.contacts import MARK
from wcm_helpers.reports.service_plan.managers.team import eligible, mismatch, team_of


def test_shares_of_the_table_count_and_the_usual_ones_where_blank():
    staff = pd.DataFrame(
        {"hours": [59.6, 100.0], "utilisation": [0.85, None], "administration": [0.20, None]}, ["M6", "M7"]
    )
    # 3,576 minutes x .85 x .8 = 2,431.7; 6,000 x .75 x .85
    assert team_of(staff)["capacity"].tolist() == [2431, 3825]


def test_a_name_that_is_not_published_is_not_shown():
    staff = pd.DataFrame({"hours": 1.0, "manager_name": ["Anna", MARK, None]}, ["M1", "M2", "M3"])
    assert team_of(staff)["name"].tolist() == ["M1 Anna", "M2", "M3"]


def test_a_manager_the_table_does_not_call_named_is_none_if_others_are():
    staff = pd.DataFrame({"hours": 1.0, "named": [True, None]}, ["M1", "M2"])
    assert team_of(staff)["named"].tolist() == [True, False]
    assert team_of(staff[["hours"]])["named"].tolist() == [None, None]


def test_lists_are_read_by_their_parts():
    staff = pd.DataFrame({"hours": 1.0, "industries": ["食品;快消", None]}, ["M1", "M2"])
    assert team_of(staff)["industries"].tolist() == [("食品", "快消"), ()]


def test_an_industry_and_a_warehouse_count_two_points_each():
    book = team(("m1", 1, None, ("food",)), ("m2", 1, None, ())).assign(sites=[("S1",), ("S2",)])
    industries = pd.Series({"a": "food", "b": "cars", "c": None})
    points = mismatch(industries, {"a": frozenset({"S2"}), "b": frozenset({"S2", "S1"})}, book)
    assert points.to_numpy().tolist() == [[2, 0], [2, 0], [0, 0]]


def test_class_a_needs_a_named_manager():
    classes = pd.Series({"a": "A", "b": "B", "c": None})
    may = eligible(classes, team(("m1", 1, True, ()), ("m2", 1, False, ())))
    assert may.to_numpy().tolist() == [[True, False], [True, True], [True, True]]
    assert eligible(classes, team(("m1", 1, None, ()))) is None
