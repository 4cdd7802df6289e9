import pandas as pd
import pytest

from wcm_helpers.classes.customer_months import pivot_customer_months, window_values
from wcm_helpers.methods.abc import Rule, classify
from wcm_helpers.reports.classification.certainty import sentences
from wcm_helpers.reports.classification.certainty.analysis import certainty


def certainty_of(rows, rule=None, month="2026-05"):
    """Return the certainty of a book given as customer: values of the last months, None without activity."""
    rule = rule or Rule()
    last = 1 + int(month[5:])
    facts = pd.DataFrame(
        [
            (one, f"2026-{place:02d}", value, 1)
            for one, values in rows.items()
            for place, value in enumerate(values, last - len(values))
            if value is not None
        ],
        columns=["customer_id", "month", "value", "orders"],
    )
    book = pivot_customer_months(facts, month)
    return certainty(classify(window_values(book, month, rule.window_months), rule), book, rule, month)


# Worked out in tests/methods/test_certainty.py: y N and z A without March, the rest as in the whole.
FOUR = {"x": [40, 40, 40], "y": [30, 0, None], "z": [6, 6, 12], "w": [1, 1, 4]}


def test_counts_and_sentence_come_from_the_same_draws():
    result = certainty_of({**FOUR, "v": [None, None, 1]}, Rule(window_months=3))
    # v 1: of 181 it starts at 180/181 and is C; without May it has no class. The others as without v:
    # w starts at 98/104 = .942 without March, and is B there.
    assert (result.customers, result.changing, result.one_month) == (5, 3, 1)
    assert sentences.by_months(result) == [
        "1 of 5 customers keeps its class by the rule without any one of the 3 months.",
        "3 customers have another class without at least one of them.",
        "1 customer was active in one month only and has no class without it.",
    ]
    assert result.boundary["customer_id"].tolist() == ["w", "z", "y"]
    assert (result.n_boundary, result.near_limit) == (3, 0)


def test_a_near_customer_that_no_draw_moves_is_counted_apart():
    result = certainty_of(FOUR, Rule(window_months=3))
    assert (result.changing, result.one_month) == (2, 0)
    assert (result.n_boundary, result.near_limit) == (3, 1)


def test_only_the_window_counts():
    rows = {one: [10**6 * (one == "w"), *values] for one, values in FOUR.items()}
    assert certainty_of(rows, Rule(window_months=3)).boundary.equals(
        certainty_of(FOUR, Rule(window_months=3)).boundary
    )


def test_a_history_that_begins_later_is_said():
    result = certainty_of(FOUR)
    assert result.months == ["2026-03", "2026-04", "2026-05"]
    history = "The history covers 3 of the 12 months of the window."
    assert history in sentences.terms(result.rule, result.months)[0][1]
    assert "The history" not in sentences.terms(Rule(window_months=3), result.months)[0][1]


def test_of_one_month_nothing_is_said_but_that():
    result = certainty_of({"x": [79], "y": [11], "z": [10]})
    assert not result.can_tell
    assert (result.changing, result.one_month) == (None, None)
    assert sentences.by_months(result) == [
        "The window has one month, May 2026, so it is not clear whether a class depends on a single month."
    ]
    assert result.boundary["customer_id"].tolist() == ["y"]
    assert [term for term, _meaning in sentences.terms(result.rule, result.months)] == [
        "At risk of changing class"
    ]


def test_what_other_limits_change_is_said():
    # starts 0, .50, .77, .92: with 75 % and 90 % z and w change; x and y never do
    result = certainty_of({"x": [25, 25], "y": [13, 14], "z": [8, 7], "w": [4, 4]})
    assert sentences.by_limits(result) == [
        "With limits 5 percentage points lower or higher, 2 of 4 customers keep their class in every case; "
        "limits of 75% and 90% change most classes, 2.",
        "A limit of B of 100% would leave no class C; such limits are not counted here.",
    ]


def test_limits_that_cannot_be_are_said():
    result = certainty_of({"x": [50, 50]}, Rule(limit_a=0.90, limit_b=0.93))
    assert sentences.findings(result)[-1] == (
        "Impossible limits of A and B are left out: 90%/88%, 95%/88% and 95%/93%."
    )


def test_the_band_in_the_rule_is_the_one_used():
    result = certainty_of(FOUR, Rule(band=0.015))
    assert sentences.terms(result.rule, result.months)[1][1].startswith("Within 1.5 percentage points")
    assert result.boundary["customer_id"].tolist() == ["z", "y"]


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ({"x": [5, 6]}, (1, 0, 0)),
        ({"x": [5, 5], "y": [5, 5], "z": [5, 5]}, (3, 0, 0)),
        ({"g": [9900, 9900], "a": [60, 60], "b": [40, 40]}, (3, 0, 0)),
        ({"x": [-5, -5], "y": [-1, 0]}, (2, 0, 0)),
        # all equal, each in a month of its own: nobody has a class without it
        ({"x": [5, None], "y": [None, 5]}, (0, 0, 2)),
    ],
    ids=["one", "equal", "giant", "negative", "apart"],
)
def test_strange_books_are_told_plainly(rows, counts):
    result = certainty_of(rows)
    assert (result.changing, result.one_month) == counts[1:]
    assert result.boundary.empty
    assert all(sentences.findings(result))


def test_classes_with_customers_as_a_column_do_as_well():
    book = pivot_customer_months(
        pd.DataFrame({"customer_id": ["x", "y"], "month": "2026-05", "value": [3, 1], "orders": 1}), "2026-05"
    )
    classes = classify(window_values(book, "2026-05", 12), Rule())
    one, other = (certainty(result, book, Rule(), "2026-05") for result in (classes, classes.reset_index()))
    assert sentences.findings(one) == sentences.findings(other)
    assert one.boundary.equals(other.boundary)
