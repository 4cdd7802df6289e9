"""A cell of a scale: its level, or a fault with what to do."""

import numpy as np
import pytest

from wcm_helpers.data.survey.cell_words import UnreadableCellError
from wcm_helpers.data.survey.scale_cells import ScaleCells

WORDS = ("非常不满意", "不满意", "一般", "满意", "非常满意")


def cells(levels=WORDS, codes=(), na=None, kind="performance", least=1, most=5):
    return ScaleCells(
        {
            "type": kind,
            "levels": levels,
            "codes": codes,
            "na": na or {},
            "scale_min": least,
            "scale_max": most,
        }
    )


def recommend(codes=()):
    return cells((), codes, kind="nps", least=0, most=10)


@pytest.mark.parametrize(
    ("reader", "value", "score"),
    [
        (cells(), "满意", 4),
        (cells(), " 非常 满意 ", 5),
        (cells(), "4-满意", 4),
        (cells(), "4、满意", 4),
        (cells(), "满意(4)", 4),
        (cells(), "4（满意）", 4),
        (cells(), "满意 - 4分", 4),
        (cells(codes=("A1", "A2", "A3", "A4", "A5")), "A5", 5),
        (cells(codes=("5", "4", "3", "2", "1")), "1", 5),  # 1 is the best here
        (cells(codes=("5", "4", "3", "2", "1")), "1.0", 5),
        (cells(codes=("5", "4", "3", "2", "1")), "1-非常满意", 5),
        (cells(("1", "2", "3")), "3", 3),
        (cells(("1", "2", "3")), "3.0", 3),
        (cells(("1", "2", "3")), "3分", 3),
        (cells(("1", "2", "3")), "1 = very poor", 1),
        (cells(("1", "2", "3"), ("3", "2", "1"), most=3), "3", 1),
        (recommend(tuple(str(n) for n in range(1, 12))), "1", 0),  # numbered from 1
        (recommend(tuple(str(n) for n in range(1, 12))), "11", 10),
        (recommend(), "0", 0),
        (recommend(), "10", 10),
        (recommend(), "N10", 10),
        (recommend(), "Extremely likely - 10", 10),
        (recommend(), "Not at all likely - 0", 0),
        (recommend(), "0 - Not at all likely", 0),
        (recommend(tuple("abcdefghijk")), "k", 10),
    ],
)
def test_scores(reader, value, score):
    assert reader.meaning(value) == ("answered", score)


def test_no_answers_have_no_score():
    reader = cells(na={"不适用": "not_applicable", "0": "not_applicable"})
    for value, state in (("不适用", "not_applicable"), ("0", "not_applicable"), ("", "blank")):
        found, score = reader.meaning(value)
        assert found == state and np.isnan(score)


@pytest.mark.parametrize(
    ("reader", "value", "words"),
    [
        (cells(), "很满意", "Its levels are: 非常不满意"),
        (cells(), "4", 'Write them under "codes"'),
        (cells(), "2-满意", "The number and the word are different levels"),
        (cells(codes=("1", "2", "3", "4", "5")), "6", "Its levels are"),
        (cells(("1", "2", "3")), "4", "Its levels are"),
        (cells(("1", "2", "3")), "2.5", "Its levels are"),
        (cells(("1", "2", "3")), "1-2", "different levels"),
        (cells(("1", "2", "3")), "123", "Its levels are"),
        (recommend(tuple(str(n) for n in range(1, 12))), "0", "Its levels are"),
        (recommend(), "11", "Its levels are"),
        (recommend(), "very likely", "Its levels are"),
        (recommend(), "2026-05-11", "Its levels are"),
    ],
)
def test_cells_without_one_meaning(reader, value, words):
    with pytest.raises(UnreadableCellError) as error:
        reader.meaning(value)
    assert words in str(error.value.args[0])
