"""The frame of a wave: who could have answered, with class and value, and responses with their groups."""

import pandas as pd
import pytest

from tests.reports.demand_survey.conftest import opened
from tests.surveys import question, survey_of
from wcm_helpers.classes.in_force import ClassesInForce
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports.demand_survey.opening import build_frame, with_groups

CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["b", "a", "late", "gone", "ended", "back"],
        "customer_name": ["Beta", "Alpha", "Late", "Gone", "Ended", "Back"],
        "industry": ["医药", None, "医药", "食品", "食品", "食品"],
        "site_ids": ["S1", "S2", None, None, None, None],
        "start_date": ["2020-01-01", None, "2026-06-01", "2020-01-01", None, None],
        "end_date": [None, "2026-05-01", None, "2026-04-30", None, "2026-01-31"],
        "status": ["active", "active", "active", "ended", "ended", "ended"],
    }
)
CLASSES = ClassesInForce(
    pd.DataFrame(
        {"class": ["A", "C"], "value": pd.array([70_000, 30_000], dtype="Int64")},
        index=pd.Index(["b", "gone"], name="customer_id"),
    ),
    "computed",
    "2026-05",
)


def wave(customers=("b",), **more):
    n = len(customers)
    return survey_of([question("SAT", "csat")], {"SAT": [4] * n}, customer_id=customers, **more)


def test_the_frame_is_who_was_in_business_in_the_month_or_answered():
    # begins in June: not yet; ended in April: no more; ended without a day: no more; "back" answered
    assert build_frame(CUSTOMERS, wave(["b", "back"])).index.tolist() == ["a", "b", "back"]


def test_who_was_invited_is_the_frame_where_it_is_known():
    assert build_frame(CUSTOMERS, wave(["b"]), invited={"a", "gone", "nobody"}).index.tolist() == [
        "a",
        "b",
        "gone",
    ]


def test_it_has_class_and_value_of_the_month_and_zero_where_nothing_was_billed():
    frame = build_frame(CUSTOMERS, wave(), CLASSES)
    assert frame["class"].to_dict() == {"a": None, "b": "A"}
    assert frame["value"].to_dict() == {"a": 0, "b": 70_000}


def test_unknown_classes_are_none_and_unknown_values_are_missing():
    frame = build_frame(CUSTOMERS, wave())
    assert frame["class"].tolist() == [None, None]
    assert frame["value"].isna().all()


def test_the_classes_of_a_list_without_amounts_leave_values_unknown():
    listed = ClassesInForce(CLASSES.customers.assign(value=pd.NA), "customer_list", "")
    assert build_frame(CUSTOMERS, wave(), listed)["value"].isna().all()


def test_without_customers_the_frame_is_empty():
    frame = build_frame(None, wave())
    assert len(frame) == 0
    assert {"customer_id", "customer_name", "class", "industry", "site", "value"} == {*frame.columns}


def test_responses_take_the_class_in_force_and_missing_groups_from_their_customer():
    # the class is not the level of the customer list; an industry of the export stays
    survey = wave(["b", None, "b"], industry=[None, None, "化工"], **{"class": ["小客户", "一般客户", None]})
    frame = build_frame(CUSTOMERS, survey, CLASSES)
    responses = with_groups(survey, frame).responses
    assert responses["class"].tolist() == ["A", "B", "A"]
    assert responses["industry"].tolist() == ["医药", None, "化工"]
    assert responses["site"].tolist() == ["S1", None, "S1"]


def test_where_no_class_is_known_the_level_of_the_export_counts():
    survey = wave(["b"], **{"class": ["大客户"]})
    assert with_groups(survey, build_frame(CUSTOMERS, survey)).responses["class"].tolist() == ["A"]


@pytest.mark.parametrize(("written", "letter"), [("A类", "A"), (None, None), ("VIP", "VIP")])
def test_an_anonymous_survey_takes_nothing_from_customers(written, letter):
    survey = wave(anonymous=True, **{"class": [written]})
    responses = with_groups(survey, build_frame(CUSTOMERS, survey, CLASSES)).responses
    assert responses[["class", "industry", "customer_id"]].iloc[0].tolist() == [letter, None, None]


def test_the_sample_opens_its_newest_wave_with_classes_and_revenue(sample_review):
    result = sample_review.result
    assert (result.survey.month, result.previous.month) == ("2026-09", "2026-03")
    assert result.class_basis == ("computed", "2026-09")
    assert {*result.frame["class"].dropna()} == {"A", "B", "C", "N"}
    assert result.frame["value"].notna().all()


def test_a_month_before_the_first_wave_is_refused():
    with pytest.raises(WorkbookError, match="No wave of the survey had closed by February 2026"):
        opened("2026-02")
