"""The account managers: from which month on they have how many hours, and what for."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns

#: No month has more hours.
_HOURS_OF_A_MONTH = 31 * 24

_REASONS = {
    "negative_capacity": Reason(
        message("The hours of the manager are negative; they count as they are."),
        message("Correct them; 0 is a manager without time."),
    ),
    "capacity_beyond_month": Reason(
        message("The manager has more hours than the month."),
        message("Give the hours of a month, not of a year, and not minutes."),
    ),
}


TABLE = Table(
    "managers", "客户经理产能", "one row a manager and first month", ("manager_id", "month"),
    message("Without it no report shows whether the account managers have the time that is promised."),
    columns(
        ("manager_id", "id", "客户经理编号/经理编号/客户经理工号/员工编号/工号/负责人编号/manager/account manager id/user id/employee id/employee no/staff id", "number of the manager, as in the customer table", True),
        ("manager_name", "text", "客户经理姓名/经理姓名/姓名/客户经理/name/full name/account manager", "name of the manager"),
        ("month", "month", "月份/生效月份/起始月份/开始月份/生效日期/from/from month/effective month/valid from", "first month it holds, until the next row of the manager; blank: from the beginning"),
        ("hours", "number", "可用工时/月可用工时/每月可用工时/工时/产能/可用小时/available hours/capacity/capacity hours", "hours available a month", True),
        ("utilisation", "share", "利用率/目标利用率/利用率上限/饱和度/utilization/target utilisation/target utilization", "share of the hours that may be planned"),
        ("administration", "share", "行政占比/行政工时占比/内部事务占比/事务占比/administration share/admin share/internal share", "share of the hours for the office"),
        ("named", "boolean", "可任专属/可任专属经理/是否专属/是否专属经理/可服务A类/named manager/may be named/dedicated", "may be the named manager of a customer of class A"),
        ("skills", "text", "技能/技能标签/专长/资质/skill", "skills, a list with ; , 、 or / between"),
        ("sites", "text", "仓库/负责仓库/服务仓库/仓库编码/site/warehouse/warehouses", "warehouses, a list"),
        ("industries", "text", "行业/负责行业/擅长行业/服务行业/industry/sector/sectors", "industries, a list"),
        ("languages", "text", "语言/语种/language", "languages, a list"),
    ),
    place=200,
    optional_key=("month",),
    may_be_empty=True,
    persons=("manager_name",),
    warnings=(
        RowWarning("negative_capacity", "hours", "hours < 0"),
        RowWarning("capacity_beyond_month", "hours", f"hours > {_HOURS_OF_A_MONTH}"),
    ),
    reasons=_REASONS,
)  # fmt: skip
