import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcm_helpers.core.months import month_range
from wcm_helpers.methods.abc import Rule, classify
from wcm_helpers.methods.official import deciding_share, official_classes


def path_of(shares, rule=None, **more):
    """Return the official classes and reasons of one customer whose deciding shares are given."""
    rule = rule or Rule()
    months = month_range("2026-01", "2026-12")[: len(shares)]
    letters = [
        None if s is None else "N" if np.isnan(s) else "A" if s < 0.8 else "B" if s < 0.95 else "C"
        for s in shares
    ]
    computed = pd.DataFrame([letters], index=["x"], columns=months, dtype=object)
    frame = pd.DataFrame([[np.nan if s is None else s for s in shares]], index=["x"], columns=months)
    outcome = {
        name: pd.DataFrame([values], index=["x"], columns=months, dtype=object)
        for name, values in more.items()
    }
    path = official_classes(computed, frame, dict.fromkeys(months, rule), **outcome)
    return "".join(one or "-" for one in path.official.loc["x"]), path.reasons.loc["x"].tolist()


@pytest.mark.parametrize(
    ("shares", "expected", "last"),
    [
        ([0.5, 0.83, 0.83], "AAB", "band"),  # more than two points beyond, two months
        ([0.5, 0.83, 0.79, 0.83], "AAAA", "kept"),  # not two months running
        ([0.5, 0.81, 0.81, 0.81], "AAAB", "months"),  # inside the band, three months
        ([0.5, 0.81, 0.81, 0.79], "AAAA", "kept"),
        ([0.5, 0.81, 0.83, 0.83], "AAAB", "band"),  # both rules hold at once
        ([0.85, 0.77], "BA", "band"),  # up: one month beyond the band
        ([0.85, 0.79, 0.79, 0.79], "BBBA", "months"),
        ([0.5, 0.97, 0.97], "AAC", "band"),  # two limits at once
        ([0.5, 0.82, 0.82], "AAB", "band"),  # on the edge of the band is beyond it
        ([0.5, 0.8199, 0.8199], "AAA", "kept"),
        ([None, 0.9], "-B", "first"),
        ([0.9, None], "B-", "none"),
        ([0.9, float("nan")], "BN", "not_positive"),
        ([float("nan"), 0.97], "NC", "positive"),
        ([float("nan"), float("nan")], "NN", "kept"),
    ],
)
def test_a_class_moves_when_the_change_has_shown_that_it_stays(shares, expected, last):
    official, reasons = path_of(shares)
    assert (official, reasons[-1]) == (expected, last)


def test_the_months_of_the_rule_are_those_that_count():
    patient = Rule(band_months=3, confirm_months=5, upgrade_months=2)
    assert path_of([0.5, 0.9, 0.9, 0.9], patient)[0] == "AAAB"
    assert path_of([0.5, 0.81, 0.81, 0.81, 0.81, 0.81], patient)[0] == "AAAAAB"
    assert path_of([0.9, 0.5, 0.5], patient)[0] == "BBA"


def test_each_month_is_held_against_its_own_limit():
    # At .78 all along: inside 80 %, and outside 70 % from March on. Two months under the new limit move it.
    months = month_range("2026-01", "2026-05")
    rules = {month: Rule() if month <= "2026-02" else Rule(limit_a=0.7) for month in months}
    letters = ["A" if month <= "2026-02" else "B" for month in months]
    computed = pd.DataFrame([letters], index=["x"], columns=months, dtype=object)
    shares = pd.DataFrame([[0.78] * 5], index=["x"], columns=months)
    assert official_classes(computed, shares, rules).official.loc["x"].tolist() == ["A", "A", "A", "B", "B"]


def test_an_override_holds_while_it_holds_and_then_the_rule_again():
    official, reasons = path_of([0.9] * 5, overrides=[None, "A", "A", None, None])
    assert official == "BAABB"
    assert reasons == ["first", "override", "override", "expired", "kept"]


def test_the_rule_goes_on_under_an_override():
    # It would have become C in March; that is what holds when the override ends.
    official, _reasons = path_of([0.9, 0.99, 0.99, 0.99], overrides=["A", "A", "A", None])
    assert official == "AAAC"


def test_what_was_told_before_is_where_the_next_month_begins():
    # Told B in February, where the rule keeps A; in March it is inside A's limit, but within the band.
    assert path_of([0.5, 0.85, 0.79])[0] == "AAA"
    official, reasons = path_of([0.5, 0.85, 0.79], recorded=[None, "B", None])
    assert (official, reasons[1]) == ("ABB", "recorded")


def test_a_record_of_an_override_does_not_outlive_it():
    # In March it is inside A's limit, but within the band: out of B it does not come by that.
    official, _reasons = path_of([0.9, 0.9, 0.79], overrides=[None, "A", None], recorded=[None, "A", None])
    assert official == "BAB"


shares = st.lists(st.floats(0, 0.999) | st.none() | st.just(float("nan")), min_size=1, max_size=12)


@settings(max_examples=200, deadline=None)
@given(shares)
def test_the_official_class_is_always_one_the_rule_gave_within_its_months(told):
    official, _reasons = path_of(told)
    computed, _own = path_of(told, Rule(band=0, band_months=1, confirm_months=1, upgrade_months=1))
    for at, letter in enumerate(official):
        assert (letter == "-") == (computed[at] == "-")
        assert letter in computed[: at + 1]


@settings(max_examples=100, deadline=None)
@given(shares, st.floats(0, 0.999))
def test_later_months_change_nothing_told_before(told, more):
    assert path_of([*told, more][:12])[0].startswith(path_of(told)[0][:11])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 0.999), min_size=2, max_size=12))
def test_without_patience_the_official_class_is_the_computed_one(told):
    hasty = Rule(band=0, band_months=1, confirm_months=1, upgrade_months=1)
    expected = "".join("A" if s < 0.8 - 1e-12 else "B" if s < 0.95 - 1e-12 else "C" for s in told)
    assert path_of(told, hasty)[0] == expected


@pytest.mark.parametrize("crossing", ["into", "next"])
@pytest.mark.parametrize("ties", ["better", "worse"])
def test_the_share_that_decides_is_the_one_the_classes_come_from(crossing, ties):
    rule = Rule(crossing=crossing, ties=ties)
    classes = classify(pd.Series({"u": 50, "v": 20, "w": 20, "x": 6, "y": 4, "z": -1}), rule)
    values = deciding_share(classes, rule)
    inside = values < rule.limit_a if crossing == "into" else values <= rule.limit_a
    named = (classes["class"] == "A") & (classes["start_share"] > 0)  # the largest is in A in any case
    assert named.tolist() == (inside & (classes["start_share"] > 0)).tolist()


def test_stable_customers_hardly_move_and_single_months_would_flicker():
    """60 stable customers over 24 months: changes a month by single month, by rolling year, and by rule."""
    per_month = {"single": 0.0, "rolling": 0.0, "official": 0.0}
    for seed in range(5):
        chance = np.random.default_rng(seed)
        months = month_range("2023-01", "2025-12")
        level = np.exp(1.2 * chance.standard_normal(60))
        values = level[:, None] * np.exp(0.35 * chance.standard_normal((60, 36)))
        book = pd.DataFrame((10_000 * values).astype("int64"), columns=months)
        rule = Rule()
        rolling = {m: classify(book.iloc[:, at - 11 : at + 1].sum(axis=1), rule)
                   for at, m in enumerate(months) if at >= 11}  # fmt: skip
        single = pd.DataFrame({m: classify(book[m], rule)["class"] for m in rolling})
        computed = pd.DataFrame({m: frame["class"] for m, frame in rolling.items()}, dtype=object)
        frame = pd.DataFrame({m: deciding_share(one, rule) for m, one in rolling.items()})
        path = official_classes(computed, frame.loc[computed.index], dict.fromkeys(rolling, rule))
        for name, letters in (("single", single), ("rolling", computed), ("official", path.official)):
            letters = letters.to_numpy()
            per_month[name] += (letters[:, 1:] != letters[:, :-1]).sum() / 24 / 5
    assert per_month["single"] > 5 * per_month["rolling"] > 5 * per_month["official"]
    assert per_month["official"] <= 1
