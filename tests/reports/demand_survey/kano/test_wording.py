"""What Kano questions ask about."""

import pytest

from wcm_helpers.reports.demand_survey.kano.wording import what_differs


@pytest.mark.parametrize(
    ("questions", "services"),
    [
        (
            ["如果提供实时库存查询，您的感受是？", "如果提供节假日照常出库，您的感受是？"],
            ["实时库存查询", "节假日照常出库"],
        ),
        # what both have before the mark is of the matter
        (["若有库存查询，您觉得？", "若有订单查询，您觉得？"], ["库存查询", "订单查询"]),
        (["Night dispatch", "Own EDI link"], ["Night dispatch", "Own EDI link"]),
        # nothing would be left of the first, and nothing tells the last two apart
        (["If there is?", "If there is a portal?"], ["If there is?", "If there is a portal?"]),
        (["A portal?", "A portal?"], ["A portal?", "A portal?"]),
        (["A portal?"], ["A portal?"]),
        ([], []),
    ],
)
def test_the_words_of_all_are_left_out(questions, services):
    assert what_differs(questions) == services
