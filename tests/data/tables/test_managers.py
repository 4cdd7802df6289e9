"""Managers: hours, lists in cells, and names that are published only where the settings say so."""

import pytest

from tests.data.tables.rows import intake_of, rejects_of, warned_of
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.tables.list_cells import parts_of

TABLE = "managers"
HEAD = "客户经理编号,客户经理姓名,生效月份,可用工时,利用率,行政占比,可任专属,技能,负责仓库"
GOOD = "M01,王芳,2026-01,150,85%,20%,是,冷链、电商,S1;S2"


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = intake_of(warehouse, TABLE, HEAD, GOOD, "M01,王芳,2026-05,75,,,否,,", "M02,李强,,0,0.9,,,,")
    assert (intake.faults_of(), intake.rejects.empty, warned_of(intake)) == ([], True, {})
    rows = intake.used_rows(TABLE)
    first = rows.iloc[0]
    assert (first["hours"], first["utilisation"], first["administration"], first["named"]) == (
        150, 0.85, 0.2, True,
    )  # fmt: skip
    assert (parts_of(first["skills"]), parts_of(first["sites"])) == (["冷链", "电商"], ["S1", "S2"])
    assert rows["month"].fillna("").tolist() == ["2026-01", "2026-05", ""]


@pytest.mark.parametrize(
    ("site", "name"), [("publish_names = false", "[…]"), ("publish_names = true", "王芳")]
)
def test_the_name_is_published_where_the_settings_say_so(warehouse, site, name):
    intake_of(warehouse, TABLE, HEAD, GOOD)
    history = read_history(warehouse.settings({TABLE: 'path = "x.csv"'}, site=site))
    assert history.table(TABLE)["manager_name"].tolist() == [name]


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    # A month has at most 31 × 24 = 744 hours.
    intake = intake_of(warehouse, TABLE, HEAD, "M1,,,-1,,,,,", "M2,,,745,,,,,", "M3,,,744,,,,,")
    assert warned_of(intake) == {"negative_capacity": (1, 2), "capacity_beyond_month": (1, 3)}


def test_broken_and_empty_rows_are_rejected_with_their_reason(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD, "M1,,,x,,,,,", ",王芳,,8,,,,,", ",,,,,,,,", "M4,,,8,150%,,,,", GOOD
    )
    assert rejects_of(intake) == [(2, "not_number"), (3, "blank"), (4, "empty"), (5, "not_share")]
