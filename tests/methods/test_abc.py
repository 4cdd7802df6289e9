import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.methods.abc import Rule, cautions, classify, reasons_for_moves

RULE = Rule()
RULES = [Rule(crossing=crossing, ties=ties) for crossing in ("into", "next") for ties in ("better", "worse")]
BOOKS = settings(max_examples=250, deadline=None)


def classes(values, rule=RULE):
    return classify(pd.Series(values, dtype="int64"), rule)["class"].to_dict()


# 100 in all: starts 0, 50, 80, 95; ends 50, 80, 95, 100. Both limits are met exactly.
ON_THE_LIMITS = {"w": 50, "x": 30, "y": 15, "z": 5}
# 100 in all: starts 0, 79, 96; ends 79, 96, 100. x crosses both limits.
ACROSS_BOTH = {"w": 79, "x": 17, "y": 4}


@pytest.mark.parametrize(
    ("values", "rule", "expected"),
    [
        pytest.param(ON_THE_LIMITS, RULE, "AABC", id="reaching a limit exactly closes the class"),
        pytest.param(ON_THE_LIMITS, Rule(crossing="next"), "AABC", id="reaching exactly, next"),
        pytest.param(ACROSS_BOTH, RULE, "AAC", id="crossing both limits completes A, and B has no one"),
        pytest.param(ACROSS_BOTH, Rule(crossing="next"), "ACC", id="crossing both, next: left to C"),
        pytest.param({"w": 90, "x": 10}, RULE, "AB", id="one of 90 % is in A"),
        pytest.param({"w": 90, "x": 10}, Rule(crossing="next"), "BC", id="one of 90 %, next: A is empty"),
        pytest.param({"w": 7}, RULE, "A", id="one customer"),
        pytest.param({"w": 5, "x": 0, "y": -5}, RULE, "ANN", id="nothing billed and credited are N"),
        pytest.param({"w": 0, "x": -5}, RULE, "NN", id="no positive total"),
        pytest.param({}, RULE, "", id="empty"),
        # Ten equal customers start at 0, 10, ... 90: A alone as one group, its end of 100 % is beyond B.
        pytest.param(dict.fromkeys("abcdefghij", 1), RULE, "A" * 10, id="all equal share A"),
        # 60 + 4 x 10: the four start at 60 and end at 100; seen one by one at 60, 70, 80, 90.
        pytest.param(dict(w=60, a=10, b=10, c=10, d=10), RULE, "AAAAA", id="ties to the better class"),
        pytest.param(dict(w=60, a=10, b=10, c=10, d=10), Rule(ties="worse"), "ABBBB", id="ties to the worse"),
        # the last of ten equals starts at 90 %: by itself B, yet somebody must be A
        pytest.param(dict.fromkeys("abcdefghij", 1), Rule(ties="worse"), "A" * 10, id="the largest make A"),
        pytest.param(
            dict(w=60, a=10, b=10, c=10, d=10),
            Rule(crossing="next"),
            "AAAAA",
            id="next, better: 70 counts",
        ),
        pytest.param(
            dict(w=60, a=10, b=10, c=10, d=10),
            Rule(crossing="next", ties="worse"),
            "ACCCC",
            id="next, worse: 100 counts",
        ),
    ],
)
def test_classes(values, rule, expected):
    result = classes(values, rule)
    assert "".join(result[name] for name in values) == expected


def test_shares_rank_and_order():
    # 50 + 30 + 20 + 20 = 120; the two 20s share rank 3, start 80/120 and end 120/120.
    table = classify(pd.Series({"d": 20, "b": 50, "a": 30, "c": 20, "n": -7}), RULE)
    assert list(table.index) == ["b", "a", "c", "d", "n"]
    assert table["rank"].tolist() == [1, 2, 3, 3, 5]
    assert table["share"].tolist()[:4] == pytest.approx([50 / 120, 30 / 120, 20 / 120, 20 / 120])
    assert table["start_share"].tolist()[:4] == pytest.approx([0, 50 / 120, 80 / 120, 80 / 120])
    assert table["end_share"].tolist()[:4] == pytest.approx([50 / 120, 80 / 120, 1, 1])
    assert table.loc["n", ["share", "start_share", "end_share"]].isna().all()


def test_near_a_limit_is_within_two_points_of_it():
    # starts 0, .78, .83, .93, .98; two points round .80 and .95 reach .78 and .93, both counted.
    table = classify(pd.Series({"a": 78, "b": 5, "c": 10, "d": 5, "e": 2}), RULE)
    # sorted: a 78, c 10, b 5, d 5, e 2 -> starts 0, .78, .88, .88, .98
    assert table["near_limit"].to_dict() == {"a": False, "c": True, "b": False, "d": False, "e": False}
    assert table.loc["c", "distance"] == pytest.approx(-0.02)
    assert table.loc["e", "distance"] == pytest.approx(0.03)
    assert not classify(pd.Series({"a": 78, "b": 22}), Rule(band=0.01))["near_limit"].any()


@pytest.mark.parametrize(
    ("values", "rule", "expected"),
    [
        ({"a": 50, "b": 30, "c": 20}, RULE, []),
        ({"a": 0, "b": -1}, RULE, ["no_total"]),
        ({}, RULE, ["no_total"]),
        ({"a": 3}, RULE, ["one_customer"]),
        ({"a": 3, "b": -3}, RULE, ["one_customer"]),
        ({"a": 3, "b": 3}, RULE, ["all_equal", "a_covers_most"]),
        ({"a": 90, "b": 10}, Rule(crossing="next"), ["a_empty"]),
        ({"a": 75, "b": 16, "c": 9}, RULE, ["a_covers_most"]),  # 91 %
        ({"a": 75, "b": 15, "c": 10}, RULE, []),  # 90 %: not more than 90 %
    ],
)
def test_cautions(values, rule, expected):
    assert cautions(classify(pd.Series(values, dtype="int64"), rule)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # y starts at 70 %. It falls to 10: 70/80 is beyond 80 %. The others stood still.
        pytest.param({"x": 70, "y": 30}, {"x": 70, "y": 10}, "own", id="own decline"),
        # y stands still at 30 while x grows to 200: 200/230 = 87 %.
        pytest.param({"x": 70, "y": 30}, {"x": 200, "y": 30}, "others", id="the others grew"),
        # y to 10 alone: 70/80 = 88 %; x to 150 alone: 150/180 = 83 %; both: 150/160 = 94 %. All are B.
        pytest.param({"x": 70, "y": 30}, {"x": 150, "y": 10}, "either", id="each is enough"),
        # y to 20 alone: 70/90 = 78 %; x to 100 alone: 100/130 = 77 %; both: 100/120 = 83 %.
        pytest.param({"x": 70, "y": 30}, {"x": 100, "y": 20}, "together", id="only both"),
        pytest.param({"x": 70, "y": 30}, {"x": 70, "y": -1}, "own", id="credited away"),
        pytest.param({"x": 70}, {"x": 70, "y": 30}, "own", id="a newcomer"),
    ],
)
def test_reason_for_a_move(before, after, expected):
    assert reasons_for_moves(pd.Series(before), pd.Series(after), pd.Index(["y"]), RULE)["y"] == expected


def test_under_next_growing_can_cost_the_class():
    # next: y ends at 79.6/100; grown by 10 it ends at 89.6/110 = 81 %: out of A by its own growth.
    before = pd.Series({"x": 498, "y": 298, "z": 204})
    after = before + pd.Series({"x": 0, "y": 100, "z": 0})
    assert [classes(book, Rule(crossing="next"))["y"] for book in (before, after)] == ["A", "B"]
    assert reasons_for_moves(before, after, pd.Index(["y"]), Rule(crossing="next"))["y"] == "own"


@pytest.mark.parametrize(
    ("settings_given", "said"),
    [
        ({"limit_a": 80, "limit_b": 95}, "limits 80 and 95"),
        ({"limit_a": 0.95, "limit_b": 0.8}, "not rising"),
        ({"window_months": 0}, "window_months = 0"),
        ({"crossing": "inn"}, "crossing = 'inn'"),
        ({"value": "profit"}, "revenue, margin, order_value, orders, units"),
        ({"band": 0.5}, "band = 0.5"),
        ({"band": -0.01}, "band = -0.01"),
        ({"new_months": 0}, "new_months = 0"),
        ({"band_months": 0}, "band_months = 0"),
        ({"confirm_months": 0}, "confirm_months = 0"),
        ({"upgrade_months": 0}, "upgrade_months = 0"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_one_line(settings_given, said):
    with pytest.raises(WorkbookError, match=said) as caught:
        Rule(**settings_given)
    assert "\n" not in str(caught.value)


def test_missing_and_double_values_are_refused():
    with pytest.raises(ValueError, match=r"missing: \['b'\]"):
        classify(pd.Series({"a": 1.0, "b": float("nan")}), RULE)
    with pytest.raises(ValueError, match="two of 'a'"):
        classify(pd.Series([1, 2], index=["a", "a"]), RULE)


@BOOKS
@given(strategies.values(), st.randoms(use_true_random=False), st.sampled_from(RULES))
def test_order_names_and_currency_change_nothing(values, random, rule):
    outcome = classes(values, rule)
    rows = list(values)
    random.shuffle(rows)
    assert classes({name: 100 * values[name] for name in rows}, rule) == outcome
    new = dict(zip(values, rows, strict=True))  # a renaming that turns the order of ids about
    assert classes({new[name]: value for name, value in values.items()}, rule) == {
        new[name]: outcome[name] for name in values
    }


@BOOKS
@given(strategies.values(), st.sampled_from(RULES))
def test_equals_are_equal_and_the_whole_is_one(values, rule):
    given_values = pd.Series(values, dtype="int64")
    unchanged = given_values.copy()
    table = classify(given_values, rule)
    pd.testing.assert_series_equal(given_values, unchanged)
    outcome = table[["value", "rank", "class", "near_limit", "end_share"]].fillna({"end_share": -1})
    assert len(outcome.drop_duplicates()) == table["value"].nunique()
    assert (table["class"] == "N").equals(table["value"] <= 0)
    letters = table.loc[table["class"] != "N", "class"]
    assert letters.is_monotonic_increasing
    if len(letters):
        assert table["share"].sum() == pytest.approx(1)
        if rule.crossing == "into":
            assert letters.iloc[0] == "A"
            if rule.ties == "better":
                assert table.loc[table["class"] == "A", "share"].sum() >= rule.limit_a - 1e-9
        elif (letters == "A").any():
            at_most = table.loc[table["class"] == "A", "share"].sum()
            assert rule.ties == "better" or at_most <= rule.limit_a + 1e-9


@settings(max_examples=200, deadline=None)
@given(strategies.values(), strategies.amounts, st.sampled_from(RULES))
def test_a_move_without_others_is_ones_own(before, value, rule):
    # the class worked out alone is the class worked out with everyone
    name = min(before)
    moved = {**before, name: value}
    if classes(before, rule)[name] != classes(moved, rule)[name]:
        assert reasons_for_moves(pd.Series(before), pd.Series(moved), pd.Index([name]), rule)[name] == "own"
