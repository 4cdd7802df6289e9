import pandas as pd
import pytest

from wcm_helpers.core import formats, words


@pytest.fixture
def chinese():
    before = words._language.set("zh")
    yield
    words._language.reset(before)


@pytest.mark.parametrize("absent", [None, float("nan"), pd.NA, pd.NaT])
def test_an_absent_value_is_a_dash_in_every_format(absent):
    formatted = [
        formats.number(absent), formats.amount(absent), formats.short_amount(absent), formats.percent(absent),
    ]  # fmt: skip
    assert formatted == ["–"] * 4


@pytest.mark.parametrize(
    ("amount", "expected"),
    # Three digits: from 10,000 on in thousands, then in millions, then in billions.
    [(9_999, "9,999"), (10_000, "10.0k"), (999_499, "999k"), (1_000_000, "1.00M"), (-2_340_000, "−2.34M"),
     (1.5e9, "1.50bn"), (0, "0")],
)  # fmt: skip
def test_short_amounts_have_three_digits_and_a_unit(amount, expected):
    assert formats.short_amount(amount * formats.SCALE) == expected


def test_chinese_amounts_are_in_wan_and_yi(chinese):
    # 1,265,793 is 126.6 times ten thousand; 250 million are 2.5 times a hundred million.
    assert formats.short_amount(1_265_793 * formats.SCALE) == "127万"
    assert formats.short_amount(250_000_000 * formats.SCALE) == "2.50亿"
    assert formats.month_name("2026-05") == "2026年5月"


def test_a_currency_is_its_code_and_in_chinese_its_name(chinese):
    assert [formats.currency(code) for code in ("CNY", "USD", "XXQ", "")] == ["元", "美元", "XXQ", ""]
    words._language.set("en")
    assert formats.currency("CNY") == "CNY"


def test_shares_that_add_up_to_one_are_everything():
    sixths = sum([1 / 6] * 6)
    assert sixths < 1  # by the rounding of floating point
    assert formats.share(sixths) == "100%"


def test_no_share_reads_as_nothing_or_as_everything_but_those():
    # "the largest alone 0%" is said of nobody
    shares = [0, 0.00001, 0.0005, 0.0094, 0.01, 0.5, 0.9949, 0.9951, 0.99949, 0.9996, 1]
    assert [formats.share(part) for part in shares] == [
        "0%", "less than 0.1%", "0.1%", "0.9%", "1%", "50%", "99%", "99.5%", "99.9%", "more than 99.9%",
        "100%",
    ]  # fmt: skip
    assert [formats.share(part, 1) for part in (0, 0.00001, 0.18, 0.9999)] == [
        "0.0%", "less than 0.1%", "18.0%", "more than 99.9%",
    ]  # fmt: skip


def test_a_number_that_rounds_to_nothing_has_no_sign():
    assert formats.number(-0.0004, 2) == "0.00"
    assert formats.percent(-0.00001) == "0.0%"


def test_signs_are_written_before_rises_and_falls_only():
    assert [formats.signed(formats.percent(share), share) for share in (0.031, -0.031, 0.0)] == [
        "+3.1%", "−3.1%", "0.0%",
    ]  # fmt: skip


def test_names_are_joined_for_a_sentence():
    assert [formats.listed(list(names)) for names in ("", "A", "AB", "ABC")] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


def test_two_floats_of_one_quotient_are_written_alike():
    assert formats.number(45.85, 1) == formats.number(45.849999999999994, 1) == "45.9"
