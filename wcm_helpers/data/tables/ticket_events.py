"""The log of tickets: every act on one, and who acted."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Table, columns
from wcm_helpers.data.tables.service_words import ACTORS

TABLE = Table(
    "ticket_events", "工单处理记录", "one row an act on a ticket", (
        "desk", "ticket_id", "happened_at", "actor", "kind", "field", "from_value", "value", "public",
    ),
    message("Without it waiting for the customer counts as ours, and today severity is taken for that of the beginning."),
    columns(
        ("ticket_id", "id", "工单编号/工单号/ticket/case id/caseid", "ticket it belongs to", True),
        ("desk", "text", "工单系统", "the desk it belongs to, where there are several"),
        ("happened_at", "time", "at/时间/操作时间/created at/timestamp/complete timestamp/completetimestamp", "when", True),
        ("actor", "choice", "操作人类型/操作人角色/角色/操作角色/author role/role/actor type", "agent, customer or bot", False, ACTORS),
        ("kind", "text", "动作/操作/event type/activity/activity id/activityid", "what was done"),
        ("field", "text", "字段/field name", "which field was changed"),
        ("from_value", "text", "原值/previous value", "its value before"),
        ("value", "text", "新值/值/内容", "its value after"),
        ("public", "boolean", "是否公开/对客户可见", "whether the customer saw it"),
    ),
    place=140,
    optional_key=("desk", "actor", "kind", "field", "from_value", "value", "public"),
    may_be_empty=True,
    past_dates=("happened_at",),
)  # fmt: skip
