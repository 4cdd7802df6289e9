"""The log of control charts: from which month new limits hold, and why."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Table, columns

TABLE = Table(
    "interventions", "控制图干预", "one row a series and month", ("metric", "scope", "month", "kind"),
    message("Without it no control chart is given new limits."),
    columns(
        ("metric", "text", "指标/indicator", "indicator of the chart", True),
        ("scope", "text", "对象/范围/group", "its group; blank for all"),
        ("month", "month", "月份/生效月份", "first month", True),
        ("kind", "choice", "类型", "rebase: new limits from here; measure: a mark only", True, {"rebase": ("rebase", "重置", "重设界限"), "measure": ("measure", "措施", "标记")}),
        ("reason", "text", "原因/理由", "why", True),
    ),
    place=170,
    optional_key=("scope",),
    may_be_empty=True,
    reasons_given=("reason",),
)  # fmt: skip
