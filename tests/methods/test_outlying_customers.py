"""Customers unlike their class: planted ones are named, chance and uneven classes are not."""

import numpy as np
import pandas as pd

from wcm_helpers.methods.outlying_customers import between_customers, find_outlying


def world(seed, *, bad=None, spread=0.0, customers=30, n=40):
    chance = np.random.default_rng(seed)
    rate = np.full(customers, 0.95)
    if spread:
        rate = chance.beta(0.95 / spread, 0.05 / spread, customers)
    if bad is not None:
        rate[bad] = 0.70
    hits = chance.binomial(n, rate)
    ids = [f"c{place:02d}" for place in range(customers)]
    return pd.DataFrame({"group": "A", "numerator": hits, "denominator": n}, index=ids)


def names(counts):
    tested = find_outlying(counts)
    return set(tested.index[tested["adjusted"] <= 0.05])


def test_a_planted_customer_is_named_at_five_seeds_and_alone():
    assert [names(world(seed, bad=7, n=80)) for seed in range(5)] == [{"c07"}] * 5


def test_chance_alone_names_few():
    assert sum(bool(names(world(seed))) for seed in range(100)) <= 5


def test_an_uneven_class_makes_nobody_an_exception():
    assert sum(bool(names(world(seed, spread=0.08))) for seed in range(60)) <= 6


def test_few_cases_or_few_peers_say_nothing():
    assert find_outlying(world(1, n=10)).empty
    assert find_outlying(world(1, customers=4)).empty


def test_customers_that_differ_more_than_chance_are_correlated():
    assert between_customers(np.array([10.0, 0.0]), np.array([10.0, 10.0])) > 0.8
