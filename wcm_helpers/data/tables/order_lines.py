"""The lines of the orders: articles, quantities and values."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.dialects import DUCKDB, Dialect
from wcm_helpers.data.tables.row_sql import fitted, is_bad, priced_steps, quickly_priced, unreadable
from wcm_helpers.data.tables.schema import Reason, RowWarning, SiteRules, Table, columns


def _amount(_site: SiteRules) -> str:
    """Return the amount of the line, else price × quantity × (1 - discount)."""
    value = (
        f"case when {is_bad(TABLE, 'amount')} then null when amount is not null then amount "
        f"when {is_bad(TABLE, 'discount')} then null else {quickly_priced('qty_ordered')} end"
    )
    return f"try_cast({value} as DECIMAL(18, 4))"


def _amount_steps(_site: SiteRules, _dialect: Dialect) -> list[str]:
    return [*priced_steps(TABLE, "qty_ordered", "amount"), f"{fitted('_priced')} as _amount"]


def _faults(_site: SiteRules, _dialect: Dialect = DUCKDB) -> list[str]:
    return [
        *unreadable(TABLE, "amount"),
        *unreadable(TABLE, "unit_price", "discount", when="_amount is null and "),
    ]


_OFF_BY = (  # beyond rounding
    "abs(abs(amount) - abs(cast(unit_price as DECIMAL(21, 6)) * qty_ordered * (1 - coalesce(discount, 0))))"
    " > greatest(1, cast(abs(amount) as DECIMAL(21, 4)) * 0.005)"
)

_REASONS = {
    "orphan": Reason(
        message("Its order is not among the orders."),
        message("Export orders and lines over the same days."),
    ),
    "order_rejected": Reason(
        message("Its order was rejected."), message("Correct the order, and the line is used again.")
    ),
    "negative_quantity": Reason(
        message(
            "The quantity is negative; it counts against units and value, and an order of such lines alone is a "
            "return."
        ),
        message("If all returns have a prefix to their number, set returns_prefix for the orders."),
    ),
    "shipped_over_ordered": Reason(message("More is shipped than was ordered."), message("Check the line.")),
    "line_amount_mismatch": Reason(
        message("Price × quantity differs from the amount by more than 0.5%; the amount counts."),
        message("Check the line."),
    ),
    "short_mismatch": Reason(
        message("Shipped and short quantity do not add up to the ordered one."), message("Check the line.")
    ),
}


TABLE = Table(
    "order_lines", "订单明细", "one row a line of an order", ("order_id", "line_no"),
    message("Without it units and order value come from the orders themselves, where they give them."),
    columns(
        ("order_id", "id", "订单号/出库单号/发货单号/入库单号/订单编号/单号/order no/order number/order/invoice no/invoiceno/invoice", "order the line belongs to", True),
        ("line_no", "id", "行号/明细行号/line/line number", "number of the line"),
        ("sku_id", "id", "商品编码/货品编码/物料编码/存货编码/sku/product id/item code/item no/stock code/stockcode", "article"),
        ("uom", "text", "单位/计量单位/unit", "unit of quantity"),
        ("qty_ordered", "number", "订单数量/数量/下单数量/件数/quantity/qty/unit quantity/ordered quantity/units", "quantity ordered", True),
        ("qty_shipped", "number", "实发数量/发货数量/出库数量/shipped quantity", "quantity shipped"),
        ("qty_signed", "number", "签收数量", "quantity signed for"),
        ("qty_short", "number", "缺货/缺货数量", "quantity short"),
        ("qty_damaged", "number", "破损/破损数量", "quantity damaged"),
        ("qty_wrong", "number", "错发/错发数量", "quantity wrong"),
        ("qty_received", "number", "实收数量/收货数量/received quantity", "goods in: quantity received"),
        ("unit_price", "price", "单价/price", "price of one unit"),
        ("discount", "share", "折扣/折扣率", "share taken off the price, 0 to 1", False, {}, None, "", False, True),
        ("amount", "amount", "金额/行金额/小计金额/line amount/line total/sales", "value of the goods on the line; never revenue"),
        ("lot", "text", "批次/批号", "lot"),
        ("expiry", "date", "效期/有效期", "best before"),
        ("backorder", "boolean", "缺货补发", "sent later because it was short"),
    ),
    place=30,
    parent="orders",
    number="order_id",
    fact_columns=("order_id", "qty_ordered", "_amount"),
    amount=_amount,
    amount_steps=_amount_steps,
    faults=_faults,
    warnings=(
        RowWarning("negative_quantity", "qty_ordered", "qty_ordered < 0"),
        RowWarning("shipped_over_ordered", "qty_shipped", "qty_shipped > qty_ordered and qty_ordered >= 0"),
        RowWarning("line_amount_mismatch", "amount", _OFF_BY),
        RowWarning("short_mismatch", "qty_short", "qty_short + qty_shipped <> qty_ordered"),
    ),
    reasons=_REASONS,
)  # fmt: skip
