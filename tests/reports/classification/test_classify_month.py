"""The classification as a whole, and what must not change it."""

from dataclasses import fields

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from tests.reports.classification.facts import (
    CUSTOMERS,
    STEADY,
    classify_facts,
    facts_of,
    monthly,
    record,
    two_years,
)
from wcm_helpers.core.errors import WorkbookError

BOOKS = settings(max_examples=15, deadline=None)


def test_a_steady_book_moves_nobody():
    result = classify_facts(monthly(STEADY), CUSTOMERS)
    assert result.classes.set_index("customer_id")["class"].to_dict() == {
        "a": "A",
        "b": "A",
        "c": "B",
        "d": "C",
    }
    assert result.moves.empty


def test_the_first_month_says_there_is_none_before():
    result = classify_facts(monthly(STEADY, first="2026-05"))
    assert not result.has_previous and result.moves.empty
    assert result.classes["previous_value"].isna().all()
    assert result.figures["moved_up"] is None


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (facts_of([]), "There are no data up to May 2026"),
        (monthly(STEADY, last="2025-03"), "the data end in March 2025"),
    ],
    ids=["empty", "long ago"],
)
def test_nothing_in_the_window_is_one_line(facts, said):
    with pytest.raises(WorkbookError, match=said) as caught:
        classify_facts(facts)
    assert "\n" not in str(caught.value)


def as_text(result):
    """Return everything a classification holds but the facts, as one comparable text."""
    parts = []
    for attribute in fields(result):
        if attribute.name == "customer_months":  # the facts themselves
            continue
        value = getattr(result, attribute.name)
        text = value.to_csv() if isinstance(value, pd.DataFrame) else str(value)
        parts.append(f"{attribute.name}: {text}")
    return "\n".join(parts)


def rows_of(book):
    return facts_of([(name, month, value, orders) for (name, month), (value, orders) in book.items()])


@BOOKS
@given(strategies.facts(), st.randoms(use_true_random=False))
def test_order_of_rows_and_splitting_them_change_nothing(book, random):
    rows = [(name, month, value, orders) for (name, month), (value, orders) in book.items()]
    halves = [(name, month, value // 3, orders // 2) for name, month, value, orders in rows]
    rest = [(name, month, value - value // 3, orders - orders // 2) for name, month, value, orders in rows]
    pieces = halves + rest
    random.shuffle(pieces)
    facts = facts_of(rows)
    copy = facts.copy()
    assert as_text(classify_facts(facts_of(pieces))) == as_text(classify_facts(facts))
    pd.testing.assert_frame_equal(facts, copy)


@BOOKS
@given(strategies.facts())
def test_what_happens_later_is_invisible(book):
    facts = rows_of(book)
    before = facts[facts["month"] <= "2026-03"]
    if len(before):
        whole, past = (classify_facts(rows, month="2026-03") for rows in (facts, before))
        assert as_text(whole) == as_text(past)


@BOOKS
@given(strategies.facts())
def test_renaming_and_currency_change_no_class(book):
    facts = rows_of(book)
    turned = facts.assign(customer_id="k" + (9 - facts["customer_id"].str[1:].astype(int)).astype(str))
    dear = facts.assign(value=facts["value"] * 100)
    columns = ["class", "previous_class", "rank", "near_limit", "new", "orders"]
    expected = classify_facts(facts).classes.set_index("customer_id")[columns].sort_index()
    renamed = classify_facts(turned).classes.set_index("customer_id")[columns]
    renamed.index = "c" + (9 - renamed.index.str[1:].astype(int)).astype(str)
    pd.testing.assert_frame_equal(renamed.rename_axis("customer_id").sort_index(), expected)
    pd.testing.assert_frame_equal(
        classify_facts(dear).classes.set_index("customer_id")[columns].sort_index(), expected
    )


def test_a_record_of_another_measure_says_nothing():
    noted = record("2026-04", {"c": "A"}, {"c": 900}).assign(value_basis="orders")
    result = classify_facts(two_years(STEADY), recorded=noted)
    assert result.classes.set_index("customer_id").loc["c", "official"] == "B"
    assert result.official.recorded == [] and result.moves.empty
