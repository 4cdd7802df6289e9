"""What is said of modes and coders."""

import math

import pandas as pd
import pytest

from wcm_helpers.methods.intervals import Interval
from wcm_helpers.reports.demand_survey.agreement.result import Coding, Interviews
from wcm_helpers.reports.demand_survey.agreement.sentences import (
    coding_sentences,
    mode_sentences,
    share_text,
)


def _coding(low, high, notes=40, kappa=math.nan):
    return Coding(notes, 2, 30, (low + high) / 2, Interval(low, high), kappa, pd.DataFrame())


@pytest.mark.parametrize(
    ("low", "high", "notes", "verdict"),
    [
        (0.82, 0.95, 40, "The codes are reliable."),
        (0.70, 0.95, 40, "reliable enough for cautious conclusions"),
        (0.30, 0.60, 40, "not reliable: define the themes more sharply"),
        (0.50, 0.90, 40, "It is not clear"),
        (0.82, 0.95, 6, "6 notes are too few"),
    ],
)
def test_the_lower_end_of_the_interval_decides(low, high, notes, verdict):
    assert verdict in coding_sentences(_coding(low, high, notes))[-1]


def test_kappa_is_named_where_there_are_two_coders():
    lines = coding_sentences(_coding(0.7, 0.9, kappa=0.71))
    assert "Cohen's κ of the two coders is 0.71." in lines
    assert not any("κ" in line for line in coding_sentences(_coding(0.7, 0.9)))


def test_no_note_coded_twice_and_one_code_alone():
    assert "No interview note was coded by two people" in coding_sentences(_coding(0, 0, notes=0))[0]
    assert "Only one code" in coding_sentences(_coding(math.nan, math.nan))[1]


def test_several_modes_come_with_a_caution():
    modes = pd.DataFrame({"mode": ["phone", "web"]})
    assert "more kindly" in mode_sentences(Interviews(modes, False, "", None))[0]
    assert mode_sentences(Interviews(modes.head(1), True, "", None)) == [
        "Ways of answering with too few responses are not shown."
    ]


def test_a_share_without_a_value_is_a_dash():
    assert share_text(math.nan, math.nan, math.nan) == "–"
    assert share_text(0.64, 0.5, 0.75) == "64% (50% to 75%)"
