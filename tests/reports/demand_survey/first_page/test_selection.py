"""The choice of the lines: one of each kind, five at most, none lost."""

from tests.reports.demand_survey.first_page.cases import changes_of, events_of, month_of
from wcm_helpers.reports.demand_survey.first_page.selection import candidates, select
from wcm_helpers.reports.demand_survey.proposals.analysis import EVERYONE, Wanted

WANTED = [
    Wanted("slots", EVERYONE, 0.9, 4), Wanted("photos", "class:A", 0.8, 2),
    Wanted("certificates", "industry:pharma", 0.9, 2),
]  # fmt: skip
FELL = changes_of(("SAT", "csat", "paired", 9, 0.8, 0.5, "down"))


def test_each_kind_has_its_gravest_case_and_the_rest_goes_to_customers_first():
    selection = select(events_of(wanted=WANTED))
    assert [line.kind for line in selection.lines] == [
        "unhappy", "unhappy", "common_need", "individual_need", "individual_need",
    ]  # fmt: skip
    assert [line.row["customer_id"] for line in selection.lines[:2]] == ["alpha", "delta"]
    assert [one.row["customer_id"] for one in selection.others_of("unhappy")] == ["gamma"]


def test_with_six_kinds_the_last_has_no_line_but_is_counted():
    few = month_of(sat=(1, 1), rec=(0, 0), customers=("gamma", "unknown"))
    events = events_of(few, wanted=WANTED, changes=FELL)
    selection = select(events)
    assert [line.kind for line in selection.lines] == [
        "unhappy", "common_need", "individual_need", "lower_score", "response",
    ]  # fmt: skip
    assert [one.kind for one in selection.others] == ["individual_need", "data"]
    assert len(selection.lines) + len(selection.others) == len(candidates(events))


def test_nothing_to_do_has_no_line():
    events = events_of(month_of(sat=(5, 5, 5, 5)))
    assert select(events).lines == ()


def test_a_line_weighs_what_its_customers_bring():
    lines = select(events_of(wanted=WANTED)).lines
    assert lines[0].weight == 5_000_000_000  # alpha: 500,000
    assert lines[3].weight == 16_000_000_000  # class A: 500, 300 and 800 thousand
