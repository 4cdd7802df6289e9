"""The traps of real exports, one test each: what other readers of questionnaires got wrong."""

import math
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from tests.data.survey.exports import wave, write_questions
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.survey import ANSWERED, BLANK, NOT_APPLICABLE, NOT_SHOWN
from wcm_helpers.data.survey.wave import read_wave
from wcm_helpers.data.survey_source import SurveySource
from wcm_helpers.methods.nps import net_promoter_score
from wcm_helpers.reporting.csv_files import safe_cell

FIVE = "非常不满意|不满意|一般|满意|非常满意"
SCORES = "1|2|3|4|5"


def multi(levels, **more):
    return {"question_id": "M", "type": "multi", "text": "Which", "levels": levels, **more}


def scale(kind="likert", levels=FIVE, **more):
    return {"question_id": "S", "type": kind, "text": "Score", "levels": levels, **more}


def text_file(folder, text, questions, name="export.csv", **settings):
    """Return the wave of an export given as the text of its file."""
    (folder / name).write_bytes(text.encode())
    write_questions(folder / "questions.csv", questions)
    source = SurveySource(
        **{"month": "2026-05", "anonymous": False, "path": name, "questions": "questions.csv", **settings}
    )
    return read_wave("wave", source, folder, None, ZoneInfo("Asia/Shanghai"))


def chosen(survey, name="M"):
    return [row.index[row].tolist() for _response, row in survey.choices[name].iterrows()]


def test_01_an_option_with_the_separator_in_it_is_one_option(tmp_path):
    levels = "Me, myself and I|Wait, is it just me?|Us"
    cells = ["Me, myself and I, Wait, is it just me?", "Us, Me, myself and I"]
    survey = wave(tmp_path, [multi(levels)], [["Which"], *([cell] for cell in cells)])
    assert chosen(survey) == [["Me, myself and I", "Wait, is it just me?"], ["Me, myself and I", "Us"]]


def test_02_a_share_is_of_those_who_answered_never_of_the_mentions(tmp_path):
    # 61 of 68 chose a; with b and c there are 61 + 68 + 37 = 166 mentions
    cells = ["a;b;c"] * 37 + ["a;b"] * 24 + ["b"] * 7
    survey = wave(tmp_path, [multi("a|b|c")], [["id", "Which"], *([n, cell] for n, cell in enumerate(cells))])
    answered = survey.states["M"] == ANSWERED
    assert survey.choices["M"].to_numpy().sum() == 166
    assert (survey.choices["M"].loc[answered, "a"].sum(), answered.sum()) == (61, 68)


@pytest.mark.parametrize("kind", ["single", "multi"])
def test_03_non_answers_are_left_out_of_the_base_of_single_and_multiple_alike(tmp_path, kind):
    question = multi("a|b|c") | {"type": kind}
    survey = wave(tmp_path, [question], [["id", "Which"], [1, "a"], [2, ""], [3, "b"], [4, "(空)"]])
    assert survey.states["M"].value_counts().to_dict() == {ANSWERED: 2, BLANK: 2}


def test_04_nothing_ticked_is_a_blank_and_none_of_these_is_an_answer(tmp_path):
    rows = [["id", "Which [a]", "Which [none of these]"], [1, "1", "0"], [2, "0", "0"], [3, "0", "1"]]
    survey = wave(tmp_path, [multi("a|none of these")], rows)
    assert survey.states["M"].tolist() == [ANSWERED, BLANK, ANSWERED]


def test_05_empty_columns_of_ticks_are_not_zeros(tmp_path):
    rows = [["id", "Which [a]", "Which [b]"], [1, "1", "0"], [2, "", ""], [3, "0", "1"]]
    survey = wave(tmp_path, [multi("a|b")], rows)
    assert survey.states["M"].tolist() == [ANSWERED, BLANK, ANSWERED]
    assert chosen(survey) == [["a"], [], ["b"]]


def test_06_a_recommendation_of_0_is_a_detractor(tmp_path):
    survey = wave(tmp_path, [scale("nps", "")], [["id", "Score"], [1, "0"], [2, "10"], [3, ""]])
    assert survey.states["S"].tolist() == [ANSWERED, ANSWERED, BLANK]
    result = net_promoter_score(survey.scores["S"])
    assert (result.promoters, result.passives, result.detractors) == (1, 0, 1)


def test_07_no_score_is_formed_unless_the_question_is_declared_as_recommend_question(tmp_path):
    question = scale("csat", "", scale_min=0, scale_max=10)
    survey = wave(tmp_path, [question], [["id", "Score"], [1, "0"], [2, "10"]])
    assert survey.of_type("nps") == []
    with pytest.raises(WorkbookError, match="declare another scale as csat or likert"):
        wave(tmp_path, [scale("nps", "", scale_min=1, scale_max=10)], [["id", "Score"], [1, "1"]])


def test_08_a_recommendation_goes_by_its_value_not_by_its_place(tmp_path):
    cells = ["10 - Extremely likely", "9", "Not at all likely - 0", "N10"]
    survey = wave(tmp_path, [scale("nps", "")], [["id", "Score"], *enumerate(cells)])
    assert survey.scores["S"].tolist() == [10, 9, 0, 10]


@pytest.mark.parametrize("written", ["NA", "N/A", "n/a", "None"])
def test_09_not_applicable_survives_reading_as_an_answer_or_a_text(tmp_path, written):
    remark = {"question_id": "T", "type": "text", "text": "Remark"}
    rows = [["id", "Score", "Remark"], [1, written, written], [2, "满意", "ok"]]
    survey = wave(tmp_path, [scale(na="NA|N/A|None"), remark], rows)
    assert survey.states["S"].tolist() == [NOT_APPLICABLE, ANSWERED]
    assert survey.texts["T"].tolist() == [written, "ok"]
    assert survey.states["T"].tolist() == [ANSWERED, ANSWERED]


def test_10_a_line_break_in_quotes_neither_shifts_headers_nor_adds_a_response(tmp_path):
    remark = {"question_id": "T", "type": "text", "text": "Any other remark"}
    text = 'id,"Any other\nremark",Score\n1,"first\nsecond",满意\r\n2,x,一般\n'
    survey = text_file(tmp_path, text, [remark, scale()])
    assert survey.texts["T"].tolist() == ["first\nsecond", "x"]
    assert survey.scores["S"].tolist() == [4, 3]


def test_11_numbers_separated_by_commas_are_choices(tmp_path):
    survey = wave(tmp_path, [multi("a|b|c", codes="1|2|3")], [["id", "Which"], [1, "1,2,3"], [2, "3"]])
    assert chosen(survey) == [["a", "b", "c"], ["c"]]


def test_12_minus_99_is_never_a_value_and_not_the_same_as_not_shown(tmp_path):
    question = scale("likert", "1|2|3|4|5", na="-99=blank|-98=not_shown|6")
    survey = wave(tmp_path, [question], [["id", "Score"], *enumerate(["-99", "-98", "6", "5", ""])])
    assert survey.states["S"].tolist() == [BLANK, NOT_SHOWN, NOT_APPLICABLE, ANSWERED, BLANK]
    assert survey.scores["S"].sum() == 5
    with pytest.raises(WorkbookError, match=r"-99.*Score|Score.*-99"):
        wave(tmp_path, [scale("likert", "1|2|3|4|5")], [["id", "Score"], [1, "-99"], [2, "5"]])


def test_13_three_header_rows_of_which_one_is_in_another_language_are_no_responses(tmp_path):
    rows = [["ResponseId", "Q1"], ["Antwort-ID", "Wie zufrieden?"],
            ['{"ImportId":"_recordId"}', '{"ImportId":"QID1"}'], ["R_1", "5"], ["R_2", "4"]]  # fmt: skip
    question = {"question_id": "S", "type": "csat", "text": "Wie zufrieden?", "scale_min": 1, "scale_max": 5}
    survey = wave(tmp_path, [question], rows)
    assert survey.responses.index.tolist() == ["R_1", "R_2"]
    assert survey.scores["S"].tolist() == [5, 4]
    assert survey.header_rows == 3


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (["Which"], ["a;其他〖port fees〗"]),
        (["Which"], ["a;Other (port fees)"]),
        (["Which"], ["a;port fees"]),
        (["Which", "Which [other]"], ["a;其他", "port fees"]),
        (["Which [a]", "Which [b]", "Which [其他]"], ["1", "0", "port fees"]),
    ],
)
def test_14_other_is_one_choice_and_its_words_are_beside_it(tmp_path, header, cells):
    rows = [["id", *header], [1, *cells], [2, "b" if len(cells) < 3 else "0", *[""] * (len(cells) - 1)]]
    survey = wave(tmp_path, [multi("a|b|其他", other="其他")], rows)
    assert survey.choices["M"].iloc[0].to_dict() == {"a": True, "b": False, "其他": True}
    assert survey.others["text"].tolist() == ["port fees"]


def test_15_two_columns_of_one_header_stay_two_questions(tmp_path):
    texts = [
        {"question_id": f"T{n}", "type": "text", "text": "Remark", "columns": f"Remark (#{n})"}
        for n in (1, 2)
    ]
    survey = wave(tmp_path, texts, [["id", "Remark", "Remark"], [1, "first", "second"]])
    assert survey.texts.iloc[0].tolist() == ["first", "second"]


def test_16_a_choice_coded_n_or_0_is_not_missing(tmp_path):
    questions = [
        {"question_id": "A", "type": "single", "text": "A", "levels": "yes|no", "codes": "Y|N"},
        {"question_id": "B", "type": "single", "text": "B", "levels": "no|yes", "codes": "0|1"},
    ]
    survey = wave(tmp_path, questions, [["id", "A", "B"], [1, "N", "0"], [2, "Y", "1"]])
    assert survey.states.eq(ANSWERED).all(axis=None)
    assert chosen(survey, "A") == [["no"], ["yes"]]
    assert chosen(survey, "B") == [["no"], ["yes"]]


def test_17_customer_numbers_keep_their_zeros(tmp_path):
    customers = pd.DataFrame({"customer_id": ["007", "7"], "customer_name": ["A", "B"]})
    rows = [["客户编号", "Score"], ["007", "满意"], ["7", "一般"]]
    survey = wave(tmp_path, [scale()], rows, customers)
    assert survey.responses["customer_id"].tolist() == ["007", "7"]


def test_18_a_response_sent_twice_is_shown_and_is_one_customer(tmp_path):
    customers = pd.DataFrame({"customer_id": ["007"], "customer_name": ["甲乙有限公司"]})
    rows = [["公司名称", "Score"], ["甲乙有限公司", "满意"], ["甲乙", "满意"]]
    settings = {"columns": {"customer_name": "公司名称"}}
    survey = wave(tmp_path, [scale()], rows, customers, **settings)
    assert len(survey.responses) == 2
    assert survey.responses["customer_id"].nunique() == 1


def test_19_times_in_utc_are_local_and_the_day_moves_with_them(tmp_path):
    rows = [["提交时间", "Score"], ["2026-05-31T18:02:34Z", "满意"], ["2026-05-31 10:00:00+00:00", "满意"]]
    survey = wave(tmp_path, [scale()], rows)
    assert survey.responses["submitted_at"].astype(str).tolist() == [
        "2026-06-01 02:02:34",
        "2026-05-31 18:00:00",
    ]


def test_20_a_date_that_only_means_finished_is_no_date(tmp_path):
    rows = [["id", "submitdate", "Score"], [1, "1980-01-01 00:00:00", "满意"], [2, "", "一般"]]
    survey = wave(tmp_path, [scale()], rows)
    assert survey.responses["submitted_at"].isna().all()


@pytest.mark.parametrize("written", ["=1+1", "+49 30 1234", "-20%", "@home", "'+91 98"])
def test_21_a_text_that_looks_like_a_formula_is_text_and_is_never_run(tmp_path, written):
    remark = {"question_id": "T", "type": "text", "text": "Remark"}
    survey = wave(tmp_path, [remark], [["id", "Remark"], [1, written]])
    assert survey.texts["T"].tolist() == [written]
    assert safe_cell(written)[0] == "'"


def test_22_separators_at_the_end_make_neither_a_choice_nor_a_question(tmp_path):
    survey = text_file(tmp_path, "id,Which,\n1,a;b;,\n2,b;,\n", [multi("a|b")])
    assert chosen(survey) == [["a", "b"], ["b"]]
    assert not any("not used" in str(note) and "#" in str(note) for note in survey.notes)


def test_23_a_choice_shown_to_some_has_only_these_as_its_base(tmp_path):
    asked = {"question_id": "C", "type": "single", "text": "Complaint", "levels": "yes|no"}
    rows = [["id", "Complaint", "Which"], [1, "yes", "a"], [2, "no", ""], [3, "yes", ""], [4, "", ""]]
    survey = wave(tmp_path, [asked, multi("a|b", shown_if="C=yes")], rows)
    assert survey.states["M"].tolist() == [ANSWERED, NOT_SHOWN, BLANK, BLANK]


def test_24_the_three_exports_of_one_survey_give_the_same_figures(tmp_path):
    header = ["序号", "1、Score", "2、Which"]
    exports = {
        "words": [["满意", "贴标┋退货"], ["不适用", "退货"], ["(跳过)", "(空)"], ["非常不满意", "贴标"]],
        "numbers": [["2", "1┋2"], ["6", "2"], ["-3", ""], ["5", "1"]],
        "scores": [["4", "贴标┋退货"], ["0", "退货"], ["(跳过)", "(空)"], ["1", "贴标"]],
    }
    how = {
        "words": (scale(na="不适用"), multi("贴标|退货")),
        "numbers": (scale(codes="5|4|3|2|1", na="6|-3=not_shown"), multi("贴标|退货", codes="1|2")),
        "scores": (scale(codes=SCORES, na="不适用|0"), multi("贴标|退货")),
    }
    surveys = []
    for name, rows in exports.items():
        numbered = [[n, *row] for n, row in enumerate(rows, start=1)]
        surveys.append(wave(tmp_path, how[name], [header, *numbered]))
    first = surveys[0]
    assert first.states["S"].tolist() == [ANSWERED, NOT_APPLICABLE, NOT_SHOWN, ANSWERED]
    assert first.scores["S"].tolist()[0] == 4
    assert math.isnan(first.scores["S"].iloc[1])
    for other in surveys[1:]:
        pd.testing.assert_frame_equal(other.scores, first.scores)
        pd.testing.assert_frame_equal(other.states, first.states)
        pd.testing.assert_frame_equal(other.choices["M"], first.choices["M"])


def test_25_words_have_the_order_of_the_question_file_and_1_may_be_the_best(tmp_path):
    cells = ["Agree", "Disagree", "Strongly agree"]
    levels = "Strongly disagree|Disagree|Neutral|Agree|Strongly agree"
    survey = wave(tmp_path, [scale(levels=levels)], [["id", "Score"], *enumerate(cells)])
    assert survey.scores["S"].tolist() == [4, 2, 5]
    best_first = wave(tmp_path, [scale(codes="5|4|3|2|1")], [["id", "Score"], [1, "1"], [2, "5"]])
    assert best_first.scores["S"].tolist() == [5, 1]
    with pytest.raises(WorkbookError, match="does not give their numbers"):
        wave(tmp_path, [scale()], [["id", "Score"], [1, "1"], [2, "5"]])
