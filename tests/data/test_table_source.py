"""Where a table comes from: what one source may say, and what an engine cannot do."""

import pytest
from pydantic import ValidationError

from wcm_helpers.data.table_source import TableSource


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("values", {"status": {"cancelled": ["Quxiao"]}}),
        ("fill_down", ["订单号"]),
        ("where", {"column": "站点", "keep": ["临安"]}),
        ("returns_prefix", "C"),
        ("duplicates", "last"),
    ],
)
def test_what_needs_the_rows_of_a_file_is_refused_for_a_table_of_an_engine(option, value):
    source = TableSource(**{"table": "wms.orders", option: value})
    assert str(source.refused_on_engine("orders")).startswith(f"[tables.orders] {option}")
    assert source.on_engine


def test_a_plain_table_of_an_engine_is_not_refused():
    assert TableSource(table="wms.orders").refused_on_engine("orders") == ""


@pytest.mark.parametrize(
    "options",
    [
        {}, {"path": "a.csv", "url": "sqlite:///a.db", "table": "a"}, {"url": "sqlite:///a.db"},
        {"path": "a.csv", "encoding": "klingon"}, {"path": "a.csv", "date_format": "%d"},
    ],
)  # fmt: skip
def test_a_source_that_says_too_little_or_too_much_is_refused(options):
    with pytest.raises(ValidationError):
        TableSource(**options)
