"""Settings of the review: refused where impossible."""

import pytest
from pydantic import ValidationError

from wcm_helpers.reports.performance.parameters import PerformanceSettings


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": "sent"}, {"basis": "promised"}, {"late_minutes": -1}, {"in_full_tolerance": 1.0},
        {"day_end": "25:00"}, {"baseline_months": 5}, {"answer_share": 1.0}, {"target": {}},
    ],
)  # fmt: skip
def test_impossible_values_are_refused(wrong):
    with pytest.raises(ValidationError):
        PerformanceSettings.model_validate(wrong)


def test_a_target_is_one_for_all_or_one_by_class():
    rule = PerformanceSettings.model_validate({"targets": {"on_time": 0.9, "otif_order": {"A": 0.95}}})
    assert rule.targets == {"on_time": 0.9, "otif_order": {"A": 0.95}}


def test_requested_dates_are_never_derived():
    assert PerformanceSettings().derives
    assert not PerformanceSettings(basis="requested").derives


@pytest.mark.parametrize(
    ("owner", "shown"),
    [
        ("shift leaders", "shift leaders"),
        ("发货主管 13800000000", "发货主管 […]"),
        ("Site manager (site@example.com)", "Site manager ([…])"),
        ("仓库经理，微信：cang_2026", "仓库经理，[…]"),
    ],
)
def test_an_owner_is_a_role_without_contacts(owner, shown):
    assert PerformanceSettings(owners={"on_time": owner, "otif_order": "x"}).owners == {
        "on_time": shown, "otif_order": "x",
    }  # fmt: skip
