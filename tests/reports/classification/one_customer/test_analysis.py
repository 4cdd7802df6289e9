"""What is known of one customer is read off what the sections compute."""

from types import SimpleNamespace

import pandas as pd
import pytest

from tests.reports.classification.facts import classify_facts, monthly, override, two_years
from wcm_helpers.core.formats import SCALE
from wcm_helpers.reports.classification.one_customer import analysis


def test_months_stand_beside_the_same_month_a_year_ago():
    facts = monthly({"x": 60, "y": 40}, first="2025-01", changes={("x", "2026-05"): 30, ("x", "2025-04"): 80})
    months = analysis.months_of(classify_facts(facts), "x")
    assert months["month"].tolist()[0] == "2025-06" and months["month"].tolist()[-1] == "2026-05"
    last = months.iloc[-2:]
    assert last["value"].tolist() == [60 * SCALE, 30 * SCALE]
    assert last["year_ago"].tolist() == [80 * SCALE, 60 * SCALE]
    assert last["change"].tolist() == pytest.approx([-0.25, -0.5])
    assert (
        months["year_ago"].isna().tolist() == [True] * 7 + [False] * 5
    )  # the history begins in January 2025


def test_a_short_history_has_only_its_months_and_no_change():
    months = analysis.months_of(classify_facts(monthly({"x": 5}, first="2026-04")), "x")
    assert months["month"].tolist() == ["2026-04", "2026-05"]
    assert months["year_ago"].isna().all() and months["change"].isna().all()
    assert "margin" not in months


def test_a_customer_of_the_list_that_was_never_active_has_no_months_and_no_classes():
    customers = pd.DataFrame({"customer_id": ["x", "z"], "customer_name": ["X", "Zeta"]})
    result = classify_facts(monthly({"x": 5}), customers)
    assert analysis.months_of(result, "z").empty and analysis.class_periods(result, "z").empty
    review = SimpleNamespace(result=result)
    assert analysis.customer_names(review) == {"x": "X", "z": "Zeta"}


def test_classes_are_told_in_periods_the_newest_first_with_the_reason():
    facts = two_years({"x": 60, "y": 40})
    result = classify_facts(facts, overrides=override("y", "C", "2026-03-01", "2026-12-31"))
    periods = analysis.class_periods(result, "y")
    assert periods[["first", "last", "official", "computed"]].values.tolist() == [
        ["2026-03", "2026-05", "C", "A"],
        ["2024-06", "2026-02", "A", "A"],
    ]
    assert periods["reason"].tolist() == ["override", "first"]


def test_every_period_is_that_of_the_official_path(sample_review):
    result = sample_review.result
    for customer in result.official.path.official.index[:40]:
        periods = analysis.class_periods(result, customer)
        letters = {
            month: row["official"]
            for row in periods.to_dict("records")
            for month in result.customer_months.months
            if row["first"] <= month <= row["last"]
        }
        path = result.official.path.official.loc[customer].dropna().to_dict()
        assert letters == path


def test_measures_are_those_whose_group_is_the_customer_and_that_began():
    table = pd.DataFrame(
        {
            "id": ["M1", "M2", "M3", "M4"],
            "scope": ["C1", "North Tea", "C1", "class A"],
            "start": pd.to_datetime(["2026-01-01", None, "2026-06-01", "2026-01-01"]),
        }
    )
    history = SimpleNamespace(intake=SimpleNamespace(faults_of=lambda tables: []), table=lambda name: table)
    review = SimpleNamespace(history=history, month="2026-05")
    assert analysis.measures_of(review, "C1", "North Tea")["id"].tolist() == ["M1", "M2"]
    history.intake.faults_of = lambda tables: ["broken"]
    assert analysis.measures_of(review, "C1", "North Tea").empty


def test_master_data_are_the_filled_cells(sample_review):
    cells = analysis.master_data(sample_review, "C00035")
    assert cells["customer_name"] == "启东东沐服饰有限公司" and cells["industry"] == "服装"
    assert "end_date" not in cells
    assert analysis.master_data(sample_review, "nobody") == {}
