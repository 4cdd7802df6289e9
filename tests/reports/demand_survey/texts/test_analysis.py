"""Who writes about which theme: customers once, the base, hidden groups, industries and agreement."""

import numpy as np
import pandas as pd
import pytest

from tests.reports.demand_survey.texts.cases import (
    LEXICON,
    empty_month,
    month_of,
    six_of_damage,
    texts_survey,
)
from wcm_helpers.core.paths import ROOT
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.data.survey.waves import read_waves
from wcm_helpers.reports.demand_survey.opening import build_frame, with_groups
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.texts.analysis import analyse_texts, compare_with_person, long_texts
from wcm_helpers.reports.demand_survey.texts.lexicon import OWN_LEXICON, read_lexicon


def test_themes_are_counted_by_customer_and_class():
    result = analyse_texts(month_of(six_of_damage()), LEXICON, 5)
    # 9 of 13 wrote something, one more only 无; damage: 6 + 1, late: 2 + 1
    assert (result.answered, result.wrote, result.nothing) == (13, 9, 1)
    assert result.themes["people"].to_dict() == {"damage": 7, "late": 3, "price": 0}
    assert result.themes["share"].tolist() == pytest.approx([7 / 9, 3 / 9, 0])
    assert result.classes.to_dict() == {"A": 3, "C": 6}
    assert result.themes.loc["damage", ["A", "C"]].tolist() == [1, 6]


def test_a_customer_counts_once_however_often_it_writes():
    survey = texts_survey(["破损", "又破损", "延误"], customer_id=["a", "a", "b"])
    result = analyse_texts(month_of(survey), LEXICON, 5)
    assert result.wrote == 2
    assert result.themes["people"].to_dict() == {"damage": 1, "late": 1, "price": 0}


def test_unknown_customers_are_left_out_and_counted_apart():
    survey = texts_survey(["破损", "延误"], customer_id=["a", None])
    result = analyse_texts(month_of(survey), LEXICON, 5)
    assert (result.wrote, result.unmatched) == (1, 1)


def test_a_customer_that_also_wrote_something_did_not_write_nothing():
    survey = texts_survey(["无", "破损"], customer_id=["a", "a"])
    result = analyse_texts(month_of(survey), LEXICON, 5)
    assert (result.wrote, result.nothing) == (1, 0)


def test_quotes_are_only_of_themes_with_enough_people():
    result = analyse_texts(month_of(six_of_damage()), LEXICON, 5)
    assert set(result.quotes) == {"damage"}
    assert len(result.quotes["damage"]) == 2


def test_an_industry_that_writes_of_a_theme_alone_is_named():
    # 12 of 12 furniture and 0 of 20 others write of damage: p = 1 / C(32, 12)
    texts = ["破损"] * 12 + ["延误"] * 20
    survey = texts_survey(texts, industry=["家居"] * 12 + ["食品"] * 10 + ["化工"] * 10)
    groups = analyse_texts(month_of(survey), LEXICON, 5).groups
    row = groups[groups["theme"] == "damage"].iloc[0]
    assert row[["industry", "people", "of_theme", "wrote"]].tolist() == ["家居", 12, 12, 12]


def test_a_theme_spread_evenly_is_no_industry_s_own():
    texts = ["破损", "延误"] * 15
    survey = texts_survey(texts, industry=["家居"] * 10 + ["食品"] * 10 + ["化工"] * 10)
    assert analyse_texts(month_of(survey), LEXICON, 5).groups.empty


def test_an_anonymous_survey_hides_small_themes_and_names_no_industry():
    texts = ["破损"] * 12 + ["延误"] * 3 + ["很好很好"] * 10
    survey = texts_survey(
        texts, anonymous=True, industry=["家居"] * 12 + ["食品"] * 13, **{"class": ["A"] * 3 + ["C"] * 22}
    )
    result = analyse_texts(month_of(survey), LEXICON, 5)
    assert result.themes["hidden"].to_dict() == {"damage": False, "late": True, "price": False}
    assert result.classes.empty  # A has 3, so C could be computed from the total
    assert result.groups.empty
    assert set(result.quotes) == {"damage"}


def test_an_anonymous_empty_theme_looks_like_a_small_one():
    shown = {}
    for count in (0, 3):
        texts = ["破损"] * 12 + ["延误"] * count + ["很好很好"] * (13 - count)
        result = analyse_texts(month_of(texts_survey(texts, anonymous=True)), LEXICON, 5)
        kept = result.themes[~result.themes["hidden"] & (result.themes["people"] > 0)]
        shown[count] = kept.index.tolist()
    assert shown[0] == shown[3] == ["damage"]


def test_the_order_of_the_responses_makes_no_difference():
    survey = six_of_damage()
    order = survey.responses.index[::-1]
    turned = texts_survey(
        survey.texts.loc[order, "TXT"].tolist(),
        customer_id=survey.responses.loc[order, "customer_id"].tolist(),
        industry=survey.responses.loc[order, "industry"].tolist(),
        **{"class": survey.responses.loc[order, "class"].tolist()},
    )  # fmt: skip
    one, other = (analyse_texts(month_of(each), LEXICON, 5) for each in (survey, turned))
    pd.testing.assert_frame_equal(one.themes, other.themes)
    assert one.quotes == other.quotes


@pytest.mark.parametrize("seed", range(12))
def test_no_number_of_an_anonymous_survey_is_of_one_to_four(seed):
    chance = np.random.default_rng(seed)
    n = int(chance.integers(5, 60))
    texts = chance.choice(["破损了", "延误了", "破损又延误", "太贵", "很好很好"], n).tolist()
    letters = chance.choice(["A", "B", "C", None], n, p=[0.1, 0.2, 0.5, 0.2]).tolist()
    result = analyse_texts(month_of(texts_survey(texts, anonymous=True, **{"class": letters})), LEXICON, 5)
    shown = result.themes[~result.themes["hidden"]]
    for people, total in [(row.people, result.wrote) for row in shown.itertuples()]:
        assert people == 0 or people >= 5
        assert total - people == 0 or total - people >= 5
    assert (result.classes >= 5).all()
    assert result.wrote - result.classes.sum() == 0 or result.wrote - result.classes.sum() >= 5
    for letter, size in result.classes.items():
        cells = shown[letter].dropna()
        assert ((cells >= 5) & ((size - cells == 0) | (size - cells >= 5))).all()


def test_the_sample_shows_the_planted_themes():
    settings = load_settings(ROOT / "workbook.toml")
    customers = pd.read_csv(ROOT / "data" / "sample" / "customers.csv", dtype=str)
    wave = read_waves(settings, customers, "2026-09")[-1]
    month = SurveyMonth(with_groups(wave, frame := build_frame(customers, wave)), None, frame)
    result = analyse_texts(month, read_lexicon(OWN_LEXICON), 5)
    truth = pd.read_csv(ROOT / "data" / "sample" / "truth" / "survey_responses.csv", keep_default_na=False)
    truth = truth[(truth["wave"] == "2026-09") & (truth["unmatched"].astype(str).str.lower() == "false")]
    assert result.groups[["theme", "industry"]].values.tolist() == [["damage", "家居"]]
    for theme in ("damage", "wrong_item", "delay", "response", "receiving", "billing"):
        planted = truth.loc[truth["theme"] == theme, "customer_id"].nunique()
        # a text may touch a second theme, and one sentence in nine has no word of the lexicon
        assert 0.8 * planted <= result.themes.loc[theme, "people"] <= planted + 4, theme


@pytest.mark.parametrize("texts", [[""], ["无"], ["破损"], ["", "无", "破损"]])
def test_few_responses_are_no_fault(texts):
    result = analyse_texts(month_of(texts_survey(texts)), LEXICON, 5)
    assert result.wrote == texts.count("破损")
    assert result.groups.empty


def test_no_response_at_all_is_no_fault():
    result = analyse_texts(empty_month(), LEXICON, 5)
    assert (result.answered, result.wrote, result.asked) == (0, 0, True)


def test_blanks_and_line_breaks_within_a_text_are_one_blank():
    assert long_texts(texts_survey(["外箱\n 破损　了"]))["text"].tolist() == ["外箱 破损 了"]


def test_agreement_of_all_themes_together_counts_every_pair():
    coded = pd.DataFrame(
        {"damage": [True, True], "late": [False, True], "price": [False, False]}, index=["破损", "都压坏了"]
    )
    table = compare_with_person(coded, LEXICON)
    # the lexicon gives damage to the first text and nothing to the second: 1 of 3 pairs is found
    assert table.loc["", ["coded", "matched", "both"]].tolist() == [3, 1, 1]
    assert table.loc["", ["precision", "recall"]].tolist() == pytest.approx([1, 1 / 3])
    assert "price" not in table.index
