"""One customer of a review: found by number or name, its page made once and saved like any section."""

import pytest

from tests.reporting.small_report import review
from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.customer_lookup import CustomerPages, find_customer, nearest

NAMES = {"C1": "North Tea", "C2": "South Tea", "C3": "South Tea", "A/7": "启东东沐", "10": "10"}


@pytest.fixture
def opened(shop):
    """A review with pages, and the customers whose pages were made."""
    made = []

    def page(_review, customer):
        made.append(customer)
        return blocks.lead(f"Page of {customer}.")

    one = review(shop, customers=CustomerPages(lambda _review: NAMES, page))
    one.__dict__["asked"] = made
    return one


@pytest.mark.parametrize("wanted", ["C1", " C1 ", "North Tea"])
def test_a_number_or_a_name_that_is_its_own_gives_one_page(opened, wanted):
    page = opened.customer(wanted)
    assert page.name == "customer-C1"
    assert [block.text for block in page.blocks] == ["North Tea (C1)", "Page of C1."]
    assert opened.customer["C1"] is page
    assert opened.asked == ["C1"]


def test_a_number_that_is_no_text_is_one_too(opened):
    assert opened.customer(10).sentences == ["Page of 10."]


@pytest.mark.parametrize(
    ("wanted", "line"),
    [
        ("c1", "No customer has the number or name 'c1'. The nearest are C1 (North Tea)."),
        (
            "North tee",
            "No customer has the number or name 'North tee'. The nearest are C1 (North Tea), C2 (South Tea) "
            "and C3 (South Tea).",
        ),
        ("启东", "No customer has the number or name '启东'. The nearest are A/7 (启东东沐)."),
        ("xyzzy", "No customer has the number or name 'xyzzy'."),
        ("", "No customer has the number or name ''."),
        ("South Tea", "Several customers are called South Tea: C2 and C3. Give one of these numbers."),
    ],
)
def test_a_miss_is_one_line_with_the_nearest(opened, wanted, line):
    with pytest.raises(WorkbookError) as refusal:
        opened.customer(wanted)
    assert str(refusal.value) == line
    assert opened.asked == []


def test_a_miss_is_said_in_chinese(opened):
    with pytest.raises(WorkbookError) as refusal:
        opened.customer("启东")
    words.use("zh")
    try:
        assert str(refusal.value) == "没有编号或名称为'启东'的客户。最接近的是：A/7（启东东沐）。"
    finally:
        words.use("en")


def test_a_report_without_such_pages_says_so(shop):
    with pytest.raises(WorkbookError, match="The report totals has no pages of single customers"):
        _ = review(shop).customer


def test_it_lists_numbers_and_prints_a_line(opened):
    assert list(opened.customer) == list(NAMES) and len(opened.customer) == 5
    assert "A/7" in opened.customer and "C9" not in opened.customer
    assert opened.customer._ipython_key_completions_() == list(NAMES)
    assert repr(opened.customer) == "5 customers. The number or name of one in brackets gives its page."
    assert opened.asked == []


def test_an_id_wins_over_a_name_and_few_are_named():
    assert find_customer("x", {"x": "one", "y": "x"}) == "x"
    assert len(nearest("C", {f"C{place}": "n" for place in range(30)})) == 5
