"""The footprints: the space that the stock of a customer takes."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.dialects import Dialect
from wcm_helpers.data.tables.row_sql import unreadable
from wcm_helpers.data.tables.schema import Reason, RowWarning, SiteRules, Table, columns

_REASONS = {
    "no_footprint_month": Reason(
        message("The row has neither a month nor a date."),
        message("Give one of them."),
    ),
    "negative_footprint": Reason(
        message("The positions or the area are negative; they count as they are."),
        message("Correct them."),
    ),
}


def _month(_site: SiteRules, dialect: Dialect) -> str:
    return f"coalesce(month, {dialect.month('date')})"


def _faults(_site: SiteRules, _dialect: Dialect) -> list[str]:
    return [
        *unreadable(TABLE, "month", "date", when="_month is null and "),
        "when _month is null then 'no_footprint_month:month'",
    ]


TABLE = Table(
    "footprints", "库存占用", "one row a customer, site and month or day", ("customer_id", "site_id", "month", "date"),
    message("Without it the cost of space cannot be given to the customers that take it."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose stock", True),
        ("month", "month", "月份/统计月份/所属月份/账期/period", "month of the average"),
        ("date", "date", "日期/统计日期/快照日期/day/snapshot date", "day of the count, where there is one a day"),
        ("site_id", "id", "仓库编码/仓库/库房/warehouse/site", "warehouse"),
        ("positions", "number", "托位/托位数/占用托位/库位数/占用库位/托盘数/平均托位/pallet positions/pallets/locations/average pallets", "pallet positions, on average of the month"),
        ("area", "number", "面积/占用面积/平均面积/area m2/square metres/square meters", "area in square metres, on average of the month"),
    ),
    place=240,
    optional_key=("site_id", "month", "date"),
    one_of=(
        ((frozenset({"month"}), frozenset({"date"})), message("month (or date)")),
        ((frozenset({"positions"}), frozenset({"area"})), message("positions (or area)")),
    ),
    month=_month,
    made_needed=("_month",),
    faults=_faults,
    may_be_empty=True,
    past_dates=("month", "date"),
    warnings=(
        RowWarning("negative_footprint", "positions", "positions < 0 or area < 0"),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    reasons=_REASONS,
)  # fmt: skip
