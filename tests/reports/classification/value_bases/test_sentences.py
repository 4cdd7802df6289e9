from tests.reports.classification.value_bases.examples import ROWS, classification_of
from wcm_helpers.reports.classification.value_bases import sentences
from wcm_helpers.reports.classification.value_bases.analysis import compare


def compared(rows, **more):
    """Return the classification of rows and its comparison."""
    classification = classification_of(rows, **more)
    return compare(classification), classification


def test_the_headline_names_every_basis():
    assert sentences.headline(*compared(ROWS)) == (
        "The classes by the rule of 4 of 4 customers depend on what is counted: billed revenue, margin and "
        "orders out."
    )


def test_a_single_basis_is_named():
    bases, classification = compared([("a", 5, 0, 0), ("b", 3, 0, 0)], cost=False)
    assert sentences.headline(bases, classification) == (
        "Only billed revenue is known, so there is no other value to compare with."
    )
    assert bases.agreement.empty and bases.differ.empty


def test_the_headline_of_one_customer_is_in_the_singular():
    assert sentences.headline(*compared([("a", 5, 1, 1)])).startswith("The class of the only customer is")


def test_values_that_hardly_differ_give_a_warning():
    # ten equal customers by orders: all share class A; by revenue one has it all
    rows = [(f"k{n}", 1 if n else 900, 0, 7) for n in range(10)]
    warnings = sentences.warnings(*compared(rows, cost=False))
    assert [text for text in warnings if text.startswith("By orders out, 10 of 10 customers")]


def test_equal_customers_are_the_same_by_every_basis():
    bases, classification = compared([(f"{n:02d}", 10, 7, 2) for n in range(12)])
    assert bases.even == [] and sentences.findings(bases, classification) == []
    assert sentences.headline(bases, classification) == (
        "The classes of all 12 customers are the same by billed revenue, margin and orders out."
    )


def test_each_other_basis_has_its_sentence():
    # Revenue 60 24 10 6: A A B C, and margin by halves the same; orders 1 2 3 34 of 40: C B B A
    rows = [("a", 60, 30, 1), ("b", 24, 12, 2), ("c", 10, 5, 3), ("d", 6, 3, 34)]
    assert sentences.findings(*compared(rows)) == [
        "By margin instead of billed revenue, all 4 customers would keep their class.",
        "By orders out instead of billed revenue, 1 of 4 customers would be in a higher class and 2 in a "
        "lower one; 25% would keep their class.",
    ]


def test_a_customer_without_costs_is_warned_of():
    warnings = sentences.warnings(*compared([("a", 50, 20, 1), ("b", 5, 0, 1)]))
    assert any("1 customer has revenue and no costs" in text for text in warnings)
