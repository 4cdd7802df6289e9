"""``review.customer`` of the survey: the paragraph of its page, and its answers."""

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports.demand_survey.customer_pages.one_customer import answers_of, customer_names


def test_its_paragraph_is_the_one_of_the_section(sample_review):
    page = sample_review.customer("C00003")
    told = page.sentences[-1]
    assert told in sample_review.customer_pages.sentences
    assert told.startswith("张家港信翎电子有限公司, class A.")


def test_its_answers_are_means_of_its_respondents(sample_review):
    survey = sample_review.result.survey
    rows = answers_of(sample_review, "C00003").set_index("question")
    own = survey.scored()[(survey.responses["customer_id"] == "C00003").to_numpy()]
    for question, row in rows.iterrows():
        assert row["score"] == pytest.approx(own[question].dropna().mean())
        assert row["score"] <= row["best"]
    assert not [name for name in rows.index if survey.questions.loc[name, "type"].startswith("kano")]
    table = sample_review.customer("C00003").tables["answers"]
    assert table["This customer"].tolist() == rows["score"].tolist()


def test_one_that_did_not_answer_has_a_page_that_says_so(sample_review):
    answered = set(sample_review.result.customers_answered)
    silent = next(one for one in customer_names(sample_review) if one not in answered)
    assert sample_review.customer(silent).sentences == ["This customer did not answer."]


def test_an_anonymous_survey_names_nobody(sample_review, monkeypatch):
    monkeypatch.setitem(vars(sample_review.result.survey), "anonymous", True)
    with pytest.raises(WorkbookError, match="The survey is anonymous"):
        sample_review.customer("C00003")
