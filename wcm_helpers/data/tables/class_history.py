"""The classes of earlier months, as the workbook published them."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.dialects import Dialect
from wcm_helpers.data.tables.class_words import CLASSES
from wcm_helpers.data.tables.row_sql import unreadable
from wcm_helpers.data.tables.schema import RowWarning, SiteRules, Table, columns


def _faults(_site: SiteRules, _dialect: Dialect) -> list[str]:
    """Return the faults of a row: a class that cannot be read is not the same as none."""
    return unreadable(TABLE, "class", "official_class", "value")


TABLE = Table(
    "class_history", "等级历史", "the class a customer was given in a month, as it was published", ("customer_id", "month"),
    message("Without it the classes of earlier months are computed again from these exports, not read as published."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose class", True),
        ("month", "month", "月份/评级月份/评定月份/期间/账期/period", "last month of the window", True),
        ("class", "choice", "计算等级/系统等级/computed/computed class", "A, B, C or N as computed; blank without activity", False, CLASSES),
        ("official_class", "choice", "正式等级/客户等级/客户级别/official", "as it was in force", False, CLASSES),
        ("value", "amount", "数值/统计值/窗口值/金额/amount", "value of the window that ended with that month, as reported"),
        ("value_basis", "text", "统计口径/口径/依据/basis", "what was counted, such as revenue"),
    ),
    place=70,
    month=lambda _site, _dialect: "month",  # its values are sums over windows: it has no amount
    faults=_faults,
    every_row_checked=True,
    warnings=(RowWarning("no_such_customer", "customer_id", against="customers"),),
    may_be_empty=True,
    published=True,
)  # fmt: skip
