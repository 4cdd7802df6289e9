"""The tickets: what customers asked for or complained of, and when they were answered."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Table, columns
from wcm_helpers.data.tables.service_words import FAULTS, SEVERITIES, TICKET_STATES

TABLE = Table(
    "tickets", "工单", "one row a ticket", ("desk", "ticket_id"),
    message("Without it nothing tells how fast customers are answered, and what went wrong."),
    columns(
        ("ticket_id", "id", "工单编号/工单号/编号/ticket/id/key/issue key", "number of the ticket", True),
        ("desk", "text", "工单系统", "the desk it belongs to, where there are several"),
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "who asked", False),
        ("created_at", "time", "提交时间/创建时间/created/created time", "when it came in", True),
        ("channel", "text", "渠道/来源/via channel/source", "by which way"),
        ("category", "text", "类别/问题类型/分类/type/category", "what it is about"),
        ("severity", "choice", "等级/紧急程度/优先级/priority", "how urgent it is", False, SEVERITIES),
        ("status", "choice", "状态/status/state", "open, waiting, resolved or merged", False, TICKET_STATES),
        ("order_id", "id", "订单号/关联订单", "order it is about"),
        ("first_response_at", "time", "首次响应时间/initial response time/first response", "first answer of a person"),
        ("automatic_response", "boolean", "自动回复", "whether that answer was automatic"),
        ("resolved_at", "time", "解决时间/resolved time/resolved/solved at", "when it was resolved"),
        ("closed_at", "time", "关闭时间/closed time", "when it was closed"),
        ("reopened", "number", "重开次数/reopens", "how often it was opened again"),
        ("merged_into", "id", "合并到/合并至", "ticket it was merged into"),
        ("claim_amount", "amount", "理赔金额/索赔金额/claim", "amount claimed"),
        ("fault", "choice", "责任方/责任", "whose fault it was", False, FAULTS),
        ("root_cause", "text", "原因/根因", "why it happened"),
        ("satisfaction", "text", "评价/满意度/satisfaction score", "what the customer said of the answer"),
        ("tags", "text", "标签/tags", "tags; one that says merged takes the ticket out"),
        ("agent_replies", "number", "客服回复次数/agent interactions", "how often a person answered; 0: only automatic answers"),
        ("agent", "text", "处理人/客服/assignee", "who handles it"),
    ),
    place=130,
    optional_key=("desk",),
    may_be_empty=True,
)  # fmt: skip
