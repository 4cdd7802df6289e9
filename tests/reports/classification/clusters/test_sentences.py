"""The sentences of the cross-check: what agrees, who does not, and why there are no groups."""

import numpy as np
import pytest

from tests.reports.classification.clusters.examples import classification_of, three_kinds
from wcm_helpers.reports.classification.clusters import sentences
from wcm_helpers.reports.classification.clusters.analysis import group_customers

ONLY_VALUE = "Cannot tell: all customers buy as often and as recently; only their values differ"


def test_the_customer_unlike_its_class_is_described():
    # 57 customers, of whom one in class B buys like the small ones; see test_analysis
    classification = classification_of(three_kinds(odd=[(450, 2, 29)]))
    result = group_customers(classification)
    assert sentences.headline(result.customers) == (
        "Class and buying agree for 56 of 57 customers (98%); 1 buys unlike its class."
    )
    (odd,) = result.disagreements.to_dict("records")
    assert sentences.meaning(odd, result.medians) == "like class C: lower value, less often and less recently"
    assert sentences.described_groups(result, classification)[0] == (
        "Group 1: 12 customers; medians 10.1k CNY, order days 21.5, days without activity 1."
    )
    assert sentences.remarks(result)[-1] == "No customer is two classes away from its group."


def test_a_class_without_a_group_of_its_own_is_named():
    # large 144,660 (86.7 % of 166,917) and 44 that grow by 3 % from one to the next: 21 B and 23 C, one group
    large = [(12_000 + 10 * n, 20 + n % 4, n % 3) for n in range(12)]
    small = [(250 * 1.03**n, 2 + n % 3, 24 + n % 6) for n in range(44)]
    remarks = sentences.remarks(group_customers(classification_of([*large, *small])))
    assert "Class B is the most frequent in no group: 21 of its 21 customers are in group 2." in remarks


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([(5, 1, 1)], "Cannot tell: 1 customer has a value above zero, 20 are needed."),
        ([(-5, 1, 1)] * 30, "Cannot tell: 0 customers have a value above zero, 20 are needed."),
        ([(5 + n, 1, 1) for n in range(30)], ONLY_VALUE),
        (
            [(5, 1 + n % 6, 1) for n in range(30)],
            "Cannot tell: fewer than 7 customers differ from each other.",
        ),
    ],
)
def test_why_there_are_no_groups(rows, reason):
    assert sentences.reason(group_customers(classification_of(rows))).startswith(reason)


def test_one_cloud_names_the_stability_it_lacks():
    rng = np.random.default_rng(4)
    rows = [(1_000 * np.exp(v), int(o), int(s)) for v, o, s in zip(
        rng.normal(0, 1, 70), rng.integers(5, 25, 70), rng.integers(0, 30, 70), strict=True)]  # fmt: skip
    result = group_customers(classification_of(rows))
    best = f"{result.scores['stability'].max():.2f}"
    assert f"(stability {best} at best, 0.80 is needed)" in sentences.reason(result)


def test_a_feature_that_is_the_same_for_all_is_named_as_left_out():
    result = group_customers(classification_of(three_kinds(), days=False))
    assert sentences.rules(result)[0][1].endswith(
        "Left out, as it is the same for all customers: months without activity."
    )
