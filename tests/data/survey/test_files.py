"""The files of the waves: those that had closed, with their fingerprints."""

import hashlib

from tests.data.survey.exports import settings_with
from wcm_helpers.data.survey.files import SurveyFile, survey_files


def test_files_of_waves_that_had_closed(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"x")
    settings = settings_with(
        tmp_path,
        spring={"month": "2026-03", "anonymous": True, "path": "a.csv", "questions": "q.csv"},
        autumn={"month": "2026-09", "anonymous": True, "path": "b.csv"},
        long={"month": "2026-01", "anonymous": True},
    )
    digest = hashlib.sha256(b"x").hexdigest()
    assert survey_files(settings, "2026-05") == [
        SurveyFile("spring", "a.csv", digest),
        SurveyFile("spring", "q.csv", ""),
    ]
    assert [item.wave for item in survey_files(settings, "2026-09")] == ["spring", "spring", "autumn"]
