from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.abc import Rule
from wcm_helpers.methods.backtest_limits import limits
from wcm_helpers.reports.classification.backtest.analysis import back_test, customers_then
from wcm_helpers.reports.classification.classify_month import review

DATA = Path(ROOT).parent / "shared" / "data"

# Twelve months to May 2025: A 4 × 200 (in its first month), B 6 × 25 and C 10 × 5 (in its last): 1,000.
# The year since: A 300 150 100, and 50 in December and nothing after; B 30 each; C 20, eight of 10, nothing.
# A newcomer brings 120: 880 of those known, 1,000 of all.
THEN = [(f"a{i}", "2024-06", 200, 1) for i in range(4)]
THEN += [(f"b{i}", "2025-05", 25, 1) for i in range(6)]
THEN += [(f"c{i}", "2025-05", 5, 5) for i in range(10)]
SINCE = [(f"a{i}", "2026-05", value, 2) for i, value in enumerate([300, 150, 100])] + [
    ("a3", "2025-12", 50, 2)
]
SINCE += [(f"b{i}", "2026-05", 30, 2) for i in range(6)]
SINCE += [(f"c{i}", "2026-05", value, 2) for i, value in enumerate([20] + [10] * 8)]
SINCE += [("n0", "2026-05", 120, 3)]


def found_of(rows, month="2026-05", rule=None):
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    facts["value"] = (facts["value"] * SCALE).astype("int64")
    customers = pd.DataFrame({"customer_id": sorted(set(facts["customer_id"]))})
    customers["customer_name"] = customers["customer_id"]
    return review(facts, customers, month, rule or Rule(), currency="CNY", source="invoices")


def persisting(months, values, rule=None):
    """Customers with the same value in every month."""
    rows = [(f"k{i}", month, value, 1) for i, value in enumerate(values) for month in months]
    return found_of(rows, months[-1], rule)


def test_the_book_by_hand():
    told = back_test(found_of(THEN + SINCE))
    assert (told.key, told.reason, told.then) == ("good", "", "2025-05")
    assert told.captures["share"]["classes"] == pytest.approx(600 / 880)
    assert told.captures["share"]["orders"] == pytest.approx(40 / 880)
    assert told.captures["share"]["recent"] == pytest.approx(4 / 6 * 180 / 880)
    assert (told.newcomers, told.newcomers_share, told.share_of_all) == (1, 0.12, 0.6)
    table = told.classes.set_index("class")
    assert table["kept"].tolist() == pytest.approx([0.75, 1.2, 2.0])
    assert table["silent"].tolist() == [1, 0, 1] and table["gone"].tolist() == [0, 0, 1]
    assert table["orders_now"].tolist() == [8, 12, 18]


def test_credits_lessen_no_share_of_the_value_since():
    # c9 was known and n1 was not; both were only credited since. a3 was credited more than it brought: class
    # A brought 550, the newcomer 120, all 950.
    credits = [("c9", "2026-05", -30, 0), ("n1", "2026-05", -50, 0), ("a3", "2026-04", -80, 0)]
    result = back_test(found_of(THEN + SINCE + credits))
    assert result.newcomers == 2
    assert result.newcomers_share == pytest.approx(120 / 950)
    assert result.share_of_all == pytest.approx(550 / 950)
    assert result.captures["share"]["classes"] == pytest.approx(550 / 830)


def test_the_sentences_say_what_the_tables_hold():
    told = back_test(found_of(THEN + SINCE))
    low, high = (f"{100 * told.captures[end]['classes']:.0f}%" for end in ("low", "high"))
    assert told.headline.startswith(
        f"Yes: the classes of May 2025 told well who would matter: the 4 customers of class A, of 20, "
        f"brought 68% ({low} to {high}) of billed revenue in the 12 months since, "
        "against 20% by chance: +48.2 points ("
    )
    assert told.headline.endswith("The best possible choice brought 68%.")
    said = " ".join(told.remarks)
    assert "chosen by the number of orders then would have brought less: 5% against 68%, +63.6 points" in said
    assert "not shown to be better than as many customers chosen by the value of the last 3" in said
    assert "Not known a year ago: 1 customer, 12.0% of the value since" in said and "brought 60%." in said
    assert "The classes explain 92% (" in said  # 560 / 605.5
    assert "The best of 14 pairs" in told.warning
    assert "possible from May 2027 on" in told.limit_remarks[1]  # three times twelve months from June 2024
    assert "Classes from the 12-month window to May 2025" in dict(told.rules)["Periods"]


def test_a_history_too_short_says_from_when_on():
    # The window from June 2024 ends in May 2025, and twelve months more in May 2026.
    told = back_test(found_of(THEN + SINCE[:4], "2026-04"))
    assert (told.key, told.reason, told.told, told.from_month) == (
        "cannot_tell",
        "too_short",
        False,
        "2026-05",
    )
    assert told.headline == (
        "Cannot tell: the history begins in June 2024. A window of 12 months and the 12 months after it can "
        "be compared from May 2026 on."
    )
    assert told.limits.empty and not told.warning and not told.remarks


def test_what_comes_later_is_not_seen():
    later = [("a0", "2026-06", 9999, 1), ("z", "2026-07", 5000, 1)]
    one, other = back_test(found_of(THEN + SINCE)), back_test(found_of(THEN + SINCE + later))
    assert one.headline == other.headline
    pd.testing.assert_frame_equal(one.captures, other.captures)


def test_a_window_of_another_length_is_held_against_twelve_months():
    # 30 a month each: 90 in three months to May 2025, 360 since. Kept a month: all of it.
    months = month_range("2025-03", "2026-05")
    told = back_test(persisting(months, [300] * 5 + [30] * 20, Rule(window_months=3)))
    assert told.then == "2025-05" and told.from_month == "2026-05"
    table = told.classes.set_index("class")
    assert table.loc["A", ["value_then", "value_now"]].tolist() == [
        3 * 300 * 5 * SCALE
        + 3 * 30 * 20 * SCALE,  # 1,500 and 600: the twenty equals start at 71 %: all are A
        12 * 300 * 5 * SCALE + 12 * 30 * 20 * SCALE,
    ]
    assert table["kept"]["A"] == pytest.approx(1)
    assert told.reason == "all_in_a"
    assert "differ in length and season" in dict(told.rules)["Periods"]
    assert "recent" not in told.captures.index  # the last three months are the window itself


def test_without_orders_nothing_is_said_of_them():
    rows = [(customer, month, value, 0) for customer, month, value, _orders in THEN + SINCE]
    told = back_test(found_of(rows))
    assert "orders" not in told.captures.index
    assert not any("number of orders" in said for said in told.remarks)


def test_limits_are_chosen_on_the_year_before_and_checked_on_the_year_since():
    rng = np.random.default_rng(3)
    values = np.round(rng.lognormal(5, 1.3, 40))
    years = [
        month_range("2023-06", "2024-05"),
        month_range("2024-06", "2025-05"),
        month_range("2025-06", "2026-05"),
    ]
    rows = []
    for year in years:
        values = np.round(values * rng.lognormal(0, 0.4, 40))
        rows += [(f"k{i}", year[5], value, 1) for i, value in enumerate(values)]
    rows += [("k0", "2023-06", 1, 1)]
    found = found_of(rows)
    told = back_test(found)
    earlier = limits(customers_then(found.customer_months, "2024-05", found.rule), found.rule)
    best = earlier[earlier["best"]].iloc[0]
    assert (told.fair.month, told.fair.limit_a, told.fair.limit_b) == (
        "2024-05",
        best["limit_a"],
        best["limit_b"],
    )
    row = told.limits[
        (told.limits["limit_a"] == told.fair.limit_a) & (told.limits["limit_b"] == told.fair.limit_b)
    ].iloc[0]
    assert (told.fair.score, told.fair.difference) == (row["score"], row["difference"])
    assert told.fair.score < told.limits["score"].max() + 1e-12
    assert "Chosen on the year before, from May 2024 to May 2025" in told.limit_remarks[1]


@pytest.mark.parametrize(
    ("values", "reason", "said"),
    [
        ([5], "few", "1 customer had a class in May 2025; with fewer than 20"),
        ([5, 6], "few", "2 customers had a class"),
        ([5] * 30, "all_in_a", "all customers of May 2025 were in class A"),
        ([9900] + [1] * 29, "few_in_a", "held 1 customer, who brought 100% of billed revenue"),
        ([-5] * 30, "no_value", "brought no billed revenue above zero"),
    ],
    ids=["one", "two", "equal", "99 %", "negative"],
)
def test_books_that_tell_nothing_say_so(values, reason, said):
    told = back_test(persisting(month_range("2024-06", "2026-05"), values))
    assert (told.key, told.reason) == ("cannot_tell", reason)
    assert told.headline.startswith("Cannot tell: ") and said in told.headline


def test_shuffled_values_are_called_no_better_than_chance():
    rng = np.random.default_rng(0)
    values = np.round(rng.lognormal(5, 1.5, 60))
    rows = [(f"k{i}", "2024-06", value, 1) for i, value in enumerate(values)]
    rows += [(f"k{i}", "2026-05", value, 1) for i, value in enumerate(rng.permutation(values))]
    told = back_test(found_of(rows))
    assert told.key == "chance"
    assert told.headline.startswith("No: the classes of May 2025 are not shown to be better than chance: ")


def test_order_of_rows_and_ids_do_not_matter():
    rows = THEN + SINCE
    names = {row[0]: f"z{99 - place}" for place, row in enumerate(rows)}
    other = back_test(found_of([(names[row[0]], *row[1:]) for row in rows[::-1]]))
    told = back_test(found_of(rows))
    assert (other.headline, other.remarks, other.limit_remarks) == (
        told.headline,
        told.remarks,
        told.limit_remarks,
    )
    scaled = back_test(found_of([(who, month, value * 100, orders) for who, month, value, orders in rows]))
    assert (scaled.headline, scaled.remarks) == (told.headline, told.remarks)


def test_the_invented_warehouse_loses_and_gains_those_planted():
    from wcm_helpers.reports import open_report

    told = back_test(
        open_report("classification", month="2026-10", settings=str(ROOT / "workbook.toml")).result
    )
    truth = pd.read_csv(ROOT / "data" / "sample" / "truth" / "customers.csv").set_index("customer_id")
    lost = truth[(truth["behaviour"] == "lost") & truth["since"].between("2025-11", "2026-08")].index
    new = truth[(truth["behaviour"] == "new") & truth["since"].between("2025-11", "2026-10")].index
    assert len(lost) and len(new)
    assert told.known["silent"].reindex(lost.intersection(told.known.index)).all()
    assert not set(new) & set(told.known.index) and told.newcomers == len(new)
    assert told.key == "good"
    assert told.captures["difference_low"]["chance"] > 0.3
    assert told.fair is not None


@pytest.mark.skipif(not (DATA / "northwind_orders.csv").is_file(), reason="real data not at hand")
def test_northwind_with_its_short_history():
    orders = pd.read_csv(DATA / "northwind_orders.csv")
    lines = pd.read_csv(DATA / "northwind_order_details.csv").merge(orders, on="order_id")
    lines["amount"] = lines["unit_price"] * lines["quantity"] * (1 - lines["discount"])
    facts = lines.assign(month=lines["order_date"].str[:7]).groupby(["customer_id", "month"])
    facts = facts.agg(value=("amount", "sum"), orders=("order_id", "nunique")).reset_index()
    facts["value"] = (facts["value"] * SCALE).round().astype("int64")

    def told(window_months):
        rule = Rule(value="order_value", window_months=window_months)
        return back_test(review(facts, None, "1998-04", rule, currency="USD", source="orders"))

    assert told(12).from_month == "1998-06"  # it begins in July 1996
    assert (told(12).key, told(12).reason) == ("cannot_tell", "too_short")
    half = told(6)
    then = (
        lines[lines["order_date"].between("1996-11-01", "1997-04-30")].groupby("customer_id")["amount"].sum()
    )
    since = (
        lines[lines["order_date"].between("1997-05-01", "1998-04-30")].groupby("customer_id")["amount"].sum()
    )
    falling = then.sort_values(ascending=False)
    in_a = falling.index[falling.cumsum().shift(fill_value=0) / falling.sum() < 0.8]
    share = since.reindex(in_a).sum() / since.reindex(then.index).sum()
    assert len(half.known) == len(then) == 67
    assert half.captures["share"]["classes"] == pytest.approx(share, abs=1e-6)
    assert half.key == "good"
