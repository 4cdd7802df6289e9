import pandas as pd

from tests.reports.classification.facts import classify_facts, monthly
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.methods import rfm
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle
from wcm_helpers.reports.classification.rfm.analysis import segment_customers
from wcm_helpers.reports.classification.rfm.steps import advice, by_advice, named_here, names_of


def steps_of(facts, customers=None):
    result = classify_facts(facts, customers)
    segments, life = segment_customers(result), describe_lifecycle(result)
    return segments, life, by_advice(segments, life)


def group(n, segment="champions", **more):
    """Return n customers of a segment, the first the smallest."""
    row = {"segment": segment, "basis": "recency", "recency_days": 40, "trend": None, "compared_with": ""}
    return pd.DataFrame(
        [
            {**row, "customer_id": f"k{i}", "customer_name": f"K{i}", "monetary": i * SCALE, **more}
            for i in range(1, n + 1)
        ]
    )


def test_the_largest_are_named_and_the_others_counted():
    assert names_of(group(5), 3) == "K5 (5), K4 (4), K3 (3) and 2 more"
    # one more takes no more room than its number
    assert names_of(group(4), 3) == "K4 (4), K3 (3), K2 (2) and K1 (1)"


def test_slipping_customers_are_named_with_their_sign():
    assert names_of(group(1, "large_slipping"), 3) == "K1 (1, silent for 40 days)"
    falling = {"basis": "trend", "trend": -0.37, "compared_with": "year"}
    assert names_of(group(1, "large_slipping", **falling), 3) == "K1 (1, −37%)"
    # the change on another base is not the change of the other pages
    quarter = {**falling, "compared_with": "quarter"}
    assert names_of(group(1, "large_slipping", **quarter), 3) == "K1 (1, −37% on the three months before)"


def test_a_customer_has_one_step_only():
    # a and b steady; c slowing, large and under contract; d lost; e new
    amounts = {"a": 900, "b": 800, "c": 1700, "d": 600}
    half = {("c", month): 700 for month in month_range("2026-03", "2026-05")}
    gone = {("d", month): None for month in month_range("2025-10", "2026-05")}
    facts = monthly(amounts, first="2024-06", changes={**half, **gone})
    facts = pd.concat([facts, monthly({"e": 50}, first="2026-04")])
    contracts = pd.DataFrame({"customer_id": list("abcde"), "contractual": [True] * 5})
    segments, life, steps = steps_of(facts, contracts)
    state = life.customers.set_index("customer_id")["state"].to_dict()
    assert state == {"a": "active", "b": "active", "c": "slowing", "d": "lost", "e": "new"}
    here = dict(zip(segments.customers["customer_id"], named_here(segments, life), strict=True))
    # c is large and slipping in class A: both pages say to call it
    assert here == {"a": True, "b": True, "c": True, "d": False, "e": False}
    names = " ".join(steps["names"])
    assert "d (" not in names and "e (" not in names and "a (" in names
    named = segments.customers.loc[named_here(segments, life), "monetary"]
    assert steps["value"].sum() == named.sum()


def test_every_segment_has_one_piece_of_advice():
    assert set(advice()) == set(rfm.SEGMENTS) and len(set(advice().values())) == 8
