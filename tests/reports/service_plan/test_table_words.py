"""The money of a line, and the rows that a table leaves out."""

from wcm_helpers.reports.service_plan.table_words import a_year, rest


def test_money_is_said_where_it_is_known():
    assert a_year(12_000_000_000, "CNY") == "1.20M CNY a year"
    assert a_year(0, "CNY") == "" == a_year(None, "CNY")


def test_the_rest_of_a_table_is_counted():
    assert (rest(10), rest(11), rest(13)) == ("", "1 more is not shown.", "3 more are not shown.")
