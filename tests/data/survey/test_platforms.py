"""Exports in the shape of further tools: drafted, corrected by a few words, and read."""

import csv
import io
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
import xlsxwriter

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.draft import draft_survey
from wcm_helpers.data.survey.survey import ANSWERED, BLANK, NOT_APPLICABLE
from wcm_helpers.data.survey.wave import read_wave
from wcm_helpers.data.survey_source import SurveySource

CUSTOMERS = pd.DataFrame({"customer_id": ["k1", "k2"], "customer_name": ["甲仓储有限公司", "乙食品有限公司"]})


def drafted(folder, export, *, na="", **corrections):
    """Return the rows of the draft of an export, and the wave read by it.

    ``na`` is added to every question; ``Q1={...}`` replaces cells of a row.
    """
    draft, text = draft_survey(folder / export)
    rows = list(csv.DictReader(io.StringIO(text)))
    with (folder / "q.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for row in rows:
            words = "|".join(filter(None, [row["na"], na]))
            writer.writerow({**row, "na": words, **corrections.get(row["question_id"], {})})
    source = SurveySource(
        month="2026-05", anonymous=False, path=export, questions="q.csv", columns=draft.roles,
        date_format=draft.date_format,
    )  # fmt: skip
    return rows, read_wave("wave", source, folder, CUSTOMERS, ZoneInfo("Asia/Shanghai"))


def test_tencent_numbers_its_headers_and_ends_its_lines_with_a_comma(tmp_path):
    (tmp_path / "e.csv").write_bytes(
        "\ufeff编号,开始答题时间,结束答题时间,答题时长,省份,1.您的公司,2.总体满意度如何(单选题),"
        "3.需要哪些服务(多选题),4.您会推荐我们吗,\r\n"
        "1,2026-05-11 10:00:00,2026-05-11 10:03:02,3分2秒,上海,甲仓储,满意,贴标;退货;,9,\r\n"
        "2,2026-05-12 10:00:00,2026-05-12 10:00:31,31秒,江苏,乙食品有限公司,一般,退货;,0,\r\n"
        "3,2026-05-13 10:00:00,2026-05-13 10:01:00,1分,江苏,,很不满意,贴标;夜间;退货;,10,\r\n".encode()
    )
    rows, survey = drafted(tmp_path, "e.csv")
    assert [row["type"] for row in rows] == ["csat", "multi", "nps"]
    assert survey.scores.iloc[:, 0].tolist() == [4, 3, 1]
    assert survey.scores.iloc[:, 1].tolist() == [9, 0, 10]
    assert survey.choices["Q2"].sum().to_dict() == {"贴标": 2, "退货": 3, "夜间": 1}
    assert survey.responses["duration_s"].tolist() == [182, 31, 60]
    assert survey.responses["customer_id"].tolist()[:2] == ["k1", "k2"]


def test_qualtrics_has_three_header_rows_german_labels_and_minus_99(tmp_path):
    (tmp_path / "e.csv").write_text(
        "StartDate,EndDate,Status,Duration (in seconds),ResponseId,Q1,Q2_1,Q2_2,Q3,Q3_3_TEXT\n"
        "Startdatum,Enddatum,Antworttyp,Dauer (in Sekunden),Antwort-ID,Wie zufrieden sind Sie insgesamt?,"
        '"Wie wichtig ist ... - ""Pünktlichkeit""",Wie wichtig ist ... - Preis,Welcher Kanal?,'
        "Welcher Kanal? - Sonstiges - Text\n"
        + ",".join(['"{""ImportId"":""x""}"'] * 10) + "\n"
        "2026-05-04 09:00:00,2026-05-04 09:05:00,IP,300,R_1,Sehr zufrieden,Wichtig,Sehr wichtig,Mail,\n"
        "2026-05-05 09:00:00,2026-05-05 09:05:00,IP,300,R_2,-99,Sehr unwichtig,-99,Sonstiges,Fax\n"
        "2026-05-06 09:00:00,2026-05-06 09:05:00,IP,300,R_3,Eher zufrieden,Trifft nicht zu,,Mail,\n"
        "2026-05-07 09:00:00,2026-05-07 09:05:00,IP,300,R_4,Sehr unzufrieden,Wichtig,,Sonstiges,Fax\n",
        encoding="utf-8",
    )  # fmt: skip
    with pytest.raises(WorkbookError, match="-99"):
        drafted(tmp_path, "e.csv")
    rows, survey = drafted(tmp_path, "e.csv", na="-99=blank")
    assert [row["type"] for row in rows] == ["csat", "importance", "importance", "single"]
    assert survey.responses.index.tolist() == ["R_1", "R_2", "R_3", "R_4"]
    assert survey.states["Q1"].tolist() == [ANSWERED, BLANK, ANSWERED, ANSWERED]
    assert survey.scores["Q1"].dropna().tolist() == [5, 4, 1]
    assert survey.states["Q2"].tolist() == [ANSWERED, ANSWERED, NOT_APPLICABLE, ANSWERED]
    assert survey.others["text"].tolist() == ["Fax", "Fax"]


def test_typeform_has_a_column_for_each_option_and_no_question_above(tmp_path):
    (tmp_path / "e.csv").write_text(
        "#,Your company,Labelling,Kitting,Other,How likely would you recommend us?,Anything else?,"
        "Start Date (UTC),Submit Date (UTC),Network ID,Tags\n"
        "a1,甲仓储,Labelling,,,0,'+91 22 1234,2026-05-11 17:00:00,2026-05-11 17:05:30,n1,\n"
        "a2,乙食品,Labelling,Kitting,Other,10,none,2026-05-12 17:00:00,2026-05-12 17:05:30,n2,\n"
        "a3,Nobody,,,,8,,2026-05-13 01:00:00,2026-05-13 01:01:00,n3,\n",
        encoding="utf-8",
    )
    rows, survey = drafted(tmp_path, "e.csv", Q1={"text": "Which services?", "item": ""})
    assert [row["type"] for row in rows] == ["multi", "nps", "text"]
    assert survey.choices["Q1"].sum().to_dict() == {"Labelling": 2, "Kitting": 1, "Other": 1}
    assert survey.states["Q1"].tolist() == [ANSWERED, ANSWERED, BLANK]
    assert survey.scores["Q2"].tolist() == [0, 10, 8]
    assert survey.texts["Q3"].tolist() == ["'+91 22 1234", "none", ""]
    assert survey.responses["customer_id"].tolist()[:2] == ["k1", "k2"]


def test_jinshuju_puts_statements_behind_a_dash(tmp_path):
    (tmp_path / "e.csv").write_text(
        "序号,贵公司名称,服务满意度 - 收货及时,服务满意度 - 发货及时,常用渠道,意见,"
        "提交人,提交时间,填写设备,IP\n"
        "1,甲仓储有限公司,非常满意,不适用,微信群,无,某,2026-05-11 10:00:00,手机,192.0.2.1\n"
        "2,乙食品有限公司,一般,满意,电话,NA,某,2026-05-12 10:00:00,手机,192.0.2.2\n"
        "3,丙,满意,不满意,微信群,,某,2026-05-13 10:00:00,电脑,192.0.2.3\n"
        "4,丙,满意,不满意,电话,,某,2026-05-13 10:00:00,电脑,192.0.2.3\n",
        encoding="utf-8",
    )
    rows, survey = drafted(tmp_path, "e.csv")
    assert [row["type"] for row in rows] == ["performance", "performance", "single", "text"]
    assert [row["item"] for row in rows[:2]] == ["收货及时", "发货及时"]
    assert survey.scores["Q1"].tolist() == [5, 3, 4, 4]
    assert survey.states["Q2"].tolist()[0] == NOT_APPLICABLE
    assert survey.texts["Q4"].tolist() == ["无", "NA", "", ""]


def test_a_plain_sheet_with_letters_needs_the_codes_of_a_person(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "e.xlsx") as workbook:
        sheet = workbook.add_worksheet("答卷")
        for row, cells in enumerate(
            [["编号", "客户编号", "满意度", "需要"], [1, "k1", "A", "A,C"], [2, "k2", "E", "B"],
             [3, "k9", "B", "A,B,C"], [4, "k1", "A", "B,C"]]
        ):  # fmt: skip
            sheet.write_row(row, 0, cells)
    levels = "非常不满意|不满意|一般|满意|非常满意"
    rows, survey = drafted(
        tmp_path, "e.xlsx",
        Q1={"type": "csat", "levels": levels, "codes": "E|D|C|B|A", "other": ""},
        Q2={"levels": "贴标|退货|夜间出库", "codes": "A|B|C"},
    )  # fmt: skip
    assert [row["type"] for row in rows] == ["single", "multi"]
    assert survey.scores["Q1"].tolist() == [5, 1, 4, 5]
    assert survey.choices["Q2"].sum().to_dict() == {"贴标": 2, "退货": 3, "夜间出库": 3}
    assert survey.responses["customer_id"].tolist()[:2] == ["k1", "k2"]


def test_tencent_has_a_column_for_each_statement_option_and_rank_behind_a_colon(tmp_path):
    (tmp_path / "e.csv").write_text(
        "编号,1.请打分:收货,1.请打分:发货,2.您向同行推荐我们的可能性,3.需要的服务:贴标,3.需要的服务:退货,"
        "3.需要的服务:其他,4.请按重要性排序:价格,4.请按重要性排序:速度,5.您的公司名称\n"
        "1,5,4,9分,1,0,,1,2,甲仓储有限公司\n2,3,2,0分,0,1,夜间,2,1,乙食品有限公司\n"
        "3,1,1,10分,1,1,,1,2,乙食品\n",
        encoding="utf-8",
    )
    rows, survey = drafted(tmp_path, "e.csv")
    assert [row["type"] for row in rows] == ["likert", "likert", "nps", "multi", "ranking"]
    assert survey.scores["Q3"].tolist() == [9, 0, 10]
    assert survey.choices["Q4"].sum().to_dict() == {"贴标": 2, "退货": 2, "其他": 1}
    assert survey.ranks["Q5"]["价格"].tolist() == [1, 2, 1]  # a place, never a point on a scale
    assert survey.responses["customer_id"].tolist() == ["k1", "k2", "k2"]


def test_the_group_qualtrics_forms_of_a_recommendation_is_no_answer(tmp_path):
    (tmp_path / "e.csv").write_text(
        "ResponseId,Q1_NPS_GROUP,Q1,Q2\n"
        "Response ID,Would you recommend us? - Group,Would you recommend us?,Company\n"
        + ",".join(['"{""ImportId"":""x""}"'] * 4) + "\nR_1,3,9,甲仓储\nR_2,1,0,乙食品\n",
        encoding="utf-8",
    )  # fmt: skip
    rows, survey = drafted(tmp_path, "e.csv")
    assert [(row["type"], row["columns"]) for row in rows] == [("nps", "Q1")]
    assert survey.scores["Q1"].tolist() == [9, 0]
    assert survey.responses["customer_id"].tolist() == ["k1", "k2"]


def test_scales_that_begin_at_1_or_at_the_best(tmp_path):
    (tmp_path / "e.csv").write_text(
        "ID,Customer ID,Overall satisfaction (1 = very satisfied … 5 = very dissatisfied),"
        "Would you recommend us (1-10)?,Would you recommend us?\n1,k1,1,10,10\n2,k2,2,9,3\n3,k2,5,1,8\n",
        encoding="utf-8",
    )
    rows, survey = drafted(tmp_path, "e.csv")
    assert [row["type"] for row in rows] == ["csat", "likert", "nps"]
    assert survey.scores["Q1"].tolist() == [5, 4, 1]
    assert survey.questions.loc["Q2", ["scale_min", "scale_max"]].tolist() == [1, 10]
    draft, _text = draft_survey(tmp_path / "e.csv")
    assert any("Nobody answered 0" in str(doubt) for doubt in draft.questions[2].doubts)


def test_dates_are_no_answers_and_their_order_is_that_of_the_fewest_months(tmp_path):
    (tmp_path / "e.csv").write_text(
        "Submission time,Customer ID,Overall satisfaction\n"
        "03/04/2026 10:00,k1,5\n05/04/2026 11:00,k2,4\n07/04/2026 11:00,k2,1\n",
        encoding="utf-8",
    )
    rows, survey = drafted(tmp_path, "e.csv")
    assert [row["type"] for row in rows] == ["csat"]
    assert survey.responses["submitted_at"].dt.month.tolist() == [4, 4, 4]
    draft, _text = draft_survey(tmp_path / "e.csv")
    assert (draft.month, draft.date_format) == ("2026-04", "%d/%m/%Y %H:%M")
    assert any("the day or the month first" in str(doubt) for doubt in draft.doubts)
