"""Which amounts name another currency than the site's."""

import pytest

from wcm_helpers.data.read.money_signs import names_other_currency, own_code


@pytest.mark.parametrize(
    ("text", "site", "other"),
    [
        ("$1,000.00", "CNY", True),
        ("1,000.00 USD", "CNY", True),
        ("(€5)", "CNY", True),
        ("CHF 5", "CNY", True),
        ("RMB 5", "CNY", False),
        ("5元", "USD", True),
        ("$5", "USD", False),
        ("12 5", "CNY", False),
        ("abc", "CNY", False),
    ],
)
def test_a_sign_of_another_currency_is_known(text, site, other):
    assert names_other_currency(text, site) is other


def test_a_sign_in_the_settings_stands_for_its_code():
    assert [own_code(name) for name in ("人民币", "¥", "EUR")] == ["CNY", "CNY", "EUR"]
