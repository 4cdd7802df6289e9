"""Headers of two rows: groups over names, names over words, and titles that are neither."""

import pytest

from tests.data.exports import faults, revenue

ROWS = "I1,1,a,2026-05-01,106,100\nI2,1,b,2026-05-02,x,200\n"


@pytest.mark.parametrize(
    "top",
    [
        ",,,,含税,不含税\n发票号,行号,客户编号,开票日期,金额,金额\n",
        "单据,,客户,开票日期,金额,\n发票号,行号,客户编号,,含税,不含税\n",
        "发票号,行号,客户编号,开票日期,金额,\n,,,,含税,不含税\n",
        "May,,,,,\ninvoice,line,customer,date,amount,\n,,,,incl. VAT,excl. VAT\n",
    ],
    ids=["words_above", "groups_above", "words_below", "below_a_title"],
)
def test_a_header_of_two_rows_is_read(warehouse, top):
    intake = warehouse.billing(top + ROWS)
    assert revenue(warehouse.facts(intake)) == {"a": 1_000_000, "b": 2_000_000}
    assert faults(intake) == []
    assert intake.staged["billing"][0].rows_read == 2


def test_the_other_of_two_grouped_columns_can_be_named(warehouse):
    top = "税率,,客户,开票日期,金额,\n,行号,客户编号,,含税,不含税\n"
    intake = warehouse.billing(top + "6%,1,a,2026-05-01,106,99\n", site='vat = "included"')
    assert revenue(warehouse.facts(intake)) == {"a": 1_000_000}


@pytest.mark.parametrize("title", ["五月账单,,,,,", "金额,,,,,", ",,,,金额,", "客户,a,,,,"])
def test_a_title_is_no_first_row(warehouse, title):
    head = "发票号,行号,客户编号,开票日期,金额,备注\n"
    intake = warehouse.billing(f"{title}\n{head}I1,1,a,2026-05-01,100,\n")
    assert revenue(warehouse.facts(intake)) == {"a": 1_000_000}
    assert intake.staged["billing"][0].headers == head.strip().split(",")
