"""Add a few spoilt rows, such as exports have, and list them, so that the data page is not empty."""

import csv
from decimal import Decimal

import pandas as pd

from wcm_helpers.sample.writing import Files


def append(files: Files) -> pd.DataFrame:
    """Append the spoilt rows to their files, and list them.

    Returns
    -------
    pandas.DataFrame
        file, line (counted from 1, the header being line 1), what, why.
    """
    rows = []

    def plant(name: str, line: str, what: str, why: str) -> None:
        rows.append((name, files.add(name, line), what, why))

    bills, lines, orders = files.first("billing"), files.last("order_lines"), files.last("orders")
    with (files.folder / bills).open(encoding="utf-8", newline="") as text:
        total = sum(Decimal(row["amount_ex_vat"]) for row in csv.DictReader(text))
    plant(bills, f",,合计,,,,,,,{total},,,,,", "total row", "the export adds up its last column")
    with (files.folder / orders).open(encoding="utf-8", newline="") as text:
        next(text)
        again = next(text).rstrip("\n")
    plant(orders, again, "duplicate order", "the export repeats its first row")
    order_id = again.split(",")[0]
    plant(
        lines,
        f"{order_id},9,0000101,件,缺,0,0,0,0,15.00,",
        "text in qty_ordered",
        "缺 was typed where a number belongs",
    )
    plant(lines, "D000000001,1,0000101,件,2,2,0,0,0,15.00,", "unknown order", "no order has this id")
    return pd.DataFrame(rows, columns=["file", "line", "what", "why"])
