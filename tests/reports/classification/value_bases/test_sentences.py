import pytest

from tests.reports.classification.value_bases.examples import ROWS, classification_of
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.value_bases.analysis import compare


@pytest.fixture(scope="module")
def by_hand():
    return compare(classification_of(ROWS))


def test_the_headline_names_every_basis(by_hand):
    assert by_hand.headline == (
        "The classes of 4 of 4 customers depend on what is counted: billed revenue, margin and orders out."
    )


def test_unprofitable_customers_are_named(by_hand):
    assert "1 customer costs more than it brings, 5 CNY: b." in by_hand.sentences


def test_a_single_basis_is_named():
    bases = compare(classification_of([("a", 5, 0, 0), ("b", 3, 0, 0)], cost=False))
    assert bases.headline == "Only billed revenue can be counted: there is no other value to set beside it."
    assert bases.agreement.empty and bases.differ.empty


def test_values_that_hardly_differ_give_a_warning():
    # ten equal customers by orders: all share class A; by revenue one has it all
    bases = compare(classification_of([(f"k{n}", 1 if n else 900, 0, 7) for n in range(10)], cost=False))
    assert [text for text in bases.warnings if text.startswith("By orders out 10 of 10 customers")]


def test_equal_customers_are_the_same_by_every_basis():
    bases = compare(classification_of([(f"{n:02d}", 10, 7, 2) for n in range(12)]))
    assert bases.even == [] and bases.sentences == ["Every customer brings at least what it costs."]
    assert bases.headline == (
        "The classes of all 12 customers are the same by billed revenue, margin and orders out."
    )


def test_a_basis_that_moves_nobody_has_its_sentence():
    # Revenue 60 25 10 5: A A B C, and margin 30 12.5 .. by halves the same; orders the other way round
    bases = compare(classification_of([("a", 60, 30, 1), ("b", 24, 12, 2), ("c", 10, 5, 3), ("d", 6, 3, 34)]))
    assert bases.sentences[0] == "By margin all 4 customers keep their class (weighted kappa 1.00)."


def test_without_revenue_there_is_no_sentence_that_all_bring_what_they_cost():
    # a margin of −5 and −3, and nothing billed
    rows = [("a", 0, 5, 1), ("b", 0, 3, 2)]
    bases = compare(classification_of(rows, Rule(value="margin", window_months=1)))
    assert "2 customers cost more than they bring, together 8 CNY: a and b." in bases.sentences
