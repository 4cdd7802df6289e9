"""Scales guessed from answers: words in the right order, numbers, what does not apply."""

import pytest

from wcm_helpers.data.survey.draft_levels import guess_scale, number_in


def _guess(*values, alike=(), recommend=False):
    return guess_scale(values, alike, recommend=recommend)


@pytest.mark.parametrize(
    "levels",
    [
        ("非常不满意", "不满意", "一般", "满意", "非常满意"),
        ("完全不重要", "不太重要", "一般", "比较重要", "非常重要"),
        ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"),
        ("Sehr unzufrieden", "Eher unzufrieden", "Teils, teils", "Eher zufrieden", "Sehr zufrieden"),
        ("Never", "Rarely", "Sometimes", "Often", "Always"),
        ("I like it", "It must be that way", "I am neutral", "I can live with it", "I dislike it"),
    ],
)
def test_words_are_from_worst_to_best_whatever_order_they_come_in(levels):
    for values in (levels, levels[::-1], sorted(levels)):
        assert _guess(*values).levels == levels


def test_seven_levels_are_not_taken_for_five():
    words = "Very dissatisfied|Dissatisfied|Somewhat dissatisfied|Neither satisfied nor dissatisfied"
    seven = tuple(f"{words}|Somewhat satisfied|Satisfied|Very satisfied".split("|"))
    assert _guess(*sorted(seven)).levels == seven


def test_a_level_nobody_chose_is_taken_from_other_columns_else_assumed():
    scale = _guess("满意", "一般", alike=["很不满意"])
    assert scale.levels == ("很不满意", "不满意", "一般", "满意", "非常满意")
    assert scale.assumed == ("不满意", "非常满意")


def test_not_applicable_is_no_level():
    scale = _guess("4-满意", "不适用", "2-不满意")
    assert scale.na == ("不适用",)
    assert scale.levels[1::2] == ("不满意", "满意")
    assert _guess("不适用") is None


def test_zero_to_ten_is_a_recommendation_only_where_one_is_asked_for():
    asked = _guess("0", "10", recommend=True)
    assert (asked.low, asked.high, asked.na) == (0, 10, ())
    assert (_guess("0", "10").low, _guess("0", "10").high) == (0, 10)
    assert _guess("3", "5").high == 5
    assert _guess("0", "3", "5").na == ("0",)


def test_six_answer_codes_are_five_levels_and_one_that_does_not_apply():
    scale = _guess("A1", "A5", "A6")
    assert (scale.codes, scale.na, scale.doubt) == (("A1", "A2", "A3", "A4", "A5"), ("A6",), True)


@pytest.mark.parametrize("values", [("0", "1"), ("微信群", "电话"), ("18", "35"), ("满意", "一般", "电话")])
def test_what_is_no_scale_is_none(values):
    assert _guess(*values) is None


def test_the_words_at_the_ends_of_a_recommendation_bear_their_number():
    values = ("Not at all likely - 0", "Extremely likely - 10", "N7", "7.0", "很好")
    assert [*map(number_in, values)] == [0, 10, 7, 7, None]


def test_words_that_nobody_chose_are_of_the_language_of_the_others():
    assert _guess("I like it", "I dislike it").assumed == (
        "It must be that way", "I am neutral", "I can live with it",
    )  # fmt: skip


def test_six_numbers_are_a_scale_of_six_unless_there_is_a_seventh_elsewhere():
    six = ("1", "2", "3", "4", "5", "6")
    assert (_guess(*six).low, _guess(*six).high, _guess(*six).doubt) == (1, 6, True)
    assert _guess(*six, alike=["7"]).high == 7
    assert _guess("2", "6").high == 7
