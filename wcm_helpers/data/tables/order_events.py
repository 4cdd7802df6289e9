"""The log of an order: one row a step, where the export has no column a step."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Table, columns
from wcm_helpers.data.tables.service_words import STEPS

TABLE = Table(
    "order_events", "订单状态日志", "one row a step of an order", ("order_id", "step", "happened_at"),
    message("Without it the times of the steps come from the orders alone."),
    columns(
        ("order_id", "id", "订单号/出库单号/发货单号/订单编号/单号/order no/order number/order/order code", "order it belongs to", True),
        ("step", "choice", "状态/操作/节点/操作类型/status code/status/event", "received, released, picked, checked, packed, shipped, signed or cancelled", True, STEPS),
        ("happened_at", "time", "at/操作时间/时间/operate time/time/timestamp", "when it happened", True),
        ("site_id", "id", "仓库编码/仓库/仓库代码/warehouse/warehouse code/site/store code", "warehouse"),
    ),
    place=50,
    number="order_id",
    may_be_empty=True,
    past_dates=("happened_at",),
)  # fmt: skip
