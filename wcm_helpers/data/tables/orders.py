"""The orders: who, when, in which direction, and the steps of each order."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.dialects import Dialect
from wcm_helpers.data.sql import among
from wcm_helpers.data.tables.schema import Reason, RowWarning, SiteRules, Table, columns
from wcm_helpers.data.tables.service_words import (
    FAULTS,
    ORDER_CLOSED_UNSURE,
    ORDER_DRAFTS,
    ORDER_PAYMENTS,
    ORDER_REFUNDED,
    ORDER_STATES,
)

_DIRECTIONS = {
    "out": (
        "out",
        "outbound",
        "出库",
        "发货",
        "销售出库",
        "出",
        "出库单",
        "发货单",
        "销售",
        "sale",
        "sales",
        "ship",
        "shipment",
        "dispatch",
    ),
    "in": ("in", "inbound", "入库", "收货", "采购入库", "入", "入库单", "收货单", "receipt", "receiving"),
    "return": ("return", "returns", "退货", "退库", "退货入库", "退", "退货单", "销售退货", "客退", "rma"),
    "transfer": ("transfer", "调拨", "移库"),
    "vas": ("vas", "增值", "增值服务"),
}

_STEPS = ("created_at", "released_at", "picked_at", "packed_at", "shipped_at", "signed_at")


def _before(later: str, earlier: str) -> str:
    """Return the SQL of "later is before earlier"; a date without a time is not before its own day."""
    same_day = f"{later} = cast({later} as DATE) and cast({later} as DATE) = cast({earlier} as DATE)"
    return f"({later} < {earlier} and not ({same_day}))"


_OUT_OF_ORDER = " or ".join(
    _before(later, earlier) for index, later in enumerate(_STEPS) for earlier in _STEPS[:index]
)


_KNOWN = [
    *(word for synonyms in ORDER_STATES.values() for word in synonyms),
    *ORDER_PAYMENTS,
    *ORDER_REFUNDED,
]
_NOT_SHIPPED = "shipped_at is null and signed_at is null"
_STATE = "lower(trim(status))"


def _unknown_state(dialect: Dialect) -> str:
    return f"status is not null and not ({dialect.among(_STATE, _KNOWN)})"


def _closed_unsure(dialect: Dialect) -> str:
    return f"{dialect.among(_STATE, ORDER_CLOSED_UNSURE)} and {_NOT_SHIPPED}"


def _refunded_unsure(dialect: Dialect) -> str:
    return f"{dialect.among(_STATE, ORDER_REFUNDED)} and {_NOT_SHIPPED} and cancelled_at is null"


def _faults(_site: SiteRules, dialect: Dialect) -> list[str]:
    return [f"when {dialect.among('status', ORDER_DRAFTS)} then 'draft:status'"]


def _month(_site: SiteRules, dialect: Dialect) -> str:
    return dialect.month("created_at")


_REASONS = {
    "draft": Reason(
        message("The document is a draft, so it does not count."),
        message("If the word means another state, name it under values in the settings."),
    ),
    "unknown_state": Reason(
        message("The state is none of the known words; the order counts."),
        message("Name the word and its state under values in the settings."),
    ),
    "closed_unsure": Reason(
        message("A closed order without a time of shipment may be done or called off; it counts."),
        message("If it was called off, name the word as such under values in the settings."),
    ),
    "refunded_unsure": Reason(
        message("A refunded order may have been called off, or delivered and sent back; it counts."),
        message("If it was called off, name the word as such under values in the settings."),
    ),
    "cancelled_early": Reason(
        message(
            "The order was cancelled before it came in, so the date may stand for none; it counts as cancelled."
        ),
        message("Export the column without such dates."),
    ),
    "assumed_out": Reason(
        message(
            "No column gives the direction of the orders; each counts as outbound, or as a return if its quantities "
            "are negative."
        ),
        message('Name the column as direction in columns, or set direction = "out" in constants.'),
    ),
    "dates_out_of_order": Reason(
        message("The steps of the order are not in the order of time."),
        message("Check the clock of the system."),
    ),
    "negative_value": Reason(
        message("The value is negative, and the order is no return; it counts as it is.")
    ),
    "repeat": Reason(message("The order is repeated on another of its lines.")),
}


TABLE = Table(
    "orders", "订单头", "one row an order", ("site_id", "direction", "order_id"),
    message("Without it there are no numbers of orders and order days."),
    columns(
        ("order_id", "id", "订单号/出库单号/发货单号/入库单号/订单编号/单号/order no/order number/order/order reference/sales order no/sales document/invoice no/invoiceno/invoice", "order number", True),
        ("customer_id", "id", "货主编码/客户编号/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id/sold-to party/bill-to party", "the owner of the goods", True),
        ("created_at", "time", "下单时间/创建时间/下单日期/创建日期/订单日期/订单时间/order date/order time/created/created at/creation date/document date/单据日期/日期/date/invoice date", "when the order came in", True),
        ("direction", "choice", "单据类型/出入库类型/出入库/订单类型/单据类别/业务方向/order type/document type", "out, in, return, transfer or vas; out where no column says it", True, _DIRECTIONS, lambda _site: "out", "assumed_out"),
        ("site_id", "id", "仓库编码/仓库/仓库代码/warehouse/warehouse code/site/plant code/plant", "warehouse", False, {}, lambda site: site.id),
        ("priority", "text", "优先级", "priority"),
        ("released_at", "time", "下发时间/释放时间", "handed to the floor"),
        ("picked_at", "time", "拣货完成时间/拣货完成/拣货时间", "picked"),
        ("checked_at", "time", "复核时间/复核完成/复核完成时间", "checked against the order"),
        ("packed_at", "time", "打包时间/打包/包装时间", "packed"),
        ("shipped_at", "time", "出库时间/发货时间/发运时间/shipped date/ship date/dispatched at", "left the warehouse"),
        ("signed_at", "time", "签收时间/妥投时间/delivered at/delivery date", "signed for by the receiver"),
        ("requested_date", "time", "客户要求日期/要求到货日期/required date/requested at/due date", "when the customer wants it", False, {}, None, "", True),
        ("promised_first_at", "time", "首次承诺时间/原承诺时间/first promised date", "when it was promised first", False, {}, None, "", True),
        ("promised_at", "time", "承诺时间/承诺送达时间/promised date/promise date", "when it was promised", False, {}, None, "", True),
        ("status", "text", "状态/订单状态/单据状态/发票状态/order status", "state of the order"),
        ("cancelled_at", "time", "取消时间/cancelled date", "when it was cancelled"),
        ("cancel_by", "text", "取消方", "who cancelled"),
        ("arrived_at", "time", "到货时间/到仓时间/arrived/arrival time", "goods in: when they arrived at the dock"),
        ("put_away_at", "time", "上架时间/上架完成时间/put away/put away time", "goods in: when they were put away"),
        ("fault", "choice", "责任方/责任/fault/responsible", "whose fault a failure was: own, carrier, customer or force_majeure", False, FAULTS),
        ("goods_value", "amount", "货值/货物金额/订单金额/order value/order amount/order total/goods amount/untaxed amount/net value", "value of the goods; never revenue"),
        ("lines", "number", "行数/明细行数", "lines"),
        ("units", "number", "件数/总件数", "units"),
        ("cartons", "number", "箱数", "cartons"),
        ("pallets", "number", "托数", "pallets"),
        ("weight_kg", "number", "重量/weight", "weight, kg"),
        ("volume_m3", "number", "体积/volume", "volume, m³"),
        ("carrier", "text", "承运商/快递公司", "carrier"),
        ("ship_to_region", "text", "到货区域/收货区域/目的地/destination", "where it goes"),
        ("doc_ok", "boolean", "单据准确", "papers were right; blank is not measured"),
    ),
    place=20,
    number="order_id",
    feeds="orders",
    fact_columns=(
        "order_id", "customer_id", "_month", "created_at", "direction", "status", "cancelled_at", "shipped_at",
        "units", "_amount",
    ),
    month=_month,
    amount=lambda _site: "goods_value",
    amount_steps=lambda _site, _dialect: ["goods_value as _amount"],
    faults=_faults,
    no_business=among("status", ORDER_DRAFTS),
    warnings=(
        RowWarning("dates_out_of_order", "shipped_at", _OUT_OF_ORDER),
        RowWarning("negative_value", "goods_value", "goods_value < 0 and direction <> 'return'"),
        RowWarning("cancelled_early", "cancelled_at", _before("cancelled_at", "created_at"), counts_otherwise=True),
        RowWarning("unknown_state", "status", _unknown_state, counts_otherwise=True),
        RowWarning("closed_unsure", "status", _closed_unsure, counts_otherwise=True),
        RowWarning("refunded_unsure", "status", _refunded_unsure, counts_otherwise=True),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    past_dates=("created_at", "shipped_at", "signed_at", "cancelled_at"),
    begins="created_at",
    deciding=("status", "cancelled_at"),
    reasons=_REASONS,
)  # fmt: skip
