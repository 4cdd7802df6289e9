"""Agreement of coders: Krippendorff's own example, hand arithmetic and properties."""

import math

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.core.paths import ROOT
from wcm_helpers.methods.agreement import alpha_interval, cohen_kappa, krippendorff_alpha

GOLDEN = ROOT.parent / "shared" / "data" / "golden" / "krippendorff_c_data.csv"
#: Krippendorff 2011, example C: four observers, twelve units, seven codes missing.
EXAMPLE_C = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, None],
        "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
)
PUBLISHED = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}


@pytest.mark.parametrize("level", PUBLISHED)
def test_alpha_of_the_published_example(level):
    assert krippendorff_alpha(EXAMPLE_C, level) == pytest.approx(PUBLISHED[level], abs=5e-4)


@pytest.mark.skipif(not GOLDEN.exists(), reason="the reference data are not beside the checkout")
@pytest.mark.parametrize("level", PUBLISHED)
def test_alpha_of_the_file_of_the_published_example(level):
    codes = pd.read_csv(GOLDEN, index_col="unit")
    assert krippendorff_alpha(codes, level) == pytest.approx(PUBLISHED[level], abs=5e-4)


def test_alpha_by_hand():
    # 2 notes: (a, a), (a, b). Values a 3, b 1, n 4. Observed 2/4 of pairs differ in the second: Do = 2 / 4.
    # Expected: 2 × 3 × 1 / (4 × 3) = 1/2. α = 1 − .5/.5 = 0.
    assert krippendorff_alpha(pd.DataFrame({"A": ["a", "a"], "B": ["a", "b"]})) == pytest.approx(0)


def test_kappa_by_hand():
    # 20 agreed yes, 15 agreed no, 5 and 10 differ: observed .7, by chance .5 × .6 + .5 × .4 = .5, κ = .4.
    first = pd.Series(["yes"] * 25 + ["no"] * 25)
    second = pd.Series(["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15)
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_kappa_leaves_out_a_note_of_one_coder():
    first, second = pd.Series(["a", "b", None, "a"]), pd.Series(["a", "b", "a", None])
    assert cohen_kappa(first, second) == 1


@pytest.mark.parametrize("codes", [["a", "a", "a"], []])
def test_one_code_or_none_has_no_agreement(codes):
    frame = pd.DataFrame({"A": codes, "B": codes}, dtype=object)
    assert math.isnan(krippendorff_alpha(frame))
    assert math.isnan(cohen_kappa(frame["A"], frame["B"]))
    assert math.isnan(alpha_interval(frame).low)


def test_alpha_knows_neither_the_order_of_coders_nor_of_notes():
    shuffled = EXAMPLE_C.sample(frac=1, random_state=3)[["D", "B", "A", "C"]]
    assert krippendorff_alpha(shuffled, "interval") == pytest.approx(
        krippendorff_alpha(EXAMPLE_C, "interval")
    )


def test_coders_that_guess_agree_by_chance_alone():
    rng = np.random.default_rng(5)
    codes = pd.DataFrame(rng.integers(0, 3, size=(4000, 2)), columns=["A", "B"])
    assert abs(krippendorff_alpha(codes)) < 0.05
    assert abs(cohen_kappa(codes["A"], codes["B"])) < 0.05


def test_the_interval_holds_alpha_and_narrows_with_notes():
    rng = np.random.default_rng(6)
    truth = rng.integers(0, 3, size=300)
    other = np.where(rng.random(300) < 0.8, truth, rng.integers(0, 3, size=300))
    codes = pd.DataFrame({"A": truth, "B": other})
    few, many = alpha_interval(codes.head(30)), alpha_interval(codes)
    assert many.low < krippendorff_alpha(codes) < many.high
    assert many.high - many.low < few.high - few.low
