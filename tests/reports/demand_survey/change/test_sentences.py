import re

import pytest

from tests.reports.demand_survey.change.test_analysis import TEN, changes, wave
from tests.surveys import question, survey_of
from wcm_helpers.core import words
from wcm_helpers.reports.demand_survey.change import sentences


@pytest.fixture(params=["en", "zh"])
def language(request):
    words.use(request.param)
    yield request.param
    words.use("en")


def test_a_rise_names_both_values_and_whose():
    before, now = wave([1] * 9 + [5], TEN, month="2025-11"), wave([5] * 10, TEN)
    text = sentences.headline(changes(now, before), "Q", before)
    assert text.startswith(
        "Among the 10 customers that also answered in November 2025, overall satisfaction rose from 10% to "
        "100% "
    )
    assert "(+90 points; interval +" in text
    fallen = sentences.headline(changes(before, now), "Q", now)
    assert "fell from 100% to 10%" in fallen


def test_what_chance_could_explain_is_not_called_a_change():
    before, now = wave([1] * 6 + [5] * 4, TEN, month="2025-11"), wave([1] * 5 + [5] * 5, TEN)
    text = sentences.headline(changes(now, before), "Q", before)
    assert text.startswith("Cannot tell whether overall satisfaction has changed since November 2025")
    row = changes(now, before).table.loc["Q"]
    assert (sentences.cell(row), sentences.verdict(row)) == ("cannot tell", "cannot tell")


def test_all_answers_of_both_waves():
    before = wave([0] * 30, [f"x{place}" for place in range(30)], month="2025-11", kind="nps")
    now = wave([10] * 30, [f"y{place}" for place in range(30)], kind="nps")
    result = changes(now, before)
    assert sentences.headline(result, "Q", before).startswith(
        "Against all answers of November 2025, the NPS rose from −100 to 100 (+200 points"
    )
    assert sentences.cell(result.table.loc["Q"]) == "▲ +200"
    assert sentences.basis(result.table.loc["Q"]) == "30 and 30 answers"


def test_unchanged_is_said_only_in_a_census():
    same = wave([1] * 10, TEN)
    assert "is unchanged at 0%" in sentences.headline(changes(same, same, TEN), "Q", same)
    assert "Cannot tell" in sentences.headline(changes(same, same), "Q", same)


def test_nothing_to_compare_is_silent():
    assert sentences.headline(changes(wave([1], ["x"]), wave([None], ["x"])), "Q", wave([1], ["x"])) == ""
    assert sentences.headline(changes(wave([1], ["x"]), wave([1], ["x"])), "NPS", wave([1], ["x"])) == ""


def test_single_questions_are_named_by_the_size_of_their_change():
    ids = ["Q1", "Q2", "Q3"]
    questions = [question(name, "performance") for name in ids]
    before = survey_of(questions, {"Q1": [1] * 20, "Q2": [5] * 20, "Q3": [5] * 20})
    now = survey_of(questions, {"Q1": [5] * 20, "Q2": [1] * 20, "Q3": [1] * 12 + [5] * 8})
    assert sentences.findings(changes(now, before), now) == [
        "Better than in the last wave: Q1 (+100 points).",
        "Worse than in the last wave: Q2 (−100 points) and Q3 (−60 points).",
    ]
    assert sentences.findings(changes(now, now), now) == [
        "For none of the 3 questions asked alike in both waves is the change larger than chance explains."
    ]


def test_every_reason_not_to_compare_has_its_sentence(language):
    kinds = {"A": "likert", "B": "csat", "D": "likert", "E": "likert"}
    now = survey_of([question(*pair) for pair in kinds.items()], {name: [1] for name in kinds})
    earlier = [question("B", "likert"), question("C", "likert"), question("D", "likert", text="other"),
               question("E", "likert", scale_max=9)]  # fmt: skip
    before = survey_of(earlier, {name: [1] for name in "BCDE"})
    lines = sentences.not_compared(changes(now, before), now, before)
    assert len(lines) == 5
    assert [re.search("[A-E](?=[.。])", line)[0] for line in lines] == ["A", "E", "B", "D", "C"]


def test_the_rules_name_the_level_and_the_least_number(language):
    text = " ".join(meaning for _term, meaning in sentences.rules())
    assert "5%" in text
    assert "8" in text
