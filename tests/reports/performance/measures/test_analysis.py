"""The register judged by the review's own indicators."""

import pytest

from tests.reports.performance.measures.made_up import Review, orders, register
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.catalogue.values import compute_values
from wcm_helpers.reports.performance.measures.analysis import COLUMNS, for_judging, measures_of

START = {"start": "2026-05-01", "due": "2026-06-30", "status": "in_progress"}
ROWS = register(
    {"id": "M1", "metric": "On time", "scope": "LA1", "comparison": "LA2", "owner": "Zhao", **START},
    {"id": "M2", "metric": "on_time", "scope": "beta", **START},
    {"id": "M3", "metric": "pick hours", "scope": "LA1", **START},
    {"id": "M4", "metric": "on_time", "scope": "LA9", **START},
    {"id": "M5", "metric": "claims", "scope": "LA1", **START, "status": "closed", "closed_at": "2026-07-01"},
    {"id": "M6", "metric": "on_time", "scope": "LA1", "status": "done"},
)


def test_each_measure_has_its_verdict_and_its_reason():
    rows = measures_of(Review(ROWS)).set_index("id")
    assert rows["verdict"].to_dict() == {
        "M1": "effect shown", "M2": "effect not shown", "M3": "cannot tell", "M4": "cannot tell",
        "M5": "closed without evidence", "M6": "cannot tell",
    }  # fmt: skip
    assert rows["why"].tolist() == [
        "interval",
        "interval",
        "no_indicator",
        "no_group",
        "no_figures",
        "no_start",
    ]
    assert rows["overdue"].tolist() == [True, True, True, True, False, False]


def test_the_effect_is_that_planted():
    row = measures_of(Review(ROWS)).set_index("id").loc["M1"]
    assert row["estimate"] == pytest.approx(0.15, abs=0.02)  # 30 of 200 orders more
    assert 0 < row["low"] < row["estimate"] < row["high"]


def test_without_a_register_there_are_none():
    assert tuple(measures_of(Review()).columns) == COLUMNS
    assert measures_of(Review()).empty


@pytest.mark.parametrize(
    ("indicator", "columns"),
    [
        ("on_time", ["month", "value", "numerator", "denominator"]),
        ("claims", ["month", "value", "numerator"]),
        ("lead_p90_hours", ["month", "value", "n"]),
        ("net_retention", ["month", "value"]),
        ("margin", ["month", "value"]),
    ],
)
def test_an_indicator_is_judged_as_what_it_is(indicator, columns):
    rows = compute_values({"orders": orders()}, "all", ["on_time"])
    assert list(for_judging(rows, DEFINITIONS[indicator])) == columns
