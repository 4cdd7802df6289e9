import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from wcm_helpers.methods.abc import Rule, classify
from wcm_helpers.methods.certainty import across, boundary, jackknife, sensitivity

BOOKS = settings(max_examples=30, deadline=None)
SHARES = ["A", "B", "C", "N", "none", "kept"]

# The whole window, of 180: x starts at 0, y at 120/180 = .667, z at 150/180 = .833, w at 174/180 = .967:
#   x A, y A, z B, w C.
# Without m1, of 103: x 80, z 18 starts at .777, w 5 at .951, y has 0:     x A, y N, z A, w C.
# Without m2, of 133: x 80, y 30 at .602, z 18 at .827, w 5 at .962:       x A, y A, z B, w C.
# Without m3, of 124: x 80, y 30 at .645, z 12 at .887, w 2 at .984:       x A, y A, z B, w C.
BOOK = pd.DataFrame(
    {"m1": [40, 30, 6, 1], "m2": [40, 0, 6, 1], "m3": [40, 0, 12, 4]}, index=["x", "y", "z", "w"]
)
ACTIVE = pd.DataFrame(True, index=BOOK.index, columns=BOOK.columns)


def test_leaving_out_each_month_by_hand():
    draws = jackknife(BOOK, ACTIVE, Rule())
    expected = {
        "x": [1, 0, 0, 0, 0, 1],
        "y": [2 / 3, 0, 0, 1 / 3, 0, 2 / 3],
        "z": [1 / 3, 2 / 3, 0, 0, 0, 2 / 3],
        "w": [0, 0, 1, 0, 0, 1],
    }
    assert {one: list(row) for one, row in draws[SHARES].iterrows()} == {
        one: pytest.approx(shares) for one, shares in expected.items()
    }


def test_who_is_active_in_one_month_only_has_no_class_without_it():
    active = ACTIVE.copy()
    active.loc["y", ["m2", "m3"]] = False
    draws = jackknife(BOOK, active, Rule())
    assert draws.loc["y", SHARES].tolist() == pytest.approx([2 / 3, 0, 0, 0, 1 / 3, 2 / 3])


def test_who_was_never_active_is_not_told_of():
    active = ACTIVE.copy()
    active.loc["w"] = False
    assert jackknife(BOOK, active, Rule()).index.tolist() == ["x", "y", "z"]


def test_of_one_month_nothing_can_be_left_out():
    draws = jackknife(BOOK[["m1"]], ACTIVE[["m1"]], Rule())
    assert draws.index.tolist() == ["x", "y", "z", "w"]
    assert draws.isna().all(axis=None)


def test_a_month_that_holds_everything_leaves_nobody():
    book = pd.DataFrame({"m1": [5, 3], "m2": [0, 0]}, index=["x", "y"])
    draws = jackknife(book, book > 0, Rule())
    assert draws["none"].tolist() == [0.5, 0.5]
    assert draws["kept"].tolist() == [0.5, 0.5]


def test_nobody_gives_an_empty_table():
    nobody = BOOK.iloc[:0]
    assert jackknife(nobody, nobody > 0, Rule()).empty


def test_the_callers_tables_stay_as_they_are():
    book, active = BOOK.copy(), ACTIVE.copy()
    draws = jackknife(book, active, Rule())
    boundary(classify(book.sum(axis=1), Rule()), draws, Rule())
    pd.testing.assert_frame_equal(book, BOOK)
    pd.testing.assert_frame_equal(active, ACTIVE)


def test_the_boundary_by_hand():
    # z and y are moved by one draw of three, z starts 3.3 points from 80 %, y 13.3; w starts 1.7 from 95 %.
    classes = classify(BOOK.sum(axis=1), Rule())
    result = boundary(classes, jackknife(BOOK, ACTIVE, Rule()), Rule())
    assert result[["customer_id", "class", "other"]].values.tolist() == [
        ["z", "B", "A"],
        ["y", "A", "N"],
        ["w", "C", "B"],
    ]
    assert result["distance"].tolist() == pytest.approx(
        [150 / 180 - 0.80, 120 / 180 - 0.80, 174 / 180 - 0.95]
    )
    assert result["value"].tolist() == [24, 30, 6]


def test_a_narrower_band_leaves_who_is_only_near():
    rule = Rule(band=0.01)
    classes = classify(BOOK.sum(axis=1), rule)
    assert boundary(classes, jackknife(BOOK, ACTIVE, rule), rule)["customer_id"].tolist() == ["z", "y"]


def test_to_have_no_class_is_not_another_class():
    # of 100: x 70, y 30 starts at .70: A, and 10 points from the limit
    book = pd.DataFrame({"m1": [35, 30], "m2": [35, 0]}, index=["x", "y"])
    draws = jackknife(book, book > 0, Rule())
    assert draws.loc["y", "none"] == 0.5
    assert boundary(classify(book.sum(axis=1), Rule()), draws, Rule()).empty


def test_with_one_month_the_boundary_is_the_distance():
    # of 100: x starts at 0, y at .79, z at .90
    book = pd.DataFrame({"m1": [79, 11, 10]}, index=["x", "y", "z"])
    result = boundary(classify(book["m1"], Rule()), jackknife(book, book > 0, Rule()), Rule())
    assert result[["customer_id", "other"]].values.tolist() == [["y", "B"]]
    assert result["kept"].isna().all()


@pytest.mark.parametrize(("crossing", "expected"), [("into", "A"), ("next", "C")])
def test_on_the_first_limit_the_crossing_rule_says_what_lies_across(crossing, expected):
    # into: y starts on 80 % and is B, with A before it. next: y ends on 95 % and is B, with C behind it.
    book = pd.Series({"x": 80, "y": 15, "z": 5})
    rule = Rule(crossing=crossing)
    classes = classify(book, rule)
    assert classes.loc["y", "class"] == "B"
    assert across(classes, rule)["y"] == expected


def test_other_limits_by_hand():
    # starts 0, .50, .77, .92
    result = sensitivity(pd.Series({"x": 50, "y": 27, "z": 15, "w": 8}), Rule())
    expected = [
        [0.75, 0.90, 2, 1, 1, 2],
        [0.75, 0.95, 2, 2, 0, 1],
        [0.75, 1.00, 2, 2, 0, 1],
        [0.80, 0.90, 3, 0, 1, 1],
        [0.80, 0.95, 3, 1, 0, 0],
        [0.80, 1.00, 3, 1, 0, 0],
        [0.85, 0.90, 3, 0, 1, 1],
        [0.85, 0.95, 3, 1, 0, 0],
        [0.85, 1.00, 3, 1, 0, 0],
    ]
    assert result.scenarios.drop(columns="in_force").values.tolist() == expected
    assert result.scenarios.loc[result.scenarios["in_force"], ["limit_a", "limit_b"]].values.tolist() == [
        [0.80, 0.95]
    ]
    assert (result.left_out, result.moving) == ([], ["w", "z"])


def test_limits_that_cannot_be_are_left_out_and_told():
    result = sensitivity(pd.Series({"x": 50, "y": 50}), Rule(limit_a=0.90, limit_b=0.93))
    assert result.left_out == [(0.90, 0.88), (0.95, 0.88), (0.95, 0.93)]
    assert len(result.scenarios) == 6
    assert result.scenarios["in_force"].sum() == 1
    low = sensitivity(pd.Series({"x": 50, "y": 50}), Rule(limit_a=0.05, limit_b=0.5))
    assert [pair[0] for pair in low.left_out] == [0.0, 0.0, 0.0]


def test_doing_away_with_class_c_moves_nobody():
    # w starts at .97: only a limit of B at 100 % would change its class
    result = sensitivity(pd.Series({"x": 60, "y": 37, "w": 3}), Rule())
    assert result.scenarios.set_index(["limit_a", "limit_b"]).loc[(0.80, 1.0), "changed"] == 1
    assert result.moving == []


def test_where_the_rule_has_no_class_c_its_limit_counts():
    rule = Rule(limit_a=0.80, limit_b=1.0)
    result = sensitivity(pd.Series({"x": 78, "y": 20, "w": 2}), rule)
    # starts 0, .78, .98: A to 75 % makes y B, B to 95 % makes w C; higher than 100 % there is nothing
    assert sorted(set(result.scenarios["limit_b"])) == [0.95, 1.0]
    assert result.moving == ["w", "y"]


@st.composite
def books(draw):
    months = strategies.MONTHS[: draw(st.integers(2, 6))]
    values = draw(strategies.values(12))
    rows = {
        one: [draw(strategies.amounts) if draw(st.booleans()) else 0 for _month in months] for one in values
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=months, dtype="int64")


@BOOKS
@given(strategies.values(), st.lists(st.integers(1, 9), min_size=2, max_size=6))
def test_if_all_months_are_alike_but_for_their_size_everybody_keeps_its_class(values, sizes):
    frame = pd.Series(values, dtype="int64")
    book = pd.DataFrame({f"m{place}": frame * size for place, size in enumerate(sizes)})
    draws = jackknife(book, pd.DataFrame(True, index=book.index, columns=book.columns), Rule())
    assert (draws["kept"] == 1).all()


@BOOKS
@given(books(), st.randoms(use_true_random=False))
def test_neither_rows_nor_names_nor_currency_decide(book, random):
    plain = jackknife(book, book != 0, Rule())
    rows = list(book.index)
    random.shuffle(rows)
    names = {one: f"id{place}" for place, one in enumerate(rows)}
    mixed = book.loc[rows, ::-1].rename(index=names) * 7
    other = jackknife(mixed, mixed != 0, Rule())
    pd.testing.assert_frame_equal(
        other, plain.rename(index=names).reindex(other.index).rename_axis("customer_id"), rtol=1e-12
    )
    classes = [classify(values.sum(axis=1), Rule()) for values in (book, mixed)]
    result = [
        boundary(values[values.index.isin(draws.index)], draws, Rule()).set_index("customer_id")
        for values, draws in zip(classes, (plain, other), strict=True)
    ]
    outcome = result[0].rename(index=names)
    assert sorted(outcome.index) == sorted(result[1].index)
    assert outcome["other"].to_dict() == result[1]["other"].to_dict()


@BOOKS
@given(books())
def test_equal_customers_fare_alike_and_draws_add_up(book):
    twice = pd.concat([book, book.rename(index=lambda one: f"{one}-2")])
    draws = jackknife(twice, twice != 0, Rule())
    for one in book.index[(book != 0).any(axis=1)]:
        assert draws.loc[one].tolist() == draws.loc[f"{one}-2"].tolist()
    assert draws[SHARES[:-1]].sum(axis=1).tolist() == pytest.approx([1.0] * len(draws))


@BOOKS
@given(strategies.values(), st.floats(0.01, 0.2))
def test_the_rule_in_force_changes_nobody_and_equals_move_together(values, step):
    frame = pd.Series(values, dtype="int64")
    book = pd.concat([frame, frame.rename(index=lambda one: f"{one}-2")])
    result = sensitivity(book, Rule(), step)
    assert result.scenarios.loc[result.scenarios["in_force"], "changed"].tolist() == [0]
    counts = result.scenarios[["A", "B", "C"]].sum(axis=1)
    assert (counts == (book > 0).sum()).all()
    assert {one.removesuffix("-2") for one in result.moving} == {
        one for one in result.moving if not one.endswith("-2")
    }
    assert len(result.moving) % 2 == 0
