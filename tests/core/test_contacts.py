"""Phone numbers, mail addresses and accounts of chats are taken out; dates and order numbers stay."""

import pytest

from wcm_helpers.core.contacts import without_contacts

CONTACTS = (
    "13800000000", "138-0000-0000", "138 0000 0000", "+86 13800000000", "(+86)138-0000-0000",
    "0086-13800000000", "１３８００００００００",
    "010-87654321", "(0571) 8765 4321", "0571-87654321-123", "0571-87654321转8001",
    "021 87654321", "+86 10 8765 4321", "400-800-1234", "4008001234", "+49 30 901820", "电话87654321",
    "手机：138000",
    "Tel. 8765 4321", "一三八零零零零零零零零", "wang@example.com", "wang.wu+x@mail.example.com.cn",
    "ｗａｎｇ＠example.com", "微信：wang_888", "微信号 wang888", "WeChat: wang888", "vx wang888",
    "QQ 12345678", "QQ群：12345678",
)  # fmt: skip


@pytest.mark.parametrize("contact", CONTACTS)
@pytest.mark.parametrize("text", ["{}", "请找王五（{}）。", "see {}, please"])
def test_a_contact_is_taken_out_and_nothing_else(contact, text):
    assert without_contacts(text.format(contact)) == text.format("[…]")


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-31", "since 2026-05-31 12:30", "20260531", "SO13800000000", "订单20260531001",
        "1,380,000.00",
        "0.1234567", "SKU 6901234567892", "5 of 12 months", "第3季度", "12-34", "２０２６年５月", "80% → 95%",
        "C0001",
        "VIP客户，年合同额 1500000", "", "wx", "QQ",
    ],
)  # fmt: skip
def test_what_is_no_contact_stays(text):
    assert without_contacts(text) == text
