"""What packs read of the register and the log: of one customer, without persons and reasons."""

from types import SimpleNamespace

import pandas as pd
import pytest

from wcm_helpers.reporting.pack_settings import PackSettings
from wcm_helpers.reports.performance.measures.scopes import groups_of
from wcm_helpers.reports.performance.pack.analysis import (
    MEASURES,
    measures_of_customers,
    months_of,
    order_counts,
)

HEAD = [
    "id",
    "metric",
    "scope",
    "owner",
    "start",
    "due",
    "status",
    "expected_effect",
    "evidence",
    "closed_at",
    "comparison",
    "decision",
    "description",
]
GROUPS = {"customer": {"c1": "c1", "first ltd": "c1", "c2": "c2"}, "class": {"a": "A"}}


def measure(**changed):
    plain = {
        "id": "M1",
        "metric": "otif_order",
        "scope": "c1",
        "owner": "Zhao Tiezhu",
        "start": "2026-01-10",
        "due": "2026-07-01",
        "status": "in_progress",
        "expected_effect": "margin +5%",
        "evidence": "c2 too",
        "description": "New slot",
    }
    return {**plain, **changed}


class Review:
    month = "2026-05"

    def __init__(self, measures=(), log=(), counts=None, *, names=False):
        register = pd.DataFrame(list(measures)).reindex(columns=HEAD).astype(object)
        for name in ("start", "due", "closed_at"):
            register[name] = pd.to_datetime(register[name])
        marks = pd.DataFrame(list(log), columns=["metric", "scope", "month", "kind", "reason"])
        tables = {"actions": register, "interventions": marks}
        intake = SimpleNamespace(faults_of=lambda names: ())
        self.history = SimpleNamespace(intake=intake, table=tables.get)
        self.settings = SimpleNamespace(section=lambda name, model: PackSettings(publish_names=names))
        self.counts = counts

    def computed(self, function):
        return {groups_of: GROUPS, order_counts: self.counts}[function]


def rows(review):
    frame = measures_of_customers(review)
    assert list(frame.columns) == list(MEASURES)
    return frame.drop(columns="id").to_numpy().tolist()


def test_only_measures_for_one_customer_on_the_service_are_there():
    register = [
        measure(),
        measure(id="M2", scope="A"),
        measure(id="M3", scope=None),
        measure(id="M4", metric="margin"),
        measure(id="M5", metric="our profit"),
        measure(id="M6", scope="First Ltd", metric="renewal"),
    ]
    assert rows(Review(register)) == [["c1", "New slot", "otif_order", "in_progress", "2026-07-01"]]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"status": "not_started", "start": None}, ("not_started", "2026-07-01")),
        ({"status": "not_started"}, ("in_progress", "2026-07-01")),  # it has begun
        ({"status": "in_progress", "due": None}, ("in_progress", "")),
        ({"status": "closed", "closed_at": "2026-03-02"}, ("done", "2026-03-02")),
        ({"status": "closed", "closed_at": "2026-06-02"}, ("in_progress", "2026-07-01")),  # not yet, in May
        ({"status": "done"}, ("done", "")),
    ],
)
def test_how_far_a_measure_was_at_the_end_of_the_month(changed, expected):
    assert [tuple(row[3:]) for row in rows(Review([measure(**changed)]))] == [expected]


def test_measures_done_more_than_a_year_ago_are_left_out():
    done = {"status": "closed", "closed_at": "2025-05-31"}
    assert rows(Review([measure(**done)])) == []
    assert (
        len(rows(Review([measure(**{**done, "closed_at": "2025-06-01"})]))) == 1
    )  # of June 2025 to May 2026


def test_persons_and_contacts_in_a_text_are_shown_only_as_the_settings_say():
    one = measure(description="Zhao Tiezhu calls weekly, 138-0000-0000")
    (hidden,) = rows(Review([one]))
    assert "Zhao" not in hidden[1] and "138" not in hidden[1]
    (shown,) = rows(Review([one], names=True))
    assert shown[1].startswith("Zhao Tiezhu calls") and "138" not in shown[1]


def test_the_log_gives_its_measures_without_reasons_and_no_new_limits():
    log = [
        ("otif_order", "c1", "2026-03", "measure", "c2 complained"),
        ("otif_order", "c1", "2026-04", "rebase", "x"),
        ("otif_order", "c1", "2025-05", "measure", "old"),
        ("otif_order", None, "2026-03", "measure", "all"),
        ("margin", "c1", "2026-03", "measure", "price up"),
        ("otif_order", "c2", "2026-06", "measure", "later"),
    ]
    assert rows(Review(log=log)) == [["c1", "", "otif_order", "in_force", "2026-03"]]


def test_months_begin_with_the_first_that_has_an_order_due():
    counts = pd.DataFrame(
        [
            ("c1", "2026-03", 4, 3),
            ("c2", "2025-08", 900, 900),
            ("c1", "2026-05", 2, 2),
            ("c1", "2025-07", 0, 0),
        ],
        columns=["customer_id", "month", "measured", "kept"],
    )
    own = months_of(Review(counts=counts), "c1")
    assert own.to_numpy().tolist() == [["2026-03", 4, 3], ["2026-04", 0, 0], ["2026-05", 2, 2]]
    assert months_of(Review(counts=counts), "nobody").empty
