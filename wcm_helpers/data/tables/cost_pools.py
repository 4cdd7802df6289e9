"""The cost pools: what labour, space and overhead cost in a month, and what they could have done."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns
from wcm_helpers.data.tables.service_words import ACTIVITIES, POOL_KINDS

_REASONS = {
    "negative_pool": Reason(
        message("The cost of the pool is negative; it counts as it is."),
        message("Check the ledger."),
    ),
    "labour_without_activity": Reason(
        message("The pool of labour names no activity, so its cost can be given to none."),
        message("Name the activity, or call it overhead."),
    ),
    "no_pool_capacity": Reason(
        message("The pool has no capacity, or none above 0, so a minute or a position of it has no price."),
        message("Give the minutes or the positions that are available in the month."),
    ),
}


TABLE = Table(
    "cost_pools", "成本池", "one row a month, pool and activity", ("month", "pool", "activity"),
    message("Without it no report shows what an activity costs and how much capacity is idle."),
    columns(
        ("month", "month", "月份/成本月份/所属月份/会计期间/账期/期间/period", "month", True),
        ("pool", "text", "成本池/成本池名称/成本中心/科目/费用科目/cost pool/cost centre/cost center/account", "name in the ledger", True),
        ("kind", "choice", "类型/类别/成本类型/成本性质/费用类型/type/category/cost type", "labour, space or overhead", True, POOL_KINDS),
        ("activity", "text", "活动/作业/作业活动/作业类型/作业环节/operation", "the activity that the labour is for", False, ACTIVITIES),
        ("cost", "amount", "成本/金额/费用/费用金额/发生额/成本金额/amount/ledger amount/actual", "amount in the ledger, without VAT, in the site's currency", True),
        ("capacity", "number", "产能/实际产能/可用产能/可用工时/可用分钟/可用托位/practical capacity/available minutes/available positions", "minutes or pallet positions that are available in the month"),
    ),
    place=250,
    optional_key=("activity",),
    month=lambda _site, _dialect: "month",
    amount=lambda _site: "cost",
    may_be_empty=True,
    past_dates=("month",),
    warnings=(
        RowWarning("negative_pool", "cost", "cost < 0"),
        RowWarning("labour_without_activity", "activity", "kind = 'labour' and activity is null"),
        RowWarning("no_pool_capacity", "capacity", "kind in ('labour', 'space') and coalesce(capacity, 0) <= 0"),
    ),
    reasons=_REASONS,
)  # fmt: skip
