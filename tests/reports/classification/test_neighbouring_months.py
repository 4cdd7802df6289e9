"""The reports of two neighbouring months agree on every official class, and every change is listed once."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.classification.facts import facts_of, override
from wcm_helpers.classes.customer_months import (
    classes_by_month,
    pivot_customer_months,
    rules_by_month,
)
from wcm_helpers.classes.official_classes import compute_official_classes
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import add_months, month_range
from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.moves.analysis import find_moves

DATA = ROOT.parent / "shared" / "data"


def report(facts, month, rule, earlier=(), overrides=None, recorded=None):
    """Return what the report of one month rests on: classes, official classes, moves."""
    customer_months = pivot_customer_months(facts, month, rule.value)
    rules = rules_by_month(customer_months, rule, earlier)
    by_month = classes_by_month(customer_months, rules)
    official = compute_official_classes(by_month, rules, overrides, recorded)
    return by_month[month], official, find_moves(official, customer_months, rules, by_month, recorded)


def records_of(month, classes, official):
    """Return the rows of class_history that the report of a month leaves."""
    letters = official.customers.loc[classes.index, "official"]
    return pd.DataFrame(
        {
            "customer_id": classes.index, "month": month, "class": classes["class"].to_numpy(),
            "official_class": letters.to_numpy(), "value": classes["value"].to_numpy(),
            "value_basis": "revenue",
        }
    )  # fmt: skip


def assert_agreement(facts, months, rule=None, earlier=(), overrides=None, on_record=False):
    """Assert that each report begins from the classes of the report before it; return all changes."""
    rule = rule or Rule()
    before, recorded, every_change = None, None, []
    for month in months:
        valid = [(until, old) for until, old in earlier if until < month]
        in_force = next((old for until, old in earlier if month <= until), rule)
        classes, official, moves = report(facts, month, in_force, valid, overrides, recorded)
        path = official.path.official
        now = path[month].dropna().to_dict()
        if before is not None:
            assert path[add_months(month, -1)].dropna().to_dict() == before, month
            expected = {
                (name, before.get(name), now.get(name))
                for name in {*before, *now}
                if before.get(name) != now.get(name)
            }
            moved = moves[moves["state"] == "moved"]
            listed = list(
                moved[["customer_id", "official_before", "official"]].itertuples(index=False, name=None)
            )
            assert len(listed) == len(expected) and set(listed) == expected, month
            assert moves["customer_id"].is_unique
            every_change += [(month, *change) for change in listed]
        if on_record:
            recorded = pd.concat([recorded, records_of(month, classes, official)], ignore_index=True)
        before = now
    return every_change


@pytest.fixture(scope="module")
def sample(sample_review):
    """Return the facts of the invented warehouse and the classes set by hand."""
    return sample_review.result.customer_months.facts, sample_review.history.overrides("2026-10")


def test_all_months_of_the_sample_agree(sample):
    facts, overrides = sample
    months = month_range(facts["month"].min(), "2026-10")
    changes = assert_agreement(facts, months, overrides=overrides)
    assert len(changes) > 40  # there was something to agree on


def test_the_record_of_the_reports_changes_nothing(sample):
    facts, overrides = sample
    months = month_range(facts["month"].min(), "2025-02")
    changes = assert_agreement(facts, months, overrides=overrides)
    assert assert_agreement(facts, months, overrides=overrides, on_record=True) == changes


@pytest.mark.parametrize("first", ["2023-11", "2024-08", "2025-03", "2025-09"])
def test_histories_of_one_to_twenty_months_agree(sample, first):
    facts, overrides = sample
    last = min(add_months(first, 19), "2026-10")
    short = facts[facts["month"] >= first]
    changes = assert_agreement(short, month_range(first, last), overrides=overrides)
    early = [change for change in changes if change[0] < add_months(first, 12)]
    assert early and len(early) < 150  # 150 customers; it is not everybody that moves in every month


@pytest.mark.parametrize(
    "earlier",
    [
        [("2026-02", Rule(limit_a=0.7))],
        [("2025-12", Rule(limit_a=0.7, window_months=6)), ("2026-05", Rule(window_months=3, limit_b=0.9))],
        [("2026-04", Rule(value="orders"))],
        [("2026-04", Rule(crossing="next", ties="worse"))],
    ],
    ids=["limit", "window", "value", "crossing"],
)
def test_a_rule_that_changed_leaves_the_months_before_as_they_were(sample, earlier):
    facts, overrides = sample
    short = facts[facts["month"] >= "2025-06"]
    if earlier[0][1].value == "orders":  # the measure of the rule in force is the column value
        short = short.drop(columns="value").assign(value=short["revenue"])
        by_orders = short.assign(value=short["orders"] * SCALE)
        reports = [
            report(frame, month, rule, before, overrides)[1].path.official["2026-04"].dropna().to_dict()
            for frame, month, rule, before in (
                (by_orders, "2026-04", earlier[0][1], []), (short, "2026-05", Rule(), earlier),
            )
        ]  # fmt: skip
        assert reports[0] == reports[1]
    else:
        assert_agreement(short, month_range("2025-06", "2026-10"), earlier=earlier, overrides=overrides)


@pytest.mark.skipif(not (DATA / "northwind_orders.csv").is_file(), reason="real data not at hand")
def test_all_months_of_northwind_agree():
    orders = pd.read_csv(DATA / "northwind_orders.csv")
    lines = pd.read_csv(DATA / "northwind_order_details.csv").merge(orders, on="order_id")
    value = (lines["unit_price"] * lines["quantity"] * (1 - lines["discount"]) * SCALE).round()
    facts = (
        lines.assign(month=lines["order_date"].str[:7], value=value.astype("int64"))
        .groupby(["customer_id", "month"])
        .agg(value=("value", "sum"), orders=("order_id", "nunique"))
        .reset_index()
    )
    rule = Rule(value="order_value")
    changes = assert_agreement(facts, month_range("1996-07", "1998-04"), rule)
    entered = [change for change in changes if change[2] is None]
    # Everybody who ever ordered, but for those of the first month, entered once or more.
    started = facts.groupby("customer_id")["month"].min()
    assert len(entered) >= (started.between("1996-08", "1998-04")).sum()


def test_an_export_that_rolls_on_agrees_by_the_record(sample):
    """Fourteen months of data each month: the record of the months before is where the next one begins."""
    facts, _overrides = sample
    recorded, before = None, None
    for month in month_range("2025-10", "2026-10"):
        rolling = facts[facts["month"] >= add_months(month, -13)]
        classes, official, _moves = report(rolling, month, Rule(), recorded=recorded)
        if before is not None:
            assert official.path.official[add_months(month, -1)].dropna().to_dict() == before
        before = official.path.official[month].dropna().to_dict()
        recorded = pd.concat([recorded, records_of(month, classes, official)], ignore_index=True)


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.lists(st.integers(-5, 400) | st.none(), min_size=7, max_size=7), min_size=1, max_size=5
    ).filter(lambda rows: rows[0][0] is not None),
    st.integers(1, 6),
    st.integers(1, 3),
    st.booleans(),
    st.sampled_from([None, "2026-03"]),
)
def test_any_history_agrees_with_itself(rows, window_months, confirm_months, on_record, until):
    months = month_range("2026-01", "2026-07")
    facts = facts_of(
        [
            (f"k{place}", month, value * SCALE, 1)
            for place, values in enumerate(rows)
            for month, value in zip(months, values, strict=True)
            if value is not None
        ]
    )
    rule = Rule(window_months=window_months, confirm_months=confirm_months, band_months=1)
    earlier = [(until, Rule(window_months=2, limit_a=0.6))] if until else []
    assert_agreement(facts, months, rule, earlier, override("k0", "B", "2026-04-01", "2026-05-31"), on_record)
