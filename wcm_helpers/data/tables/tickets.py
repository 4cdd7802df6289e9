"""The tickets: what customers asked for or complained of, and when they were answered."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns
from wcm_helpers.data.tables.service_words import FAULTS, SEVERITIES, TICKET_STATES

_REASONS = {
    "response_before_creation": Reason(
        message("The first answer is before the ticket came in."),
        message("Check the clock of the desk, and the column of the first answer."),
    ),
    "resolved_before_creation": Reason(
        message("The ticket is resolved before it came in."),
        message("Check the clock of the desk, and the column of the resolution."),
    ),
    "closed_before_creation": Reason(
        message("The ticket is closed before it came in."),
        message("Check the clock of the desk."),
    ),
    "no_customer": Reason(
        message("The ticket names no customer; it counts for the site, and for no customer."),
        message("Name the customer in the desk, or map the column in columns."),
    ),
    "resolved_without_time": Reason(
        message("The ticket is resolved, and the time of its resolution is missing."),
        message("Export the time of the resolution."),
    ),
    "negative_claim": Reason(
        message("The amount claimed is negative; it counts as it is."),
        message("Check the amount."),
    ),
}


TABLE = Table(
    "tickets", "工单", "one row a ticket", ("desk", "ticket_id"),
    message("Without it no report shows how fast customers are answered, and what went wrong."),
    columns(
        ("ticket_id", "id", "工单编号/工单号/工单id/编号/申请编号/审批编号/ticket/ticket number/id/key/issue key", "number of the ticket", True),
        ("desk", "text", "工单系统/系统/来源系统/help desk/service desk", "the desk it belongs to, where there are several"),
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "who asked", False),
        ("created_at", "time", "提交时间/创建时间/发起时间/受理时间/created/created time/date created", "when it came in", True),
        ("channel", "text", "渠道/来源/受理渠道/via channel/via/source/request channel type", "by which way"),
        ("category", "text", "类别/问题类型/工单类型/分类/type/issue type/request type/customer request type/category", "what it is about"),
        ("severity", "choice", "等级/紧急程度/优先级/priority", "how urgent it is", False, SEVERITIES),
        ("status", "choice", "状态/工单状态/处理状态/当前状态/status/state/ticket status", "open, waiting, resolved, merged or cancelled", False, TICKET_STATES),
        ("order_id", "id", "订单号/关联订单/关联订单号/order/order no/order number", "order it is about"),
        ("first_response_at", "time", "首次响应时间/首次回复时间/响应时间/initial response time/first response/first response time/first replied at", "first answer of a person"),
        ("automatic_response", "boolean", "自动回复", "whether that answer was automatic"),
        ("resolved_at", "time", "解决时间/完成时间/处理完成时间/结束时间/resolved time/resolved/solved at/resolution date", "when it was resolved"),
        ("closed_at", "time", "关闭时间/closed time/closed", "when it was closed"),
        ("reopened", "number", "重开次数/reopens", "how often it was opened again"),
        ("merged_into", "id", "合并到/合并至", "ticket it was merged into"),
        ("claim_amount", "amount", "理赔金额/索赔金额/claim", "amount claimed"),
        ("fault", "choice", "责任方/责任", "whose fault it was", False, FAULTS),
        ("root_cause", "text", "原因/根因", "why it happened"),
        ("satisfaction", "text", "评价/满意度/satisfaction score/satisfaction rating/survey results", "what the customer said of the answer"),
        ("tags", "text", "标签/tags/labels", "tags; one that says merged takes the ticket out"),
        ("agent_replies", "number", "客服回复次数/agent interactions", "how often a person answered; 0: only automatic answers"),
        ("agent", "text", "处理人/客服/当前处理人/负责人/assignee", "who handles it"),
    ),
    place=130,
    optional_key=("desk",),
    may_be_empty=True,
    past_dates=("created_at", "first_response_at", "resolved_at", "closed_at"),
    warnings=(
        RowWarning("response_before_creation", "first_response_at", "first_response_at < created_at and not (first_response_at = cast(first_response_at as DATE) and cast(first_response_at as DATE) = cast(created_at as DATE))"),
        RowWarning("resolved_before_creation", "resolved_at", "resolved_at < created_at and not (resolved_at = cast(resolved_at as DATE) and cast(resolved_at as DATE) = cast(created_at as DATE))"),
        RowWarning("closed_before_creation", "closed_at", "closed_at < created_at and not (closed_at = cast(closed_at as DATE) and cast(closed_at as DATE) = cast(created_at as DATE))"),
        RowWarning("resolved_without_time", "resolved_at", "status = 'resolved' and resolved_at is null and closed_at is null"),
        RowWarning("no_customer", "customer_id", "customer_id is null"),
        RowWarning("negative_claim", "claim_amount", "claim_amount < 0"),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    reasons=_REASONS,
)  # fmt: skip
