"""The section on needs and its appendix."""

from dataclasses import replace

import pytest

from tests.reports.demand_survey.needs.examples import planted, review_of
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.needs.section import needs, needs_detail


def kinds(made):
    return [piece.kind for piece in made.pieces]


def texts(made):
    return "\n".join(piece.text for piece in made.pieces)


def test_chart_remark_and_table():
    made = needs(review_of(planted()))
    assert kinds(made) == ["chart", "paragraph", "table"]
    assert "Smallest difference" in made.pieces[-1].text


def test_the_appendix_has_every_test_and_the_rules():
    made = needs_detail(review_of(planted()))
    assert kinds(made) == ["table", "table", "table", "rules"]
    # 3 needs × 3 classes and 2 industries
    assert "15 comparisons of a need and a group." in texts(made)
    assert len(made.pieces[0].content) == 15


def test_an_anonymous_survey_gives_away_no_hidden_cell():
    month = planted(anonymous=True)
    made = needs_detail(review_of(month))
    table = made.pieces[0].content.set_index(["Need", "Group"])
    contact = table.loc["Contact"]
    # classes: 21, 0 and 0 want it, so none is shown, nor what they could be computed from
    hidden = contact.loc[["class A", "class B", "class C"]]
    numbers = ["Want it", "Others want it", "Difference, points", "p, one-sided"]
    assert hidden[numbers].isna().all().all()
    assert contact.loc[["food", "pharma"], numbers].notna().all().all()


@pytest.mark.parametrize("answers", [[], [["x"]], [["x"]] * 3, [None] * 3, [["x"]] * 30, [["rest"]] * 30])
@pytest.mark.parametrize("anonymous", [False, True])
def test_hostile_waves_give_a_page(answers, anonymous):
    survey = survey_of(
        [question("N", "multi", levels=("x", "rest"), need=("x", ""))], {"N": answers}, anonymous=anonymous
    )
    review = review_of(replace(planted(), survey=survey))
    for made in (needs(review), needs_detail(review)):
        assert texts(made)


def test_without_needs_a_box_says_what_is_missing():
    survey = survey_of([question("SAT", "csat")], {"SAT": [5]})
    made = needs(review_of(replace(planted(), survey=survey)))
    assert kinds(made) == ["box"] and "question file" in texts(made)
