"""The lines on managers: the shortage first, then the overloaded, with the revenue of their customers."""

from tests.reports.service_plan.managers.staffings import customers, staffed, team
from tests.reports.service_plan.plans import month_of
from wcm_helpers.reports.service_plan.managers.lines import cases, cases_of, line, others

BOOK = customers(("a", "B", None, 300), ("b", "B", None, 300))
RESULT = month_of({"a": "B", "b": "B"}, {"a": 7_000_000_000, "b": 5_000_000_000})


def test_the_planted_manager_has_a_line(plan_review, truth):
    frame = cases_of(plan_review)["staffing"]
    assert [name.split()[0] for name in frame["name"]] == [truth["overloaded manager"]]
    assert frame["customer_id"].tolist() == [""] and frame["revenue"].iloc[0] > 0


def test_a_shortage_concerns_all_and_the_overloaded_its_customers():
    frame = cases(staffed(BOOK, team(("m1", 540, None, ())), {"a": "m1", "b": "m1"}), RESULT)
    assert frame[["key", "revenue", "people"]].to_numpy().tolist() == [
        ["short", 12_000_000_000, 1],
        ["overloaded", 12_000_000_000, 0],
    ]
    first, second = (line("staffing", row, "CNY").sentence for row in frame.to_dict("records"))
    assert first.startswith("All account managers (1.20M CNY a year): Their customers need 10.0 hours a")
    assert "Decide on 1 more manager" in first
    assert "of this manager, who has 9.0" in second


def test_enough_hours_are_no_case():
    assert cases(staffed(BOOK, team(("m1", 600, None, ())), {"a": "m1"}), RESULT).empty


def test_the_others_are_counted():
    assert others("staffing", 2, "1M", "CNY").startswith("2 more managers have more work than hours")
