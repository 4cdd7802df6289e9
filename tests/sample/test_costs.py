"""Costs of the invented warehouse: three quarters of the revenue, more than all of it for five customers."""

from tests.sample.committed import MONTHS, ids


def test_serving_costs_about_three_quarters_but_for_the_five_of_the_truth(revenue, costs, customers):
    recent = MONTHS[-12:]
    value = revenue[recent].sum(axis=1)
    spent = costs[costs["month"].isin(recent)].groupby("customer_id")["fen"].sum()
    share = (spent / value).dropna()
    costly = customers.loc[customers["costly"] == "true", "customer_id"].tolist()
    assert len(costly) == 5
    assert (value[costly] > value.median()).all()
    assert share[costly].between(1.02, 1.40).all()
    # credit notes are not costs: who got much back is no measure
    others = share.drop([*costly, *ids(customers, "negative")])
    assert others.between(0.66, 0.90).all()
    assert set(costs["customer_id"]) <= set(customers["customer_id"])


def test_nobody_costs_anything_in_a_month_that_is_not_billed(bills, costs):
    billed = set(zip(bills["customer_id"], bills["period"], strict=True))
    assert set(zip(costs["customer_id"], costs["month"], strict=True)) <= billed
    assert set(costs["month"]) == set(MONTHS)


def test_the_costly_were_not_costly_before(revenue, costs, customers):
    costly = customers.loc[customers["costly"] == "true", "customer_id"].tolist()
    spent = costs[costs["month"].isin(MONTHS[:24])].groupby("customer_id")["fen"].sum()
    assert (spent[costly] / revenue.loc[costly, MONTHS[:24]].sum(axis=1)).between(0.66, 0.90).all()
