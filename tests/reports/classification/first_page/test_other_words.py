"""The lines on the dependence and on faults of the data."""

import pytest

from tests.reports.classification.facts import STEADY, classify_facts, monthly, two_years
from tests.reports.classification.first_page.examples import lines_of
from wcm_helpers.reports.classification.first_page.data_faults import DataFault

EVEN = dict.fromkeys("abcdefghij", 10)


def test_the_dependence_names_what_would_be_missing_and_the_share_before():
    # 310 of 1390 now, 120 of 1200 a month ago
    lines = lines_of(classify_facts(two_years(EVEN, changes={("a", "2026-05"): 200})))
    (line,) = [line for line in lines if line.kind == "dependence"]
    assert line.sentence == (
        "a (22% of billed revenue): A month ago the largest customer had 10%; without it 310 CNY in 12 "
        "months would be missing. Check when the contract ends and who could fill the space."
    )
    assert line.section == "concentration"


def test_without_a_month_before_there_is_no_share_before():
    (line,) = lines_of(classify_facts(monthly(STEADY, first="2026-05")))
    assert line.happened == "Without it 60 CNY in 1 month would be missing."


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            DataFault("draft"),
            "Draft: The data do not cover May 2026 to its end; its figures will change. Export the whole "
            "month and run the report again.",
        ),
        (
            DataFault("no_activity"),
            "No activity: The data have no activity in May 2026. Check that the export is complete.",
        ),
        (
            DataFault("rejected", "billing", 3, 12_000_000),
            "Rejected rows (1,200 CNY): 3 rows of the table billing could not be used and are missing "
            "from the window. Correct the export and run the report again.",
        ),
        (
            DataFault("rejected", "customers", 1),
            "Rejected rows: 1 row of the table customers could not be used and is missing from the window. "
            "Correct the export and run the report again.",
        ),
        (
            DataFault("no_costs", months=("2026-03", "2026-05")),
            "Missing costs: The data have no costs for March 2026 and May 2026: margins of these months "
            "are too high. Export the costs of these months.",
        ),
        (
            DataFault("short", months=("2026-04", "2026-05")),
            "Short history: The window has 2 of 12 months; the data begin in June 2024. Export earlier "
            "months if there are any.",
        ),
    ],
)
def test_a_fault_of_the_data_is_a_line_with_a_step(fault, sentence):
    (line,) = [line for line in lines_of(classify_facts(two_years(EVEN)), [fault]) if line.kind == "data"]
    assert (line.sentence, line.section) == (sentence, "data")
