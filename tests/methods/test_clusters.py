import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.methods.clusters import SIZES, STABLE, assign, choose, score, standardise

FEW = settings(max_examples=25, deadline=None)


def blobs(n=3, each=20):
    """Groups 10 apart with a spread of 1: there is no doubt which points belong together."""
    rng = np.random.default_rng(n)
    group = np.repeat(np.arange(n), each)
    points = pd.DataFrame(
        {"x": 10.0 * group + rng.normal(0, 1, len(group)), "y": rng.normal(0, 1, len(group))}
    )
    return points, group


def same(one, other):
    """Whether two labellings put the same rows together, however the groups are numbered."""
    pairs = set(zip(list(one), list(other), strict=True))
    return len(pairs) == len(set(one)) == len(set(other))


def test_standardised_by_hand():
    # mean 3, variance ((1-3)² + (3-3)² + (5-3)²) / 3 = 8/3
    result = standardise(pd.DataFrame({"x": [1.0, 3.0, 5.0], "same": [2.0, 2.0, 2.0]}))
    assert list(result) == ["x"]
    assert result["x"].tolist() == pytest.approx([-2 / (8 / 3) ** 0.5, 0, 2 / (8 / 3) ** 0.5], abs=1e-8)
    assert standardise(pd.DataFrame({"same": [2.0, 2.0]})).shape == (2, 0)


@pytest.mark.parametrize("n", [2, 3, 4])
def test_planted_groups_are_found(n):
    points, truth = blobs(n)
    scores = score(points)
    assert scores["groups"].tolist() == list(SIZES)
    assert choose(scores) == n
    assert same(assign(points, n), truth)
    assert scores.set_index("groups").loc[n, "stability"] == pytest.approx(1.0)


def test_a_ball_has_no_stable_groups():
    points = pd.DataFrame(np.random.default_rng(5).normal(size=(60, 3)))
    scores = score(points)
    assert (scores["stability"] < STABLE).all()
    assert choose(scores) is None


def test_silhouette_by_hand():
    # 0, 1 | 10, 11 and three copies of each: for 0, a = 1·3/5 = .6, b = 10.5, s = 1 - .6/10.5; for 1, b = 9.5
    points = pd.DataFrame({"x": [0.0, 1.0, 10.0, 11.0] * 3})
    result = score(points).set_index("groups").loc[2, "silhouette"]
    assert result == pytest.approx(((1 - 0.6 / 10.5) + (1 - 0.6 / 9.5)) / 2)


def test_more_groups_than_points_are_not_tried():
    assert score(pd.DataFrame({"x": [0.0, 1.0, 5.0, 5.0]}))["groups"].tolist() == [2]


@pytest.mark.parametrize(
    ("silhouette", "stability", "expected"),
    [([0.6, 0.5], [0.9, 0.9], 2), ([0.5, 0.5], [0.9, 0.9], 2), ([0.3, 0.9], [0.8, 0.79], 2),
     ([0.25, 0.2], [1, 1], None), ([0.9, 0.9], [0.7, 0.7], None)],
)  # fmt: skip
def test_only_stable_groups_that_stand_apart_are_chosen(silhouette, stability, expected):
    scores = pd.DataFrame({"groups": [2, 3], "silhouette": silhouette, "stability": stability})
    assert choose(scores) == expected


@FEW
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=12, max_size=30), st.randoms())
def test_neither_order_nor_ids_matter_and_equal_rows_share_a_group(rows, random):
    frame = pd.DataFrame(rows, columns=["x", "y"], index=[f"c{n}" for n in range(len(rows))], dtype="float64")
    points = standardise(frame)
    if points.shape[1] == 0 or len(points.drop_duplicates()) < 4:
        return
    order = list(frame.index)
    random.shuffle(order)
    moved = frame.loc[order]
    moved.index = [f"z{n}" for n in range(len(rows))]
    labels = assign(points, 3)
    again = assign(standardise(moved), 3)
    assert labels.loc[order].tolist() == again.tolist()
    assert labels.groupby([frame["x"], frame["y"]]).nunique().eq(1).all()


def test_scores_do_not_depend_on_order_even_when_thinned():
    rng = np.random.default_rng(2)
    points = pd.DataFrame(rng.normal(size=(2_500, 2)) + 8 * (rng.random((2_500, 1)) < 0.5))
    pd.testing.assert_frame_equal(score(points), score(points.sample(frac=1, random_state=1)))
