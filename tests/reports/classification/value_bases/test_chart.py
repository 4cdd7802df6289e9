from tests.reports.classification.value_bases.examples import classification_of
from wcm_helpers.reports.classification.value_bases import chart
from wcm_helpers.reports.classification.value_bases.analysis import compare


def test_squares_hold_the_customers_of_both_classes():
    # value 90·12 and 5·10: A and C; orders 12 and 10 of 22: A and A (starts at 55 %)
    rows = [("a", 90 * 12, 0, 12), ("b", 5 * 10, 0, 10)]
    classification = classification_of(rows, cost=False)
    drawn = chart.draw(compare(classification), classification)
    assert drawn.alt == (
        "The class by the rule of 1 of 2 customers depends on what is counted: billed revenue and orders "
        "out. Customers by class by billed revenue / class by orders out: A/A: 1 and C/A: 1."
    )
    assert [text.get_text() for text in drawn.figure.axes[0].texts] == ["1", "1"]
