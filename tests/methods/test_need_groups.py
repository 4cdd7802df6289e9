"""Comparisons of groups: who is compared with whom, and how many there are in all."""

import numpy as np
import pandas as pd
import pytest

from wcm_helpers.methods.need_groups import compare_groups, groupings_of


def test_a_group_is_compared_with_the_customers_whose_group_is_known():
    groups = pd.DataFrame({"class": ["A", "A", "B", None]})
    tests, family = compare_groups(["x"], np.array([[1.0], [0.0], [0.0], [1.0]]), groupings_of(groups, None))
    row = tests[tests["group"] == "A"].iloc[0]
    assert (row["n"], row["rest_n"], row["share"], row["rest_share"]) == (2, 1, 0.5, 0.0)
    assert len(family) == len(tests) == 2


def test_groups_without_answers_have_no_test_and_count_in_the_population():
    groups = pd.DataFrame({"class": ["A", "B"]})
    everybody = pd.DataFrame({"class": ["A", "A", "B", "C"]})
    (grouping,) = groupings_of(groups, everybody)
    tests, _family = compare_groups(["x"], np.array([[1.0], [0.0]]), [grouping])
    assert grouping.groups == ("A", "B", "C")
    assert (grouping.population[0], grouping.others[0]) == (2, 2)
    assert not grouping.complete(0, 1, 2) and grouping.complete(0, 2, 2)
    assert tests["group"].tolist() == ["A", "B"]


def test_classes_may_use_up_four_fifths_of_the_false_findings():
    groups = pd.DataFrame({"class": ["A", "A", "B", "B"], "industry": ["x", "y", "z", "x"]})
    tests, _family = compare_groups(["n"], np.array([[1.0], [0.0], [0.0], [1.0]]), groupings_of(groups, None))
    # two tests of classes share 0.8, three of industries 0.2
    assert tests.groupby("grouping")["weight"].first().to_dict() == {
        "class": pytest.approx(0.4),
        "industry": pytest.approx(0.2 / 3),
    }
