"""Texts compared without what does not matter, and never without what does."""

import pytest

from wcm_helpers.data.survey.folding import fold, fold_header


@pytest.mark.parametrize(
    ("header", "same"),
    [
        ("2、收货上架及时", "收货上架及时"),
        ("Q3. 您满意吗？", "您满意吗"),
        ("Overall,\xa0how satisfied are you?\n", "Overall, how satisfied are you?"),
        ("需要哪些服务？（可多选）", "需要哪些服务？"),
        ("1、贵公司名称：", "贵公司名称"),
        ("<b>Which</b> channel? (Select all that apply)", "Which channel?"),
        ("ＡＢＣ", "abc"),
        ("请打分 [拣货准确]", "请打分 / 拣货准确"),
        ("您的公司*", "您的公司"),
    ],
)
def test_headers_that_are_the_same(header, same):
    assert fold_header(header) == fold_header(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [("3.5小时内响应", "5小时内响应"), ("收货", "发货"), ("Service", "Service2"), ("24小时", "48小时")],
)
def test_headers_that_are_not(one, other):
    assert fold_header(one) != fold_header(other)


def test_a_header_of_marks_alone_is_itself():
    assert fold_header("???") != fold_header("!!!")


def test_answers_keep_their_marks():
    assert fold("A+") != fold("A") and fold("贴标， 换标") == fold("贴标,换标")
