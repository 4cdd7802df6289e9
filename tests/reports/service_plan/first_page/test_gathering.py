"""The choice of lines: every kind has its words, customers once, and the others are counted."""

import pandas as pd

from tests.reports.service_plan.plans import month_of
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reports.service_plan.first_page import gathering
from wcm_helpers.reports.service_plan.first_page.gathering import ORDER, QUESTIONS, SEVERAL, Question


def test_every_kind_of_every_question_has_its_place(plan_review):
    kinds = [kind for question in QUESTIONS for kind in question.cases_of(plan_review)]
    assert set(kinds) <= {*ORDER} and len(kinds) == len(set(kinds))
    assert set(SEVERAL) <= {*ORDER}


class Plan:
    """A review with cases written out."""

    def __init__(self, cases):
        self.result = month_of({"a": "A"})
        self.settings = type("S", (), {"site": type("T", (), {"currency": "CNY"})()})()
        question = Question(
            lambda review: cases,
            lambda kind, row, unit: Action(kind, row["name"], "", "It fell.", "Call.", "packages"),
            lambda kind, n, amount, unit: f"{n} more of {amount} {unit}",
        )
        self._made = {gathering.cases_of: {kind: (question, rows) for kind, rows in cases.items()}}

    def computed(self, function):
        if function not in self._made:
            self._made[function] = function(self)
        return self._made[function]


def cases(*names):
    ids = [name.lower() for name in names]
    return pd.DataFrame({"customer_id": ids, "name": names, "revenue": [10_000_000] * len(names)})


def test_a_customer_has_one_line_and_the_rest_are_counted_with_their_money():
    plan = Plan({"underserved": cases("A", "B", "C", "D"), "silent": cases("A", "E")})
    lines = gathering.actions_of(plan)
    assert [(line.kind, line.name) for line in lines] == [
        ("underserved", "A"), ("underserved", "B"), ("silent", "E"),
    ]  # fmt: skip
    assert [line.others for line in lines] == ["", "2 more of 2,000 CNY", "1 more of 1,000 CNY"]
    assert lines[0].weight == 10_000_000


def test_the_rest_are_counted_without_money_where_none_is_known():
    rows = cases("A", "B", "C", "D").assign(revenue=pd.array([pd.NA] * 4, dtype="Int64"))
    lines = gathering.actions_of(Plan({"underserved": rows}))
    assert [line.others for line in lines] == ["", "There are 2 more cases of this kind."]


def test_without_cases_there_are_no_lines():
    assert gathering.actions_of(Plan({})) == []
