"""A new month costs a month: what was judged before is judged again only where more is known of it."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.service.warehouses import csv, service_of
from wcm_helpers.data.service.rules import ServiceRules

HEADER = "order_id,customer_id,created_at,promised_at,shipped_at"
TABLES = {"orders": 'path = "o-*.csv"'}


def month_of(folder, month, *rows):
    """Write the export of a month; numbers begin with the month, so that each is a batch of its own."""
    csv(folder, f"o-{month:02}.csv", HEADER, *rows)


def order(month, number, due, shipped):
    return f"{month:02}{number:04},c,2026-{month:02}-28 09:00,2026-{due},2026-{shipped}"


def frames(service):
    month = "2026-10"
    return [
        service.order_counts(month).groupby(["month", "customer_id"]).sum(numeric_only=True),
        service.stage_counts(month).groupby(["month", "stage", "minutes", "open"])["n"].sum(),
        service.week_counts(month).groupby(["month", "hour_of_week"])[["due", "otif"]].sum(),
        service.failures(month),
        service.listed(month),
    ]


def test_a_new_month_leaves_closed_months_as_they_were_judged(tmp_path):
    month_of(tmp_path, 8, order(8, 1, "08-30 18:00", "08-29 09:00"))
    month_of(tmp_path, 9, order(9, 1, "10-02 18:00", "09-29 09:00"))  # due in a month that is not there yet
    before = service_of(tmp_path, TABLES, through="2026-09")
    assert before.order_counts("2026-09")["due"].sum() == 1
    month_of(tmp_path, 10, order(10, 1, "10-30 18:00", "10-29 09:00"))
    after = service_of(tmp_path, TABLES, through="2026-10")
    assert len({*before.folders} & {*after.folders}) == 1  # August
    assert len(after.folders) == 3
    assert after.order_counts("2026-10").groupby("month")["due"].sum().to_dict() == {
        "2026-08": 1,
        "2026-10": 2,
    }


def test_another_rule_judges_every_batch_again_and_keeps_the_one_before(tmp_path):
    for month in (8, 9, 10):
        month_of(tmp_path, month, order(month, 1, f"{month:02}-30 18:00", f"{month:02}-29 09:00"))
    first = service_of(tmp_path, TABLES)
    second = service_of(tmp_path, TABLES, ServiceRules(late_minutes=5))
    assert not {*first.folders} & {*second.folders}
    assert all(folder.exists() for folder in first.folders)
    service_of(tmp_path, TABLES, ServiceRules(late_minutes=10))
    assert not any(folder.exists() for folder in first.folders)


def test_a_damaged_file_is_judged_again(tmp_path):
    month_of(tmp_path, 10, order(10, 1, "10-30 18:00", "10-29 09:00"))
    service = service_of(tmp_path, TABLES)
    (service.folders[0] / "order_counts.parquet").write_bytes(b"damaged")
    assert service_of(tmp_path, TABLES).order_counts("2026-10")["due"].sum() == 1


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 40), st.none() | st.integers(0, 50)), min_size=3, max_size=9))
def test_month_by_month_gives_what_a_fresh_cache_gives(tmp_path_factory, cases):
    folder, cache = tmp_path_factory.mktemp("w"), tmp_path_factory.mktemp("c")
    rows = {8: [], 9: [], 10: []}
    for number, (promised, taken) in enumerate(cases):
        month = 8 + number % 3
        created = pd.Timestamp(2026, month, 28, 9)
        shipped = "" if taken is None else created + pd.Timedelta(days=taken)
        rows[month].append(
            f"{month:02}{number:04},c,{created},{created + pd.Timedelta(days=promised)},{shipped}"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(cache / "steps"))
        for month in rows:
            month_of(folder, month, *rows[month])
            stepwise = service_of(folder, TABLES, through=f"2026-{month:02}")
        patch.setenv("WCM_CACHE", str(cache / "fresh"))
        fresh = service_of(folder, TABLES)
    for one, other in zip(frames(stepwise), frames(fresh), strict=True):
        assert one.to_csv() == other.to_csv()
