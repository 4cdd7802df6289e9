"""Due times from terms of service, for orders without a promise of their own.

An order before the cut-off of a working day counts that day, else the next working day; it is due at the end
of that day plus the hours of its term, elapsed hours or working hours. The term in force when the order came
in counts, the customer's own before that of its class.
"""

import pandas as pd

#: Classes as terms write them.
_COLUMNS = ("customer_id", "class", "service", "severity", "cutoff_time", "sla_hours", "clock", "target",
            "valid_from", "valid_to")  # fmt: skip


def terms_of(table: pd.DataFrame | None, service: str, classes: pd.Series) -> pd.DataFrame:
    """Return the terms of a service by customer: those of its class for every customer of the class.

    Parameters
    ----------
    table : pd.DataFrame, optional
        The table ``sla_terms``.
    service : str
        ``outbound``, ``inbound``, ``response`` or ``resolution``.
    classes : pd.Series
        The class of each customer, by ``customer_id``.

    Returns
    -------
    pd.DataFrame
        The columns of the table, one row a customer and term; ``own`` tells the customer's own.
    """
    if table is None or table.empty:
        return pd.DataFrame(columns=[*_COLUMNS, "own"])
    rows = table.reindex(columns=list(_COLUMNS))
    rows = rows[rows["service"] == service]
    own = rows[rows["customer_id"].notna()].assign(own=True)
    of_class = rows[rows["customer_id"].isna()].drop(columns="customer_id")
    customers = classes.rename("class").rename_axis("customer_id").reset_index()
    shared = of_class.assign(_class=of_class["class"].map(_letter)).drop(columns="class")
    shared = shared.merge(customers.dropna(), left_on="_class", right_on="class").drop(columns="_class")
    everyone = of_class[of_class["class"].isna()].drop(columns="class").merge(customers, how="cross")
    parts = [part for part in (own, shared.assign(own=False), everyone.assign(own=False)) if len(part)]
    if not parts:
        return pd.DataFrame(columns=[*_COLUMNS, "own"])
    return pd.concat(parts, ignore_index=True)[[*_COLUMNS, "own"]]


def _letter(word: object) -> object:
    """Return the class a term means, such as A for A类."""
    return word.strip()[:1].upper() if isinstance(word, str) and word.strip() else None


def derived_due_sql(orders: str, moment: str) -> str:
    """Return the query of the derived due times of orders: ``order_key``, ``derived_at``.

    It reads ``order_terms`` (the terms by customer, with ``cutoff`` as TIME, ``day_start`` and ``day_end`` as
    INTERVAL, and ``hours_a_day``),
    ``days`` (:meth:`WorkingCalendar.day_table`) and of these the worked ones, ``worked_days``.

    Parameters
    ----------
    orders : str
        Table or subquery of the orders that need one.
    moment : str
        Column that the clock starts from.
    """
    return f"""
    with chosen as (
        select o.order_key, o.{moment} as begun, t.* from {orders} o
        join order_terms t on t.customer_id = o.customer_id
            and cast(o.{moment} as DATE) >= t.valid_from
            and cast(o.{moment} as DATE) <= coalesce(t.valid_to, DATE '9999-12-31')
        qualify row_number() over (
            partition by o.order_key order by t.own desc, t.valid_from desc, t.sla_hours) = 1
    ),
    based as (
        select c.*, case when d.worked and (c.cutoff is null or cast(c.begun as TIME) < c.cutoff)
            then d.number when d.worked then d.number + 1 else d.number end as first_number
        from chosen c join days d on d.day = date_trunc('day', c.begun)
    ),
    counted as (
        select *, case when clock = 'working_hours' then cast(floor(sla_hours / hours_a_day) as BIGINT)
            else 0 end as whole_days
        from based
    ),
    rested as (
        select *, sla_hours - whole_days * hours_a_day as rest
        from counted
    )
    select r.order_key,
        case when r.clock = 'working_hours' and r.rest > 0
            then n.day + r.day_start + to_microseconds(cast(r.rest * 3600000000 as BIGINT))
            when r.clock = 'working_hours' then f.day + r.day_end
            else f.day + r.day_end + to_microseconds(cast(r.rest * 3600000000 as BIGINT)) end as derived_at
    from rested r
    join worked_days f on f.number = r.first_number + r.whole_days
    left join worked_days n on n.number = r.first_number + r.whole_days + 1"""
