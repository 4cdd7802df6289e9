from pathlib import Path

import pandas as pd
import pytest

from tests.reports.classification.backtest.examples import (
    SINCE,
    THEN,
    classification_of,
    persisting,
    three_years,
)
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.abc import Rule
from wcm_helpers.methods.backtest_limits import limits
from wcm_helpers.reports.classification.backtest.analysis import customers_then, run_backtest
from wcm_helpers.reports.classification.classify_month import classify_month

DATA = Path(ROOT).parent / "shared" / "data"


def test_the_book_by_hand():
    result = run_backtest(classification_of(THEN + SINCE))
    assert (result.key, result.reason, result.classes_month) == ("good", "", "2025-05")
    assert result.captures["share"]["classes"] == pytest.approx(600 / 880)
    assert result.captures["share"]["orders"] == pytest.approx(40 / 880)
    assert result.captures["share"]["recent"] == pytest.approx(4 / 6 * 180 / 880)
    assert (result.newcomers, result.newcomers_share, result.share_of_all) == (1, 0.12, 0.6)
    table = result.classes.set_index("class")
    assert table["kept"].tolist() == pytest.approx([0.75, 1.2, 2.0])
    assert table["silent"].tolist() == [1, 0, 1] and table["gone"].tolist() == [0, 0, 1]
    assert table["orders_now"].tolist() == [8, 12, 18]


def test_credits_lessen_no_share_of_the_value_since():
    # c9 was known and n1 was not; both were only credited since. a3 was credited more than it brought: class
    # A brought 550, the newcomer 120, all 950.
    credits = [("c9", "2026-05", -30, 0), ("n1", "2026-05", -50, 0), ("a3", "2026-04", -80, 0)]
    result = run_backtest(classification_of(THEN + SINCE + credits))
    assert result.newcomers == 2
    assert result.newcomers_share == pytest.approx(120 / 950)
    assert result.share_of_all == pytest.approx(550 / 950)
    assert result.captures["share"]["classes"] == pytest.approx(550 / 830)


def test_a_short_history_names_the_first_possible_month():
    # The window from June 2024 ends in May 2025, and twelve months more in May 2026.
    result = run_backtest(classification_of(THEN + SINCE[:4], "2026-04"))
    assert (result.key, result.reason, result.can_tell, result.from_month) == (
        "cannot_tell",
        "too_short",
        False,
        "2026-05",
    )
    assert result.limits.empty and not result.comparable


def test_later_months_change_nothing():
    later = [("a0", "2026-06", 9999, 1), ("z", "2026-07", 5000, 1)]
    one, other = (
        run_backtest(classification_of(THEN + SINCE)),
        run_backtest(classification_of(THEN + SINCE + later)),
    )
    pd.testing.assert_frame_equal(one.captures, other.captures)


def test_a_window_of_another_length_is_compared_with_twelve_months():
    # 30 a month each: 90 in three months to May 2025, 360 since. Kept a month: all of it.
    months = month_range("2025-03", "2026-05")
    result = run_backtest(persisting(months, [300] * 5 + [30] * 20, Rule(window_months=3)))
    assert result.classes_month == "2025-05" and result.from_month == "2026-05"
    table = result.classes.set_index("class")
    assert table.loc["A", ["value_then", "value_now"]].tolist() == [
        3 * 300 * 5 * SCALE
        + 3 * 30 * 20 * SCALE,  # 1,500 and 600: the twenty equals start at 71 %: all are A
        12 * 300 * 5 * SCALE + 12 * 30 * 20 * SCALE,
    ]
    assert table["kept"]["A"] == pytest.approx(1)
    assert result.reason == "all_in_a"
    assert "recent" not in result.captures.index  # the last three months are the window itself


def test_limits_are_chosen_on_the_year_before_and_checked_on_the_year_since():
    classification = classification_of(three_years())
    result = run_backtest(classification)
    check = result.next_year_check
    rule = classification.rule
    earlier = limits(customers_then(classification.customer_months, "2024-05", rule), rule)
    best = earlier[earlier["best"]].iloc[0]
    assert (check.month, check.limit_a, check.limit_b) == (
        "2024-05",
        best["limit_a"],
        best["limit_b"],
    )
    row = result.limits[
        (result.limits["limit_a"] == check.limit_a) & (result.limits["limit_b"] == check.limit_b)
    ].iloc[0]
    assert (check.score, check.difference) == (row["score"], row["difference"])
    assert check.score < result.limits["score"].max() + 1e-12


def test_without_orders_there_is_no_order_of_them():
    rows = [(customer, month, value, 0) for customer, month, value, _orders in THEN + SINCE]
    assert "orders" not in run_backtest(classification_of(rows)).captures.index


def test_order_of_rows_and_ids_do_not_matter():
    rows = THEN + SINCE
    names = {row[0]: f"z{99 - place}" for place, row in enumerate(rows)}
    other = run_backtest(classification_of([(names[row[0]], *row[1:]) for row in rows[::-1]]))
    result = run_backtest(classification_of(rows))
    pd.testing.assert_frame_equal(other.captures, result.captures)
    pd.testing.assert_frame_equal(other.limits, result.limits)
    scaled = run_backtest(
        classification_of([(who, month, value * 100, orders) for who, month, value, orders in rows])
    )
    pd.testing.assert_frame_equal(scaled.captures, result.captures)


def test_the_invented_warehouse_loses_and_gains_those_planted(sample_review):
    result = run_backtest(sample_review.result)
    truth = pd.read_csv(ROOT / "data" / "sample" / "truth" / "customers.csv").set_index("customer_id")
    lost = truth[(truth["behaviour"] == "lost") & truth["since"].between("2025-11", "2026-08")].index
    new = truth[(truth["behaviour"] == "new") & truth["since"].between("2025-11", "2026-10")].index
    assert len(lost) and len(new)
    assert result.customers["silent"].reindex(lost.intersection(result.customers.index)).all()
    assert not set(new) & set(result.customers.index) and result.newcomers == len(new)
    assert result.key == "good"
    assert result.captures["difference_low"]["chance"] > 0.3
    assert result.next_year_check is not None


@pytest.mark.skipif(not (DATA / "northwind_orders.csv").is_file(), reason="real data not at hand")
def test_northwind_with_its_short_history():
    orders = pd.read_csv(DATA / "northwind_orders.csv")
    lines = pd.read_csv(DATA / "northwind_order_details.csv").merge(orders, on="order_id")
    lines["amount"] = lines["unit_price"] * lines["quantity"] * (1 - lines["discount"])
    facts = lines.assign(month=lines["order_date"].str[:7]).groupby(["customer_id", "month"])
    facts = facts.agg(value=("amount", "sum"), orders=("order_id", "nunique")).reset_index()
    facts["value"] = (facts["value"] * SCALE).round().astype("int64")

    def result_of(window_months):
        rule = Rule(value="order_value", window_months=window_months)
        return run_backtest(classify_month(facts, None, "1998-04", rule, currency="USD", source="orders"))

    assert result_of(12).from_month == "1998-06"  # it begins in July 1996
    assert (result_of(12).key, result_of(12).reason) == ("cannot_tell", "too_short")
    half = result_of(6)
    classes_month = (
        lines[lines["order_date"].between("1996-11-01", "1997-04-30")].groupby("customer_id")["amount"].sum()
    )
    since = (
        lines[lines["order_date"].between("1997-05-01", "1998-04-30")].groupby("customer_id")["amount"].sum()
    )
    falling = classes_month.sort_values(ascending=False)
    in_a = falling.index[falling.cumsum().shift(fill_value=0) / falling.sum() < 0.8]
    share = since.reindex(in_a).sum() / since.reindex(classes_month.index).sum()
    assert len(half.customers) == len(classes_month) == 67
    assert half.captures["share"]["classes"] == pytest.approx(share, abs=1e-6)
    assert half.key == "good"
