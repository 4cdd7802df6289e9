from tests.reports.classification.facts import classify_values
from wcm_helpers.reports.classification.rfm.analysis import segment_customers
from wcm_helpers.reports.classification.rfm.notes import absent, notes


def test_few_customers_and_few_levels_are_noted():
    result = classify_values({"x": 9, "y": 5})
    lines = notes(segment_customers(result), result)
    # two customers: one edge, two levels; orders and days are the same
    assert "Value has only 2 levels, spread over the scores 1 to 5." in lines
    assert (
        "Value: the edges come from only 2 customers, so that single customers decide where they are."
        in lines
    )
    assert "Recency is the same for every customer: everybody gets score 3." in lines


def test_a_customer_that_brings_nothing_is_not_called_large_without_a_word():
    result = classify_values({"x": -1, "y": -2})
    lines = notes(segment_customers(result), result)
    assert any("1 customer counts as large without billed revenue above zero" in line for line in lines)


def test_missing_columns_are_named():
    texts = absent(segment_customers(classify_values({"x": 9, "y": 5})))
    assert "contractual" in texts[0] and any("Days of activity" in text for text in texts)
