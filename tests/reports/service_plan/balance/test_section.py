"""The section on shared resources of the invented warehouse."""

from types import SimpleNamespace

import pytest

from tests.reports.service_plan.balance.test_lost import made
from wcm_helpers.reporting.block import join
from wcm_helpers.reports.service_plan.balance.contention import contention_of
from wcm_helpers.reports.service_plan.balance.lost import Lost, lost_of
from wcm_helpers.reports.service_plan.balance.section import _absent, balance


def test_the_section_has_both_questions(plan_review):
    pieces = join(balance(plan_review)).pieces
    tables = {block.name: block.content for block in pieces if block.name}
    lost = plan_review.computed(lost_of)
    assert tables["slipping"]["Customers"].sum() == len(lost.customers)
    assert tables["slipping"]["Slip"].sum() == lost.customers["slipping"].sum()
    assert len(tables["waits"]) == 3 * tables["waits"]["Class"].nunique()
    assert any("simulation, no measurement" in block.text for block in pieces)
    assert any("no proof" in block.text for block in pieces)


@pytest.mark.parametrize("key", ["orders", "activities", "capacity", "few_orders"])
def test_what_is_absent_says_what_it_would_show(key):
    assert "A first costs class B and C" in " ".join(_absent(key).text.split())


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("", "billing or orders of 15 months"),
        ("revenue", "interactions or tickets, and customers with classes"),
    ],
)
def test_without_a_year_or_a_level_of_service_it_says_what_is_missing(measure, words):
    empty = made()
    lost = Lost(measure, empty.customers, empty.table, 0)
    review = SimpleNamespace(computed={lost_of: lost, contention_of: "orders"}.get)
    first, second = balance(review).pieces
    assert words in " ".join(first.text.split()) and "orders with times" in second.text
