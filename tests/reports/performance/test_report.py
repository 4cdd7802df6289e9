"""The report as it is registered, and the planted truths it must tell."""

import pytest

from wcm_helpers.reports import REPORTS
from wcm_helpers.reports.performance.causes.analysis import causes_of, main_cause, slower_stage
from wcm_helpers.reports.performance.report import PERFORMANCE, READS


def test_it_is_registered_with_its_tables():
    assert REPORTS["performance"] is PERFORMANCE
    assert {"orders", "tickets", "contracts", "actions", "sla_terms", "calendar"} <= set(READS)


def test_the_special_cause_is_named_with_its_site_and_stage(performance_review, truth):
    cause = main_cause(performance_review.computed(causes_of))
    assert (cause.dimension, cause.leading[0]) == ("site", truth.loc["special cause", "where"])
    assert slower_stage(performance_review, "site", "S1") == "picked-packed"


def test_measures_are_told_apart(performance_review):
    verdicts = performance_review.figures["measures"]
    assert verdicts["M1"] == "effect shown"
    assert verdicts["M2"] == "effect not shown"
    assert verdicts["M3"] == "overdue, not started"
    assert verdicts["M4"] == "too early"


def test_the_month_of_the_reversal_is_announced(truth):
    from tests.reports.performance.conftest import opened

    month = truth.loc["reversal", "from"]
    explained = opened(month).computed(causes_of)
    reversals = {(each.dimension, each.base) for each in explained if each.reversal}
    assert ("priority", "previous") in reversals


def test_the_files_beside_the_report_read_back_as_a_register(performance_review):
    register = PERFORMANCE.files(performance_review)["measures.csv"]
    assert register["id"].tolist()[:5] == ["M1", "M2", "M3", "M4", "M5"]
    assert set(register["status"]) <= {"not_started", "in_progress", "done", "closed"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_section_shows_itself_in_both_languages(performance_review, language):
    from wcm_helpers.core import words

    words.use(language)
    review = performance_review.with_parameters(
        performance_review.parameters.model_copy(update={"language": language})
    )
    for name in review.report.sections:
        assert review.section(name).name == name
    assert review.headline
    words.use("en")
