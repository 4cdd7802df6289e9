"""Orders worked by hand: the verdict of each, and the figures of the month."""

import json
import shutil

import pandas as pd
import pytest

from tests.data.service.warehouses import service_of
from tests.golden import shared
from wcm_helpers.data.service.rules import ServiceRules

TABLES = ("customers", "orders", "order_lines", "shipments", "sla_terms", "calendar")


@pytest.fixture(scope="module")
def expected():
    return json.loads(shared("service/otif_table/expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("otif")
    for name in TABLES:
        shutil.copy(shared(f"service/otif_table/{name}.csv"), target)
    return target


def opened(folder, rules=None):
    return service_of(folder, {name: f'path = "{name}.csv"' for name in TABLES}, rules)


@pytest.fixture(scope="module")
def service(folder, shared_cache):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        return opened(folder)


def word(verdict):
    return "?" if pd.isna(verdict) else "Y" if verdict else "N"


def test_every_order_has_its_verdicts(service, expected):
    orders = service.orders("2026-09").set_index("order_id")
    due = {name: row for name, row in expected["orders"].items() if row["month"] == "2026-09"}
    assert set(due) == set(orders.index)
    for name, row in due.items():
        got = orders.loc[name]
        for verdict in ("on_time", "in_full", "otif", "perfect"):
            assert word(got[verdict]) == row[verdict], (name, verdict, row["why"])
        for part in ("lines", "units"):
            counts = [0 if pd.isna(got[key]) else int(got[key]) for key in (f"{part}_otif", part)]
            assert counts == row[part], (name, part, row["why"])


def test_the_figures_of_the_month(service, expected):
    counts = service.order_counts("2026-09").sum(numeric_only=True)
    month = expected["months"]["2026-09"]
    pairs = {
        "on_time": ("on_time", "on_time_measured"), "in_full": ("in_full", "in_full_measured"),
        "otif_order": ("otif", "otif_measured"), "otif_line": ("lines_otif", "lines"),
        "perfect_line_true": ("perfect", "perfect_measured"), "completion": ("completed", "due"),
        "documents": ("papers_right", "papers_measured"), "damage_free": ("undamaged", "damage_measured"),
        "derived": ("derived", "due"),
    }  # fmt: skip
    assert {name: [counts[one], counts[two]] for name, (one, two) in pairs.items()} == {
        name: month[name] for name in pairs
    }
    assert [counts["units_otif"] / 10_000, counts["units"] / 10_000] == month["otif_units"]
    own = counts["own_failures"] + counts["unknown_failures"]
    assert [own, counts["otif_measured"]] == month["own_fault_failures"]
    faults = {name: counts[f"{name}_failures"] for name in month["failures_by_fault"]}
    assert faults == month["failures_by_fault"]
    rates = [counts[one] / counts[two] for one, two in list(pairs.values())[:2]]
    assert rates[0] * rates[1] == pytest.approx(month["perfect_product"], abs=1e-6)


def test_what_counts_in_no_rate_is_listed(service):
    listed = service.listed("2026-09").set_index("reason")["example"].to_dict()
    assert listed["cancelled_by_us"] == "O13"
    assert listed["cancelled_by_customer"] == "O12"
    assert listed["time_unusable"] == "O33"
    assert service.listed("2026-10").set_index("reason")["example"]["no_promise"] == "O31"


def test_the_latest_failures_come_first_and_say_why(service):
    failures = service.failures("2026-09").set_index("order_id")
    assert failures.loc["O16", ["reason", "fault"]].tolist() == ["open", "unknown"]
    assert failures.loc["O14", "reason"] == "cancelled"
    assert failures.loc["O08", "reason"] == "short"
    # O04: promised Friday 12:00, left Monday 10:00: 70 hours.
    assert failures.loc["O04", ["hours_late", "reason", "fault"]].tolist() == [70.0, "late", "carrier"]
    assert failures["hours_late"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("rule", "order", "verdict", "becomes"),
    [
        ({"early_hours": 48.0}, "O05", "on_time", "N"),  # ten days early
        ({"in_full_tolerance": 0.02}, "O11", "in_full", "Y"),  # 197 of 200
        ({"late_minutes": 1}, "O03", "on_time", "Y"),  # one second late
        ({"basis": "promised_first"}, "O38", "on_time", "N"),  # first promised for the 22nd, left the 24th
        ({"basis": "requested"}, "O38", "on_time", "N"),  # asked for the 21st
        ({"event": "signed"}, "O34", "on_time", "?"),  # signed for before it was ordered
        ({"event": "signed"}, "O01", "on_time", "N"),  # promised for 18:00, signed for the next day
    ],
)
def test_a_rule_changes_the_order_it_is_about(folder, rule, order, verdict, becomes):
    orders = opened(folder, ServiceRules(**rule)).orders("2026-09").set_index("order_id")
    assert word(orders.loc[order, verdict]) == becomes


def test_requested_dates_are_never_mixed_with_promised_or_derived_ones(folder):
    orders = opened(folder, ServiceRules(basis="requested")).orders("2026-09")
    assert orders["order_id"].tolist() == ["O38"]
