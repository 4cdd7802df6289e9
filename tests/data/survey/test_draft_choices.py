"""Options guessed from cells: what separates them, and what only looks like a separator."""

import pytest

from wcm_helpers.data.survey.draft_choices import guess_one, guess_several


@pytest.mark.parametrize("separator", ["┋", ";", "；", ",", "，", "、", "|", "\n", " "])
def test_several_choices_are_separated_by_what_tools_use(separator):
    cells = [separator.join(chosen) for chosen in (["aa", "bb"], ["bb", "cc"], ["aa"], ["cc", "aa", "bb"])]
    options = guess_several(cells * 3, several=False)
    assert (set(options.options), options.separator) == ({"aa", "bb", "cc"}, separator)


def test_a_separator_within_an_option_does_not_separate_it():
    cells = ["贴标, 换标,退货", "退货", "夜间,贴标, 换标", "夜间,退货"] * 3
    assert set(guess_several(cells, several=True).options) == {"贴标, 换标", "退货", "夜间"}
    cells = [cell.replace(",", ", ").replace(",  ", ", ") for cell in cells]
    assert set(guess_several(cells, several=True).options) == {"贴标, 换标", "退货", "夜间"}


def test_a_separator_at_the_end_makes_no_option():
    assert guess_several(["A;B;", "B;", "A;", "A;B;"] * 2, several=True).options == ("A", "B")


def test_an_arrow_is_a_ranking():
    assert guess_several(["价格→速度→服务", "速度→价格→服务", "服务→速度→价格"], several=False).ranking


def test_texts_and_single_choices_are_not_several():
    texts = ["希望夜间也能出库；周末至少半天", "账单每月都要对两遍，能不能给明细？", "挺好，继续", "无"]
    assert guess_several(texts, several=False) is None
    assert guess_several(["Once a year or less", "A few times a year"] * 20, several=False) is None
    assert guess_one(texts, several=False) is None


def test_a_single_choice_is_repeated_and_other_is_last():
    options = guess_one(
        ["其他〖视频会〗", "电话", "微信群", "电话", "其他〖小程序〗", "微信群"], several=False
    )
    assert (options.options, options.other) == (("电话", "微信群", "其他"), "其他")
    assert guess_one(["否", "是"], several=False).options == ("是", "否")
    assert (
        guess_one(["Other (please specify)"] * 2 + ["a", "a"], several=False).other
        == "Other (please specify)"
    )
