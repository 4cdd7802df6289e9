"""The terms of service: until when an order leaves, and how soon a ticket is answered."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns
from wcm_helpers.data.tables.service_words import CLOCKS, SERVICES, SEVERITIES
from wcm_helpers.data.tables.shared_checks import ends_first, followed_late, from_the_beginning, overlapping

#: What makes two terms the same case.
_CASE = ("customer_id", "class", "service", "severity")

_REASONS = {
    "no_clock_time": Reason(
        message("The time of day is not written HH:MM; the term has no such time."),
        message("Write it as 16:00."),
    ),
    "term_ends_first": Reason(
        message("The term ends before it begins; it never holds."),
        message("Correct the first or the last day."),
    ),
    "no_hours": Reason(
        message("The hours of the term are not more than 0."),
        message("Correct them."),
    ),
    "terms_overlap": Reason(
        message(
            "Another term of the same customer, class, service and severity holds on the same days; the one that began last counts."
        ),
        message("End the older term on the day before the newer one begins."),
    ),
    "terms_gap": Reason(
        message("Days lie between this term and the one after it; nothing is promised on them."),
        message("Check whether the older term ends on the day before the newer one begins."),
    ),
}


TABLE = Table(
    "sla_terms", "服务条款", "one row a customer or class, service and first day", ("customer_id", "class", "service", "severity", "valid_from"),
    message("Without it an order without a promise has no due time, and tickets have none."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "whose term; blank for all of the class", False),
        ("class", "text", "等级/客户等级", "class whose term it is, where no customer is named"),
        ("service", "choice", "服务项/服务/服务类型/服务项目/服务内容/sla type/metric", "outbound, inbound, response or resolution", True, SERVICES),
        ("severity", "choice", "紧急程度/优先级/严重程度/severity level/priority", "of a ticket; blank for all", False, SEVERITIES),
        ("cutoff_time", "text", "截单时间/截单/截止时间/截单点/cut-off/cutoff/cut off time", "an order before it counts that day, HH:MM"),
        ("sla_hours", "number", "时限/时限小时/时效/承诺时效/小时数/hours/sla/target hours", "hours from the start of the clock", True),
        ("clock", "choice", "日历/时钟/计时方式/计时规则/calendar/schedule/business hours", "all_hours, or working_hours of working days", True, CLOCKS),
        ("target", "share", "目标/目标%/目标值/达标率/sla target/target rate", "share of cases that must keep the term"),
        ("valid_from", "date", "生效日期/开始日期/起始日期/start date/from/valid from", "first day it holds; without the column: from the beginning", True, {}, from_the_beginning),
        ("valid_to", "date", "失效日期/截止日期/结束日期/终止日期/end date/to/valid to", "last day it holds; blank: still"),
    ),
    place=110,
    optional_key=("customer_id", "class", "severity"),
    may_be_empty=True,
    warnings=(
        RowWarning("no_clock_time", "cutoff_time", "cutoff_time is not null and not regexp_matches(cutoff_time, '^([01]?[0-9]|2[0-3])[:：][0-5][0-9](:[0-5][0-9])?$')"),
        RowWarning("no_hours", "sla_hours", "sla_hours <= 0"),
        RowWarning("term_ends_first", "valid_to", ends_first()),
        RowWarning("terms_overlap", "valid_from", overlapping("sla_terms", *_CASE)),
        RowWarning("terms_gap", "valid_to", followed_late("sla_terms", *_CASE)),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    reasons=_REASONS,
)  # fmt: skip
