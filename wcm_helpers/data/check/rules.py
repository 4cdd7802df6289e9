"""The rules between rows and between tables: what is set aside, what is only pointed out.

Each is one query over the staged tables. A row set aside is not used; a row pointed out stays as it is.
"""

from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.tables.schema import CONTRACT

#: That a line of an export is a row of its table; totals and a header that comes again are none.
IS_A_ROW = "coalesce(_reject_reason, '') not in ('total', 'header')"

_STEPS = ("created_at", "released_at", "picked_at", "packed_at", "shipped_at", "signed_at")


def _before(later: str, earlier: str) -> str:
    """Return the SQL of "later lies before earlier"; a date without a time is not before its own day."""
    same_day = f"{later} = cast({later} as DATE) and cast({later} as DATE) = cast({earlier} as DATE)"
    return f"({later} < {earlier} and not ({same_day}))"


_OUT_OF_ORDER = " or ".join(
    _before(later, earlier) for index, later in enumerate(_STEPS) for earlier in _STEPS[:index]
)

#: What is pointed out: table, reason, the column to look at, and when. The row stays as it is. The conditions
#: of orders, order lines and billing are read alike by every engine.
WARNINGS: tuple[tuple[str, str, str, str], ...] = (
    ("orders", "dates_out_of_order", "shipped_at", _OUT_OF_ORDER),
    ("orders", "negative_value", "goods_value", "goods_value < 0 and direction <> 'return'"),
    ("order_lines", "negative_quantity", "qty_ordered", "qty_ordered < 0"),
    ("order_lines", "shipped_over_ordered", "qty_shipped", "qty_shipped > qty_ordered and qty_ordered >= 0"),
    ("order_lines", "short_mismatch", "qty_short", "qty_short + qty_shipped <> qty_ordered"),
    ("billing", "credit_positive", "amount_ex_vat", "credit_note and amount_ex_vat > 0"),
    (
        "billing",
        "amount_mismatch",
        "amount_ex_vat",
        "abs(abs(amount_ex_vat) - abs(cast(unit_price as DECIMAL(21, 6)) * qty"
        " * (1 - coalesce(discount, 0)))) > greatest(1, abs(amount_ex_vat) * 0.005)",  # beyond rounding
    ),
    (
        "billing",
        "other_month",
        "period",
        "extract(year from doc_date) * 100 + extract(month from doc_date)"
        " <> cast(replace(period, '-', '') as INTEGER)",
    ),
    ("customers", "same_name", "customer_name", "customer_name in (select customer_name from twin_names)"),
    (
        "customers",
        "unknown_parent",
        "parent_id",
        "parent_id is not null and parent_id not in (select customer_id from used_customers)",
    ),
    (
        "orders",
        "unknown_customer",
        "customer_id",
        "customer_id not in (select customer_id from used_customers)",
    ),
    (
        "billing",
        "unknown_customer",
        "customer_id",
        "customer_id not in (select customer_id from used_customers)",
    ),
    (
        "costs",
        "unknown_customer",
        "customer_id",
        "customer_id not in (select customer_id from used_customers)",
    ),
    ("costs", "negative_cost", "cost", "cost < 0"),
    (
        "class_overrides",
        "no_such_customer",
        "customer_id",
        "customer_id not in (select customer_id from used_customers)",
    ),
    (
        "class_overrides",
        "overlaps",
        "valid_from",
        "exists (from used_class_overrides o where o.customer_id = used_class_overrides.customer_id and "
        "o.valid_from < used_class_overrides.valid_from and o.expires >= used_class_overrides.valid_from)",
    ),
    (
        "class_history",
        "no_such_customer",
        "customer_id",
        "customer_id not in (select customer_id from used_customers)",
    ),
)

#: Name parts that do not tell two companies apart.
_LEGAL_FORMS = "有限责任公司|股份有限公司|有限公司|公司|[()（）\\s.,]|co\\.?,? ?ltd\\.?|gmbh|inc\\.?"


def key_of(table: str, present: set[str]) -> tuple[str, ...]:
    """Return the columns that name a row, or none if the export lacks one that matters.

    Examples
    --------
    >>> key_of("order_lines", {"order_id", "sku_id"})
    ()
    """
    assumed = {"site_id", "direction"}
    key = CONTRACT[table].key
    if table == "costs" and "activity" not in present:  # one row a customer and month then
        key = tuple(name for name in key if name != "activity")
    return key if set(key) - assumed <= present else ()


def costs_alone(there: object) -> str:
    """Return the SQL of "nothing was billed or ordered that month", by the tables that are there.

    Examples
    --------
    >>> costs_alone(["customers", "costs"])
    'false'
    """
    alone = [
        f"not exists (from used_{table} t where t.customer_id = used_costs.customer_id "
        f"and t._month = used_costs.month)"
        for table in ("billing", "orders")
        if table in there
    ]
    return " and ".join(alone) or "false"


def create_twin_names(engine: DuckDb) -> None:
    """Make the list of customer names that are the same but for their legal form."""
    plain = f"regexp_replace(lower(customer_name), '{_LEGAL_FORMS}', '', 'g')"
    engine.run(
        f"create or replace temp table twin_names as select unnest(names) as customer_name from "
        f"(select list(customer_name) as names from used_customers where customer_name is not null "
        f"group by {plain} having count(*) > 1)"
    )


def repeated_rows(
    table: str, key: tuple[str, ...], *, keep_last: bool, flat: bool = False, among: str = ""
) -> str:
    """Return the query of rows that repeat a key: ``file, row, reason``.

    Rows alike in every column are ``duplicate`` but for one (``repeat`` in a ``flat`` file, which has the
    order again on each of its lines). Unlike rows are ``superseded`` by the last if
    ``keep_last``, else every one of them is a ``conflict``. Only rows ``among`` which are looked at, where
    that condition is given.
    """
    usable = f"_reject_reason is null and {among}" if among else "_reject_reason is null"
    keys, names = ", ".join(key), ", ".join(CONTRACT[table].names)
    rows = (
        f"select file, row, hash({names}) as content, {keys} from all_{table} where {usable} "
        f"and ({keys}) in (select ({keys}) from all_{table} where {usable} "
        f"group by {keys} having count(*) > 1)"
    )
    numbered = (
        f"select file, row, row_number() over (partition by {keys}, content order by file, row) as copy, "
        f"row_number() over (partition by {keys} order by file desc, row desc) as from_last, "
        f"min(content) over (partition by {keys}) <> max(content) over (partition by {keys}) as unlike "
        f"from ({rows})"
    )
    again = "repeat" if flat else "duplicate"
    if keep_last:
        reason = (
            "case when unlike then (case when from_last > 1 then 'superseded' end) "
            f"when copy > 1 then '{again}' end"
        )
    else:
        reason = f"case when copy > 1 then '{again}' when unlike then 'conflict' end"
    return f"select file, row, {reason} as reason from ({numbered}) where ({reason}) is not null"


def orphan_lines() -> str:
    """Return the query of order lines whose order is not there; a total or a header is no order."""
    return (
        "select file, row, case when exists (from all_orders where all_orders.order_id = lines.order_id "
        f"and {IS_A_ROW}) then 'order_aside' else 'orphan' end as reason from all_order_lines lines "
        "where _reject_reason is null "
        "and not exists (from used_orders where used_orders.order_id = lines.order_id)"
    )
