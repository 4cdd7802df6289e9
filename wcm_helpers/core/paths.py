"""Paths of the checkout, independent of the current folder."""

import os
from pathlib import Path

#: The checkout: the folder that holds notebooks/, data/ and reports/.
ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
SAMPLE_SETTINGS = ROOT / "workbook.toml"
LOCALE = Path(__file__).resolve().parents[1] / "locale"


def cache_folder() -> Path:
    """Return the folder of files that can be rebuilt: ``WCM_CACHE``, else ``.cache/wcm`` in the checkout."""
    return Path(os.environ.get("WCM_CACHE") or ROOT / ".cache" / "wcm")


def display_path(path: Path) -> str:
    """Return a path for messages: relative to the current folder when it is inside it, else unchanged.

    Examples
    --------
    >>> display_path(Path.cwd() / "data" / "orders.csv")
    'data/orders.csv'
    """
    path = Path(path)
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
