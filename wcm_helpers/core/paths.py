"""Where the workbook's own folders lie, wherever it is started from."""

import os
from pathlib import Path

#: The checkout: the folder that holds notebooks/, data/ and reports/.
ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
SAMPLE_SETTINGS = ROOT / "workbook.toml"
LOCALE = Path(__file__).resolve().parents[1] / "locale"


def cache_folder() -> Path:
    """Return the folder of rebuilt-at-will files: ``WCM_CACHE``, else ``.cache/wcm`` in the checkout."""
    return Path(os.environ.get("WCM_CACHE") or ROOT / ".cache" / "wcm")


def shown(path: Path) -> str:
    """Return a path as a reader should see it: relative to where they are, when that is shorter.

    Examples
    --------
    >>> shown(Path.cwd() / "data" / "orders.csv")
    'data/orders.csv'
    """
    path = Path(path)
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
