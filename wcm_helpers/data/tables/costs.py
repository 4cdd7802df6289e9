"""What serving the customers cost, month by month."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns

_REASONS = {
    "negative_cost": Reason(message("The cost is negative; it counts as it is.")),
    "cost_alone": Reason(
        message("The customer has this cost but no billing or orders in the month; it is not counted."),
        message("Check the customer number and the month."),
    ),
}


TABLE = Table(
    "costs", "服务成本", "what serving a customer cost in a month", ("customer_id", "month", "activity"),
    message("Without it there is no margin, and customers that cost more than they bring cannot be named."),
    columns(
        ("customer_id", "id", "客户编号/货主编码/客户代码/货主代码/客户编码/货主/customer/customer code/customer no/client id/owner id/account id", "who was served", True),
        ("month", "month", "月份/成本月份/所属月份/账期/期间/period/cost month/billing month", "month the service was given", True),
        ("activity", "text", "活动/作业活动/作业/成本项目/成本中心/cost item/cost centre/cost center/cost pool", "what was done; with it, a customer may have several rows a month"),
        ("cost", "amount", "成本/服务成本/成本金额/作业成本/总成本/金额/cost amount/total cost/cost to serve/amount", "what it cost, without VAT, in the site's currency", True),
    ),
    place=50,
    feeds="costs",
    fact_columns=("customer_id", "_month", "_amount"),
    month=lambda _site, _dialect: "month",
    amount=lambda _site: "cost",
    optional_key=("activity",),
    warnings=(
        RowWarning("unknown_customer", "customer_id", against="customers"),
        RowWarning("negative_cost", "cost", "cost < 0"),
        RowWarning("cost_alone", "customer_id", against="activity"),
    ),
    past_dates=("month",),
    reasons=_REASONS,
)  # fmt: skip
