"""The team of an industry: hours, people, who knows it, and what is missing."""

from tests.reports.service_plan.managers.staffings import customers, team
from wcm_helpers.reports.service_plan.managers.cells import industry_cells

TEAM = team(("m1", 300, None, ("food",)), ("m2", 100, None, ("cars",)), ("m3", 200, None, ()))


def test_who_names_no_industry_knows_any():
    book = customers(("a", "B", "food", 400), ("b", "B", "cars", 450), ("c", "B", None, 900))
    cells = industry_cells(book.assign(today=["m2", "m2", None]), TEAM)
    # mean capacity 200; cars: 450 of the 100 and 200 minutes of m2 and m3
    assert cells.to_numpy().tolist() == [
        ["cars", 1, 450, 2.25, ("m2", "m3"), 0, 150],
        ["food", 1, 400, 2.0, ("m1", "m3"), 1, 0],
    ]


def test_without_industries_there_are_no_cells():
    assert industry_cells(customers(("a", "B", None, 400)).assign(today=None), TEAM).empty
