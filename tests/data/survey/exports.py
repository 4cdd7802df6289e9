"""Exports of a survey and their question files, written by tests."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd

from wcm_helpers.data.settings import Settings
from wcm_helpers.data.survey.survey import Survey
from wcm_helpers.data.survey.wave import read_wave
from wcm_helpers.data.survey_source import SurveySource

ZONE = ZoneInfo("Asia/Shanghai")


def write_rows(path: Path, rows: Sequence[Sequence[object]], encoding: str = "utf-8") -> Path:
    """Write rows to a CSV file."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_questions(path: Path, questions: Sequence[Mapping[str, object]]) -> Path:
    """Write a question file; a question has the columns it needs."""
    columns = list(dict.fromkeys(name for question in questions for name in question))
    return write_rows(
        path, [columns, *([question.get(name, "") for name in columns] for question in questions)]
    )


def wave(
    folder: Path,
    questions: Sequence[Mapping[str, object]],
    rows: Sequence[Sequence[object]],
    customers: pd.DataFrame | None = None,
    **settings: object,
) -> Survey:
    """Return the wave of an export given by its rows, the header row first."""
    write_rows(folder / "export.csv", rows)
    write_questions(folder / "questions.csv", questions)
    values = {"month": "2026-05", "anonymous": False, **settings}
    source = SurveySource(path="export.csv", questions="questions.csv", **values)
    return read_wave("wave", source, folder, customers, ZONE)


def settings_with(folder: Path, **surveys: Mapping[str, object]) -> Settings:
    """Return the settings of a warehouse with these waves, each by its name."""
    return Settings.model_validate(
        {
            "site": {"id": "shop", "name": "Shop"},
            "tables": {"customers": {"path": "customers.csv"}},
            "surveys": surveys,
            "file": folder / "settings.toml",
        }
    )
