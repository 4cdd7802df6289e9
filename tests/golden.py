"""Published values and files that lie beside the project: a test that needs an absent one is skipped."""

import json
from pathlib import Path
from typing import Any

import pytest

from wcm_helpers.core.paths import ROOT

SHARED = ROOT.parent / "shared"


def shared(name: str) -> Path:
    """Return a file under ../shared, such as ``data/psych_bfi.csv.gz``; skip the test without it."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not in ../shared; it may not be kept with the workbook")
    return path


def golden(name: str) -> Any:
    """Return a JSON file of published values."""
    return json.loads(shared(f"data/golden/{name}").read_text(encoding="utf-8"))
