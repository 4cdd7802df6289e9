"""Columns that the settings name by header, by number and by letter."""

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.read.named_columns import column_index

HEADERS = ["invoice", "金额", "金额 ", "Amount (USD)", "amount (CNY)", "col:A", "invoice (#2)"]


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("invoice", 0),
        ("Invoice", 0),
        ("金额 (#1)", 1),
        ("金额(#2)", 2),
        ("col:D", 3),
        ("col: e", 4),
        ("amount (CNY)", 4),
        ("col:A", 5),
        ("invoice (#2)", 6),
    ],
)
def test_a_header_goes_before_a_number_and_a_letter(name, index):
    if name == "Invoice":
        assert column_index(HEADERS[:6], name, "x", "billing", "invoice_no") == index
    else:
        assert column_index(HEADERS, name, "x", "billing", "invoice_no") == index


@pytest.mark.parametrize("name", ["金额 (#3)", "金额 (#0)", "col:H", "price"])
def test_a_column_that_is_not_there_is_refused(name):
    with pytest.raises(WorkbookError, match="there is no column"):
        column_index(HEADERS, name, "x", "billing", "amount_ex_vat")


@pytest.mark.parametrize(("name", "count"), [("金额", 2), ("AMOUNT", 2)])
def test_of_several_columns_of_a_name_none_is_guessed(name, count):
    with pytest.raises(WorkbookError, match=f"{count} columns are called"):
        column_index(HEADERS, name, "x", "billing", "amount_ex_vat")
