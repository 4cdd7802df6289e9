"""Proposals in words."""

import pandas as pd
import pytest

from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.proposals import sentences

FRAME = pd.DataFrame({"customer_name": ["Alpha", None]}, index=["a", "b"])


@pytest.mark.parametrize(
    ("scope", "english", "chinese"),
    [
        ("everyone", "all customers", "全部客户"),
        ("class:A", "class A", "A类"),
        ("industry:医药", "industry 医药", "医药行业"),
        ("site:S1", "site S1", "S1仓"),
        ("customer:a", "Alpha", "Alpha"),
        ("customer:b", "b", "b"),
        ("customer:x", "x", "x"),
        ("customer:a|b|x|y", "Alpha, b, x and 1 more", "Alpha、b、x和另外1家"),
    ],
)
def test_a_scope_is_named_as_its_reader_knows_it(scope, english, chinese):
    assert sentences.scope_label(scope, FRAME) == english
    before = words.language()
    try:
        words.use("zh")
        assert sentences.scope_label(scope, FRAME) == chinese
    finally:
        words.use(before)


def test_reach_is_by_class_where_the_classes_are_known():
    row = pd.Series({"scope": "everyone", "customers": 150, "A": 22, "B": 40, "C": 88})
    assert sentences.reach(row) == "150 (A 22, B 40, C 88)"
    assert sentences.reach(row.replace({22: pd.NA})) == "150"
    assert sentences.reach(pd.Series({"customers": pd.NA, "A": 1, "B": 1, "C": 1})) == "–"
    one_class = {"scope": "class:A", "customers": 31, "A": 31, "B": 0, "C": 0}
    assert sentences.reach(pd.Series(one_class)) == "31"


def test_the_remark_counts_what_is_for_some_and_names_what_has_no_option():
    assert sentences.summary(["slots"], 1) == [
        "Proposed for all customers: slots.", "1 proposal is for one group or single customers only.",
    ]  # fmt: skip
    assert sentences.summary([], 0) == []
    assert sentences.without_option([]) == ""
    assert sentences.without_option(["x", "y"]).startswith(
        "No service option is listed for x and y: add them"
    )
    assert sentences.undecided(0) == ""
