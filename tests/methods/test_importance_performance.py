import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.methods.importance_performance import QUADRANTS, compare

SCALE = (1.0, 5.0)


def answers(n, seed, importance, performance):
    """Return answers of n customers about these means, rounded to a scale of five."""
    rng = np.random.default_rng(seed)
    names = [f"P{place + 1}" for place in range(len(importance))]
    made = []
    for means in (importance, performance):
        drawn = np.array(means) + rng.normal(0, 0.8, size=(n, len(means)))
        made.append(pd.DataFrame(np.clip(np.rint(drawn), 1, 5), columns=names))
    return made


def test_means_gaps_and_lines_by_hand():
    importance = pd.DataFrame({"a": [5.0, 4.0, np.nan], "b": [2.0, 2.0, 2.0]})
    performance = pd.DataFrame({"a": [3.0, 3.0, 1.0], "b": [4.0, np.nan, 5.0]})
    result = compare(importance, performance, SCALE)
    # a: two customers, 4.5 and 3; b: two, 2 and 4.5; lines (3 + 4.5) / 2 and (4.5 + 2) / 2
    table = result.table
    assert table[["n", "importance", "performance", "gap"]].to_numpy().tolist() == [
        [2, 4.5, 3, 1.5], [2, 2, 4.5, -2.5],
    ]  # fmt: skip
    assert result.lines == (3.75, 3.25)
    assert table["quadrant"].tolist() == ["improve", "exceeds"]
    assert table["verdict"].tolist() == ["undecided", "undecided"]  # two customers decide nothing
    assert result.spread == 2.5 / 4 and not result.close_together


def test_planted_quadrants_are_found():
    importance, performance = answers(120, 3, [4.6, 4.5, 2.4, 2.5], [2.3, 4.4, 2.2, 4.5])
    result = compare(importance, performance, SCALE)
    assert result.table["verdict"].tolist() == ["improve", "keep", "low", "exceeds"]
    assert (result.table["certainty"] > 0.99).all()
    shares = result.table[list(QUADRANTS)].sum(axis=1)
    assert shares.tolist() == pytest.approx([1, 1, 1, 1])


def test_equal_services_are_undecided():
    wrong = 0
    for seed in range(40):
        importance, performance = answers(30, seed, [4, 4, 4, 4], [3, 3, 3, 3])
        wrong += (compare(importance, performance, SCALE).table["verdict"] != "undecided").sum()
    # a quadrant needs 80 % of the draws on the same side of both lines
    assert wrong < 0.35 * 160


def test_a_target_is_a_line_of_its_own():
    importance, performance = answers(60, 5, [4.5, 4.4], [3.0, 3.1])
    result = compare(importance, performance, SCALE, lines=(4.0, 4.0))
    assert result.lines == (4.0, 4.0)
    assert result.table["verdict"].tolist() == ["improve", "improve"]


def test_who_asked_everyone_leaves_nothing_to_chance():
    importance, performance = answers(20, 1, [4.2, 3.9], [3.2, 3.4])
    result = compare(importance, performance, SCALE, population=20)
    table = result.table
    assert (table["gap_low"] == table["gap_high"]).all()
    assert table["performance_low"].tolist() == pytest.approx(table["performance_high"].tolist())
    assert (table["certainty"] == 1).all() and (table["verdict"] == table["quadrant"]).all()


def test_close_means_of_importance_are_said_to_be_close():
    importance, performance = answers(50, 2, [4.5, 4.5, 4.4], [3, 4, 4])
    assert compare(importance, performance, SCALE).close_together


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 12), st.integers(1, 4), st.integers(0, 10_000))
def test_any_answers_give_a_result_that_does_not_depend_on_order(n, size, seed):
    rng = np.random.default_rng(seed)
    names = [f"P{place}" for place in range(size)]
    importance, performance = (
        pd.DataFrame(
            np.where(rng.random((n, size)) < 0.3, np.nan, rng.integers(1, 6, (n, size))), columns=names
        )
        for _side in range(2)
    )
    result = compare(importance, performance, SCALE)
    order = rng.permutation(n)
    shuffled = compare(importance.iloc[order], performance.iloc[order], SCALE)
    pd.testing.assert_frame_equal(result.table, shuffled.table)
    if n < 8:
        assert set(result.table["verdict"]) <= {"undecided"}


def test_everyone_giving_five_has_no_gap_and_no_error():
    fives = pd.DataFrame(5.0, index=range(10), columns=["a", "b"])
    result = compare(fives, fives, SCALE)
    assert result.table["gap"].tolist() == [0, 0]
    assert (result.table["gap_low"] < 0).all() and (result.table["gap_high"] > 0).all()
    assert (result.table["verdict"] == "undecided").all()  # all are on the lines of the means


def test_one_service_alone_is_on_its_own_lines():
    importance, performance = answers(50, 2, [4.5], [3])
    assert compare(importance, performance, SCALE).table["verdict"].tolist() == ["undecided"]
