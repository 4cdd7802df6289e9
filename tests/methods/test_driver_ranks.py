import numpy as np
import pandas as pd
import pytest

from benchmarks.driver_worlds import World, planted_world
from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.driver_ranks import rank_drivers

DATA = ROOT.parent / "shared" / "data"


def ranked(values, customers=None):
    frame = pd.DataFrame(values, columns=[*[f"P{j + 1}" for j in range(np.shape(values)[1] - 1)], "SAT"])
    who = pd.Series([None] * len(frame) if customers is None else customers, dtype=object)
    return rank_drivers(frame.drop(columns="SAT"), frame["SAT"], who)


def dominant(n, seed=1):
    """Return answers of n in which the first of four ratings explains nearly everything."""
    rng = np.random.default_rng(seed)
    ratings = rng.normal(size=(n, 4))
    return np.c_[ratings, ratings[:, 0] + 0.2 * ratings[:, 1] + 0.3 * rng.normal(size=n)]


def test_a_dominant_driver_is_named_from_a_hundred_customers_on():
    result = ranked(dominant(120))
    assert result.leading == ["P1"] and result.reason == ""
    top = result.table.loc["P1"]
    assert top["low"] < top["share"] < top["high"] and top["first"] == 1 and top["r"] > 0.9
    assert result.table["share"].sum() == pytest.approx(1)
    fewer = ranked(dominant(99))
    assert fewer.leading[0] == "P1" and len(fewer.leading) == 2


def test_equal_drivers_cannot_be_separated():
    rng = np.random.default_rng(4)
    ratings = rng.normal(size=(150, 3))
    result = ranked(np.c_[ratings, ratings.sum(axis=1) + rng.normal(size=150)])
    assert len(result.leading) == 3


def test_methods_that_disagree_name_nobody():
    # of four traits of cars, drawn four times each, LMG puts cyl first and Johnson hp
    path = DATA / "golden" / "mtcars.csv"
    if not path.exists():
        pytest.skip("mtcars.csv is not in ../shared/data/golden; it may not be kept with the workbook")
    cars = pd.concat([pd.read_csv(path)] * 4, ignore_index=True)
    names = ["cyl", "disp", "hp", "gear"]
    result = rank_drivers(cars[names].astype(float), cars["mpg"], pd.Series([None] * len(cars), dtype=object))
    assert {"cyl", "hp"} <= set(result.leading)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (np.empty((0, 4)), "few"),
        (np.full((1, 4), 5.0), "few"),
        (dominant(39), "few"),
        (np.full((60, 4), 5.0), "none"),
        (np.c_[np.random.default_rng(0).normal(size=(60, 3)), np.full(60, 5.0)], "constant"),
        (np.random.default_rng(0).normal(size=(60, 2)), "none"),
        (np.random.default_rng(0).normal(size=(200, 14)), "many"),
        (np.random.default_rng(0).normal(size=(200, 5)), "unrelated"),
    ],
    ids=["nobody", "one", "39", "all alike", "outcome alike", "one rating", "13 ratings", "noise"],
)
def test_what_cannot_be_ranked_says_why(values, reason):
    result = ranked(values)
    assert result.reason == reason and result.table.empty and result.leading == []


def test_a_rating_everybody_gave_alike_is_left_out():
    values = np.insert(dominant(120), 2, 3.0, axis=1)
    result = ranked(values)
    assert result.constant == ("P3",) and "P3" not in result.table.index and result.leading == ["P1"]


def test_only_complete_answers_count_and_customers_are_drawn_whole():
    values = dominant(120)
    values[:15, 1] = np.nan
    result = ranked(values)
    assert (result.answers, result.customers) == (105, 105)
    twice = ranked(np.repeat(dominant(60), 2, axis=0), np.repeat([f"k{n}" for n in range(60)], 2))
    assert (twice.answers, twice.customers) == (120, 60)
    once, apart = ranked(dominant(60)), ranked(np.repeat(dominant(60), 2, axis=0))
    width = [(r.table["high"] - r.table["low"]).sum() for r in (twice, once, apart)]
    assert width[0] == pytest.approx(width[1], rel=0.02) and width[2] < 0.85 * width[1]


def test_the_order_of_the_answers_changes_nothing():
    rng = np.random.default_rng(8)
    values = np.clip(np.rint(3 + dominant(110, 5)), 1, 5)
    customers = rng.integers(0, 60, 110).astype(str)
    order = rng.permutation(110)
    one, other = ranked(values, customers), ranked(values[order], customers[order])
    pd.testing.assert_frame_equal(one.table, other.table)


def test_the_drivers_of_a_delivery_service_explain_no_more_than_chance():
    path = DATA / "acme_delivery_survey.csv"
    if not path.exists():
        pytest.skip("acme_delivery_survey.csv is not in ../shared/data; it may not be kept with the workbook")
    answers = pd.read_csv(path, encoding="utf-8-sig").astype(float)
    result = rank_drivers(answers.drop(columns="Y"), answers["Y"], pd.Series([None] * 126, dtype=object))
    assert result.reason == "unrelated" and result.r2 == pytest.approx(0.097, abs=5e-4)


def test_a_named_driver_is_the_true_one_in_nine_of_ten_worlds():
    named = right = 0
    for seed in range(60):
        world = World(np.random.default_rng(seed)) if seed % 2 else planted_world()
        result = ranked(world.draw(np.random.default_rng(1000 + seed), 250))
        if len(result.leading) == 1:
            named += 1
            right += result.leading[0] == f"P{world.shares().argmax() + 1}"
    assert named >= 10 and right >= 0.9 * named
