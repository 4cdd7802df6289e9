"""The files the waves of a survey are read from, and their fingerprints."""

from dataclasses import dataclass

from wcm_helpers.data.cache import digest
from wcm_helpers.data.settings import Settings


@dataclass(frozen=True)
class SurveyFile:
    """A file of a wave: its export or its question file.

    Attributes
    ----------
    wave : str
        The key of the wave in the settings.
    file, fingerprint : str
        Its name in messages, and its SHA-256; empty where it does not exist.
    """

    wave: str
    file: str
    fingerprint: str


def survey_files(settings: Settings, month: str) -> list[SurveyFile]:
    """Return the files of the waves that had closed by a month, YYYY-MM, in the order of the settings."""
    return [
        SurveyFile(name, (settings.folder / path).name, digest(settings.folder / path))
        for name, source in settings.surveys.items()
        if source.month <= month
        for path in (source.path, source.questions)
        if path
    ]
