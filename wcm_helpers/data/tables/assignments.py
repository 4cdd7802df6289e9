"""The assignments: which account manager looks after a customer, from when to when."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns
from wcm_helpers.data.tables.shared_checks import ends_first, from_the_beginning, overlapping

_REASONS = {
    "assignment_ends_first": Reason(
        message("The assignment ends before it begins; it never holds."),
        message("Correct the first or the last day."),
    ),
    "assignments_overlap": Reason(
        message("Another assignment of the customer holds on the same days; the one that began last counts."),
        message("End the older assignment on the day before the newer one begins."),
    ),
}


TABLE = Table(
    "assignments", "客户分配", "one row a customer and first day", ("customer_id", "valid_from"),
    message("Without it the manager in the customer table looks after a customer in every month."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "who is looked after", True),
        ("manager_id", "id", "客户经理编号/经理编号/客户经理/经理/负责人/负责人编号/manager/account manager/account manager id/employee id/user id/rep", "who looks after it, as in managers", True),
        ("valid_from", "date", "生效日期/开始日期/起始日期/分配日期/start date/from/assigned on/valid from", "first day it holds; without the column: from the beginning", True, {}, from_the_beginning),
        ("valid_to", "date", "失效日期/截止日期/结束日期/终止日期/end date/to/valid to", "last day it holds; blank: still"),
    ),
    place=210,
    may_be_empty=True,
    warnings=(
        RowWarning("assignment_ends_first", "valid_to", ends_first()),
        RowWarning("assignments_overlap", "valid_from", overlapping("assignments", "customer_id")),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    reasons=_REASONS,
)  # fmt: skip
