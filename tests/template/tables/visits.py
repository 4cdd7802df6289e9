"""Visits to customers, one by one."""

from wcm_helpers.data.tables.schema import RowWarning, Table, columns

TABLE = Table(
    "visits", "客户拜访", "one row a visit", ("customer_id", "visited_on"),
    "Without it nobody knows who waits for a visit.",
    columns(
        ("customer_id", "id", "客户编号/货主编码/customer/customer no", "who was visited", True),
        ("visited_on", "date", "拜访日期/日期/visit date/date", "day of the visit", True),
        ("minutes", "number", "分钟/时长/duration", "how long it took"),
    ),
    place=200,
    month=lambda _site, dialect: dialect.month("visited_on"),
    warnings=(RowWarning("unknown_customer", "customer_id", against="customers"),),
)  # fmt: skip
