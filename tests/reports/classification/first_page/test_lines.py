"""The lines of a month together: order, class changes beside a departure, and the count of the rest."""

from tests.reports.classification.facts import CUSTOMERS, STEADY, classify_facts, two_years
from tests.reports.classification.first_page.examples import events_of, lines_of
from wcm_helpers.reports.classification.first_page.lines import more
from wcm_helpers.reports.classification.first_page.selection import select

TITLES = {"money": "Money", "lifecycle": "Leaving", "moves": "Class changes"}


def test_the_class_change_of_a_leaving_customer_is_in_its_line():
    result = classify_facts(two_years(STEADY, changes={("b", "2026-04"): -175}), CUSTOMERS)
    lines = [line for line in lines_of(result) if line.name == "Berg & Sohn"]
    assert [line.kind for line in lines] == ["leaving"]
    assert lines[0].happened.endswith(
        "From class A to class B, certain: beyond the limit by 2 points for 2 months."
    )


def test_a_change_that_waits_is_in_the_line_too():
    result = classify_facts(two_years(STEADY, changes={("b", "2026-05"): -175}), CUSTOMERS)
    (line,) = [line for line in lines_of(result) if line.name == "Berg & Sohn"]
    assert "Would fall to class B, not certain yet: 1 month so far, official by July 2026" in line.happened


def test_the_rest_is_counted_with_its_sections():
    halved = {(name, month): 1 for name in "bcdefghi" for month in ("2026-03", "2026-04", "2026-05")}
    amounts = {name: 20 - place for place, name in enumerate("abcdefghi")}
    selection = select(events_of(classify_facts(two_years(amounts, changes=halved))), [])
    assert len(selection.lines) == 5
    n = len(selection.others)
    assert n and more(selection, TITLES).startswith(f"{n} more cases are in “Leaving”")
    quiet = select(events_of(classify_facts(two_years(STEADY))), [])
    assert more(quiet, TITLES) == ""
