"""A text that names another customer is noticed, however it writes it; a customer's own name is not."""

import pytest

from wcm_helpers.packs.secrecy import Customers

NAMES = {
    "C00001": "North Ltd", "C00002": "South Tea Co., Ltd.", "C00003": "North", "12": "Twelve",
    "20260531": "By date", "C4": "华东", "C5": "North Ltd", "4711": "启东东沐服装有限公司", "2026": "Year",
    "C7": "HP", "a/b": "Sun",
}  # fmt: skip


@pytest.fixture(scope="module")
def customers():
    return Customers(NAMES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Ltd, customer C00001: 12 orders", []),
        ("like South Tea Co., Ltd.", ["C00002"]),
        ("like SOUTH  tea", ["C00002"]),  # without its legal form, in capitals, with two blanks
        ("see C00002.", ["C00002"]),
        ("see c00002", ["C00002"]),
        ("货主C00002的货", ["C00002"]),  # between Chinese letters
        ("CLAIM_C00002_2026, C00002-7", ["C00002"]),
        ("Ｃ００００２ and C00\u200b002", ["C00002"]),  # full width; a hidden character within
        ("see C000021", []),
        ("North is another customer", ["C00003"]),
        ("Northern light, Sunday", []),
        ("North Ltd and North Ltd again", []),  # another customer of the same name is not told apart
        ("20260531", ["20260531"]),
        ("as for 4711", ["4711"]),
        ("和启东东沐一样", ["4711"]),  # without trade and legal form
        ("启 东 东 沐 服 装 有 限 公 司", ["4711"]),
        ("since 2026, 12 pallets", []),  # a year, and a number of two digits
        ("运往华东", ["C4"]),
        ("an HP printer, hp", []),  # two letters are no name
        ("", []),
    ],
)
def test_others_are_found_and_its_own_are_not(customers, text, expected):
    assert customers.others_in(text, "C00001") == expected


def test_among_figures_a_short_number_is_a_quantity(customers):
    assert customers.others_in("4711 pallets", "C00001", free=False) == []
    assert customers.others_in("4711 of 启东东沐", "C00001", free=False) == ["4711"]
    assert customers.others_in("20260531 pallets", "C00001", free=False) == ["20260531"]


def test_each_customer_reads_its_own_name(customers):
    assert customers.others_in("North Ltd and North", "C00003") == ["C00001", "C5"]
    assert customers.others_in("North Ltd and North", "nobody") == ["C00001", "C00003", "C5"]
