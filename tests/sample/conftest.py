"""The tables of the committed sample, read once for all its tests."""

from decimal import Decimal

import pandas as pd
import pytest

from tests.sample.committed import LAST, MONTHS, SAMPLE, classes, read, table


@pytest.fixture(scope="session")
def customers():
    return read(SAMPLE / "customers.csv").merge(read(SAMPLE / "truth" / "customers.csv"), on="customer_id")


@pytest.fixture(scope="session")
def bills():
    frame = table("billing")
    frame["fen"] = [int(Decimal(amount) * 100) for amount in frame["amount_ex_vat"]]
    return frame


@pytest.fixture(scope="session")
def orders():
    return table("orders")


@pytest.fixture(scope="session")
def lines():
    return table("order_lines")


@pytest.fixture(scope="session")
def revenue(bills, customers):
    """Fen by customer and month: what counts, that is neither passed through nor disputed."""
    counts = bills[(bills["pass_through"] == "false") & (bills["disputed"] == "false")]
    grid = counts.pivot_table(
        index="customer_id", columns="period", values="fen", aggfunc="sum", fill_value=0
    )
    return grid.reindex(index=customers["customer_id"], columns=MONTHS, fill_value=0)


@pytest.fixture(scope="session")
def costs():
    frame = read(SAMPLE / "costs.csv")
    assert not frame.duplicated(["customer_id", "month"]).any()
    return frame.assign(fen=[int(Decimal(cost) * 100) for cost in frame["cost"]])


@pytest.fixture(scope="session")
def delivered(orders, lines, revenue):
    """The closed orders out: month, site, on time, in full, hours of picking, class of the customer."""
    short = lines[lines["qty_short"] != ""].astype({"qty_short": int}).groupby("order_id")["qty_short"].sum()
    out = orders[(orders["direction"] == "out") & (orders["status"] == "closed")]
    picking = pd.to_datetime(out["picked_at"]) - pd.to_datetime(out["released_at"])
    return out.assign(
        month=out["created_at"].str[:7],
        on_time=out["signed_at"] <= out["promised_at"],
        in_full=out["order_id"].map(short) == 0,
        hours=picking.dt.total_seconds() / 3600,
        level=out["customer_id"].map(classes(revenue, LAST)),
    )
