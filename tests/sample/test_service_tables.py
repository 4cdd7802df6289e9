"""Terms, calendar, contracts, counts and measures of the invented warehouse."""

from datetime import date, timedelta

import pandas as pd
import pytest

from tests.sample.committed import SAMPLE, read


def test_every_class_has_terms_and_one_customer_its_own():
    terms = read(SAMPLE / "sla_terms.csv")
    shipping = terms[terms["service"] == "出库"]
    assert set(shipping["class"]) == {"A", "B", "C", ""}
    own = shipping[shipping["customer_id"] != ""]
    assert own["class"].tolist() == [""]
    best = shipping.set_index("class")["sla_hours"].astype(float)
    assert best["A"] < best["B"] < best["C"]


def test_the_calendar_is_the_one_the_state_council_announced():
    # The notice for 2026: New Year 1 to 3 January, work on Sunday 4 January, National Day 1 to 7 October.
    days = read(SAMPLE / "calendar.csv").set_index("date")["workday"]
    assert [days[f"2026-01-0{day}"] for day in (1, 2, 3, 4)] == ["否", "否", "否", "是"]
    assert (days["2026-10-01":"2026-10-07"] == "否").all()
    assert date(2026, 1, 4).weekday() == 6
    # A day on which work is made up is a day of the weekend.
    worked = [date.fromisoformat(day) for day in days[days == "是"].index]
    assert worked and all(day.weekday() > 4 for day in worked)


@pytest.fixture(scope="module")
def signed():
    return read(SAMPLE / "contracts.csv")


def test_a_contract_follows_the_one_it_renews(signed):
    by_number = signed.set_index("contract_no")
    renewed = signed[signed["renews"] != ""]
    before = by_number.loc[renewed["renews"]]
    assert (renewed["customer_id"].to_numpy() == before["customer_id"].to_numpy()).all()
    ends = pd.to_datetime(before["end_date"]).to_numpy() + pd.Timedelta(days=1)
    assert (pd.to_datetime(renewed["start_date"]).to_numpy() == ends).all()
    assert (signed["sign_date"] < signed["start_date"]).all()


def test_contracts_run_a_year_and_most_are_renewed(signed):
    run = pd.to_datetime(signed["end_date"]) - pd.to_datetime(signed["start_date"]) + timedelta(days=1)
    assert set(run.dt.days) <= {365, 366}
    due = signed[signed["end_date"].between("2024-11-01", "2026-09-30")]
    share = due["contract_no"].isin(signed["renews"]).mean()
    assert len(due) > 100 and 0.85 < share < 0.97


def test_most_counts_are_right_and_the_wrong_ones_miss_stock():
    counts = read(SAMPLE / "stock_counts.csv")
    book, counted = counts["qty_book"].astype(int), counts["qty_counted"].astype(int)
    assert (counted <= book).all()
    assert 0.01 < (counted < book).mean() < 0.06  # 3 % are planted
    assert counts["counted_on"].nunique() == 12


def test_the_register_names_what_was_planted():
    truth = read(SAMPLE / "truth" / "performance.csv").set_index("what")
    register = read(SAMPLE / "improvements.csv").set_index("编号")
    works = truth.loc["measure that works"]
    assert register.loc["M1", ["指标", "对象"]].tolist() == ["ship_p50_hours", works["where"]]
    assert register.loc["M1", "开始日期"] == f"{works['from']}-01"
    without = truth.loc["measure without effect"]
    assert register.loc["M2", ["指标", "对象"]].tolist() == ["pick_p90_hours", without["where"]]
