"""Small customers: they stay while there is time, and the sums say what is missing."""

import pandas as pd

from wcm_helpers.reports.service_plan.managers.small import place_small


def test_they_go_to_the_one_with_the_most_time():
    small = pd.Series({"a": 30, "b": 30, "c": 30})
    today = pd.Series({"a": "m1", "b": "m1", "c": None}, dtype=object)
    placed, missing = place_small(small, today, pd.Series({"m2": 100, "m1": 30, "m3": 60}))
    # a stays and fills m1; b takes m2 to 70, c the 70 left there before the 60 of m3
    assert placed.to_dict() == {"a": "m1", "b": "m2", "c": "m2"} and missing == 0


def test_the_longest_stay_first():
    small, today = pd.Series({"a": 20, "b": 40}), pd.Series({"a": "m1", "b": "m1"})
    placed, _missing = place_small(small, today, pd.Series({"m1": 45, "m2": 30}))
    assert placed.to_dict() == {"a": "m2", "b": "m1"}


def test_minutes_left_between_pieces_are_no_shortage():
    small, today = pd.Series({"a": 30, "b": 30}), pd.Series({"a": None, "b": None}, dtype=object)
    placed, missing = place_small(small, today, pd.Series({"m1": 31, "m2": 29}))
    assert missing == 0 and set(placed) == {"m1", "m2"}


def test_nobody_may_means_all_of_it_is_missing():
    may = pd.DataFrame({"m1": [False]}, index=["a"])
    placed, missing = place_small(pd.Series({"a": 9}), pd.Series({"a": "m1"}), pd.Series({"m1": 99}), may)
    assert placed["a"] is None and missing == 9


def test_hours_that_are_short_already_give_nothing():
    assert place_small(pd.Series({"a": 9}), pd.Series({"a": "m1"}), pd.Series({"m1": -50}))[1] == 9
