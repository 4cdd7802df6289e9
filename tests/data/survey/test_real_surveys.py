"""Real surveys from file to figure: settings, question file, intake, method."""

import csv
import gzip
from collections import Counter

import pytest

from wcm_helpers.core.paths import ROOT
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.data.survey.draft import draft_survey
from wcm_helpers.data.survey.waves import read_waves
from wcm_helpers.methods.reliability import cronbach_alpha

DATA = ROOT.parent / "shared" / "data"
if not DATA.exists():
    pytest.skip("../shared/data is not here; it may not be kept with the workbook", allow_module_level=True)

SETTINGS = """[site]
id = "real"
name = "Real"
[tables.customers]
path = "customers.csv"
[surveys.wave]
month = "2026-05"
anonymous = true
path = '{export}'
questions = "q.csv"
"""


def survey_of_file(folder, name, questions=None):
    """Return the wave of a file of the shared data, by a question file or by its draft."""
    (folder / "settings.toml").write_text(SETTINGS.format(export=DATA / name), encoding="utf-8")
    if questions is None:
        text = draft_survey(DATA / name)[1]
    else:
        columns = list(dict.fromkeys(column for row in questions for column in row))
        lines = [columns, *([row.get(column, "") for column in columns] for row in questions)]
        text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    (folder / "q.csv").write_text(text, encoding="utf-8-sig")
    (survey,) = read_waves(load_settings(folder / "settings.toml"), None, "2026-05")
    return survey


def rows_of(name):
    opened = gzip.open if name.endswith(".gz") else open
    with opened(DATA / name, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("drafted", [True, False])
def test_flying_etiquette(tmp_path, drafted):
    question = "Is itrude to recline your seat on a plane?"
    levels = "Yes, very rude|Yes, somewhat rude|No, not rude at all"
    declared = [{"question_id": "R", "type": "likert", "text": question, "levels": levels}]
    survey = survey_of_file(tmp_path, "flying_etiquette_surveymonkey.csv", None if drafted else declared)
    (name,) = survey.questions.index[survey.questions["text"] == question]
    counts = survey.scores[name].value_counts()
    rude = counts[2] + counts[3 if drafted else 1]  # a draft has the levels from "not rude" to "very rude"
    assert len(survey.responses) == 1040
    assert (counts[2], rude, counts.sum()) == (281, 281 + 71, 854)
    assert round(100 * rude / counts.sum(), 1) == 41.2


def test_acme_delivery(tmp_path):
    scale = {"type": "likert", "scale_min": 1, "scale_max": 5}
    items = [{"question_id": f"X{n}", "text": f"X{n}", **scale} for n in range(1, 7)]
    happy = {"question_id": "Y", "type": "single", "text": "Y", "levels": "unhappy|happy", "codes": "0|1"}
    survey = survey_of_file(tmp_path, "acme_delivery_survey.csv", [happy, *items])
    rows = rows_of("acme_delivery_survey.csv")
    assert len(survey.responses) == len(rows) == 126
    assert survey.choices["Y"]["happy"].sum() == sum(row["Y"] == "1" for row in rows)
    assert survey.choices["Y"].sum(axis=1).eq(1).all()  # a 0 is an answer
    for item in items:
        name = item["question_id"]
        counts = Counter(int(row[name]) for row in rows)
        assert survey.scores[name].value_counts().to_dict() == counts


def test_yellow_pages_are_ten_points_and_no_recommend_question(tmp_path):
    survey = survey_of_file(tmp_path, "yellowpages_customerSat_bayesm.csv")
    rows = rows_of("yellowpages_customerSat_bayesm.csv")
    assert survey.questions["type"].unique().tolist() == ["likert"]
    assert survey.questions[["scale_min", "scale_max"]].drop_duplicates().values.tolist() == [[1, 10]]
    assert survey.scores.shape == (1811, 10)
    assert survey.scores.sum().tolist() == [sum(int(row[f"q{n}"]) for row in rows) for n in range(1, 11)]
    straight = survey.scores.min(axis=1) == survey.scores.max(axis=1)
    assert straight.sum() == sum(len(set(row.values())) == 1 for row in rows)


#: Published for the same file: items of a scale, those reversed, α and the respondents with all answers.
SCALES = {
    "agree": ("A", {"A1"}, 0.7038, 2709),
    "conscientious": ("C", {"C4", "C5"}, 0.7293, 2707),
    "openness": ("O", {"O2", "O5"}, 0.6025, 2726),
}


@pytest.mark.parametrize("scale", SCALES)
def test_reliability_of_the_five_factors(tmp_path, scale):
    letter, turned, alpha, n = SCALES[scale]
    items = [
        {
            "question_id": f"{letter}{number}", "type": "likert", "text": f"{letter}{number}", "scale_min": 1,
            "scale_max": 6, "dimension": scale, "na": "NA=blank",
            "reversed": "yes" if f"{letter}{number}" in turned else "",
        }
        for number in range(1, 6)
    ]  # fmt: skip
    survey = survey_of_file(tmp_path, "psych_bfi.csv.gz", items)
    assert len(survey.responses) == 2800
    answers = survey.scored()
    assert len(answers.dropna()) == n
    assert cronbach_alpha(answers.dropna().cov().to_numpy()) == pytest.approx(alpha, abs=5e-5)
