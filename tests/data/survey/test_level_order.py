"""Known words run from worst to best; unknown words and frequencies in any order."""

import pytest

from wcm_helpers.data.survey.draft_words import FAMILIES, KANO
from wcm_helpers.data.survey.level_order import one_is_best, wrong_order

SATISFIED = ["非常不满意", "不满意", "一般", "满意", "非常满意"]


@pytest.mark.parametrize("family", [name for name in FAMILIES if not name.startswith(("frequency", "rude"))])
def test_known_words_from_best_to_worst_are_in_the_wrong_order(family):
    levels = [level[0] for level in FAMILIES[family]]
    assert wrong_order(levels[::-1]) and not wrong_order(levels)


def test_two_levels_exchanged_and_numbers_before_the_words():
    assert wrong_order(["非常不满意", "一般", "不满意", "满意", "非常满意"])
    assert wrong_order(["1-Very satisfied", "2-Satisfied", "3-Dissatisfied"])
    assert not wrong_order([f"{place}、{level}" for place, level in enumerate(SATISFIED, 1)])


def test_kano_answers_run_from_like_to_dislike():
    like = [level[0] for level in KANO]
    assert wrong_order(like[::-1], kano=True) and not wrong_order(like, kano=True)


@pytest.mark.parametrize(
    "levels", [[], ["5", "4", "3", "2", "1"], ["总是", "经常", "从不"], ["好", "坏", "很好"], ["一般"]]
)
def test_other_words_may_have_any_order(levels):
    assert not wrong_order(levels)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("How satisfied? (1 = very satisfied … 5 = very dissatisfied)", True),
        ("满意度：1分：很满意，5分：很不满意", True),
        ("满意度（非常满意=1）", True),
        ("1 = very dissatisfied, 5 = very satisfied", False),
        ("1=非常不满意，5=非常满意", False),
        ("11 = Very satisfied", False),
    ],
)
def test_the_text_of_a_question_may_say_that_1_is_the_best(text, best):
    assert one_is_best(text) == best
