"""A wave in the settings: what has to be said, and what is refused."""

import pytest
from pydantic import ValidationError

from wcm_helpers.data.survey_source import SurveySource


def test_month_and_anonymous_have_to_be_said():
    with pytest.raises(ValidationError) as caught:
        SurveySource.model_validate({"path": "export.csv"})
    assert {error["loc"][0] for error in caught.value.errors()} == {"month", "anonymous"}


@pytest.mark.parametrize(
    "fault", [{"month": "2026-5x"}, {"columns": {"customer": "编号"}}, {"header_rows": 9}]
)
def test_an_impossible_value_is_refused(fault):
    with pytest.raises(ValidationError):
        SurveySource.model_validate({"month": "2026-05", "anonymous": True, **fault})


def test_a_wave_without_a_path_is_in_long_form():
    source = SurveySource(month="2026-05", anonymous=False)
    assert (source.path, source.questions, source.columns) == ("", "", {})
