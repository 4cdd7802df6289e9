"""The sections on texts: with texts, without, anonymous, and in two languages."""

from types import SimpleNamespace

import pytest

from tests.reports.demand_survey.reviews import review_of
from tests.reports.demand_survey.texts.cases import empty_month, six_of_damage, texts_survey
from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.core.paths import ROOT
from wcm_helpers.reporting.section import section
from wcm_helpers.reports.demand_survey.texts.section import texts, texts_detail


def made(survey, make=texts, **rule):
    review = review_of(survey, **rule)
    review.settings = SimpleNamespace(folder=ROOT, section=lambda _name, _model: review.rule)
    return section("texts", make(review))


def test_themes_quotes_and_remarks_are_shown():
    shown = made(six_of_damage())
    assert list(shown.tables) == ["themes"]
    themes = shown.tables["themes"]
    assert themes.iloc[0].tolist()[:2] == ["Damage", 7]
    assert "7 of the 9 customers" in shown.charts["themes"].alt
    assert any("1 more customer wrote only" in text for text in shown.sentences)


def test_a_theme_of_few_has_no_quote():
    quotes = made(six_of_damage()).tables["themes"].set_index("Theme")["Quotes, without names and numbers"]
    assert set(quotes.index[quotes != "–"]) == {"Damage"}
    assert len(quotes) > 1


@pytest.mark.parametrize("make", [texts, texts_detail])
@pytest.mark.parametrize("answers", [[""], ["无"], ["破损"], ["很好很好"] * 3, ["停车"] * 20])
def test_few_or_equal_texts_are_plain_words(make, answers):
    shown = made(texts_survey(answers), make)
    assert shown.blocks
    assert all(block.text for block in shown.blocks)


def test_a_wave_without_responses_says_that_nobody_wrote():
    month = empty_month()
    assert made(month.survey).sentences == [
        "Nobody wrote anything in answer to the questions answered in words."
    ]


def test_a_questionnaire_without_a_text_question_has_a_box():
    survey = survey_of([question("SAT", "csat")], {"SAT": [4, 5]})
    assert [block.kind for block in made(survey).blocks] == ["box"]


def test_an_anonymous_survey_does_not_tell_few_texts_from_none():
    few = made(texts_survey(["破损"] * 4 + [""] * 20, anonymous=True))
    none = made(texts_survey([""] * 24, anonymous=True))
    assert few.sentences == none.sentences != []
    assert not few.tables


def test_an_anonymous_survey_shows_no_number_below_five():
    answers = ["外箱破损严重"] * 12 + ["延误"] * 3 + ["很好很好"] * 3 + ["无"] * 2
    shown = made(texts_survey(answers, anonymous=True, **{"class": ["A"] * 2 + ["C"] * 18}))
    table = shown.tables["themes"]
    assert table.iloc[:, 0].tolist() == ["Damage"]
    text = " ".join(block.text for block in shown.blocks)
    assert "Delay" not in text
    assert "nothing to say" not in text
    assert "no theme matches" not in text


def test_agreement_with_a_person_is_shown_where_a_file_names_it(tmp_path):
    coded = tmp_path / "coded.csv"
    coded.write_text(
        "text,theme\n外箱破损严重,damage\n很好很好,\n货车延误,delay\n纸箱瘪了又破,damage\n", "utf-8"
    )
    rule = {"hand_coded": str(coded)}
    detail = made(six_of_damage(), texts_detail, **rule)
    assert detail.tables["agreement"].iloc[-1, 0] == "All themes"
    assert "Nobody has checked the lexicon" in made(six_of_damage(), texts_detail).sentences[0]


def test_a_lexicon_of_the_site_replaces_the_list(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("theme,label,words\npallets,Pallets,托货\n", encoding="utf-8")
    assert made(six_of_damage(), lexicon=str(own)).tables["themes"].iloc[:, 0].tolist() == ["Pallets"]


def test_both_sections_are_chinese_in_chinese():
    words.use("zh")
    try:
        parts = [made(six_of_damage()), made(six_of_damage(), texts_detail)]
        text = " ".join(block.text for part in parts for block in part.blocks)
    finally:
        words.use("en")
    for english in ("customer", "theme", "lexicon ", "write"):
        assert english not in text
    assert "写下意见的9家客户中有7家" in text
