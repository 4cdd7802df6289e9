"""Find the columns of an export that are no questions: numbers, times, customers, groups."""

from collections.abc import Mapping

from wcm_helpers.data.survey.columns import column_index
from wcm_helpers.data.survey.folding import fold_header
from wcm_helpers.data.survey.grid import Grid

#: Headers that tools give the columns that are no questions, by their role; the first that is there counts.
ROLE_HEADERS: dict[str, tuple[str, ...]] = {
    "response_id": (
        "序号", "答卷编号", "答题序号", "编号", "Respondent ID", "ResponseId", "Response ID", "_id", "id",
    ),
    "submitted_at": (
        "提交答卷时间", "提交时间", "答题结束时间", "结束答题时间", "时间戳记", "Timestamp", "完成时间",
        "Completion time", "End Date", "EndDate", "submitdate", "end", "Submitted At", "_submission_time",
    ),
    "started_at": ("开始时间", "开始答题时间", "Start time", "Start Date", "StartDate", "startdate", "start"),
    "duration": ("所用时间", "答题时长", "填写时长", "Duration (in seconds)", "interviewtime"),
    "customer_id": ("客户编号", "客户代码", "货主编码", "customer id", "customer number", "customer no"),
    "customer_name": (
        "贵公司名称", "公司名称", "客户名称", "企业名称", "company name", "your company", "company",
    ),
}  # fmt: skip


def find_roles(grid: Grid, declared: Mapping[str, str], *, anonymous: bool = False) -> dict[str, int]:
    """Return the columns that are no questions, by role: as declared, else by the headers tools use.

    A customer is not looked for where the settings name one, nor in an anonymous survey.
    """
    customer_known = anonymous or any(role.startswith("customer") for role in declared)
    roles = {role: column_index(grid, header, role) for role, header in declared.items()}
    folded = [fold_header(f"{top} {sub}") for top, sub in zip(grid.tops, grid.subs, strict=True)]
    for role, names in ROLE_HEADERS.items():
        if role in roles or (customer_known and role.startswith("customer")):
            continue
        for name in names:
            places = [place for place, header in enumerate(folded) if header == fold_header(name)]
            if len(places) == 1 and places[0] not in roles.values():
                roles[role] = places[0]
                break
    return roles
