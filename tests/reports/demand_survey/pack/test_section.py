"""What a customer told us: its own answers and needs, and nothing of an anonymous survey."""

from types import SimpleNamespace

import pandas as pd

from wcm_helpers.reporting.customer_packs import PackReader, is_nothing
from wcm_helpers.reports.demand_survey.customer_pages.analysis import COLUMNS
from wcm_helpers.reports.demand_survey.pack.section import PACK

SURVEY = SimpleNamespace(
    month="2026-03",
    need_label=lambda need: {"kits": "Kitting", "cold": "Cold rooms"}.get(need, f"as {need}"),
    label=lambda question: f"Speed of {question}",
)
ROWS = pd.DataFrame(
    [
        ("c1", "First", "C", 7, True, 2.0, 5.0, 3.0, "intake", 1.5, 5.0, ("kits",), ("cold", "South")),
        ("c2", "Other", "A", 9, False, 5.0, 5.0, 9.0, "", float("nan"), float("nan"), (), ()),
    ],
    columns=list(COLUMNS),
)


class Review:
    result = SimpleNamespace(survey=SURVEY)

    def __init__(self, rows=ROWS):
        self.rows = rows

    def computed(self, function):
        return self.rows


def needs(customer, rows=ROWS):
    reader = PackReader(customer, customer, lambda text, table, row, free: "South" not in text)
    return PACK["needs"].make(Review(rows), reader)


def test_its_own_answers_are_told_and_a_need_that_names_another_is_not():
    assert needs("c1").text == (
        "In March 2026 you answered our survey. Overall satisfaction: 2 of 5. You rated lowest: “Speed of "
        "intake”, 1.5 of 5. You want Kitting and Cold rooms."
    )
    assert needs("c2").text == "In March 2026 you answered our survey. Overall satisfaction: 5 of 5."


def test_without_an_answer_or_in_an_anonymous_survey_it_says_so():
    assert needs("c3").text == "No answer of yours to a named survey is in the data."
    assert is_nothing(needs("c1", ROWS.head(0)))
