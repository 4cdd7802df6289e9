"""The bars of themes: from zero, the largest on top, with numbers on them and in words."""

from tests.reports.demand_survey.texts.cases import LEXICON, month_of, six_of_damage, texts_survey
from wcm_helpers.reports.demand_survey.texts.analysis import analyse_texts
from wcm_helpers.reports.demand_survey.texts.chart import draw


def test_a_bar_a_theme_with_its_number():
    chart = draw(analyse_texts(month_of(six_of_damage()), LEXICON, 5), 5)
    axes = chart.figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Damage", "Delay"]
    assert [bar.get_width() for bar in axes.patches] == [7 / 9, 3 / 9]
    assert axes.get_xlim()[0] == 0
    assert "Damage: 7 (78%)." in chart.alt


def test_one_text_is_drawn_too():
    chart = draw(analyse_texts(month_of(texts_survey(["破损"])), LEXICON, 5), 5)
    assert "1 of the 1 customer that wrote something (100%)" in chart.alt
