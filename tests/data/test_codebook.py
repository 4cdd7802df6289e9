"""The page of the tables."""

from wcm_helpers.data.codebook import as_markdown


def test_the_page_names_a_needed_column_with_its_chinese_header():
    assert "| `month` | 月份, 成本月份," in as_markdown()
    assert "## billing 账单明细: one line of an invoice" in as_markdown()
