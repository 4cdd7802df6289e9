"""The section on loyalty: tables by name and money, and boxes for what is missing."""

from tests.reports.performance.loyalty.made_up import Review, bills, contracts, orders
from wcm_helpers.reports.performance.loyalty.detail import loyalty_detail
from wcm_helpers.reports.performance.loyalty.section import MOST_ROWS, loyalty, rest


def _text(made):
    return "\n".join(block.text for block in made.pieces)


def _tables(made):
    return {block.name: block.content for block in made.pieces if block.kind == "table"}


def test_without_tables_three_boxes_name_what_is_missing():
    text = _text(loyalty(Review()))
    assert "Table contracts, columns contract_no" in text
    assert "Bills of contract customers" in text
    assert "Orders of customers without a contract" in text


def test_contracts_revenue_and_slipping_customers_are_listed():
    days = [f"2025-{month:02d}-{day:02d}" for month in range(2, 13) for day in (1, 15)]
    review = Review(
        contract_rows=contracts(
            ("K1", "a", "2025-07-01", "2026-06-30", False), ("K2", "b", "2025-03-01", "2026-02-28", False)
        ),
        billing=bills(a=[100] * 15, b=[100] * 12 + [0] * 3, w=[50] * 15),
        order_rows=orders(old=["2025-01-01"], w=days),
    )
    tables = _tables(loyalty(review))
    assert set(tables) == {"soon", "slipping"}
    assert "W" in tables["slipping"]["Customer"].tolist()
    assert tables["soon"]["Customer"].tolist() == ["A"]
    tables = _tables(loyalty_detail(review))
    assert tables["lost"]["State"].tolist() == ["lost"]
    assert tables["revenue_retention"]["Customer"].tolist() == ["B", "A"]
    assert tables["revenue_retention"]["Change"].tolist() == [-300, 0]


def test_a_long_table_says_how_many_are_not_shown():
    rows = [(f"K{n:02d}", f"c{n:02d}", "2025-07-01", "2026-06-30", False) for n in range(14)]
    made = loyalty(Review(contract_rows=contracts(*rows)))
    assert len(_tables(made)["soon"]) == MOST_ROWS
    assert f"{14 - MOST_ROWS} more are not shown." in _text(made)
    assert rest(_tables(made)["soon"]) == ""
