"""The contract: headers, aliases and units; and the page that says it in words."""

import itertools

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import ROOT
from wcm_helpers.data.codebook import as_markdown
from wcm_helpers.data.read.headers import recognise
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import aliases, fold

SOURCE = TableSource(path="x.csv")


def test_the_page_of_columns_is_the_contract():
    assert (ROOT / "data" / "README.md").read_text(encoding="utf-8") == as_markdown()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_header_means_two_columns_of_a_table(table):
    said = [(fold(alias), c.name) for c in table.columns for alias in (c.name, *c.aliases)]
    for (one, first), (two, second) in itertools.combinations(said, 2):
        assert one != two or first == second, f"{one} means {first} and {second}"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_alias_is_recognised_in_any_dress(table):
    for alias, name in aliases(table).items():
        assert recognise([f"　{alias.upper()} "], table, SOURCE, "x").positions == {name: 0}


def test_an_explicit_mapping_goes_before_every_alias():
    source = TableSource(path="x.csv", columns={"customer_id": "payer"})
    found = recognise(["customer", "Payer", "date", "amount"], TABLES["billing"], source, "x")
    assert found.positions == {"customer_id": 1, "doc_date": 2, "amount_ex_vat": 3}


def test_owner_and_customer_side_by_side_are_not_guessed_between():
    with pytest.raises(WorkbookError, match="Name the one that pays"):
        recognise(["货主编码", "客户编号"], TABLES["orders"], SOURCE, "x")
    source = TableSource(path="x.csv", columns={"customer_id": "货主编码"})
    assert recognise(["客户编号", "货主编码"], TABLES["orders"], source, "x").positions == {"customer_id": 1}
