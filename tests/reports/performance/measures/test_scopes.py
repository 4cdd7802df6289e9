"""What a line of the register means: a group by number, letter or name."""

import pytest

from tests.reports.performance.measures.made_up import Review
from wcm_helpers.reports.performance.measures.scopes import group_of_scope


@pytest.mark.parametrize(
    ("scope", "group"),
    [
        ("", ("all", "")), ("全部客户", ("all", "")), ("all customers", ("all", "")),
        ("A", ("customer", "a")), ("class A", ("class", "A")), ("B类", ("class", "B")),
        ("A类客户", ("class", "A")),
        ("beta", ("customer", "b")), ("Alpha 公司", ("customer", "a")), ("客户：beta", ("customer", "b")),
        ("LA1", ("site", "LA1")), ("site LA2", ("site", "LA2")), ("LA2仓", ("site", "LA2")),
        ("pharma行业", ("industry", "pharma")), ("industry food", ("industry", "food")),
        ("nobody", None), ("Alpha 公司 and 3 more", None),
    ],
)  # fmt: skip
def test_groups_are_named_in_both_languages(scope, group):
    assert group_of_scope(Review(), scope) == group


def test_a_name_that_two_customers_share_names_neither():
    review = Review()
    review.result.customers["customer_name"] = ["Twin", "Twin", None]
    assert group_of_scope(review, "Twin") is None
