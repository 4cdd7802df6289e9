"""Words in brackets behind a header: what they make of the numbers, by hand."""

from decimal import Decimal

import pytest

from wcm_helpers.data.read.header_words import HeaderWords, understood
from wcm_helpers.data.tables import TABLES


@pytest.mark.parametrize(
    ("header", "column", "currency", "words"),
    [
        ("金额(万元)", "billing.amount_ex_vat", "CNY", HeaderWords(10_000, "万元", "CNY")),
        ("金额【千元】", "billing.amount_ex_vat", "CNY", HeaderWords(1_000, "千元", "CNY")),
        ("amount [k]", "billing.amount_ex_vat", "CNY", HeaderWords(1_000, "k")),
        ("金额(单位：千美元)", "billing.amount_ex_vat", "CNY", HeaderWords(1_000, "单位:千美元", "USD")),
        ("amount ($)", "billing.amount_ex_vat", "AUD", HeaderWords(1, "$", "AUD")),
        ("amount ($)", "billing.amount_ex_vat", "CNY", HeaderWords(1, "$", "USD")),
        ("金额（含税）(元)", "billing.amount_ex_vat", "CNY", HeaderWords(1, "元", "CNY", "included")),
        ("amount (excl. VAT)", "billing.amount_ex_vat", "EUR", HeaderWords(vat="excluded")),
        ("不含税金额", "billing.amount_ex_vat", "CNY", HeaderWords(vat="excluded")),
        ("单价（元/托/天）", "billing.unit_price", "CNY", HeaderWords(1, "元/托/天", "CNY")),
        ("税率(%)", "billing.vat_rate", "CNY", HeaderWords(Decimal("0.01"), "%")),
        ("重量(g)", "orders.weight_kg", "CNY", HeaderWords(Decimal("0.001"), "g")),
        ("重量(吨)", "orders.weight_kg", "CNY", HeaderWords(1_000, "吨")),
        ("重量(m³)", "orders.weight_kg", "CNY", HeaderWords(unknown="m3")),
        ("sla hours (min)", "sla_terms.sla_hours", "CNY", HeaderWords(unknown="min")),
        ("Duration (minutes)", "interactions.minutes", "CNY", HeaderWords(1, "minutes")),
        ("工时（分钟）", "activities.minutes", "CNY", HeaderWords(1, "分钟")),
        ("工时（小时）", "activities.minutes", "CNY", HeaderWords(60, "小时")),
        ("工时（箱）", "activities.minutes", "CNY", HeaderWords(unknown="箱")),
        ("产能（h）", "cost_pools.capacity", "CNY", HeaderWords(60, "h")),
        ("产能（托位）", "cost_pools.capacity", "CNY", HeaderWords(1, "托位")),
        ("数量(箱)", "billing.qty", "CNY", HeaderWords(1, "箱")),
        ("数量(%)", "billing.qty", "CNY", HeaderWords(unknown="%")),
        ("金额(预估)", "billing.amount_ex_vat", "CNY", HeaderWords(unknown="预估")),
        ("金额(必填)", "billing.amount_ex_vat", "CNY", HeaderWords()),
        ("汇率(USD/CNY)", "billing.fx_rate", "CNY", HeaderWords()),
        ("订单号(系统)", "orders.order_id", "CNY", HeaderWords()),
    ],
)
def test_each_word_is_a_unit_a_tax_basis_a_currency_or_unknown(header, column, currency, words):
    table, name = column.split(".")
    assert understood(header, TABLES[table][name], currency) == words
