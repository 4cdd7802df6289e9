"""The exports of the invented survey: what a questionnaire tool writes, and the truth beside it."""

import re

import pandas as pd
import pytest

from tests.sample.committed import SAMPLE, files, read
from wcm_helpers.sample import write_sample

WAVES = ["2026-03", "2026-09"]
LEVEL = {"非常不满意": 1, "不满意": 2, "一般": 3, "满意": 4, "非常满意": 5}
SAT, NPS = "5、总体而言，您对我们的仓储服务满意吗？", "6、您有多大可能向同行推荐我们？"


def truth_of(wave: str) -> pd.DataFrame:
    truth = read(SAMPLE / "truth" / "survey_responses.csv")
    return truth[truth["wave"] == wave].reset_index(drop=True)


def export(wave: str) -> pd.DataFrame:
    return read(SAMPLE / f"survey-{wave}.csv")


@pytest.mark.parametrize("wave", WAVES)
def test_an_export_has_a_row_a_response_of_the_truth(wave):
    frame, truth = export(wave), truth_of(wave)
    assert frame["序号"].tolist() == truth["record"].tolist() == [str(n + 1) for n in range(len(frame))]
    written = frame["1、客户编号"].where(truth["unmatched"] == "false", truth["customer_id"])
    assert written.tolist() == truth["customer_id"].tolist()
    assert frame.loc[truth["unmatched"] == "true", "1、客户编号"].tolist() == ["C99999"]
    assert 90 <= truth["customer_id"].nunique() <= 105


@pytest.mark.parametrize("wave", WAVES)
def test_an_export_looks_like_one(wave):
    frame = export(wave)
    assert frame["所用时间"].str.fullmatch(r"\d+秒").all()
    assert frame["提交答卷时间"].str.fullmatch(r"2026/[39]/\d{1,2} \d{1,2}:\d\d:\d\d").all()
    assert frame["来自IP"].str.fullmatch(r"(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+\(.+\)").all()
    needs = frame["8、未来一年贵司需要哪些服务？（可多选）"]
    assert needs.str.contains("┋").any()
    assert needs.str.contains("其他〖报关协助〗").any()
    assert (frame["2、库存数据准确"] == "不适用").any()
    assert frame.filter(regex="^2、").eq("(空)").any(axis=None)
    complained = frame["13、过去半年是否提出过投诉？"]
    assert ((frame["14、投诉涉及哪些方面？（可多选）"] == "(跳过)") == (complained == "否")).all()


@pytest.mark.parametrize("wave", WAVES)
def test_the_careless_tenth_draws_straight_lines_in_a_hurry(wave):
    frame, careless = export(wave), truth_of(wave)["careless"] == "true"
    seconds = frame["所用时间"].str.rstrip("秒").astype(int)
    assert round((len(frame) - 1) / 10) == careless.sum()  # the response sent twice counts once
    assert seconds[careless].between(20, 40).all()
    assert (seconds[~careless] >= 110).all()
    matrices = [frame.filter(regex=rf"^{number}、") for number in (2, 3, 4)]
    straight = pd.concat([part.nunique(axis=1) == 1 for part in matrices], axis=1).all(axis=1)
    assert straight[careless].all()
    assert not straight[~careless].any()


@pytest.mark.parametrize("wave", WAVES)
def test_one_response_was_sent_twice_and_some_customers_answered_twice(wave):
    frame, truth = export(wave), truth_of(wave)
    again = truth.index[truth["double"] == "true"]
    assert len(again) == 1
    first = truth.index[(truth["customer_id"] == truth.loc[again[0], "customer_id"])][0]
    answers = frame.drop(columns=["序号", "提交答卷时间"])
    assert answers.loc[first].equals(answers.loc[again[0]])
    times = pd.to_datetime(frame["提交答卷时间"])
    assert (times[again[0]] - times[first]).total_seconds() == 41
    assert truth.loc[truth["respondent"] == "2", "customer_id"].nunique() >= 5


def test_only_the_customers_that_leave_judge_worse_than_before(customers):
    leaving = set(customers.loc[customers["behaviour"] == "declining", "customer_id"])
    means = {}
    for wave in WAVES:
        frame, truth = export(wave), truth_of(wave)
        assert set(truth.loc[truth["leaving"] == "true", "customer_id"]) <= leaving
        satisfied = frame[SAT].map(LEVEL).groupby(truth["leaving"]).mean()
        recommend = pd.to_numeric(frame[NPS].replace("(空)", None)).groupby(truth["leaving"]).mean()
        means[wave] = {"satisfied": satisfied, "recommend": recommend}
    for name, fall in (("satisfied", 0.7), ("recommend", 1.5)):
        change = means["2026-09"][name] - means["2026-03"][name]
        assert change["true"] < -fall
        assert abs(change["false"]) < 0.3


def test_most_remarks_on_damage_are_of_one_industry(customers):
    truth = truth_of("2026-09").merge(customers[["customer_id", "industry"]], on="customer_id")
    damage = truth.loc[truth["theme"] == "damage", "industry"]
    assert (damage == "家居").sum() >= 6
    assert (damage == "家居").mean() > 0.7


def test_the_hand_coded_file_has_every_text_of_the_exports():
    texts = {text for wave in WAVES for text in export(wave).iloc[:, -1]} - {"(空)"}
    coded = read(SAMPLE / "survey-hand-coded.csv").set_index("text")["theme"].str.split("|").str[0]
    assert texts <= set(coded.index)
    assert coded.index.is_unique
    for wave in WAVES:
        theme = truth_of(wave)["theme"].replace("none", "")
        written = export(wave).iloc[:, -1]
        there = (written != "(空)") & (theme != "")
        assert written[there].map(coded).tolist() == theme[there].tolist()


def test_texts_have_persons_phones_mails_and_plates_to_redact():
    texts = " ".join(read(SAMPLE / "survey-hand-coded.csv")["text"])
    for pattern in ("张经理", "Mr Harris", r"1380{8}", r"\S+@example\.com", "沪A12345"):
        assert re.search(pattern, texts), pattern


@pytest.mark.parametrize(("customers", "months"), [(1, 3), (5, 3), (12, 14)])
def test_a_small_world_has_a_survey_too(tmp_path, customers, months):
    write_sample(tmp_path, customers=customers, months=months)
    frame = read(tmp_path / "survey-2026-09.csv")
    known = set(read(tmp_path / "customers.csv")["customer_id"])
    assert set(frame["1、客户编号"]) <= known | {"C99999"}
    assert (tmp_path / "survey-2026-03.csv").exists() == (months > 7)
    assert len(read(tmp_path / "truth" / "survey_needs.csv")) == 12


def test_the_same_arguments_give_the_same_survey(tmp_path):
    write_sample(tmp_path / "1", customers=15, months=9)
    write_sample(tmp_path / "2", customers=15, months=9)
    assert files(tmp_path / "1") == files(tmp_path / "2")
