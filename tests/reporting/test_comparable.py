"""The figures by which sites are compared: as recorded, and read back from any run.json."""

import json

import pytest

from wcm_helpers.reporting.comparable import Comparable, figure, read_comparables

GOOD = {"id": "x", "label": "X", "value": 0.5, "kind": "share"}


def test_what_is_recorded_is_read_back():
    (one,) = figure("otif", "OTIF", 0.9125, "share", better="up", low=0.9, high=0.92, n=1204.0)
    recorded = json.loads(json.dumps([one.recorded()], allow_nan=False))
    assert read_comparables(recorded) == [one]
    assert one.has_interval


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), 1e300])
def test_a_figure_without_a_value_is_none(value):
    assert figure("x", "X", value, "count") == []


@pytest.mark.parametrize(
    "changed",
    [{"id": ""}, {"id": 5}, {"label": None}, {"value": "1"}, {"value": True}, {"value": float("nan")},
     {"value": 10**400}, {"value": None}, {"kind": "rate"}, {"kind": []}, {"better": "left"}, {"low": "0"},
     {"n": {}}, {"unit": 3}, {"other": 1}],
)  # fmt: skip
def test_a_damaged_figure_is_left_out_alone(changed):
    assert read_comparables([{**GOOD, **changed}, GOOD]) == [Comparable("x", "X", 0.5, "share")]


@pytest.mark.parametrize("recorded", [None, {}, "x", 5, [None], [[]]])
def test_what_is_no_list_of_figures_has_none(recorded):
    assert read_comparables(recorded) == []


@pytest.mark.parametrize(("low", "high", "n"), [(0.6, 0.7, 9), (0.4, 0.6, 0), (0.4, 0.6, -3), (None, 0.6, 9)])
def test_what_is_no_interval_is_not_shown_as_one(low, high, n):
    assert not Comparable("x", "X", 0.5, "share", low=low, high=high, n=n).has_interval
