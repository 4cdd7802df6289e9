"""The improvement register: what was decided, who does it, and what came of it."""

from wcm_helpers.core.messages import message
from wcm_helpers.data.tables.schema import Reason, RowWarning, Table, columns
from wcm_helpers.data.tables.service_words import MEASURE_STATES

_REASONS = {
    "due_before_start": Reason(
        message("The measure is due before it begins."),
        message("Correct the dates."),
    ),
    "closed_before_start": Reason(
        message("The measure is closed before it begins."),
        message("Correct the dates."),
    ),
    "done_without_date": Reason(
        message("The measure is closed, and its closing date is missing."),
        message("Add the day it was closed."),
    ),
}


TABLE = Table(
    "actions", "改进措施", "one row a measure", ("id",),
    message("Without it no measure is followed up."),
    columns(
        ("id", "id", "编号/措施编号/序号/measure/action id/no", "number of the measure", True),
        ("metric", "text", "指标/indicator", "indicator it is to change", True),
        ("scope", "text", "对象/范围/group/where", "the group: a customer, class, industry, site or carrier; blank for all"),
        ("owner", "text", "负责人/责任人", "who does it"),
        ("start", "date", "开始日期/开始/start date", "when it began"),
        ("due", "date", "到期日/截止日期/计划完成日期/due date", "when it is to be done"),
        ("status", "choice", "状态/进度/state", "not_started, in_progress, done or closed", False, MEASURE_STATES),
        ("expected_effect", "text", "预期效果/expected effect", "what it is to bring"),
        ("evidence", "text", "证据/依据", "what shows it"),
        ("closed_at", "date", "关闭日期/closed", "when it was closed"),
        ("comparison", "text", "对照组/comparison group/control", "group without the measure, to compare with"),
        ("decision", "text", "结论/决定", "decision of a person to close it, with the reason"),
        ("description", "text", "措施/措施内容/option", "what is done"),
    ),
    place=160,
    may_be_empty=True,
    persons=("owner",),
    reasons_given=("decision",),
    free_texts=("expected_effect", "evidence", "description"),
    warnings=(
        RowWarning("due_before_start", "due", '"due" < "start"'),
        RowWarning("closed_before_start", "closed_at", 'closed_at < "start"'),
        RowWarning("done_without_date", "closed_at", "status = 'closed' and closed_at is null"),
    ),
    reasons=_REASONS,
)  # fmt: skip
