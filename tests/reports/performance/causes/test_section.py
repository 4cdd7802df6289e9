"""The section on causes: the planted cause by name, parts that add up, one line where nothing is known."""

import pytest

from tests.reports.performance.conftest import opened
from wcm_helpers.core import words
from wcm_helpers.reports.performance.causes.section import chart_name_of_group


def number(cell):
    return float(cell.replace("−", "-").replace("+", ""))


def test_the_planted_cause_is_named_with_its_step(performance_review, truth):
    text = " ".join(performance_review.causes.sentences)
    assert truth.loc["special cause", "where"] in text
    assert "packing" in text.lower()


def test_rate_and_mix_of_the_groups_are_the_total(performance_review):
    table = performance_review.causes.tables["split"]
    together = table.iloc[:-1]["Together"].map(number).sum()
    assert together == pytest.approx(number(table.iloc[-1]["Together"]), abs=0.05 * len(table))
    last = table.iloc[-1]
    rate, mix = number(last["By rate, points"]), number(last["By mix, points"])
    assert rate + mix == pytest.approx(number(last["Together"]), abs=0.11)


def test_exceptions_are_for_the_worse_and_say_how_many_may_be_false(performance_review):
    blocks = performance_review.causes.blocks
    table = next(block for block in blocks if block.name == "exceptions")
    assert "expected to be false" in table.html
    assert len(performance_review.causes.tables["exceptions"]) <= 15


def test_every_grouping_is_listed_in_the_detail(performance_review):
    table = performance_review.causes_detail.tables["groupings"]
    assert len(set(table["Grouping"])) >= 4 and len(set(table["Against"])) >= 2


def test_the_month_of_the_reversal_says_so(performance_review, shared_cache, monkeypatch):
    monkeypatch.setenv("WCM_CACHE", str(shared_cache))
    sentences = opened("2026-07").causes.sentences
    assert any("priority" in sentence and "still fell overall" in sentence for sentence in sentences), (
        sentences
    )


@pytest.mark.parametrize(
    ("dimension", "group", "english", "chinese"),
    [
        ("industry", "化工", "industry 化工", "化工行业"),
        ("carrier", "迅驰", "carrier 迅驰", "承运商迅驰"),
        ("site", "S1", "site S1", "S1仓"),
        ("priority", "vip", "priority vip", "优先级vip"),
        ("class", "A", "class A", "A类"),
        ("industry", "", "without a name", "未注明"),
    ],
)
def test_a_group_has_its_grouping_and_no_blank_in_chinese(dimension, group, english, chinese):
    assert chart_name_of_group(dimension, group) == english
    words.use("zh")
    try:
        assert chart_name_of_group(dimension, group) == chinese
    finally:
        words.use("en")
