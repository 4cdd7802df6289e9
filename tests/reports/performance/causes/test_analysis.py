"""Which group explains a change: planted causes, a Simpson month, and nothing to explain."""

from types import SimpleNamespace

import pandas as pd
import pytest

from benchmarks.causes import FIRST, HURT, QUIET, invent, named
from wcm_helpers.core.months import add_months, window
from wcm_helpers.reports.performance.catalogue.values import values_of
from wcm_helpers.reports.performance.causes.analysis import bases, explain, main_cause, slower_stage

MONTH = "2026-05"


def orders(*rows):
    """Return counts of orders: month, site, on time, measured."""
    return pd.DataFrame(rows, columns=["month", "site_id", "on_time", "on_time_measured"])


def split(*rows, months=("2026-04",)):
    return explain(orders(*rows), "on_time", "site", "usual", list(months), MONTH)


def test_the_site_that_fell_explains_the_change():
    # S1 fell from 97 to 80 of 100, S2 stayed at 97: all of the 8.5 points are of S1, by its rate.
    made = split(
        ("2026-04", "S1", 97, 100), ("2026-04", "S2", 97, 100), (MONTH, "S1", 80, 100), (MONTH, "S2", 97, 100)
    )
    assert made.change == pytest.approx(-0.085)
    assert made.leading == ("S1", pytest.approx(1.0))
    assert made.split.loc["S1", ["rate", "mix"]].tolist() == pytest.approx([-0.085, 0.0])
    assert main_cause([made]) is made


def test_a_simpson_month_is_a_reversal():
    # Both better (90 → 92 %, 60 → 65 %), the total worse (80 → 74 %): more orders came to the poor one.
    made = split(
        ("2026-04", "S1", 900, 1000),
        ("2026-04", "S2", 300, 500),
        (MONTH, "S1", 460, 500),
        (MONTH, "S2", 650, 1000),
    )
    assert made.reversal and made.change < 0
    assert made.split["rate"].sum() > 0 > made.split["mix"].sum()
    assert made.change == pytest.approx(1110 / 1500 - 1200 / 1500)


def test_orders_of_no_site_are_a_group_so_that_nothing_is_left():
    made = split(
        ("2026-04", "S1", 90, 100), ("2026-04", None, 10, 10), (MONTH, "S1", 80, 100), (MONTH, None, 4, 10)
    )
    assert made.split["total"].sum() == pytest.approx(84 / 110 - 100 / 110)
    assert made.unnamed == pytest.approx(10 / 110)
    assert main_cause([made]) is None or main_cause([made]).leading[0]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [(MONTH, "S1", 9, 10), (MONTH, "S2", 9, 10)],
        [("2026-04", "S1", 9, 10), (MONTH, "S1", 8, 10)],
        [("2026-04", "S1", 0, 0), ("2026-04", "S2", 0, 0), (MONTH, "S1", 8, 10)],
    ],
)
def test_without_a_base_or_a_second_group_there_is_nothing_to_compare(rows):
    assert split(*rows) is None


def test_a_change_that_chance_explains_has_no_cause():
    # S1 from 97 to 92 of 100, S2 as it was: −2.5 points, and one error is √(.9575 × .0425 × 2 / 200) = 2.0;
    # of S1 alone −5 points against √(.945 × .055 × 2 / 100) = 3.2.
    made = split(
        ("2026-04", "S1", 97, 100), ("2026-04", "S2", 97, 100), (MONTH, "S1", 92, 100), (MONTH, "S2", 97, 100)
    )
    assert made.leading == ("S1", pytest.approx(1.0))
    assert not made.beyond_chance
    assert main_cause([made]) is None


def test_no_group_leads_where_all_fell_alike():
    made = split(
        *(("2026-04", f"S{n}", 95, 100) for n in range(6)), *((MONTH, f"S{n}", 90, 100) for n in range(6))
    )  # fmt: skip
    assert main_cause([made]) is None


def test_the_usual_months_are_the_twelve_before():
    assert bases(MONTH) == {"usual": window("2026-04", 12), "previous": ["2026-04"]}


def test_a_planted_cause_is_named_within_two_months_and_no_quiet_world_is():
    last = window(add_months(FIRST, QUIET + HURT - 1), HURT)
    for seed in range(3):
        made, victim = invent(seed, hurt=True)
        reports = [named(made, month) for month in last]
        assert any(victim in report["exceptions"] for report in reports)
        assert any(victim in report["split"] for report in reports)
        assert not named(invent(seed, hurt=False)[0], last[-1])["split"]


def review_of(rows):
    frame = pd.DataFrame(rows, columns=["indicator", "dimension", "group", "month", "value"])
    return SimpleNamespace(month=MONTH, computed=lambda function: {values_of: frame}[function])


def test_the_stage_that_became_slower_is_named():
    # Picking 5 h in every month before and 12 h now; packing 4 h always.
    rows = [("pick_p90_hours", "site", "S1", month, 5.0) for month in window("2026-04", 12)]
    rows += [("pack_p90_hours", "site", "S1", month, 4.0) for month in window(MONTH, 12)]
    assert slower_stage(review_of(rows), "site", "S1") == ""
    rows.append(("pick_p90_hours", "site", "S1", MONTH, 12.0))
    assert slower_stage(review_of(rows), "site", "S1") == "released-picked"
    assert slower_stage(review_of(rows), "site", "S2") == ""
