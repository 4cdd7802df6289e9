"""Exports in the shape of nine tools: every number counted by hand beside them comes out of the intake."""

import json
from functools import cache
from math import sqrt
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from tests.data.survey.exports import write_questions, write_rows
from wcm_helpers.core.paths import ROOT
from wcm_helpers.data.survey.cells import read_cells
from wcm_helpers.data.survey.doubles import same_again
from wcm_helpers.data.survey.survey import ANSWERED, Survey
from wcm_helpers.data.survey.wave import read_wave
from wcm_helpers.data.survey_source import SurveySource

SURVEYS = ROOT.parent / "shared" / "surveys"
if not SURVEYS.exists():
    pytest.skip(
        "../shared/surveys is not here; it may not be kept with the workbook", allow_module_level=True
    )

FIVE = "1|2|3|4|5"
KANO_CODES = "like|mustbe|neutral|livewith|dislike"
#: What the settings say of each export.
SETTINGS: dict[str, dict[str, object]] = {
    "wjx_text": {},
    "wjx_score": {},
    "feishu": {"columns": {"customer_name": "贵公司名称"}},
    "msforms": {"columns": {"customer_name": "Your company"}},
    "google_forms": {},
    "surveymonkey": {
        "columns": {"customer_id": "Custom Data 1"},
        "date_format": "%m/%d/%Y %I:%M:%S %p",
    },
    "limesurvey": {"columns": {"customer_id": "token"}},
    "kobo": {"columns": {"customer_id": "kehu_id", "mode": "mode"}},
    "jiandaoyun": {"columns": {"customer_id": "客户编号"}},
}
#: Columns, codes and words of a question where the export does not show them, by case and question.
MAPPING: dict[str, dict[str, dict[str, str]]] = {
    "wjx_score": {
        **{name: {"codes": FIVE, "na": "不适用|0"} for name in ("P1", "P2", "P3", "P4", "P5", "P6")},
        **{name: {"codes": FIVE} for name in ("I1", "I2", "I5", "I6", "SAT")},
    },
    "surveymonkey": {f"P{n}": {"na": "N/A"} for n in range(1, 7)},
    "google_forms": {"TXT": {"columns": "您对我们还有什么意见或建议？ (#1)"}},
    "limesurvey": {
        **{
            f"P{n}": {"columns": f"perf[SQ00{n}]", "codes": "A1|A2|A3|A4|A5", "na": "A6"} for n in range(1, 7)
        },
        **{
            name: {"columns": f"imp[SQ00{n}]", "codes": "A1|A2|A3|A4|A5"}
            for n, name in enumerate(("I1", "I2", "I5", "I6"), start=1)
        },
        "SAT": {"columns": "sat", "codes": FIVE},
        "NPS": {"columns": "nps"},
        "CH": {"columns": "ch|ch[other]", "codes": "A1|A2|A3|A4|-oth-"},
        "SVC": {"columns": "|".join([*(f"svc[SQ00{n}]" for n in range(1, 7)), "svc[other]"])},
        "CLM": {"columns": "clm", "codes": "Y|N"},
        "CLT": {"columns": "|".join(f"clt[SQ00{n}]" for n in range(1, 5))},
        "TXT": {"columns": "txt"},
    },
    "kobo": {
        **{f"P{n}": {"columns": f"fuwu/p{n}", "codes": FIVE, "na": "na"} for n in range(1, 7)},
        **{f"I{n}": {"columns": f"fuwu/i{n}", "codes": FIVE} for n in (1, 2, 5, 6)},
        "SAT": {"columns": "sat", "codes": FIVE},
        "NPS": {"columns": "nps"},
        "CH": {"columns": "ch|ch_other", "codes": "wechat|phone|email|portal|other"},
        "SVC": {"columns": "svc|svc_other", "codes": "biaoqian|zuhe|zhijian|yejian|wenkong|none|other"},
        "CLM": {"columns": "clm", "codes": "yes|no"},
        "CLT": {"columns": "clt", "codes": "huosun|cuofa|yanwu|zhangdan"},
        **{f"K{n}{way}": {"columns": f"kano/k{n}{way}", "codes": KANO_CODES} for n in (1, 2) for way in "fd"},
        "TXT": {"columns": "txt"},
    },
}
#: The same answers read from the columns of the options.
KOBO_TICKS = {
    "SVC": {
        "columns": "svc/biaoqian|svc/zuhe|svc/zhijian|svc/yejian|svc/wenkong|svc/none|svc/other|svc_other"
    },
    "CLT": {"columns": "clt/huosun|clt/cuofa|clt/yanwu|clt/zhangdan"},
}
CASES = list(SETTINGS)
STATES = ("answered", "not_applicable", "not_shown", "blank")
Z2 = 1.959963984540054**2


@cache
def expected(case: str) -> dict:
    return json.loads((SURVEYS / case / "expected.json").read_text(encoding="utf-8"))


@cache
def customers(case: str) -> pd.DataFrame:
    frame = pd.read_csv(SURVEYS / case / "customers.csv", dtype=str, encoding="utf-8-sig")
    return frame.rename(columns={"class": "current_level"})


def question_rows(case: str, mapping: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    rows = []
    for row in pd.read_csv(SURVEYS / case / "questions.csv", dtype=str, keep_default_na=False).to_dict(
        "records"
    ):
        row["levels"] = row.pop("levels_worst_to_best_or_options")
        row["na"] = row.pop("na_text")
        rows.append(row | mapping.get(row["question_id"], {}))
    return rows


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    @cache
    def _read(case: str, ticks: bool = False) -> Survey:
        folder = tmp_path_factory.mktemp(case)
        mapping = MAPPING.get(case, {}) | (KOBO_TICKS if ticks else {})
        write_questions(folder / "questions.csv", question_rows(case, mapping))
        export = SURVEYS / case / expected(case)["file"]
        source = SurveySource(
            month="2026-05", anonymous=False, path=str(export), questions="questions.csv", **SETTINGS[case]
        )
        return read_wave(case, source, folder, customers(case), ZoneInfo("Asia/Shanghai"))

    return _read


@pytest.fixture(params=CASES)
def case(request):
    return request.param


def wilson(k: int, n: int) -> list[float]:
    centre, half = k / n + Z2 / (2 * n), sqrt(Z2) * sqrt(k / n * (1 - k / n) / n + Z2 / (4 * n * n))
    return [round((centre + sign * half) / (1 + Z2 / n), 4) for sign in (-1, 1)]


def test_responses_and_empty_ones(read, case):
    survey, facts = read(case), expected(case)
    assert len(survey.responses) == facts["responses_read"]
    assert survey.responses.index[survey.responses["empty"]].tolist() == facts["empty_responses"]
    assert sum("totals" in str(note) for note in survey.notes) == len(facts["not_responses"])


def test_states_of_every_question(read, case):
    survey = read(case)
    found = {
        name: [int((survey.states[name] == state).sum()) for state in STATES]
        for name in survey.questions.index
    }  # fmt: skip
    questions = expected(case)["questions"]
    keys = ("n_answering", "not_applicable", "known_not_shown", "blank")
    assert found == {name: [question[key] for key in keys] for name, question in questions.items()}


def test_counts_of_every_closed_question(read, case):
    survey = read(case)
    for name, question in expected(case)["questions"].items():
        if question["type"] in ("single", "multi"):
            found = survey.choices[name].sum().to_dict()
        elif question["type"] == "text":
            continue
        else:
            ends = survey.questions.loc[name, ["scale_min", "scale_max"]]
            found = {
                str(n): int((survey.scores[name] == n).sum()) for n in range(ends.iloc[0], ends.iloc[1] + 1)
            }
        assert found == question["counts"], name
        if "mean" in question:
            assert round(survey.scores[name].mean(), 4) == question["mean"], name
            assert survey.scores[name].median() == question["median"], name


def test_several_choices(read, case):
    survey = read(case)
    for name in survey.of_type("multi"):
        question = expected(case)["questions"][name]
        base = (survey.states[name] == ANSWERED).sum()
        assert base == question["base_for_percentages"]
        shares = {option: round(100 * n / base, 2) for option, n in survey.choices[name].sum().items()}
        assert shares == question["pct_of_respondents"]
        assert survey.choices[name].sum().sum() == question["mentions"]


def test_words_of_other_and_texts(read, case):
    survey = read(case)
    for name, question in expected(case)["questions"].items():
        if "other_texts" in question:
            words = survey.others.loc[survey.others["question_id"] == name, "text"]
            assert sorted(words) == sorted(question["other_texts"]), name
        if question["type"] == "text":
            texts = survey.texts.loc[survey.states[name] == ANSWERED, name]
            assert len(texts) == question["texts_sha_free_list_length"]
            assert texts.nunique() == question["distinct_texts"]


def test_top_two_boxes(read, case):
    survey = read(case)
    best = survey.top_two()
    for name, row in expected(case)["top_two_box_rows"].items():
        k, n = int(best[name].sum()), int(best[name].count())
        found = {"k": k, "n": n, "pct": round(100 * k / n, 2), "wilson95": wilson(k, n)}
        assert found == row, name


def test_recommendation(read, case):
    survey, question = read(case), expected(case)["questions"]["NPS"]
    answered = survey.scores["NPS"].dropna()
    value = 100 * ((answered >= 9).astype(float) - (answered <= 6))
    found = [(answered >= 9).sum(), answered.between(7, 8).sum(), (answered <= 6).sum()]
    assert found == [question[key] for key in ("promoters", "passives", "detractors")]
    assert round(value.mean(), 4) == question["nps"]
    by_customer = value.groupby(survey.responses["customer_id"]).mean()
    assert len(by_customer) == question["nps_customer_level"]["customers"]
    assert round(by_customer.mean(), 4) == question["nps_customer_level"]["value"]


def test_customers(read, case):
    survey, facts = read(case), expected(case)["customers"]
    responses = survey.responses
    matched = responses["customer_id"].notna()
    assert matched.sum() == facts["rows_matched"]
    unmatched = [[name, text or ""] for name, text in facts["rows_unmatched"]]
    assert responses.loc[~matched, ["response_id", "customer_text"]].to_numpy().tolist() == unmatched
    several = responses.loc[~responses["empty"], "customer_id"].value_counts()
    assert several[several > 1].to_dict() == facts["customers_with_several_responses"]
    frame = customers(case).set_index("customer_id")
    answered = set(responses.loc[matched & ~responses["empty"], "customer_id"])
    assert (len(frame), len(answered)) == (facts["frame"], facts["customers_answered"])
    assert round(len(answered) / len(frame), 4) == facts["response_rate"]
    if "rows_matched_only_after_normalising" in facts:
        names = responses.loc[matched, "customer_id"].map(frame["customer_name"])
        assert (names != responses.loc[matched, "customer_text"]).sum() == facts[
            "rows_matched_only_after_normalising"
        ]


@pytest.mark.parametrize("group", ["class", "industry", "site"])
def test_response_rates_of_groups(read, case, group):
    survey = read(case)
    column = {"class": "current_level", "site": "site_ids"}.get(group, group)
    frame = customers(case)[column].value_counts()
    answered = survey.responses[~survey.responses["empty"] & survey.responses["customer_id"].notna()]
    answering = answered.drop_duplicates("customer_id")[group].value_counts()
    facts = expected(case)["customers"][f"by_{'site_ids' if group == 'site' else group}"]
    found = {
        name: {"frame": n, "answered": answering[name], "rate": round(answering[name] / n, 4)}
        for name, n in frame.items()
    }
    assert found == facts


def test_identical_double_submissions(read, case):
    survey = read(case)
    assert [list(pair) for pair in same_again(survey)] == expected(case)["customers"][
        "identical_double_submissions"
    ]


def test_times_and_durations(read, case):
    survey, facts = read(case), expected(case)
    times = survey.responses["submitted_at"].dropna()
    assert len(times) == facts.get("submitted_local", {"n": 0})["n"]
    if len(times):
        assert [str(times.min()), str(times.max())] == [
            facts["submitted_local"][key] for key in ("first", "last")
        ]
    lasted = survey.responses["duration_s"].dropna()
    if "duration_s" in facts:
        found = {"n": len(lasted), "min": lasted.min(), "max": lasted.max(), "sum": lasted.sum()}
        assert found == facts["duration_s"]
    else:
        assert len(lasted) == 0
    if "mode" in facts:
        assert survey.responses["mode"].value_counts().to_dict() == facts["mode"]


def test_straight_lines_and_complete_answers(read, case):
    survey, facts = read(case), expected(case)
    matrix = survey.scores[survey.of_type("performance")]
    straight = (matrix.nunique(axis=1) == 1) & matrix.notna().all(axis=1)
    assert survey.responses.index[straight].tolist() == facts["straight_liners_performance_matrix"]
    closed = [
        name for name, row in survey.questions.iterrows() if row["type"] not in ("multi", "text")
    ]  # fmt: skip
    complete = survey.states[closed].isin(["answered", "not_applicable"]).all(axis=1)
    assert complete.sum() == facts["answered_every_closed_single_column_question"]


@pytest.mark.parametrize("case", ["kobo", "msforms", "surveymonkey"])
def test_kano_pairs(read, case):
    """The table of Kano, rows the functional and columns the dysfunctional answer, like first."""
    table = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
    survey = read(case)
    for pair, facts in expected(case)["kano"].items():
        answers = survey.scores[[f"{pair}f", f"{pair}d"]].dropna().astype(int)
        letters = [table[f - 1][d - 1] for f, d in answers.to_numpy()]
        assert {letter: letters.count(letter) for letter in "MOAIRQ"} == facts["counts"]
        assert len(letters) == facts["pairs"]


def test_importance_and_performance(read, case):
    survey = read(case)
    for pair, facts in expected(case).get("importance_performance", {}).items():
        both = survey.questions.index[survey.questions["pair_id"] == pair]
        assert sorted(survey.questions.loc[both, "type"]) == ["importance", "performance"]
        answers = survey.scores[[pair, f"I{pair[1:]}"]].dropna()
        means = answers.mean().round(4)
        assert [len(answers), means[f"I{pair[1:]}"], means[pair]] == [
            facts[key] for key in ("pairs", "importance_mean", "performance_mean")
        ]


def test_alpha_of_the_matrix(read, case):
    """Cronbach's alpha of the complete answers: k/(k-1) (1 - sum of variances / variance of the sum)."""
    survey, facts = read(case), expected(case)["alpha_performance_listwise"]
    items = survey.scores[survey.of_type("performance")].dropna()
    alpha = 6 / 5 * (1 - items.var().sum() / items.sum(axis=1).var())
    assert {"n": len(items), "alpha": round(alpha, 4)} == facts


def test_both_forms_of_kobo_agree(read):
    one, each = read("kobo"), read("kobo", True)
    for name in ("SVC", "CLT"):
        pd.testing.assert_frame_equal(one.choices[name], each.choices[name])
        assert one.states[name].tolist() == each.states[name].tolist()


def test_text_and_scores_of_one_survey_agree(read):
    text, scores = read("wjx_text"), read("wjx_score")
    assert text.scores.reset_index(drop=True).equals(scores.scores.reset_index(drop=True))
    assert text.states.reset_index(drop=True).equals(scores.states.reset_index(drop=True))


def test_numbers_of_options_of_the_same_survey_agree(read, tmp_path):
    """The third form of this tool has the number of each option, also on a scale from 0 to 10."""
    text = read("wjx_text")
    cells = read_cells(SURVEYS / "wjx_text" / expected("wjx_text")["file"], "wjx")
    questions = question_rows("wjx_text", {})
    for row in questions:
        options = row["levels"].split("|") + [word for word in (row["other"], row["na"]) if word]
        if row["type"] == "nps":
            options = [str(n) for n in range(11)]
        place = cells.rows[0].index(expected("wjx_text")["questions"][row["question_id"]]["columns"])
        if row["type"] == "text":
            continue
        number = dict(zip(options, map(str, range(1, len(options) + 1)), strict=True))
        for cells_of_row in cells.rows[1:]:
            parts = [part.split("〖") for part in cells_of_row[place].split("┋")]
            numbered = [[number.get(part[0], part[0]), *part[1:]] for part in parts]
            cells_of_row[place] = "┋".join("〖".join(part) for part in numbered)
        codes = list(number.values())
        if row["na"]:
            row["na"] = codes.pop()
        row["codes"] = "|".join(codes)
    write_rows(tmp_path / "code.csv", cells.rows)
    write_questions(tmp_path / "questions.csv", questions)
    source = SurveySource(month="2026-05", anonymous=False, path="code.csv", questions="questions.csv")
    code = read_wave("code", source, tmp_path, customers("wjx_text"), ZoneInfo("Asia/Shanghai"))
    pd.testing.assert_frame_equal(code.scores, text.scores)
    pd.testing.assert_frame_equal(code.states, text.states)
    pd.testing.assert_frame_equal(code.others, text.others)
    for name, frame in text.choices.items():
        pd.testing.assert_frame_equal(code.choices[name], frame)


def test_two_questions_of_one_header(read, tmp_path):
    facts = expected("google_forms")["second_question_of_the_same_header"]
    rows = question_rows("google_forms", MAPPING["google_forms"])
    rows.append(
        {"question_id": "TXT2", "type": "text", "text": facts["header"], "columns": facts["header"] + " (#2)"}
    )
    write_questions(tmp_path / "questions.csv", rows)
    export = SURVEYS / "google_forms" / expected("google_forms")["file"]
    source = SurveySource(month="2026-05", anonymous=False, path=str(export), questions="questions.csv")
    survey = read_wave("g", source, tmp_path, None, ZoneInfo("Asia/Shanghai"))
    assert (survey.states["TXT2"] == ANSWERED).sum() == facts["n_answering"]


def test_an_anonymous_reading_has_the_counts_and_no_sender(read, case, tmp_path):
    named = read(case)
    write_questions(tmp_path / "questions.csv", question_rows(case, MAPPING.get(case, {})))
    export = SURVEYS / case / expected(case)["file"]
    source = SurveySource(
        month="2026-05", anonymous=True, path=str(export), questions="questions.csv", **SETTINGS[case]
    )
    survey = read_wave(case, source, tmp_path, customers(case), ZoneInfo("Asia/Shanghai"))
    assert survey.scores.reset_index(drop=True).equals(named.scores.reset_index(drop=True))
    kept = survey.responses.astype(str).to_csv() + "".join(map(str, survey.notes))
    senders = set(named.responses["customer_text"]) | set(customers(case)["customer_name"])
    assert [name for name in senders if len(name.strip()) > 3 and name.strip() in kept] == []
    assert survey.responses["customer_id"].isna().all()
