"""Small groups of an anonymous survey are unknown to every section."""

import pandas as pd
import pytest

from tests.reports.demand_survey.reviews import frame_of
from tests.surveys import question, survey_of
from wcm_helpers.reports.demand_survey.privacy import without_small_groups

FRAME = frame_of(["x", "y", "z"], **{"class": ["A", "B", "C"]})


def classes(*groups, frame=FRAME, anonymous=True):
    """Return the classes of responses, given and as sections see them: (class, how many)."""
    given = [letter for letter, n in groups for _ in range(n)]
    answers = {"SAT": [4] * len(given)}
    survey = survey_of([question("SAT", "csat")], answers, anonymous=anonymous, **{"class": given})
    seen = without_small_groups(survey, frame, 5).responses["class"]
    return seen.fillna("unknown").value_counts().to_dict()


def test_a_small_class_is_unknown_with_the_next_smallest():
    assert classes(("A", 3), ("B", 9), ("C", 20)) == {"C": 20, "unknown": 12}


def test_a_class_nobody_answered_in_leaves_the_same_trace():
    assert classes(("B", 12), ("C", 20)) == {"C": 20, "unknown": 12}
    assert classes(("A", 6), ("B", 6), ("C", 20)) == {"C": 20, "A": 6, "B": 6}


def test_unknown_classes_are_one_group_more():
    # 2 unknown are hidden with the 9 of B, though A, B and C are large enough
    assert classes(("A", 10), ("B", 9), ("C", 20), (None, 2)) == {"C": 20, "A": 10, "unknown": 11}


def test_a_named_survey_is_as_it_is():
    assert classes(("A", 1), ("C", 20), anonymous=False) == {"A": 1, "C": 20}


def test_without_groups_or_responses_nothing_is_changed():
    assert classes() == {} and classes((None, 8)) == {"unknown": 8}
    assert classes(("A", 8), frame=pd.DataFrame(columns=["class", "industry", "site"])) == {"A": 8}


def asked(why, few, anonymous=True):
    """Return the questions that are left where all of 20 but a few complained and were asked why."""
    rows = [question("CLM", "single", levels=("yes", "no")), question("WHY", why, levels=("damage", "delay"))]
    rows[1]["shown_if"] = "CLM=yes"
    answer = {"multi": ["damage"], "text": "damage", "likert": 2}[why]
    answers = {
        "CLM": [["no"]] * few + [["yes"]] * (20 - few),
        "WHY": [None] * few + [answer] * (20 - few),
    }
    survey = survey_of(rows, answers, anonymous=anonymous)
    survey.states.loc[survey.states.index[:few], "WHY"] = "not_shown"
    return without_small_groups(survey, FRAME, 5)


@pytest.mark.parametrize("why", ["multi", "text", "likert"])
def test_a_question_that_all_but_a_few_were_asked_is_left_out(why):
    left = asked(why, 3)
    assert left.questions.index.tolist() == ["CLM"]
    assert "WHY" not in {*left.states, *left.scores, *left.choices, *left.texts}
    for few, anonymous in ((0, True), (5, True), (3, False)):
        assert asked(why, few, anonymous).questions.index.tolist() == ["CLM", "WHY"]
