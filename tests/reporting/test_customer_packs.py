"""What a customer may read of the texts in the exports."""

import pytest

from wcm_helpers.reporting.customer_packs import PackReader


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" storage ", "storage"),
        (None, "–"),
        (float("nan"), "–"),
        ("", "–"),
        ("as for South", "–"),
        ("'=1", "=1"),
    ],
)
def test_a_text_that_may_not_be_read_is_replaced(value, expected):
    asked = []

    def may_read(text, table, row, free):
        asked.append((text, table, row, free))
        return "South" not in text

    assert PackReader("c1", "North", may_read).text(value, "tickets", 7) == expected
    assert asked in ([], [(str(value).strip().removeprefix("'"), "tickets", "7", True)])
