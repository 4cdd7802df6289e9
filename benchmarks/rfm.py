"""Compute frequency, recency and monetary value from the facts, and their differences from the peers.

Frequency is the number of days with an order, monetary value the mean of the values of those days. Recency
has two definitions: in lifetimes the days from the first order to the last, in pymc-marketing those from the
last order to the end of the data. Both follow from the same first and last days.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import made_up

if TYPE_CHECKING:
    import pandas as pd

#: The column that each peer calls recency.
RECENCY = {"pymc_marketing": "since_last", "lifetimes": "first_to_last"}


def from_facts(orders: "pd.DataFrame") -> "pd.DataFrame":
    """Return frequency, recency and monetary value of each customer from order facts.

    Parameters
    ----------
    orders : pd.DataFrame
        ``Facts.orders``: one row a customer and month, values in ten-thousandths of the currency.

    Returns
    -------
    pd.DataFrame
        One row a customer: ``customer_id``, ``frequency``, ``first_to_last`` and ``since_last`` in days,
        ``monetary_value`` in the currency.
    """
    assert not orders.duplicated(["customer_id", "month"]).any()
    customers = orders.groupby("customer_id", as_index=False).agg(
        frequency=("order_days", "sum"),
        value=("order_value", "sum"),
        first_on=("first_on", "min"),
        last_on=("last_on", "max"),
    )
    return customers.assign(
        first_to_last=(customers["last_on"] - customers["first_on"]).dt.days,
        since_last=(customers["last_on"].max() - customers["last_on"]).dt.days,
        monetary_value=customers["value"] / 10_000 / customers["frequency"],
    )[["customer_id", "frequency", "first_to_last", "since_last", "monetary_value"]]


def facts_of_transactions(folder: Path) -> "pd.DataFrame":
    """Return order facts of the files the peers read, each row an order, by the workbook's own statement."""
    from wcm_helpers.data import aggregation
    from wcm_helpers.data.dialects import DUCKDB
    from wcm_helpers.data.engines import DuckDb

    nothing = {"status": "VARCHAR", "units": "DECIMAL(15, 4)", "cancelled_at": "TIMESTAMP"}
    absent = ", ".join(f"cast(null as {kind}) as {name}" for name, kind in nothing.items())
    rows = (
        f"select customer as customer_id, strftime(time, '%Y-%m') as _month, 'out' as direction, "
        f"time as created_at, cast(value as DECIMAL(18, 4)) as _amount, {absent} "
        f"from read_parquet('{folder}/transactions/*.parquet')"
    )
    level = aggregation.order_level_sql(f"({rows})", None)
    facts = aggregation.orders_sql(DUCKDB, f"({level})")
    return DuckDb().frame(
        f"select customer_id, month, bit_count(days) as order_days, order_value, first_on, last_on "
        f"from ({facts})"
    )


def from_files(folder: Path, target: Path) -> None:
    """Write the result of :func:`from_facts` from the Parquet files of the order facts."""
    import duckdb

    files = f"{folder}/cache/orders-*/facts/orders/*.parquet"
    months = (
        f"select customer_id, month, bit_count(bit_or(days) filter (kind = 1)) as order_days, "
        f"sum(order_value) filter (kind in (1, 2)) as value, "
        f"min(first_on) as first_on, max(last_on) as last_on from read_parquet('{files}') group by all"
    )
    customers = (
        f"select customer_id, sum(order_days)::BIGINT as frequency, sum(value) as value, "
        f"min(first_on) as first_on, max(last_on) as last_on from ({months}) group by customer_id"
    )
    duckdb.execute(
        f"copy (select customer_id, frequency, date_diff('day', first_on, last_on) as first_to_last, "
        f"date_diff('day', last_on, max(last_on) over ()) as since_last, "
        f"value / 10000 / frequency as monetary_value from ({customers}) order by customer_id) "
        f"to '{target}' (format parquet)"
    )


def write_transactions(folder: Path) -> None:
    """Write a Parquet file of ``customer``, ``time`` and ``value`` of the order lines of each month.

    Cancelled orders are left out and returns negative, as in the facts.
    """
    import duckdb

    (folder / "transactions").mkdir(exist_ok=True)
    connection = duckdb.connect()
    value = "l.qty_ordered * l.unit_price * case when o.direction = 'return' then -1 else 1 end"
    for orders, lines in zip(
        made_up.exports(folder, "orders"), made_up.exports(folder, "order_lines"), strict=True
    ):
        target = folder / "transactions" / f"{orders.stem}.parquet"
        connection.execute(
            f"copy (select o.customer_id as customer, o.created_at as time, cast({value} as DOUBLE) as value "
            f"from ({_typed(lines, 'order_lines')}) l join ({_typed(orders, 'orders')}) o using (order_id) "
            f"where o.cancelled_at is null) to '{target}' (format parquet)"
        )


def _typed(path: Path, table: str) -> str:
    if path.suffix == ".parquet":
        return f"from read_parquet('{path}')"
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in made_up.TYPES[table].items())
    return f"from read_csv('{path}', columns={{{columns}}}, header=true, auto_detect=false)"


def differences(folder: Path) -> dict[str, dict[str, float]]:
    """Return the largest differences between the workbook and each peer, customer by customer.

    Returns
    -------
    dict
        ``{"pymc_marketing cold": {"customers": …, "frequency": …, "recency": …, "monetary_value": …}, …}``:
        customers on one side only, the largest difference in days, and of money as a share of the value of
        the peer.
    """
    import pandas as pd

    largest = {}
    for way in ("cold", "ready"):
        ours = pd.read_parquet(folder / f"rfm-{way}.parquet").set_index("customer_id")
        for peer, recency in RECENCY.items():
            theirs = pd.read_parquet(folder / f"rfm-{peer}.parquet").set_index("customer_id")
            theirs = theirs.add_suffix("_theirs")
            both = ours.join(theirs, how="inner")
            money = both["monetary_value"] - both["monetary_value_theirs"]
            largest[f"{peer} {way}"] = {
                "customers": len(ours) + len(theirs) - 2 * len(both),
                "compared": len(both),
                "frequency": float((both["frequency"] - both["frequency_theirs"]).abs().max()),
                "recency": float((both[recency] - both["recency_theirs"]).abs().max()),
                "monetary_value": float((money / both["monetary_value_theirs"]).abs().max()),
            }
    return largest
