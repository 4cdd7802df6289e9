"""The appendix on weighting: tables of groups, margins and the largest weights."""

import pytest

from tests.reports.demand_survey.respondents.reviews import kinds, review_of, texts
from tests.reports.demand_survey.respondents.test_section import language, month_of  # noqa: F401
from tests.reports.demand_survey.respondents.test_weighting import TWENTY, frame_of
from wcm_helpers.reports.demand_survey.weighting.section import weighting


def test_the_tables_of_a_weighted_wave():
    made = weighting(review_of(month_of(TWENTY, ["c00", "c01", "c02", "c03", "c05", "c06", "c07", "c08"])))
    assert kinds(made) == ["table", "table", "table", "table", "paragraph", "rules"]
    margins = made.pieces[2].content
    assert margins["Target: all asked"].tolist() == [0.25, 0.75]
    assert margins["Unweighted"].tolist() == [0.5, 0.5]
    assert margins["Weighted"].tolist() == pytest.approx([0.25, 0.75])
    largest = made.pieces[3].content
    assert largest["Weight, mean 1"].tolist() == pytest.approx([1.5] * 4 + [0.5])
    assert "Design effect 1.25" in texts(made) and "as certain as 6.4 without" in texts(made)


def test_equal_weights_list_no_largest_one():
    made = weighting(review_of(month_of(TWENTY, list(TWENTY.index))))
    assert kinds(made) == ["table", "table", "table", "paragraph", "rules"]


@pytest.mark.parametrize("customers", [[], [None], ["c05"], ["c00", "c05", "c06"]])
def test_few_answers_give_a_page(language, customers):  # noqa: F811
    assert texts(weighting(review_of(month_of(TWENTY, customers))))


def test_an_anonymous_survey_shows_only_large_groups():
    frame = frame_of(**{"class": ["A"] * 20 + ["B"] * 30 + ["C"] * 50})
    classes = ["A"] * 3 + ["B"] * 12 + ["C"] * 15
    made = weighting(review_of(month_of(frame, [None] * 30, anonymous=True, **{"class": classes})))
    answers = made.pieces[0].content["Answers"].tolist()
    assert [answers[0], answers[1]] != [3, 12] and answers[2] == 15
    assert kinds(made) == ["table", "paragraph", "rules"]


def test_many_groups_are_cut_and_counted():
    frame = frame_of(industry=[f"i{n % 40:02d}" for n in range(80)])
    made = weighting(review_of(month_of(frame, list(frame.index[:50]))))
    assert len(made.pieces[0].content) == 30 and "10 more groups are not listed." in texts(made)
