"""Questions of a file together: ids, pairs and conditions."""

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.question_checks import checked_question
from wcm_helpers.data.survey.question_file import COLUMNS
from wcm_helpers.data.survey.question_links import check_together, condition

FIVE = "a|b|c|d|e"


def row(**cells):
    return dict.fromkeys(COLUMNS, "") | {"question_id": "Q", "type": "likert", "text": "How?"} | cells


def together(*cells):
    questions = [checked_question(row(**one), f"q.csv:{n}") for n, one in enumerate(cells, start=2)]
    check_together(questions, [f"q.csv:{n}" for n in range(2, len(questions) + 2)])
    return questions


PERFORMANCE = {"question_id": "P1", "type": "performance", "levels": FIVE}
IMPORTANCE = {"question_id": "I1", "type": "importance", "levels": FIVE}
RATED = IMPORTANCE | {"pair_id": "P1"}


def test_importance_names_its_performance_question():
    questions = together(PERFORMANCE, IMPORTANCE | {"pair_id": "P1"})
    assert [question["pair_id"] for question in questions] == ["P1", "P1"]
    questions = together(PERFORMANCE | {"pair_id": "x"}, IMPORTANCE | {"pair_id": "x"})
    assert [question["pair_id"] for question in questions] == ["x", "x"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([IMPORTANCE | {"pair_id": "P9"}], "one question of type importance and one of type performance"),
        ([PERFORMANCE, RATED, RATED | {"question_id": "I2"}], "A pair is"),
        ([{"type": "kano_f", "levels": FIVE}], "Give both questions of a Kano pair the same pair_id"),
        ([{"levels": FIVE, "pair_id": "x"}], "Only importance, performance and Kano questions form pairs"),
        ([{"levels": FIVE, "shown_if": "Z=yes"}], 'column "shown_if": "Z=yes" cannot be used'),
    ],
)  # fmt: skip
def test_faults_of_rows_together(cells, words):
    with pytest.raises(WorkbookError, match=r"q.csv:\d") as error:
        together(*cells)
    assert words in str(error.value)


def test_conditions():
    by_id = {"C": checked_question(row(question_id="C", type="single", levels="Yes|No|Perhaps"), "q.csv:2")}
    assert condition("C=yes | Perhaps", by_id, "q.csv:3") == ("C", ("Yes", "Perhaps"))
    with pytest.raises(WorkbookError, match="There are: No, Perhaps and Yes"):
        condition("C=Sometimes", by_id, "q.csv:3")
