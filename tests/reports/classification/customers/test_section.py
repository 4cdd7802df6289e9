"""The list of customers: whole where it is short, else the largest, with what is left out counted."""

from types import SimpleNamespace

import pandas as pd

from tests.reports.classification.facts import MOVED, classify_values, monthly, override
from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reporting.section import section
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.customers.section import customers, everyone, inactive
from wcm_helpers.reports.classification.review import ClassificationReview


def review_of(result):
    rule = SimpleNamespace(rfm_baseline="")
    history = SimpleNamespace(settings=None)
    parameters = SimpleNamespace(rule=lambda _settings: rule)
    return ClassificationReview(None, history, parameters, result, draft=False)


def opened(values, silent=0, names=None):
    """Return a review of a month in which each customer brought one of these values, after silent ones."""
    ids = [f"c{place:04d}" for place in range(len(values))]
    facts = pd.DataFrame(
        {"customer_id": ids, "month": "2026-05", "value": [value * SCALE for value in values], "orders": 1}
    )
    before = pd.DataFrame({"customer_id": [f"s{place}" for place in range(silent)], "month": "2026-04"})
    facts = pd.concat([facts, before.assign(value=SCALE, orders=1)])
    known = pd.DataFrame({"customer_id": list(names or {}), "customer_name": list((names or {}).values())})
    result = classify_month(facts, known, "2026-05", Rule(window_months=1), currency="CNY", source="invoices")
    return review_of(result)


def tables_of(review):
    return section("customers", everyone(review)).tables


def customers_text(review):
    return "\n".join(piece.text for piece in everyone(review).pieces)


def test_three_hundred_customers_are_all_listed():
    made = customers(opened([10] * 300))
    assert made.html.count('<th scope="row"') == 300
    assert "All customers" in made.text and "classes.csv" not in made.text


def test_of_more_the_largest_are_listed_and_the_others_counted_and_summed():
    # 300 with 30 make 9,000, 100 with 10 make 1,000: a tenth of 10,000.
    made = customers(opened([10] * 100 + [30] * 300))
    assert made.html.count('<th scope="row"') == 300
    assert "c0099" not in made.html and "c0100" in made.html and "c0399" in made.html
    assert made.text.splitlines()[0] == "The largest customers"
    assert made.text.endswith(
        "The 300 largest customers are listed; 100 more, together 1,000 CNY or 10.0% of the total, are in "
        "classes.csv."
    )


def test_each_customer_has_one_class_a_segment_and_a_state():
    result = classify_values(**MOVED)
    table = tables_of(review_of(result))["customers"].set_index("Customer")
    # b lies in another class for one month and waits: officially A still
    assert table["Class"].to_dict() == {"a": "A", "c": "A", "b": "A"}
    assert table.loc["b", "Note"].startswith("Waiting for confirmation of class B.")
    assert "qualify" not in table.loc["a", "Note"]
    assert set(table["Segment"]) <= {
        "Champions",
        "Large but seldom",
        "Smaller and seldom",
        "Smaller regulars",
    }
    assert table["State"].to_dict() == {"a": "active", "c": "active", "b": "active"}


def test_a_class_set_by_hand_is_noted_with_its_end():
    facts = monthly({"a": 60, "b": 25, "c": 10})
    rules = {"currency": "CNY", "source": "invoices"}
    overrides = override("c", "A", "2026-04-01", "2026-12-31")
    result = classify_month(facts, None, "2026-05", Rule(), overrides=overrides, **rules)
    table = tables_of(review_of(result))["customers"].set_index("Customer")
    assert table.loc["c", "Class"] == "A" and "Class set by hand until 2026-12-31." in table.loc["c", "Note"]


def test_missing_names_are_said_once_or_on_each():
    ids = [f"c{place:04d}" for place in range(4)]
    some = opened([4, 3, 2, 1], names={ids[0]: "Ahorn"})
    text = customers_text(some)
    assert text.startswith(
        "3 of 4 customers have no name in the customer list and appear under their numbers."
    )
    assert "No name in the customer list." not in text
    nobody = customers_text(opened([4, 3, 2, 1]))
    assert nobody.startswith("No customer list gives names: customers appear under their numbers.")
    most = opened([4, 3, 2, 1], names=dict(zip(ids[:3], "abc", strict=True)))
    text = customers_text(most)
    assert text.count("No name in the customer list.") == 1 and "appear under" not in text


def test_a_column_that_says_nothing_is_left_out():
    unnamed = tables_of(opened([4, 3]))["customers"]
    assert "Number" not in unnamed and "Industry" not in unnamed
    assert "Number" in tables_of(opened([4, 3], names={"c0000": "Ahorn", "c0001": "Birke"}))["customers"]


def test_of_those_without_activity_thirty_are_listed_and_the_others_counted():
    made = inactive(opened([10], silent=32))
    assert made.html.count('<th scope="row"') == 30
    assert made.text.endswith("2 more are in classes.csv.")
    assert "classes.csv" not in inactive(opened([10], silent=30)).text


def test_who_had_no_activity_is_listed_with_its_last_value_and_state():
    facts = pd.concat(
        [
            monthly({"a": 60}, first="2024-06"),
            monthly({"y": 5}, first="2024-06", last="2024-08"),
            monthly({"z": 7}, first="2024-06", last="2024-07"),
        ]
    )
    listed = pd.DataFrame({"customer_id": ["never"], "customer_name": ["Never"]})
    result = classify_month(facts, listed, "2026-05", Rule(), currency="CNY", source="invoices")
    table = tables_of(review_of(result))["inactive"].set_index("Customer")
    # y brought 5 in three months, z 7 in two
    assert table["12-month billed revenue, CNY"].dropna().to_dict() == {"y": 15, "z": 14}
    assert table["State"].dropna().to_dict() == {"y": "lost", "z": "lost"}
    assert list(table.index) == ["y", "z", "Never"]
