"""Whatever is told of a customer is told of its twin; what happens later changes nothing."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification.certainty.analysis import certainty
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.lifecycle.analysis import describe_lifecycle
from wcm_helpers.reports.classification.rfm.analysis import segment_customers

RULES = st.builds(
    Rule,
    window_months=st.sampled_from([1, 2, 3, 6]),
    crossing=st.sampled_from(["into", "next"]),
    ties=st.sampled_from(["better", "worse"]),
    band=st.sampled_from([0.0, 0.02, 0.1]),
    band_months=st.integers(1, 3),
    confirm_months=st.integers(1, 4),
)
MONTH = "2026-05"
PARTS = ["before", "own", "others", "rule", "correction", "after"]


def facts_of(book, month="9999-12"):
    rows = [(name, at, value, n) for (name, at), (value, n) in book.items() if at <= month]
    return pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])


def everything(facts, rule):
    """Return one row a customer with all that the report says of it, by customer id."""
    found = classify_month(facts, None, MONTH, rule, currency="CNY", source="invoices")
    sure = certainty(found.classes, found.customer_months, rule, MONTH).boundary.set_index("customer_id")
    scores = segment_customers(found).customers.set_index("customer_id")
    states = describe_lifecycle(found).customers.set_index("customer_id")
    moves = found.moves.set_index("customer_id")
    frame = found.classes.set_index("customer_id")[
        ["value", "class", "rank", "official", "since", "previous", "reason", "waiting", "distance", "new"]
    ]
    return frame.join(
        [
            sure[["kept", "A", "B", "C"]],
            scores[["recency_score", "frequency_score", "monetary_score", "segment"]],
            states[["state", "before", "silent_days"]],
            moves[["state", "compared_with", "cause", "before", "own", "others", "after"]].add_prefix(
                "move_"
            ),
        ]
    ).astype(str)


@settings(max_examples=8, deadline=None)
@given(strategies.facts(), RULES)
def test_twins_are_told_the_same(book, rule):
    some = next(iter(book))[0]
    twins = {**book, **{("twin", at): cell for (name, at), cell in book.items() if name == some}}
    facts = facts_of(twins, MONTH)
    try:
        told = everything(facts, rule)
    except Exception as error:
        assert "no activity" in str(error)
        return
    if some in told.index:
        assert told.loc[some].to_dict() == told.loc["twin"].to_dict()


@settings(max_examples=8, deadline=None)
@given(strategies.facts(), st.dictionaries(
    st.tuples(st.sampled_from([f"c{i}" for i in range(9)]), st.sampled_from(["2026-06", "2026-09"])),
    st.tuples(strategies.amounts, st.integers(0, 9)), max_size=6), RULES)  # fmt: skip
def test_later_months_change_nothing_that_is_told(book, later, rule):
    try:
        told = everything(facts_of(book), rule)
    except Exception as error:
        assert "no activity" in str(error)
        return
    pd.testing.assert_frame_equal(everything(facts_of({**book, **later}), rule), told)
