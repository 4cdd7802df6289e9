"""What is said of books that leave little to say: one customer, all equal, nothing above zero."""

import re
from types import SimpleNamespace

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.backtest.section import backtest
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.concentration.section import dependence
from wcm_helpers.reports.classification.industries.analysis import analyse_industries
from wcm_helpers.reports.classification.industries.section import industries
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle
from wcm_helpers.reports.classification.lifecycle.sentences import warnings
from wcm_helpers.reports.classification.moves.section import moves

MONTHS = [str(month) for month in pd.period_range("2024-04", "2026-05", freq="M")]


def of(values, industry=None, months=MONTHS, names=None):
    """Review May on customers that bring the same every month, in currency units."""
    ids = [f"k{place:02d}" for place in range(len(values))]
    rows = [(name, month, int(value * SCALE), 1) for name, value in zip(ids, values, strict=True)
            for month in months]  # fmt: skip
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    customers = None
    if industry or names:
        customers = pd.DataFrame({"customer_id": ids, "customer_name": names or ids,
                                  "industry": industry or [""] * len(ids)})  # fmt: skip
    found = classify_month(facts, customers, "2026-05", Rule(), currency="CNY", source="invoices")
    review = SimpleNamespace(result=found)
    review.computed = lambda function: function(review)
    return review


def said(made):
    return "\n".join(piece.text for piece in made.pieces)


def test_nobody_stays_when_the_only_customer_leaves():
    told = said(dependence(of([5])))
    assert "If k00 left, nothing of billed revenue would remain." in told
    assert "small numbers" not in told  # the corrected Gini needs two customers


def test_no_one_of_equal_customers_is_named_as_the_largest():
    told = said(dependence(of([7] * 12)))
    assert "who bring the same, 8.3% of billed revenue would be missing" in told
    assert "11 customers into class A, 0 into B and 0 into C." in told
    assert re.search(r"Gini +0\.000", told)  # nought is a figure, not the want of one


def test_many_customers_of_a_class_are_told_with_thousands_apart():
    assert "1,488 into B and 0 into C" in said(
        dependence(of([1000] * 4 + [100] * 8 + [0.5] * 1488, months=MONTHS[-1:]))
    )


def test_without_anything_above_zero_there_is_no_table_of_nothings():
    made = dependence(of([-5, -3]))
    assert [piece.kind for piece in made.pieces if piece.text] == ["box", "paragraph"]


def test_small_industries_stand_by_name_where_all_are_small():
    told = analyse_industries(of([9, 5, 3], industry=["food", "toys", "food"]).result)
    assert told.table["industry"].tolist() == ["food", "toys"] and told.merged == []
    assert told.reason == "few"
    assert "other industries" not in said(industries(of([9, 5, 3], industry=["food", "toys", "food"])))


def test_without_a_customer_above_zero_industries_have_no_table():
    nobody = industries(of([-9, -5], industry=["food", "toys"]))
    assert said(nobody).strip() == "No customer of class A, B or C has an industry."


def test_that_nobody_moved_is_said_once():
    told = said(moves(of([9, 5, 3])))
    assert told == "No customer changed from one official class to another in May 2026."


def test_changes_without_a_window_to_compare_with_have_no_empty_column():
    # April is the first month: the window then is not covered, and no amount of it is shown
    rows = [("a", "2026-04", 60, 1), ("b", "2026-04", 30, 1), ("c", "2026-04", 10, 1),
            ("a", "2026-05", 10, 1), ("b", "2026-05", 30, 1), ("c", "2026-05", 900, 1)]  # fmt: skip
    facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    facts["value"] *= SCALE
    found = classify_month(facts, None, "2026-05", Rule(), currency="CNY", source="invoices")
    assert not found.moves.empty
    tables = [piece for piece in moves(SimpleNamespace(result=found)).pieces if piece.kind == "table"]
    assert tables and not any("Then" in label for table in tables for label in table.content)


def test_limits_nobody_would_change_bring_no_warning_of_hindsight():
    same = backtest(of([1000] + [1] * 24))
    assert "none would have scored higher" in said(same)
    assert "hindsight, on one year" not in said(same)


def test_a_rhythm_nobody_has_is_said_of_all():
    result = of([9, 5, 3], months=MONTHS[-3:]).result
    text = " ".join(warnings(describe_lifecycle(result), result))
    assert text and "0 of" not in text
