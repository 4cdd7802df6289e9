"""The money of a line."""

from wcm_helpers.reports.service_plan.money_words import a_year


def test_money_is_said_where_it_is_known():
    assert a_year(12_000_000_000, "CNY") == "1.20M CNY a year"
    assert a_year(0, "CNY") == "" == a_year(None, "CNY")
