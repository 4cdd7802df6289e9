"""Headers are tried for a column by what they are called."""

import pytest

from wcm_helpers.data.suggest.candidates import ALIKE, likeness
from wcm_helpers.data.tables import TABLES


@pytest.mark.parametrize(
    ("column", "header", "alike"),
    [
        ("customer_id", "Customer number", True), ("customer_id", "Cust", True),
        ("customer_id", "付款客户", True),
        ("customer_id", "No", False), ("customer_id", "Remark", False), ("customer_id", "备注", False),
        ("doc_date", "Invoice dt", True), ("doc_date", "开票日", True), ("doc_date", "Weight", False),
        ("amount_ex_vat", "Net amt.", True), ("amount_ex_vat", "金额合计", True),
        ("amount_ex_vat", "客户", False),
    ],
)  # fmt: skip
def test_a_header_is_tried_only_where_its_name_is_like_one_of_the_column(column, header, alike):
    assert (likeness(TABLES["billing"][column], header) >= ALIKE) == alike
