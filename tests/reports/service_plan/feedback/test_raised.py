"""Which feedback counts: complaints, unhappy answers and promises of the months asked for."""

import pandas as pd
import pytest

from tests.reports.service_plan.feedback.cases import contacts, tickets, wave
from tests.surveys import question, survey_of
from wcm_helpers.reports.service_plan.feedback.raised import (
    COLUMNS,
    of_talks,
    of_tickets,
    of_waves,
    scores_of,
)

MONTHS = ["2026-09", "2026-10"]


def test_tickets_count_but_for_inquiries_other_months_and_nobody():
    rows = tickets(
        ("T1", "c", "2026-09-01", "延误", None), ("T2", "c", "2026-10-31", " Inquiry ", None),
        ("T3", "c", "2026-08-31", "延误", None), ("T4", None, "2026-10-01", "延误", None),
        ("T5", "c", "2026-10-02", None, None), ("T6", "c", "2026-10-02", "咨询", None),
    )  # fmt: skip
    assert of_tickets(rows, MONTHS)["key"].tolist() == ["T1", "T5"]


@pytest.mark.parametrize(("score", "unhappy"), [(1, True), (2, True), (3, False), (5, False)])
def test_unhappy_is_below_the_middle_of_the_scale(score, unhappy):
    assert len(of_waves([wave("2026-09", c=score)], MONTHS)) == unhappy


def test_a_wave_counts_in_its_month_and_only_if_it_is_named():
    assert of_waves([wave("2026-08", c=1), wave("2026-09", anonymous=True, c=1)], MONTHS).empty
    row = of_waves([wave("2026-09", c=1, d=4)], MONTHS).iloc[0]
    assert (row["customer_id"], row["key"], str(row["raised_at"])) == ("c", "2026-09", "2026-09-15 10:00:00")


def test_respondents_of_a_customer_are_averaged_and_a_wave_without_the_question_has_none():
    survey = survey_of(
        [question("SAT", "csat")], {"SAT": [1, 4, None]}, customer_id=["c", "c", "d"], month="2026-09",
        submitted_at=pd.to_datetime(["2026-09-02", None, None]),
    )  # fmt: skip
    scores = scores_of(survey)
    assert scores["score"].to_dict() == {"c": 2.5}  # below 3, so unhappy
    assert str(scores["answered_at"]["c"].date()) == "2026-09-02"
    assert scores_of(survey_of([question("REC", "nps")], {"REC": [1]})).empty


def test_promises_are_contacts_with_a_next_step_and_their_text_is_not_kept():
    rows = contacts(
        ("c", "2026-09-01 10:00", "call", "send the offer to Ms Li"), ("c", "2026-09-02 10:00", "call", "  "),
        ("c", "2026-09-03 10:00", "call"), ("c", "2026-08-03 10:00", "call", "x"),
    )  # fmt: skip
    frame = of_talks(rows, MONTHS)
    assert frame[["category", "owner"]].values.tolist() == [["call", "M7"]]
    assert "Li" not in frame.to_csv()
    assert of_talks(rows.drop(columns="next_step"), MONTHS).empty


def test_without_tables_there_is_none():
    for frame in (of_tickets(None, MONTHS), of_waves([], MONTHS), of_talks(None, MONTHS)):
        assert frame.empty and tuple(frame.columns) == COLUMNS
