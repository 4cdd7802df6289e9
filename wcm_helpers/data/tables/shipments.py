"""The shipments: which part of which line left when."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns

_REASONS = {
    "orphan": Reason(
        message("Its order is not among the orders."),
        message("Export orders and shipments over the same days."),
    ),
    "order_rejected": Reason(
        message("Its order was rejected."), message("Correct the order, and the shipment is used again.")
    ),
    "negative_shipment": Reason(
        message("The quantity that left is negative; it is taken off what left before."),
        message("Check whether it is a return, and export it as an order of its own."),
    ),
}


TABLE = Table(
    "shipments", "发运明细", "one row a part of an order line", ("order_id", "line_no", "shipment_no"),
    message("Without it an order leaves at once, at the time the order gives."),
    columns(
        ("order_id", "id", "订单号/出库单号/发货单号/订单编号/单号/order no/order number/order", "order it belongs to", True),
        ("line_no", "id", "行号/明细行号/line/line number", "line of the order", True),
        ("shipment_no", "id", "发运单号/批次号/shipment/delivery", "number of the shipment; without it the time tells the parts apart"),
        ("shipped_at", "time", "出库时间/发货时间/发运时间/shipped date/ship date", "when it left", True),
        ("qty", "number", "数量/发货数量/实发数量/quantity", "quantity that left", True),
    ),
    place=40,
    parent="orders",
    number="order_id",
    optional_key=("shipment_no",),
    key_instead={"shipment_no": "shipped_at"},
    may_be_empty=True,
    warnings=(RowWarning("negative_shipment", "qty", "qty < 0"),),
    past_dates=("shipped_at",),
    reasons=_REASONS,
)  # fmt: skip
