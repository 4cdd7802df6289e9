"""Look-alikes: scores by hand, planted likeness found, and nothing proposed where only popularity works."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.look_alikes import (
    HeldOut,
    backtest,
    bought_in,
    first_places,
    popularity,
    propose,
    scores,
    similarity,
)  # fmt: skip

SERVICES = [f"s{number:02d}" for number in range(12)]


def world(seed, *, planted, customers=150, kinds=4):
    """Customers of four industries. Planted: each likes services of its own; else all like the same ones."""
    chance = np.random.default_rng(seed)
    ids = [f"c{number:03d}" for number in range(customers)]
    kind = chance.integers(0, kinds, customers)
    liking = np.tile(0.45 * 0.8 ** np.arange(len(SERVICES)), (kinds, 1))
    if planted:
        liking = np.full((kinds, len(SERVICES)), 0.05)
        for number in range(kinds):
            liking[number, number::kinds] = 0.6
    wanted = chance.random((customers, len(SERVICES))) < liking[kind]
    first = chance.random(wanted.shape) < 0.6
    features = pd.DataFrame(
        {"industry": [f"i{number}" for number in kind], "size": chance.lognormal(0, 1, customers)}, index=ids
    )
    frames = (pd.DataFrame(cells, ids, SERVICES) for cells in (wanted & first, wanted & ~first))
    return *frames, features


@pytest.mark.parametrize("seed", range(5))
def test_planted_look_alikes_are_found(seed):
    before, later, features = world(seed, planted=True)
    found = backtest(before, later, features)
    assert found.key == "better" and found.hits > found.popular_hits
    proposals = propose(before, features, found)
    industry = features["industry"].str[1:].astype(int)
    own = proposals["service"].str[1:].astype(int) % 4 == proposals["customer"].map(industry)
    best = ~proposals.duplicated("customer")
    assert own[best].mean() > 0.8


def test_where_only_popularity_works_nothing_is_proposed():
    keys = [backtest(*world(seed, planted=False)).key for seed in range(40)]
    assert keys.count("better") <= 2  # at least 95 %
    before, later, features = world(1, planted=False)
    assert propose(before, features, backtest(before, later, features)) is None


def test_features_without_meaning_prove_nothing_either():
    # Everybody buys at random: neither of the two can foretell anything.
    keys = []
    for seed in range(40):
        before, later, features = world(seed, planted=False)
        chance = np.random.default_rng([seed, 1])
        mixed = [
            pd.DataFrame(chance.permuted(each.to_numpy(), axis=1), each.index, each.columns)
            for each in (before, later)
        ]
        keys.append(backtest(*mixed, features).key)
    assert keys.count("better") <= 2


def test_likeness_by_hand():
    # a and b: industry 1, size 1 − 5/10, services one of two: 2/3. a and c: industry 0, size 0, services
    # none of two. d has no size, and buys nothing, as c: industry 1 and services not counted.
    features = pd.DataFrame({"industry": list("xxyy"), "size": [0, 5, 10, None]}, index=list("abcd"))
    bought = pd.DataFrame({"kits": [1, 1, 0, 0], "labels": [1, 0, 0, 0]}, index=list("abcd")).astype(bool)
    alike = similarity(features, bought)
    assert alike[0].tolist() == pytest.approx([1, 2 / 3, 0, 0])
    assert alike[2, 3] == 1 and (alike == alike.T).all()
    nothing = similarity(pd.DataFrame({"x": [None, None]}, index=["a", "b"]), bought.loc[["c", "d"]])
    assert np.isnan(nothing).all()


def test_scores_by_hand():
    # Of three features b shares two with a, c one, d none; no service is shared, which adds a zero to each:
    # 2/4 and 1/4. Of a's two nearest b buys labels: (2/4) / (2/4 + 1/4).
    features = pd.DataFrame(
        {"industry": list("xxxy"), "land": list("uuvw"), "port": list("qrst")}, index=list("abcd")
    )
    bought = pd.DataFrame(
        {"kits": [0, 0, 0, 1], "labels": [0, 1, 0, 0], "wraps": [0, 0, 1, 0]}, index=list("abcd")
    ).astype(bool)
    row = scores(bought, features, neighbours=2).loc["a"]
    assert row.to_dict() == pytest.approx({"kits": 0, "labels": 2 / 3, "wraps": 1 / 3})
    assert np.isnan(scores(bought, features).loc["b", "labels"])  # what b buys is not proposed


def test_the_sign_test_by_hand():
    # Six customers are hit by look-alikes alone, none by popularity alone: 1 / 2^6 = 1.6 %; of five: 3.1 %.
    for count, key, p in ((6, "better", 1 / 64), (5, "cannot_tell", 1 / 32)):
        mine = [f"m{number}" for number in range(count)]
        crowd = [f"x{number:02d}" for number in range(40)]
        services = ["a", "b", "c", "own"]
        before = pd.DataFrame(False, [*mine, "own", *crowd], services)
        before.loc[crowd, ["a", "b", "c"]] = True
        before.loc["own", "own"] = True
        later = before & False
        later.loc[mine, "own"] = True
        kind = [*["mine"] * (count + 1), *["crowd"] * 40]
        found = backtest(before, later, pd.DataFrame({"kind": kind}, before.index), neighbours=count)
        assert (found.customers, found.only, found.popular_only) == (count, count, 0)
        assert (found.key, found.p) == (key, p)


def test_no_order_matters_and_names_decide_between_equals():
    before, later, features = world(3, planted=True)
    found = backtest(before, later, features)
    columns = SERVICES[::-1]
    again = before[columns].sample(frac=1, random_state=1)
    assert backtest(again, later[columns], features.sample(frac=1, random_state=2)) == found
    pd.testing.assert_frame_equal(propose(again, features, found), propose(before, features, found))
    equal = pd.DataFrame([[0.5, 0.5, 0.5, 0.5, 0.0]], columns=list("dbcaz"))
    assert equal.columns[first_places(equal)[0]].tolist() == ["b", "c", "a"]


def test_nothing_new_and_hardly_anybody():
    before, _later, features = world(1, planted=True)
    found = backtest(before, before, features)
    assert (found.key, found.customers, found.p) == ("cannot_tell", 0, 1.0)
    one = before.iloc[:1]
    assert scores(one, features).fillna(0).eq(0).all(axis=None)
    assert backtest(one[:0], one[:0], features).key == "cannot_tell"
    better = HeldOut("better", 1, 1, 0, 1, 0, 0.0)
    assert propose(one, features, better).empty


def test_purchases_by_month_and_what_all_buy():
    rows = pd.DataFrame(
        [("b", "kits", "2026-01"), ("b", "kits", "2026-02"), ("a", "wraps", "2026-03")],
        columns=["customer", "service", "month"],
    )
    table = bought_in(rows, ["2026-01", "2026-02"])
    assert table.index.tolist() == ["a", "b"] and table.to_numpy().tolist() == [[False, False], [True, False]]
    # Of b's others nobody, of a's other one buys kits.
    assert popularity(table)["kits"].tolist()[0] == 1.0 and np.isnan(popularity(table).loc["b", "kits"])
