"""Measures in words."""

import pytest

from tests.reports.performance.measures.made_up import MONTH, Review, register
from wcm_helpers.methods.register_verdicts import NEXT
from wcm_helpers.reports.performance.catalogue.definitions import DEFINITIONS
from wcm_helpers.reports.performance.measures.analysis import judged_of
from wcm_helpers.reports.performance.measures.judging import judge_register
from wcm_helpers.reports.performance.measures.sentences import (
    effect_words,
    next_words,
    phase_words,
    signed_value,
    verdict_words,
    why_words,
    write_p,
)

ON_TIME = {"metric": "on_time", "scope": "LA1", "start": "2026-05-01", "status": "done"}


def _one(**row):
    return judged_of(Review(register({"id": "M", **ON_TIME, **row})))[0]


def test_every_verdict_and_phase_has_words():
    assert len({verdict_words(verdict) for verdict in NEXT}) == len(NEXT)
    assert phase_words("act") == "Act"


def test_an_effect_has_its_sign_unit_and_interval():
    words = effect_words(_one(), "on_time")
    assert words.startswith("+1")
    assert words.count("points") == 1
    assert signed_value(DEFINITIONS["lead_p90_hours"], -4.96) == "−5.0 h"
    assert effect_words(_one(start="2026-09-01"), "on_time") == ""


def test_the_next_step_names_the_month_of_the_first_verdict_or_the_decision():
    assert next_words(_one(start="2026-09-15")) == "Wait; first verdict with December 2026."
    closed = {"status": "closed", "scope": "LA2", "closed_at": "2026-09-01", "decision": "too dear"}
    assert next_words(_one(**closed)) == "Closed by decision: too dear"
    assert next_words(_one()) == "Make it the standard."
    assert next_words(_one(scope="LA2")) == "Open again; look for another cause."
    assert next_words(_one(scope="LA2", status="in_progress")) == "Look for another cause."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"metric": "pick hours"}, "There is no such indicator in the catalogue."),
        ({"scope": "LA9"}, "There is no such customer, class, industry, site or carrier."),
        ({"start": None}, "No start date is recorded."),
        ({"metric": "claims"}, "There are no figures of this indicator and group."),
        ({"start": "2024-02-01"}, "It has fewer than 6 months before its start."),
        ({}, ""),
    ],
)
def test_it_says_why_nothing_can_be_told(row, words):
    assert why_words(_one(**row)) == words


def test_without_a_better_direction_nothing_can_be_told():
    rows = judged_of(Review(register({"id": "M", **ON_TIME})))[0].series
    judged = judge_register(register({"id": "M", **ON_TIME}), lambda *_names: (rows, ""), MONTH, 3)[0]
    assert why_words(judged) == "The indicator has no better direction."


def test_p_is_never_nothing():
    assert [write_p(value) for value in (1e-300, 0.0009, 0.05, float("nan"))] == [
        "< 0.001",
        "< 0.001",
        "0.050",
        "",
    ]
