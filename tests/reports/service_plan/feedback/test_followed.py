"""What followed feedback: contacts, talks, measures that name a customer, and later answers."""

import pandas as pd
import pytest

from tests.reports.service_plan.feedback.cases import UNTIL, contacts, tickets, wave
from wcm_helpers.reports.service_plan.feedback.followed import (
    closed_without_an_answer,
    first_after,
    followed,
    measures_of_customers,
)

NAMES = {"C1": "Anton", "C2": "Berta", "C3": "Twin", "C4": "twin "}


def register(*cells):
    names = ["scope", "start", "status", "evidence", "closed_at"]
    rows = pd.DataFrame(cells, columns=names)
    return rows.assign(start=pd.to_datetime(rows["start"]), closed_at=pd.to_datetime(rows["closed_at"]))


def customers_of(scope):
    rows = register((scope, "2026-05-04", "in_progress", None, None))
    return measures_of_customers(rows, NAMES, UNTIL)["customer_id"].tolist()


@pytest.mark.parametrize(
    ("scope", "customers"),
    [
        ("C1", ["C1"]), ("c1", ["C1"]), ("Anton", ["C1"]), ("客户：Berta", ["C2"]), ("customer C2", ["C2"]),
        ("Twin", []), ("A", []), (None, []), ("S2", []), ("Ant", []),
    ],
)  # fmt: skip
def test_a_scope_names_a_customer_by_number_or_its_own_name(scope, customers):
    assert customers_of(scope) == customers


def test_measures_not_begun_or_of_later_are_none():
    rows = register(
        ("C1", "2026-11-01", "in_progress", None, None), ("C1", "2026-05-01", "not_started", None, None),
        ("C2", None, "closed", "x", "2026-06-01"), ("C2", "2026-05-01", "closed", "", "2026-11-02"),
    )  # fmt: skip
    frame = measures_of_customers(rows, NAMES, UNTIL)
    assert frame["begun"].dt.strftime("%m-%d").tolist() == ["06-01", "05-01"]
    assert frame["closed"].notna().tolist() == [True, False]  # the second is closed after the month
    assert measures_of_customers(None, NAMES, UNTIL) is None


def test_closed_without_an_answer_has_neither_evidence_nor_a_talk_since():
    rows = register(
        ("C1", "2026-05-01", "closed", "  ", "2026-06-01"), ("C2", "2026-05-01", "done", None, "2026-06-01"),
        ("C1", "2026-05-01", "closed", "chart", "2026-06-01"),
        ("C1", "2026-05-01", "in_progress", None, None),
    )  # fmt: skip
    frame = measures_of_customers(rows, NAMES, UNTIL)
    talks = {"C2": [pd.Timestamp("2026-06-02")]}
    assert closed_without_an_answer(frame, talks)["customer_id"].tolist() == ["C1"]
    assert closed_without_an_answer(None, talks).empty


def test_messages_are_contacts_and_no_talks_and_times_are_in_order():
    rows = contacts(
        ("C1", "2026-05-09 10:00", "visit"), ("C1", "2026-05-04 10:00", "message"),
        ("C1", "2026-05-07 10:00", "review"),
    )  # fmt: skip
    what = followed(rows, None, [wave("2026-09", C1=4), wave("2026-03", C1=2)], None)
    assert [moment.day for moment in what.contacts["C1"]] == [4, 7, 9]
    assert [moment.day for moment in what.talks["C1"]] == [7, 9]
    assert [score for _moment, score in what.answers["C1"]] == [2.0, 4.0]
    assert followed(None, None, [], tickets(("T", "C1", "2026-05-01", "x", None))).recorded is False


def test_the_first_after_is_strictly_later():
    days = [pd.Timestamp("2026-05-04"), pd.Timestamp("2026-05-09")]
    assert first_after(days, days[0]) == days[1] and first_after([], days[0]) is pd.NaT
