"""The list of customers: whole where it is short, else the largest, with what is left out counted."""

from types import SimpleNamespace

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.customers.section import customers, inactive


def opened(values, silent=0):
    """Return a review of a month in which each customer brought one of these values, after silent ones."""
    ids = [f"c{place:04d}" for place in range(len(values))]
    facts = pd.DataFrame(
        {"customer_id": ids, "month": "2026-05", "value": [value * SCALE for value in values], "orders": 1}
    )
    before = pd.DataFrame({"customer_id": [f"s{place}" for place in range(silent)], "month": "2026-04"})
    facts = pd.concat([facts, before.assign(value=SCALE, orders=1)])
    found = classify_month(facts, None, "2026-05", Rule(window_months=1), currency="CNY", source="invoices")
    intake = SimpleNamespace(staged={"orders": []})
    return SimpleNamespace(result=found, history=SimpleNamespace(intake=intake))


def listed(values):
    return customers(opened(values))


def test_three_hundred_customers_are_all_listed():
    made = listed([10] * 300)
    assert made.html.count('<th scope="row"') == 300
    assert "All customers" in made.text and "classes.csv" not in made.text


def test_of_more_the_largest_are_listed_and_the_others_counted_and_summed():
    # 300 with 30 make 9,000, 100 with 10 make 1,000: a tenth of 10,000.
    made = listed([10] * 100 + [30] * 300)
    assert made.html.count('<th scope="row"') == 300
    assert "c0099" not in made.html and "c0100" in made.html and "c0399" in made.html
    assert made.text.splitlines()[0] == "The largest customers"
    assert made.text.endswith(
        "The 300 largest of 400 customers are listed; the other 100, together 1,000 CNY (10.0% of the "
        "total), are in classes.csv."
    )


def test_of_those_without_activity_thirty_are_listed_and_the_others_counted():
    made = inactive(opened([10], silent=32))
    assert made.html.count('<th scope="row"') == 30
    assert made.text.endswith("2 more are in classes.csv.")
    assert "classes.csv" not in inactive(opened([10], silent=30)).text
