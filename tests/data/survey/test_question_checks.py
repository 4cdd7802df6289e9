"""What a question may say: each fault with its place, what was found and what to do."""

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.question_checks import checked_question, parts
from wcm_helpers.data.survey.question_file import COLUMNS


def row(**cells):
    return dict.fromkeys(COLUMNS, "") | {"question_id": "Q", "type": "likert", "text": "How?"} | cells


def checked(**cells):
    return checked_question(row(**cells), "q.csv:2")


FIVE = "a|b|c|d|e"


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (
            {"question_id": "", "levels": FIVE},
            'column "question_id": this cell is empty. Give every question an id',
        ),
        ({"type": "likart", "levels": FIVE}, 'column "type": "likart" cannot be used. Did you mean likert?'),
        ({"text": "", "levels": FIVE}, 'column "text": this cell is empty'),
        ({}, 'column "levels": this cell is empty. Write the levels from worst to best'),
        ({"levels": "a|b"}, "A scale has at least three levels"),
        ({"levels": "a|b|A"}, "Two levels are the same"),
        ({"levels": "a||c"}, "or one is empty"),
        ({"levels": FIVE, "scale_max": "7"}, "The file gives 5 levels"),
        ({"scale_min": "1", "scale_max": "many"}, "Write a whole number"),
        ({"levels": FIVE, "codes": "1|2|3"}, "There are 5 levels and 3 entries here"),
        ({"levels": FIVE, "codes": "1|2|3|4|4"}, "Two levels have the same code"),
        ({"levels": "a|b|c", "codes": "b|a|c"}, "of one level is also another level"),
        ({"levels": FIVE, "na": "A"}, "This is a level of the scale too"),
        ({"levels": FIVE, "na": "x=gone"}, "Behind = write one of: blank, not_shown and not_applicable"),
        ({"levels": FIVE, "reversed": "perhaps"}, "Write yes or no"),
        ({"levels": FIVE, "other": "Other"}, "Only a single or multiple choice can have words of its own"),
        ({"type": "single", "levels": FIVE, "reversed": "yes"}, "not a question of type single"),
        ({"type": "single"}, "Write the options, separated by |"),
        ({"type": "text", "levels": FIVE}, "A question answered in words has no options"),
        ({"type": "nps", "scale_min": "1"}, "A recommend question has the scale 0 to 10"),
        ({"type": "nps", "na": "0"}, "This is a level of the scale too"),
        ({"type": "kano_f", "levels": "a|b|c"}, "A Kano question has five levels"),
        ({"type": "multi", "levels": FIVE, "need": "one"}, "There are 5 levels and 1 entries here"),
        (
            {"text": "满意度（1=非常满意，5=非常不满意）", "levels": "1|2|3|4|5"},
            '"1|2|3|4|5" cannot be used. The question says that 1 is the best answer',
        ),
        ({"levels": "满意|一般|不满意"}, "Write the levels from worst to best; those of a Kano"),
        ({"levels": "a|b|c", "levels@zh": "满意|一般|不满意"}, "in the order of those of the other language"),
        ({"levels": FIVE, "levels@zh": "甲|乙"}, "There are 5 levels and 2 entries here"),
    ],
)
def test_faults_of_a_row(cells, words):
    with pytest.raises(WorkbookError) as error:
        checked(**cells)
    assert str(error.value).startswith("q.csv:2, column ")
    assert words in str(error.value)


def test_a_scale_of_numbers():
    question = checked(scale_min="0", scale_max="3")
    assert (question["levels"], question["scale_min"], question["scale_max"]) == (("0", "1", "2", "3"), 0, 3)


def test_a_recommend_question_has_no_levels_but_codes():
    question = checked(type="推荐", levels="|".join(f"N{n}" for n in range(11)))
    assert (question["levels"], question["codes"][10], question["scale_max"]) == ((), "N10", 10)


def test_other_is_an_option_and_the_last():
    question = checked(type="multi", levels="a|b", other="Other", codes="x|y", need="n1|")
    assert question["levels"] == ("a", "b", "Other")
    assert question["codes"] == ("x", "y", "")
    assert question["need"] == ("n1", "", "")
    assert checked(type="single", levels="a|other", other="Other")["other"] == "other"


def test_codes_may_be_the_numbers_of_other_levels():
    assert checked(levels="1|2|3", codes="3|2|1")["codes"] == ("3", "2", "1")
    with pytest.raises(WorkbookError, match="of one level is also another level"):
        checked(levels="1|2|3", codes="3||")


def test_words_that_are_no_answers():
    question = checked(levels=FIVE, na="N/A|-99=blank|-3=not_shown")
    assert question["na"] == {"n/a": "not_applicable", "-99": "blank", "-3": "not_shown"}


def test_parts_of_a_list():
    assert parts(" a |b") == ("a", "b") and parts(" ") == ()
