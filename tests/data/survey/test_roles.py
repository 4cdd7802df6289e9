"""Columns that are no questions: declared, or known by the headers tools use."""

from wcm_helpers.data.survey.cells import Cells
from wcm_helpers.data.survey.grid import make_grid
from wcm_helpers.data.survey.roles import find_roles


def grid(*rows):
    rows = [list(row) for row in rows]
    return make_grid(Cells("a.csv", [*rows, ["x"] * len(rows[0])], list(range(1, len(rows) + 2))), len(rows))


def test_roles_are_declared_or_known():
    found = grid(["序号", "提交答卷时间", "公司", "start", "End Date", "Custom Data 1"])
    assert find_roles(found, {"customer_id": "Custom Data 1"}) == {
        "customer_id": 5, "response_id": 0, "submitted_at": 1, "started_at": 3
    }  # fmt: skip


def test_customers_are_looked_for_in_named_surveys_only():
    found = grid(["客户编号", "贵公司名称：", "分数"])
    assert find_roles(found, {}) == {"customer_id": 0, "customer_name": 1}
    assert find_roles(found, {"customer_name": "贵公司名称"}) == {"customer_name": 1}
    assert find_roles(found, {}, anonymous=True) == {}
    assert find_roles(found, {"customer_id": "客户编号"}, anonymous=True) == {"customer_id": 0}


def test_a_header_that_is_there_twice_is_no_role():
    assert find_roles(grid(["id", "id", "q"]), {}) == {}
