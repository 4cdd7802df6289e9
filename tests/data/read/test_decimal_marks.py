"""One file, one decimal mark."""

import pytest

from tests.data.read.one_export import read, rows_of
from wcm_helpers.core.errors import WorkbookError

HEADER = "invoice;line;customer;invoice date;amount\n"


def bills(folder, *amounts: str) -> None:
    lines = (f"I{at};1;C1;2026-05-03;{amount}\n" for at, amount in enumerate(amounts))
    (folder / "e.csv").write_text(HEADER + "".join(lines))


@pytest.mark.parametrize(
    ("amounts", "options"),
    [
        (["1.250", "300,50", "2.400"], ""),
        (["1,250", "300,5", "7"], ""),
        (["1,250", "300.50"], 'decimal = ","'),
    ],
)
def test_a_number_that_may_be_read_two_ways_stops_with_one_line(tmp_path, amounts, options):
    bills(tmp_path, *amounts)
    with pytest.raises(WorkbookError, match=r"e\.csv:3: amount is '300.50?', so .1.250. in amount may have"):
        read(tmp_path, "billing", "e.csv", options)


@pytest.mark.parametrize("amounts", [["1.250", "300,50", "2.40"], ["12", "300,50"], ["1,250", "300.50"]])
def test_a_column_that_shows_its_mark_is_read(tmp_path, amounts):
    bills(tmp_path, *amounts)
    read_amounts = {str(row[-5]) for row in rows_of(read(tmp_path, "billing", "e.csv"))}
    first = {"1.250": "1.2500", "12": "12.0000", "1,250": "1250.0000"}[amounts[0]]
    assert first in read_amounts
