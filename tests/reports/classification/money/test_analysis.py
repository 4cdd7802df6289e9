import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.classification.money.examples import YEAR, classification_of
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import month_range
from wcm_helpers.core.paths import ROOT
from wcm_helpers.reports.classification.money.analysis import CAUSES, COLUMNS, loss_makers, margins


def only(pairs, **more):
    """Return the only loss maker, beside a customer that earns every month."""
    frame = loss_makers(classification_of({"x": pairs, "good": [(50, 20)] * len(pairs)}, **more))
    assert list(frame["customer_id"]) == ["x"]
    return frame.iloc[0]


def test_the_largest_loss_comes_first_with_the_year_ago_beside_it():
    frame = loss_makers(classification_of(YEAR))
    assert tuple(frame.columns) == COLUMNS
    amounts = frame[["revenue", "cost", "margin", "margin_year_ago"]] // SCALE
    assert amounts.values.tolist() == [[25, 30, -5, 10], [5, 6, -1, -1]]
    assert frame[["customer_id", "cause", "new", "since"]].values.tolist() == [
        ["b", "cost_up", True, "2026-05"],
        ["d", "before", False, None],  # a loss in every month: its beginning lies before the data
    ]


@pytest.mark.parametrize(
    ("ago", "now", "cause"),
    [
        ((10, 8), (10, 15), "cost_up"),
        ((10, 8), (12, 15), "cost_up"),  # revenue rose too, cost by more
        ((10, 8), (6, 8), "revenue_down"),
        ((10, 8), (6, 7), "revenue_down"),  # cost fell too, revenue by more
        ((100, 80), (60, 80), "revenue_down"),
        ((100, 80), (80, 100), "both"),  # 20 each
        ((100, 80), (63, 84), "revenue_down"),  # 4 of 41 is less than a tenth
        ((10, 12), (10, 15), "before"),
        (None, (10, 15), "new"),
        ((10, 8), (-2, 1), "credits"),
    ],
)
def test_the_cause_is_what_changed_since_a_year_ago(ago, now, cause):
    pairs = [ago, *[(10, 8)] * 11, now]
    if ago is None:
        pairs = [None, *[None] * 11, now]
    assert only(pairs)["cause"] == cause in CAUSES


def test_without_a_year_ago_the_cause_cannot_be_told():
    row = only([(10, 8), (10, 15)])
    assert row["cause"] == "unknown" and pd.isna(row["margin_year_ago"])
    assert row["new"] and row["since"] == "2026-05"


def test_since_begins_the_unbroken_row():
    row = only([(10, 15), (10, 8), (10, 12), (10, 15)])
    assert (row["since"], row["new"]) == ("2026-04", False)


def test_a_window_that_is_not_full_begins_no_loss():
    # two months a window: March's is not full, April's loses as May's does
    row = only([(10, 8), (10, 15), (10, 12)], length=2)
    assert row["since"] is None and not row["new"]


def test_a_window_without_costs_begins_no_loss():
    # in April nobody's cost is known: that nothing was lost then cannot be told
    frame = loss_makers(classification_of({"x": [(10, 0), (10, 15)], "good": [(50, 0), (50, 20)]}))
    assert frame.loc[0, "since"] is None and not frame.loc[0, "new"]


def test_a_year_ago_without_costs_is_unknown():
    pairs = {"x": [(10, 0), *[(10, 8)] * 11, (10, 15)], "good": [(50, 0), *[(50, 20)] * 12]}
    assert loss_makers(classification_of(pairs)).loc[0, "cause"] == "unknown"


@pytest.mark.parametrize("absent", ["cost", "revenue"])
def test_without_costs_or_revenue_nobody_loses(absent):
    frame = loss_makers(classification_of(YEAR, **{absent: False}))
    assert frame.empty and tuple(frame.columns) == COLUMNS


def test_margins_add_up_by_class():
    result = margins(classification_of(YEAR))
    classes = result.classes.set_index("class")
    # 60 25 10 5 start at 0 60 85 95 of 100: A A B C
    assert classes[["customers", "loss_making"]].values.tolist() == [[2, 1], [1, 0], [1, 1]]
    assert (classes["margin"] // SCALE).tolist() == [15, 5, -1]  # 60 + 25 - 70; 10 - 5; 5 - 6
    assert classes["margin_of_revenue"].round(4).tolist() == [0.1765, 0.5, -0.2]  # 15 / 85, 5 / 10, -1 / 5
    assert (result.customers, result.revenue, result.cost) == (4, 100 * SCALE, 81 * SCALE)
    assert (result.cost_months, result.without_cost, result.loss) == (1, 0, 6 * SCALE)


@settings(deadline=None, max_examples=8)
@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 60)), min_size=1, max_size=8))
def test_margins_are_those_of_the_customers_in_any_order(pairs):
    customers = {f"c{place}": [pair] for place, pair in enumerate(pairs)}
    if not any(cost for _revenue, cost in pairs):
        return
    one = margins(classification_of(customers))
    other = margins(classification_of(dict(reversed(customers.items()))))
    pd.testing.assert_frame_equal(one.loss_makers, other.loss_makers)
    assert one.classes["margin"].sum() == one.revenue - one.cost
    assert one.loss == SCALE * sum(max(cost - revenue, 0) for revenue, cost in pairs)


def test_the_planted_loss_makers_are_found_with_their_cause(sample_review):
    truth = pd.read_csv(ROOT / "data/sample/truth/customers.csv").set_index("customer_id")
    frame = loss_makers(sample_review.result).set_index("customer_id")
    costly = set(truth.index[truth["costly"]])
    assert set(frame.index) == {*costly, *truth.index[truth["behaviour"] == "negative"]}
    assert set(frame.index[frame["cause"] == "cost_up"]) == costly


def test_neighbouring_months_agree_on_what_is_new(sample_review):
    review, before = sample_review, None
    for month in month_range("2026-05", "2026-07"):
        parameters = review.parameters.model_copy(update={"month": month})
        frame = loss_makers(review.report.open(review.history, parameters).result)
        lost = set(frame["customer_id"])
        if before is not None:
            assert set(frame.loc[frame["new"], "customer_id"]) == lost - before
        assert frame["since"].dropna().le(month).all()
        before = lost
