"""The terms of service: until when an order leaves, and how soon a ticket is answered."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Table, columns
from wcm_helpers.data.tables.service_words import CLOCKS, SERVICES, SEVERITIES

TABLE = Table(
    "sla_terms", "服务条款", "one row a customer or class, service and first day", ("customer_id", "class", "service", "severity", "valid_from"),
    message("Without it an order without a promise has no due time, and tickets have none."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose term; blank for all of the class", False),
        ("class", "text", "等级/客户等级", "class whose term it is, where no customer is named"),
        ("service", "choice", "服务项/服务/服务类型", "outbound, inbound, response or resolution", True, SERVICES),
        ("severity", "choice", "紧急程度/优先级/priority", "of a ticket; blank for all", False, SEVERITIES),
        ("cutoff_time", "text", "截单时间/cut-off/cutoff", "an order before it counts that day, HH:MM"),
        ("sla_hours", "number", "时限/时限小时/hours", "hours from the start of the clock", True),
        ("clock", "choice", "日历/时钟", "all_hours, or working_hours of working days", True, CLOCKS),
        ("target", "share", "目标/目标%", "share of cases that must keep the term"),
        ("valid_from", "date", "生效日期/开始日期", "first day it holds", True),
        ("valid_to", "date", "失效日期/截止日期/结束日期", "last day it holds; blank: still"),
    ),
    place=110,
    optional_key=("customer_id", "class", "severity"),
    may_be_empty=True,
)  # fmt: skip
