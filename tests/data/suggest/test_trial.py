"""A trial is better only if more can be read, and no row is lost by it."""

import pandas as pd
import pytest

from wcm_helpers.data.suggest.trial import Outcome, changed, missing_and_free, read_table


def outcome(fault="", rows=10, bad=0, missing=0):
    return Outcome(fault, rows, pd.DataFrame({"reason": ["not_date"] * bad}), (), missing)


@pytest.mark.parametrize(
    ("now", "before", "better"),
    [
        (outcome(), outcome(fault="no header"), True),
        (outcome(bad=9), outcome(fault="no header"), True),
        (outcome(fault="no header"), outcome(), False),
        (outcome(fault="decimals", missing=0), outcome(fault="no column", missing=2), True),
        (outcome(fault="no column", missing=2), outcome(fault="no column", missing=2), False),
        (outcome(bad=1), outcome(bad=2), True),
        (outcome(bad=2), outcome(bad=2), False),
        (outcome(rows=9), outcome(bad=2), False),  # fewer faults, but a row is gone
    ],
)
def test_better_is_more_that_can_be_read_and_no_row_less(now, before, better):
    assert now.better_than(before) == better


def test_options_that_are_tables_are_added_to_and_others_replaced(warehouse):
    options = 'path = "b.csv"\ncolumns = { invoice_no = "a" }\ndecimal = ","'
    settings = warehouse.settings({"billing": options})
    now = changed(settings, "billing", {"columns": {"customer_id": "b"}, "decimal": "."})
    assert now.tables["billing"].columns == {"invoice_no": "a", "customer_id": "b"}
    assert (now.tables["billing"].decimal, settings.tables["billing"].decimal) == (".", ",")
    assert changed(settings, "", {"vat": "included"}).site.vat == "included"


def test_what_is_missing_and_what_is_free_is_told_apart_from_a_file_that_cannot_be_opened(warehouse):
    warehouse.write(b__csv="invoice_no,Zahler,amount\n1,a,5\n")
    settings = warehouse.settings({"billing": 'path = "b.csv"'})
    headers = missing_and_free(settings, "billing", warehouse.folder / "t")
    assert (headers.missing, headers.free) == (["customer_id", "doc_date"], ["Zahler"])
    assert read_table(settings, "billing", warehouse.folder / "t").missing == 2
    gone = warehouse.settings({"billing": 'path = "none.csv"'})
    assert missing_and_free(gone, "billing", warehouse.folder / "t") is None
