"""Who was asked to answer a survey: the frame of the response rate where not every customer was."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import RowWarning, Table, columns

TABLE = Table(
    "survey_invitations", "调研邀请", "one row a person who was asked in a wave", ("survey_id", "contact_id"),
    message("Without it the response rate counts every customer of the customer table as asked."),
    columns(
        ("survey_id", "id", "调研编号/期次/问卷编号/survey/wave", "which wave, as in [surveys.…]", True),
        ("contact_id", "id", "联系人编号/联系人/contact/contact no", "who was asked", True),
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "of which customer", True),
        ("sent_at", "date", "发送时间/邀请时间/发送日期/sent/sent on", "when"),
        ("status", "text", "状态/邀请状态/invitation status", "sent, opened, answered or returned"),
    ),
    place=82,
    may_be_empty=True,
    warnings=(RowWarning("no_such_customer", "customer_id", against="customers"),),
)  # fmt: skip
