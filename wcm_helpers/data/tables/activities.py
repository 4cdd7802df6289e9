"""The activities: how much of each the warehouse did for a customer in a month."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import RowWarning, Table, columns
from wcm_helpers.data.tables.service_words import ACTIVITIES
from wcm_helpers.data.tables.shared_checks import MEASURE_REASONS, NEGATIVE_MINUTES, NEGATIVE_VOLUME

TABLE = Table(
    "activities", "作业量", "one row a customer, site, month and activity", ("customer_id", "site_id", "month", "activity"),
    message("Without it the cost of labour cannot be given to the customers that cause it."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "for whom", True),
        ("month", "month", "月份/作业月份/所属月份/日期/period/date", "month", True),
        ("activity", "text", "活动/作业/作业活动/作业类型/作业环节/作业项目/工序/operation/operation type/task type/activity type", "receiving, put_away, picking, checking, packing, loading, counting, returns, exceptions, customer_service, or a word of your own", True, ACTIVITIES),
        ("site_id", "id", "仓库编码/仓库/库房/warehouse/site", "warehouse"),
        ("volume", "number", "数量/作业量/作业数量/笔数/次数/quantity/qty/count", "how often, in units of the activity"),
        ("minutes", "number", "分钟/工时/工时分钟/作业工时/耗时/labour minutes/labor minutes/duration", "minutes of labour"),
    ),
    place=230,
    optional_key=("site_id",),
    one_of=(((frozenset({"minutes"}), frozenset({"volume"})), message("minutes (or volume)")),),
    month=lambda _site, _dialect: "month",
    may_be_empty=True,
    past_dates=("month",),
    warnings=(
        NEGATIVE_VOLUME,
        NEGATIVE_MINUTES,
        RowWarning("unknown_customer", "customer_id", against="customers"),
    ),
    reasons=MEASURE_REASONS,
)  # fmt: skip
