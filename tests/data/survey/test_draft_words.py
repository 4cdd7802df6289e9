"""Headers as they are compared, and the lists of words."""

import pytest

from wcm_helpers.data.survey.draft_words import FAMILIES, IMPORTANT, KANO, RECOMMEND, fold, is_points


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("4、总体而言，您满意吗？（单选题）", "总体而言,您满意吗"),
        ("Your\xa0company\n", "your company"),
        ("Q3. Age *", "age"),
    ],
)
def test_numbering_notes_and_blanks_do_not_count(header, expected):
    assert fold(header) == expected


def test_points_are_no_questions_and_a_question_on_points_is_one():
    assert all(
        map(is_points, ["总分", "Total points", "Points - How satisfied?", "Feedback - Why?", "服务得分"])
    )
    assert not any(map(is_points, ["What points matter to you?", "你给我们打几分"]))


def test_no_word_is_at_two_places_of_one_scale():
    for family in [KANO, *FAMILIES.values()]:
        words = [fold(word) for level in family for word in level]
        assert len(set(words)) == len(words)
        assert len(family) >= 3


def test_a_recommend_question_says_so():
    assert RECOMMEND.search("您有多大可能向同行推荐我们？")
    assert not RECOMMEND.search("您给我们打几分")
    assert IMPORTANT.search("以下服务对贵司有多重要")
