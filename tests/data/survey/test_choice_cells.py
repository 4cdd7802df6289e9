"""A cell with options: separators inside options, words of their own, ticks and ranks."""

from functools import partial

import pytest

from wcm_helpers.data.survey.cell_words import UnreadableCellError
from wcm_helpers.data.survey.choice_cells import ChoiceCells

SERVICES = ("贴标, 换标", "组合装/拆零", "退货质检", "其他")


def cells(levels=SERVICES, other="其他", codes=(), na=None):
    return ChoiceCells({"levels": levels, "other": other, "codes": codes, "na": na or {}})


def several(reader, value, separator=None):
    state, tokens = reader.several(value, separator or reader.separator([value]))
    assert state == "answered"
    return [(reader.levels[place], words) for place, words in tokens]


@pytest.mark.parametrize(
    ("value", "options"),
    [
        ("退货质检", ["退货质检"]),
        ("贴标, 换标┋退货质检", ["贴标, 换标", "退货质检"]),
        ("贴标, 换标,退货质检", ["贴标, 换标", "退货质检"]),
        ("退货质检, 贴标, 换标, 组合装/拆零", ["退货质检", "贴标, 换标", "组合装/拆零"]),
        ("退货质检;组合装/拆零;", ["退货质检", "组合装/拆零"]),
        ("退货质检\n组合装/拆零", ["退货质检", "组合装/拆零"]),
    ],
)
def test_a_cell_is_separated_outside_the_options_only(value, options):
    assert [option for option, _words in several(cells(), value)] == options


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("退货质检┋其他〖报关┋清关〗", "报关┋清关"),
        ("退货质检,其他(报关)", "报关"),
        ("退货质检,其他：报关", "报关"),
        ("退货质检,报关协助", "报关协助"),
        ("报关协助，清关,退货质检", "报关协助，清关"),
        ("报关,清关,退货质检", "报关,清关"),
        ("退货质检;其他", ""),
    ],
)
def test_other_is_one_choice_and_its_words_beside_it(value, words):
    found = dict(several(cells(), value))
    assert found == {"退货质检": "", "其他": words}


def test_the_separator_leaves_the_fewest_characters_outside_the_options():
    values = ["贴标, 换标,退货质检,驻场客服", "退货质检", "组合装/拆零,退货质检"]
    assert cells().separator(values) == ","
    assert cells().separator(["退货质检"]) == "┋"


def test_options_inside_options_are_ambiguous():
    reader = cells(("A", "B", "A, B"), other="")
    assert several(reader, "A") == [("A", "")]
    with pytest.raises(UnreadableCellError) as error:
        reader.several("A, B", ",")
    assert "different options" in str(error.value.args[0])


def test_two_options_with_commas_are_two():
    reader = cells(("Me, myself and I", "Wait, is it just me?"), other="")
    assert len(several(reader, "Me, myself and I, Wait, is it just me?")) == 2


def test_codes_separated_by_commas_or_blanks():
    numbers = cells(("a", "b", "c"), other="", codes=("1", "2", "3"))
    assert several(numbers, "1,2,3") == [("a", ""), ("b", ""), ("c", "")]
    with pytest.raises(UnreadableCellError):
        numbers.several("123", ",")
    words = cells(("a", "b", "c"), other="", codes=("ka", "kb", "kc"))
    assert several(words, "ka kc") == [("a", ""), ("c", "")]


def test_one_choice():
    reader = cells(("微信群", "电话", "Other (please specify)"), other="Other (please specify)")
    assert reader.one("电话") == ("answered", ((1, ""),))
    assert reader.one("B.电话") == ("answered", ((1, ""),))
    assert reader.one("Other: EDI") == ("answered", ((2, "EDI"),))
    assert reader.one("电话〖夜间〗") == ("answered", ((1, "夜间"),))
    assert reader.one("EDI") == ("answered", ((2, "EDI"),))
    assert reader.one("（空）") == ("blank", ())


@pytest.mark.parametrize("value", ["2", "2.0", "1,3", "1┋2┋3", "1;2;"])
def test_numbers_are_never_words_of_their_own(value):
    for read in (cells().one, partial(cells().several, separator=",")):
        with pytest.raises(UnreadableCellError) as error:
            read(value)
        assert '"codes"' in str(error.value.args[0])


def test_words_may_begin_with_a_number():
    assert cells().one("24小时客服") == ("answered", ((3, "24小时客服"),))
    assert cells().one("24/7") == ("answered", ((3, "24/7"),))


def test_the_code_of_another_option_is_no_tick():
    reader = cells(("a", "b", "c"), other="", codes=("1", "2", "3"))
    assert reader.tick("2", 1) == ("answered", True, "")
    with pytest.raises(UnreadableCellError):
        reader.tick("1", 1)


def test_words_of_its_own_need_an_option_for_them():
    with pytest.raises(UnreadableCellError):
        cells(("a", "b"), other="").one("c")
    with pytest.raises(UnreadableCellError):
        cells(("a", "b"), other="").several("a;c", ";")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1", ("answered", True, "")), ("1.0", ("answered", True, "")), ("Y", ("answered", True, "")),
        ("退货质检", ("answered", True, "")), ("√", ("answered", True, "")), ("0", ("blank", False, "")),
        ("N", ("blank", False, "")), ("", ("blank", False, "")), ("(跳过)", ("not_shown", False, "")),
    ],
)  # fmt: skip
def test_ticks(value, expected):
    assert cells().tick(value, 2) == expected


def test_the_column_of_other_has_a_tick_or_words():
    assert cells().tick("报关", 3) == ("answered", True, "报关")
    assert cells().tick("其他〖报关〗", 3) == ("answered", True, "报关")
    assert cells().tick("1", 3) == ("answered", True, "")
    for value, place in (("组合装/拆零", 2), ("报关", 2), ("7", 2), ("退货质检", 3)):
        with pytest.raises(UnreadableCellError):
            cells().tick(value, place)


def test_a_code_0_can_be_a_tick():
    assert cells(("a", "b"), other="", codes=("0", "1")).tick("0", 0) == ("answered", True, "")


def test_ranks():
    assert cells().rank("2") == ("answered", 2)
    assert cells().rank("") == ("blank", 0)
    for value in ("0", "5", "first"):
        with pytest.raises(UnreadableCellError):
            cells().rank(value)


def test_many_words_and_no_option_are_a_wrong_column():
    assert cells().knows_none([((3, "x"),)] * 5)
    assert not cells().knows_none([((3, "x"),)] * 4)
    assert not cells().knows_none([((3, "x"),)] * 5 + [((0, ""),)])
