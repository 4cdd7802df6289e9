"""The form of the comparisons of a record: what is written passes, what is damaged does not."""

import pytest

from wcm_helpers.reporting.month_comparison_form import has_the_form

CARD = {"report": "one", "id": "value", "label": "Revenue", "from": "1", "to": "2", "share": None}
WARNING = {"table": "billing", "reason": "alike", "rows": 1, "amount": 0.0}
CLASSES = {"changed": 1, "up": 1, "down": 0, "entered": 0, "left": 0}
CHANGES = {"month": "2026-09", "cards": {"en": [CARD]}, "classes": CLASSES, "new_warnings": [WARNING]}
ENTRY = {
    "month": "2026-09", "published": "ab", "currency": "EUR", "figures": [{"id": "a", "from": 1, "to": None}],
    "cards": {"en": [CARD]}, "classes": {}, "reasons": [{"kind": "data", "table": "billing",
                                                         "month": "", "rows": 1, "amount": 0.0}],
}  # fmt: skip


def restated(**changed):
    return {"looked_at": ["2026-09"], "months": [{**ENTRY, **changed}]}


@pytest.mark.parametrize(
    "run",
    [
        {}, {"changes": {}}, {"changes": CHANGES}, {"restated": {}}, {"restated": restated()},
        {"restated": {"looked_at": [], "months": []}},
        {"restated": {"looked_at": [], "months": [{"month": "2026-09", "published": "a", "currency": "EUR",
                                                   "fault": "x"}]}},
    ],
)  # fmt: skip
def test_what_is_written_has_the_form(run):
    assert has_the_form(run)


@pytest.mark.parametrize(
    "run",
    [
        {"changes": []}, {"changes": {"month": 5}}, {"changes": {**CHANGES, "cards": {"en": [{}]}}},
        {"changes": {**CHANGES, "classes": {"changed": "x"}}}, {"changes": {**CHANGES, "month": "9999"}},
        {"changes": {**CHANGES, "cards": {"en": [{"label": "a", "to": "b"}]}}},
        {"restated": "x"}, {"restated": {"looked_at": "x", "months": []}},
        {"restated": restated(reasons=[{"kind": "gossip"}])},
        {"restated": restated(reasons=[{"kind": "data"}])}, {"restated": restated(month="a")},
        {"restated": restated(figures=[{"id": "a"}])}, {"restated": restated(classes={"changed": 1})},
    ],
)  # fmt: skip
def test_a_damaged_record_has_not(run):
    assert not has_the_form(run)
