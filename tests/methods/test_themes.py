"""Themes of texts by words: what counts as a word, and agreement with a person."""

import numpy as np
import pandas as pd
import pytest

from tests.golden import shared
from wcm_helpers.methods.themes import compare_coding, match_themes, says_nothing

WORDS = {
    "damage": ["破损", "货损", "damag*", "broken"],
    "wrong": ["发错", "wrong item"],
    "late": ["等了很久", "late", "延误"],
}


def themes_of(text: str) -> set[str]:
    row = match_themes(pd.Series([text]), WORDS).iloc[0]
    return set(row.index[row])


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("外箱破损比较多", {"damage"}),
        ("破损率太高，还发错型号", {"damage", "wrong"}),
        ("开发错误很多", set()),  # 开发 and 错误: 发错 is across two words
        ("司机等了很久", {"late"}),
        ("Boxes were DAMAGED and late", {"damage", "late"}),
        ("ｌａｔｅ　again", {"late"}),  # full-width letters and blank
        ("The wrong  item came", {"wrong"}),
        ("translated later", set()),  # late only as a whole word
        ("订单 late 了", {"late"}),
        ("", set()),
    ],
)
def test_a_word_counts_where_it_is_one(text, themes):
    assert themes_of(text) == themes


def test_the_order_of_the_texts_does_not_matter():
    texts = pd.Series(["破损", "延误", "很好", "破损"], index=list("dbca"))
    found = match_themes(texts, WORDS)
    shuffled = match_themes(texts.loc[list("abcd")], WORDS)
    pd.testing.assert_frame_equal(found.sort_index(), shuffled)
    assert found.index.tolist() == list("dbca")


def test_real_comments_match_where_a_long_word_is_written():
    comments = pd.read_csv(shared("data/waimai_10k_zh.csv.gz"))["review"].head(3000)
    matched = match_themes(comments, {"wait": ["等了很久", "送餐员"], "late": ["超时"]})
    # words of three characters or more count wherever they are written, so a plain search gives the same
    assert matched["wait"].tolist() == comments.str.contains("等了很久|送餐员").tolist()
    assert matched["wait"].sum() > 20
    # a shorter one counts only as a word: never more often than it is written
    assert not (matched["late"] & ~comments.str.contains("超时")).any()


def test_no_texts_and_no_words_are_no_fault():
    assert match_themes(pd.Series([], dtype=object), WORDS).shape == (0, 3)
    assert not match_themes(pd.Series(["破损"]), {"damage": []}).any(axis=None)


@pytest.mark.parametrize("text", ["无", " 暂无。", "N/A", "none", "没有意见！", "—"])
def test_a_text_that_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["无货可发", "没有人接电话", "no reply for days"])
def test_a_text_that_begins_like_one(text):
    assert not says_nothing(text)


def test_agreement_with_a_person_by_hand():
    # 10 texts; by hand 4, by words 5, both 3: agreed on 3 + 4 = 7 of 10.
    # By chance .4 x .5 + .6 x .5 = .5, so kappa = (.7 - .5) / .5 = .4
    coded = pd.DataFrame({"late": [1, 1, 1, 1, 0, 0, 0, 0, 0, 0]}, dtype=bool)
    matched = pd.DataFrame({"late": [1, 1, 1, 0, 1, 1, 0, 0, 0, 0]}, dtype=bool)
    row = compare_coding(coded, matched).loc["late"]
    assert row[["coded", "matched", "both"]].tolist() == [4, 5, 3]
    assert row[["precision", "recall", "kappa"]].tolist() == pytest.approx([0.6, 0.75, 0.4])


def test_a_theme_nobody_gave_has_no_precision():
    nothing = pd.DataFrame({"late": [False, False]})
    row = compare_coding(nothing, nothing).loc["late"]
    assert np.isnan(row[["precision", "recall", "kappa"]].astype(float)).all()
