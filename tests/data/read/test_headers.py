"""Headers of exports, recognised in the exports of a warehouse."""

from tests.data.exports import revenue


def test_headers_are_known_in_chinese_with_full_width_brackets_and_unit(warehouse):
    intake = warehouse.billing("发票号,货主编码,开票日期,　金额（万元） \nI1,甲,2026-05-01,1.23456\n")
    assert revenue(warehouse.facts(intake)) == {"甲": 123_456_000}  # 12,345.60
    assert intake.staged["billing"][0].read_remarks() == [
        "金额（万元）: the numbers are in 万元 and are multiplied by 10,000."
    ]


def test_of_two_headers_for_one_column_the_first_counts_and_it_is_said(warehouse):
    intake = warehouse.billing("customer_id,doc_date,金额,不含税金额\na,2026-05-01,106,100\n")
    assert revenue(warehouse.facts(intake)) == {"a": 1_000_000}
    assert intake.staged["billing"][0].read_remarks() == [
        'amount_ex_vat is read from "不含税金额", not from 金额. To read another one, '
        "name it in columns under [tables.billing]."
    ]
