"""The contacts with customers: visits, calls, meetings, reviews and messages of the account managers."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns
from wcm_helpers.data.tables.service_words import INTERACTIONS
from wcm_helpers.data.tables.shared_checks import MEASURE_REASONS, NEGATIVE_MINUTES

_MINUTES_OF_A_DAY = 24 * 60

_REASONS = {
    "negative_minutes": MEASURE_REASONS["negative_minutes"],
    "longer_than_a_day": Reason(
        message("The contact took more than a day; it counts as it is."),
        message("Give its length in minutes."),
    ),
}


TABLE = Table(
    "interactions", "沟通记录", "one row a contact with a customer", ("interaction_id",),
    message("Without it no report shows which talks and reviews took place, and where the managers' time went."),
    columns(
        ("interaction_id", "id", "记录编号/沟通编号/跟进编号/活动编号/interaction/activity id/event id/no", "number of the record; without it rows that are alike all count"),
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "with whom", True),
        ("happened_at", "time", "at/时间/日期/沟通时间/沟通日期/拜访日期/跟进时间/开始时间/date/time/start/start time/activity date/due date", "when", True),
        ("kind", "choice", "类型/方式/沟通方式/沟通类型/跟进方式/活动类型/type/activity type/channel", "visit, call, meeting, review or message", False, INTERACTIONS),
        ("manager_id", "id", "客户经理编号/经理编号/客户经理/经理/负责人/负责人编号/manager/account manager/account manager id/employee id/user id/rep", "who, as in managers"),
        ("minutes", "number", "分钟/分钟数/时长/沟通时长/耗时/duration/length/duration minutes", "minutes it took"),
        ("next_step", "text", "下一步/后续/后续动作/跟进事项/待办/next action/follow-up/follow up", "what was agreed"),
    ),
    place=220,
    optional_key=("interaction_id",),
    month=lambda _site, dialect: dialect.month("happened_at"),
    may_be_empty=True,
    past_dates=("happened_at",),
    free_texts=("next_step",),
    warnings=(
        NEGATIVE_MINUTES,
        RowWarning("longer_than_a_day", "minutes", f"minutes > {_MINUTES_OF_A_DAY}"),
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    reasons=_REASONS,
)  # fmt: skip
