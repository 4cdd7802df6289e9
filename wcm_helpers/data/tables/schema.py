"""The contract: every table and column the workbook reads, and what exports call them.

A header is recognised by its name here or by an alias, in English or Chinese, after trimming and folding
(:func:`fold`); a unit in brackets behind it, such as 金额(万元), becomes a factor.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "id", "text", "number", "amount", "price", "share", "time", "date", "month", "boolean", "choice"
]

#: What a unit in brackets behind a header multiplies the numbers below it by.
UNIT_FACTORS = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
UNIT_FACTORS |= {"千件": 1_000, "万件": 10_000, "吨": 1_000, "t": 1_000, "k": 1_000}

#: Words that make a row a total, where a key stands in other rows.
TOTAL_WORDS = (
    "合计",
    "小计",
    "总计",
    "共计",
    "total",
    "subtotal",
    "grand total",
    "sum",
)

#: How an export writes "nothing here" in a column that is not text.
BLANK_MARKS = (
    "",
    "-",
    "--",
    "—",
    "–",
    "/",
    "null",
    "none",
    "nan",
    "nat",
    "n/a",
    "#n/a",
    "na",
    "无",
    "(null)",
    "\\n",
)

#: How an export writes "nothing here" where an id stands; NA or None may be somebody's number.
NO_ID = ("", "-", "--", "—", "–", "/", "#N/A", "(null)", "\\N")

TRUE_WORDS = ("true", "t", "1", "yes", "y", "是", "对", "有", "√", "真")
FALSE_WORDS = ("false", "f", "0", "no", "n", "否", "错", "没有", "×", "假")

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


@dataclass(frozen=True)
class Column:
    """One column: its kind, its aliases, and whether a row is of use without it."""

    name: str
    kind: Kind
    aliases: tuple[str, ...]
    meaning: str
    needed: bool = False
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """One table: its columns and the columns that name a row."""

    name: str
    chinese: str
    grain: str
    key: tuple[str, ...]
    without: str
    columns: tuple[Column, ...]

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        """The names of its columns, in order."""
        return [column.name for column in self.columns]


def _columns(*rows: tuple) -> tuple[Column, ...]:
    return tuple(
        Column(name, kind, tuple(aliases.split("/")) if aliases else (), meaning, *rest)
        for name, kind, aliases, meaning, *rest in rows
    )


CUSTOMERS = Table(
    "customers", "客户主数据", "one row a customer", ("customer_id",),
    "customers stand under their numbers, and no industry, contract or status is known",
    _columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "the owner of the goods, who pays", True),
        ("customer_name", "text", "客户名称/公司名称/货主名称/名称/company name/company/name/account name", "as it stands on reports"),
        ("parent_id", "id", "集团编号/上级客户/parent", "group the customer belongs to"),
        ("customer_type", "text", "业务类型/客户类型/type", "合同仓储, 电商仓配, 散客 or 平台"),
        ("industry", "text", "行业/所属行业/sector", "industry"),
        ("contractual", "boolean", "是否合同客户/contract customer", "bound by a contract"),
        ("region", "text", "区域/地区/country", "where the customer sits"),
        ("start_date", "date", "合作开始日期/开始合作日期/since/customer since", "first day of business"),
        ("end_date", "date", "终止日期/结束日期", "last day of business"),
        ("account_manager_id", "id", "客户经理/负责人/account manager", "who looks after it"),
        ("current_level", "text", "客户等级/客户级别/level/tier", "class in the customer system today"),
        ("status", "text", "状态/是否有效/客户状态", "active, paused or ended"),
        ("public_sector", "boolean", "是否国企/机关", "state-owned or public body"),
    ),
)  # fmt: skip

ORDERS = Table(
    "orders", "订单头", "one row an order", ("site_id", "direction", "order_id"),
    "nothing is told of orders and order days",
    _columns(
        ("order_id", "id", "订单号/出库单号/发货单号/入库单号/订单编号/单号/order no/order number/order/invoice no/invoiceno/invoice", "order number", True),
        ("customer_id", "id", "货主编码/客户编号/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "the owner of the goods", True),
        ("created_at", "time", "下单时间/创建时间/下单日期/创建日期/订单日期/订单时间/order date/order time/created/creation date/date/invoice date", "when the order came in", True),
        ("direction", "choice", "单据类型/出入库类型/出入库/订单类型/单据类别/业务方向/order type/document type", "out, in, return, transfer or vas; out where no column says it", True, _DIRECTIONS),
        ("site_id", "id", "仓库编码/仓库/仓库代码/warehouse/warehouse code/site/plant code/plant", "warehouse"),
        ("priority", "text", "优先级", "priority"),
        ("released_at", "time", "下发时间/释放时间", "handed to the floor"),
        ("picked_at", "time", "拣货完成时间/拣货完成/拣货时间", "picked"),
        ("packed_at", "time", "打包时间/打包/包装时间", "packed"),
        ("shipped_at", "time", "出库时间/发货时间/发运时间/shipped date/ship date/dispatched at", "left the warehouse"),
        ("signed_at", "time", "签收时间/妥投时间/delivered at/delivery date", "signed for by the receiver"),
        ("requested_date", "time", "客户要求日期/要求到货日期/required date/requested at/due date", "when the customer wants it"),
        ("promised_at", "time", "承诺时间/承诺送达时间/promised date/promise date", "when it was promised"),
        ("status", "text", "状态/订单状态/order status", "state of the order"),
        ("cancelled_at", "time", "取消时间/cancelled date", "when it was cancelled"),
        ("cancel_by", "text", "取消方", "who cancelled"),
        ("goods_value", "amount", "货值/货物金额/订单金额/order value/order amount/order total/goods amount", "value of the goods; never revenue"),
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
)  # fmt: skip

ORDER_LINES = Table(
    "order_lines", "订单明细", "one row a line of an order", ("order_id", "line_no"),
    "units and order value are those the orders say of themselves, if they do",
    _columns(
        ("order_id", "id", "订单号/出库单号/发货单号/入库单号/订单编号/单号/order no/order number/order/invoice no/invoiceno/invoice", "order the line belongs to", True),
        ("line_no", "id", "行号/明细行号/line/line number", "number of the line"),
        ("sku_id", "id", "商品编码/货品编码/物料编码/sku/product id/item code/item no/stock code/stockcode", "article"),
        ("uom", "text", "单位/计量单位/unit", "unit of quantity"),
        ("qty_ordered", "number", "订单数量/数量/下单数量/件数/quantity/qty/unit quantity/ordered quantity/units", "quantity ordered", True),
        ("qty_shipped", "number", "实发数量/发货数量/出库数量/shipped quantity", "quantity shipped"),
        ("qty_signed", "number", "签收数量", "quantity signed for"),
        ("qty_short", "number", "缺货/缺货数量", "quantity short"),
        ("qty_damaged", "number", "破损/破损数量", "quantity damaged"),
        ("qty_wrong", "number", "错发/错发数量", "quantity wrong"),
        ("unit_price", "price", "单价/price", "price of one unit"),
        ("discount", "share", "折扣/折扣率", "share taken off the price, 0 to 1"),
        ("amount", "amount", "金额/行金额/小计金额/line amount/line total/sales", "value of the goods on the line; never revenue"),
        ("lot", "text", "批次/批号", "lot"),
        ("expiry", "date", "效期/有效期", "best before"),
        ("backorder", "boolean", "缺货补发", "sent later because it was short"),
    ),
)  # fmt: skip

BILLING = Table(
    "billing", "账单明细", "one line of an invoice", ("invoice_no", "line_no"),
    "there is no revenue, and customers are told apart by order value, orders or units",
    _columns(
        ("invoice_no", "id", "发票号/账单号/账单编号/invoice/invoice number", "invoice or bill"),
        ("line_no", "id", "行号/明细行号/line", "number of the line"),
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "who pays", True),
        ("period", "month", "账期/所属月份/计费月份/billing month/month", "month the service was given"),
        ("doc_date", "date", "开票日期/出账日期/单据日期/账单日期/invoice date/bill date/date/document date", "date of the document"),
        ("service_code", "text", "费用项/费用类型/费用项目/服务项目/service/charge/charge type", "仓储, 装卸, 出库操作, 包装, 配送, 增值 or other"),
        ("qty", "number", "数量/计费数量/quantity", "quantity charged"),
        ("uom", "text", "单位/计费单位/unit", "unit of quantity"),
        ("unit_price", "price", "单价/费率/price/rate", "price of one unit"),
        ("discount", "share", "折扣/折扣率", "share taken off the price, 0 to 1"),
        ("amount_ex_vat", "amount", "不含税金额/金额/未税金额/费用金额/amount/net amount/charge amount", "amount without VAT"),
        ("vat_rate", "share", "税率/vat/tax rate", "VAT rate, 0 to 1"),
        ("currency", "text", "币种/货币", "currency of the line; the site's where blank"),
        ("fx_rate", "price", "汇率/exchange rate", "site currency for one unit of the line's, at the document date"),
        ("credit_note", "boolean", "红字/冲销/红冲/是否冲销/credit", "a credit note: counts as negative revenue"),
        ("pass_through", "boolean", "代收代付/代垫", "charged on for others; not revenue"),
        ("disputed", "boolean", "争议/有争议", "in dispute; not revenue until settled"),
    ),
)  # fmt: skip

COSTS = Table(
    "costs", "服务成本", "what serving a customer cost in a month", ("customer_id", "month", "activity"),
    "there is no margin, and nobody can tell which customers cost more than they bring",
    _columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "who was served", True),
        ("month", "month", "月份/成本月份/所属月份/账期/期间/period/cost month/billing month", "month the service was given", True),
        ("activity", "text", "活动/作业活动/作业/成本项目/成本中心/cost item/cost centre/cost center/cost pool", "what was done; with it, a customer may have several rows a month"),
        ("cost", "amount", "成本/服务成本/成本金额/作业成本/总成本/金额/cost amount/total cost/cost to serve/amount", "what it cost, without VAT, in the site's currency", True),
    ),
)  # fmt: skip

#: As it is compared: in small letters; the second of a pair is the full-width one, the rest is a name.
_CLASSES = {
    letter.upper(): (*names, *(form.format(one) for one in (letter, full) for form in ("{}", "{}类", "{}级", "class {}")))
    for letter, full, *names in (
        ("a", "ａ", "大客户"), ("b", "ｂ", "一般客户"), ("c", "ｃ", "小客户"), ("n", "ｎ"),
    )
}  # fmt: skip
_GIVEN = {letter: words for letter, words in _CLASSES.items() if letter != "N"}

CLASS_OVERRIDES = Table(
    "class_overrides", "等级调整", "a class given by hand, for a time", ("customer_id", "valid_from"),
    "no class is set by hand, and the official class follows the computed one alone",
    _columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose class", True),
        ("class", "choice", "等级/调整等级/调整后等级/客户等级/客户级别/official class/new class/level", "A, B or C", True, _GIVEN),
        ("approved_by", "text", "批准人/审批人/审批/approver/approved", "who allowed it"),
        ("reason", "text", "原因/调整原因/理由/说明/why", "why"),
        ("valid_from", "date", "生效日期/生效日/开始日期/起始日期/valid since/start date/from", "first day it holds", True),
        ("expires", "date", "失效日期/到期日/失效日/到期日期/截止日期/结束日期/valid to/valid until/end date/expiry date/until", "last day it holds; there must be one", True),
    ),
)  # fmt: skip

CLASS_HISTORY = Table(
    "class_history", "等级历史", "the class a customer was given in a month, as it was published", ("customer_id", "month"),
    "classes of earlier months are computed again from these exports, not read as they were published",
    _columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose class", True),
        ("month", "month", "月份/评级月份/评定月份/期间/账期/period", "last month of the window", True),
        ("class", "choice", "计算等级/系统等级/computed/computed class", "A, B, C or N as computed; blank without activity", False, _CLASSES),
        ("official_class", "choice", "正式等级/客户等级/客户级别/official", "as it was in force", False, _CLASSES),
        ("value", "amount", "数值/统计值/窗口值/金额/amount", "value of the window that ended with that month, as reported"),
        ("value_basis", "text", "统计口径/口径/依据/basis", "what was counted, such as revenue"),
    ),
)  # fmt: skip

CONTRACT = {
    table.name: table
    for table in (CUSTOMERS, ORDERS, ORDER_LINES, BILLING, COSTS, CLASS_OVERRIDES, CLASS_HISTORY)
}

_UNIT = re.compile(r"[(\[【]\s*([^()\[\]【】]*?)\s*[)\]】]\s*$")


def fold(header: str) -> str:
    """Return a header as it is compared: full-width folded, trimmed, without unit, case and spaces.

    Examples
    --------
    >>> fold("　金额（万元） "), fold("Order ID"), fold("customer_id")
    ('金额', 'orderid', 'customerid')
    """
    plain = unicodedata.normalize("NFKC", header)
    return re.sub(r"[\s_\-.*#:\ufeff\u200b]+", "", _UNIT.sub("", plain.strip())).lower()


def unit_of(header: str) -> tuple[str, int]:
    """Return the unit in brackets behind a header and the factor it means; ``("", 1)`` without one.

    Examples
    --------
    >>> unit_of("金额（万元）"), unit_of("重量(kg)"), unit_of("金额")
    (('万元', 10000), ('kg', 1), ('', 1))
    """
    found = _UNIT.search(unicodedata.normalize("NFKC", header).strip())
    unit = found[1] if found else ""
    return unit, UNIT_FACTORS.get(unit.lower(), 1)


def aliases(table: Table) -> dict[str, str]:
    """Return every folded header a table's columns are known by, and the column it means."""
    known: dict[str, str] = {}
    for column in table.columns:
        for alias in (column.name, *column.aliases):
            known.setdefault(fold(alias), column.name)
    return known
