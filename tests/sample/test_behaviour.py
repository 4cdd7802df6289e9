"""Behaviours of the invented customers, judged on their bills and orders."""

import pandas as pd
import pytest

from tests.sample.committed import MONTHS, ids


def test_stable_customers_are_stable_year_by_year(revenue, customers):
    own = revenue.loc[ids(customers, "stable")]
    years = pd.concat([own[MONTHS[n : n + 12]].sum(axis=1) for n in (0, 12, 24)], axis=1)
    assert len(own) >= 60
    assert (years.std(axis=1) / years.mean(axis=1)).max() < 0.05


@pytest.mark.parametrize(("behaviour", "low", "high"), [("growing", 1.3, 9), ("declining", 0.1, 0.77)])
def test_who_grows_or_declines_does_so_each_year(revenue, customers, behaviour, low, high):
    own = revenue.loc[ids(customers, behaviour)]
    years = [own[MONTHS[n : n + 12]].sum(axis=1) for n in (0, 12, 24)]
    assert len(own) == 12
    assert (years[1] / years[0]).between(low, high).all()
    assert (years[2] / years[1]).between(low, high).all()


def test_the_lost_are_gone_from_their_month_on(revenue, orders, customers):
    lost = customers[customers["behaviour"] == "lost"]
    assert len(lost) == 10
    for row in lost.itertuples():
        at = MONTHS.index(row.since)
        assert (revenue.loc[row.customer_id, MONTHS[:at]] > 0).all()
        assert (revenue.loc[row.customer_id, MONTHS[at:]] == 0).all()
        created = orders.loc[orders["customer_id"] == row.customer_id, "created_at"].str[:7]
        assert created.max() == MONTHS[at - 1] == row.end_date[:7]
        assert row.status == "ended"


def test_the_new_begin_in_their_month(revenue, customers):
    new = customers[customers["behaviour"] == "new"]
    assert len(new) == 12
    assert (new["since"] >= MONTHS[-3]).sum() >= 3
    for row in new.itertuples():
        at = MONTHS.index(row.since)
        assert (revenue.loc[row.customer_id, MONTHS[:at]] == 0).all()
        assert (revenue.loc[row.customer_id, MONTHS[at:]] > 0).all()
        assert row.start_date[:7] == row.since


def test_the_won_back_were_away_half_a_year(revenue, customers):
    back = customers[customers["behaviour"] == "won_back"]
    assert len(back) == 4
    for row in back.itertuples():
        at = MONTHS.index(row.since)
        own = revenue.loc[row.customer_id]
        assert (own[MONTHS[at - 6 : at]] == 0).all()
        assert (own[MONTHS[at:]] > 0).all()
        assert own[MONTHS[0]] > 0
