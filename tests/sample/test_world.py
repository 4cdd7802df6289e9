"""The invented customers as a whole: their special cases, and how revenue is distributed."""

from tests.sample.committed import LAST, MONTHS, classes, ids


def test_storage_customers_have_bills_and_no_orders(bills, orders, customers):
    storage = ids(customers, "storage")
    assert len(storage) == 2
    assert set(bills.loc[bills["customer_id"].isin(storage), "service_code"]) == {"仓储"}
    assert not orders["customer_id"].isin(storage).any()


def test_tied_customers_are_billed_the_same(revenue, customers):
    first, second = ids(customers, "tie")
    assert revenue.loc[first].tolist() == revenue.loc[second].tolist()
    assert (revenue.loc[first] > 0).all()


def test_one_customer_gets_back_more_than_it_pays(revenue, customers):
    year = revenue[MONTHS[-12:]].sum(axis=1)
    assert year[year < 0].index.tolist() == ids(customers, "negative")


def test_a_fifth_of_the_customers_carry_four_fifths(revenue):
    count = classes(revenue, LAST).value_counts()
    assert 20 <= count["A"] <= 30
    assert count["B"] > 20
    assert count["C"] > 50


def test_electronics_and_pharma_lead_among_the_large(revenue, customers):
    leading = customers.set_index("customer_id")["industry"].isin(["电子", "医药"])
    assert leading[classes(revenue, LAST) == "A"].mean() > 0.6
    assert 0.18 < leading.mean() < 0.32
