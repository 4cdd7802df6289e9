"""Files kept between runs, and how a damaged one is noticed."""

import hashlib
import json
from pathlib import Path


def digests(folder: Path, pattern: str = "*.parquet") -> dict[str, str]:
    """Return the fingerprint of each small file of a folder."""
    return {path.name: digest(path) for path in sorted(folder.glob(pattern))}


def digest(path: Path) -> str:
    """Return the fingerprint of a small file; of one that is not there, nothing."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def noted(folder: Path) -> dict | None:
    """Return what a check noted last, if it ended and every file it left is as it was written."""
    try:
        found = json.loads((folder / "found.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if found["digests"] == digests(folder) else None
