"""Invented customers near a class limit, and those that cross one."""

import pandas as pd

from tests.sample.committed import LAST, MONTHS, classes, ids, start_shares


def test_limit_customers_stand_within_a_point_of_a_limit(revenue, customers):
    share = start_shares(revenue, LAST)[ids(customers, "limit")]
    off = pd.concat([(share - 0.80).abs(), (share - 0.95).abs()], axis=1)
    assert len(off) == 6
    assert off.min(axis=1).max() < 0.01
    assert (off < 0.01).sum().tolist() == [2, 4]


def test_who_crosses_a_limit_does_so_in_the_month_of_the_truth(revenue, customers):
    crossing = customers[customers["crosses_in"] != ""]
    assert len(crossing) == 9
    for row in crossing.itertuples():
        before = MONTHS[MONTHS.index(row.crosses_in) - 1]
        pair = classes(revenue, before)[row.customer_id], classes(revenue, row.crosses_in)[row.customer_id]
        assert pair == (row.from_class, row.to_class)
    assert (crossing["crosses_in"] == LAST).sum() >= 2
