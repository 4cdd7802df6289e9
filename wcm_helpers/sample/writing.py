"""Write the invented tables as text: exact decimals, times to the minute, one file a year."""

from pathlib import Path

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.words import _

_YEARLY = ("billing", "orders", "order_lines")


class Files:
    """The files of one sample; a second frame for a file is appended to it."""

    def __init__(self, folder: Path, years: list[str], waves: list[str]):
        expected = {f"{name}-{year}.csv" for name in _YEARLY for year in years}
        expected |= {f"survey-{wave}.csv" for wave in waves}
        for pattern in (*(f"{name}-????.csv" for name in _YEARLY), "survey-????-??.csv"):
            others = sorted({path.name for path in folder.glob(pattern)} - expected)
            if others:
                raise WorkbookError(
                    _(
                        "{folder}: {file} belongs to another invented warehouse. Remove it, or choose "
                        "another folder.",
                        folder=folder,
                        file=others[0],
                    )
                )
        self.folder = folder
        self.paths: list[Path] = []
        self.lines: dict[str, int] = {}

    def write(self, name: str, frame: pd.DataFrame) -> None:
        """Write a frame to a file, or append it to one of this sample."""
        path = self.folder / name
        new = name not in self.lines
        if new:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.paths.append(path)
        with path.open("w" if new else "a", encoding="utf-8", newline="") as text:
            frame.to_csv(text, index=False, header=new, lineterminator="\n")
        self.lines[name] = self.lines.get(name, 1) + len(frame)

    def add(self, name: str, line: str) -> int:
        """Append one line to a file unchanged, and return its number; the header is line 1."""
        with (self.folder / name).open("a", encoding="utf-8", newline="") as text:
            text.write(line + "\n")
        self.lines[name] += 1
        return self.lines[name]

    def last(self, table: str) -> str:
        """Return the name of the newest file of a yearly table."""
        return max(name for name in self.lines if name.startswith(f"{table}-"))

    def first(self, table: str) -> str:
        """Return the name of the oldest file of a yearly table."""
        return min(name for name in self.lines if name.startswith(f"{table}-"))


def decimals(hundredths: pd.Series) -> list[str]:
    """Return whole hundredths as decimals with two places.

    Examples
    --------
    >>> decimals(pd.Series([123456, 5, -5]))
    ['1234.56', '0.05', '-0.05']
    """
    return [f"{'-' if n < 0 else ''}{abs(n) // 100}.{abs(n) % 100:02d}" for n in hundredths.tolist()]


def times(minutes: pd.Series) -> np.ndarray:
    """Return minutes since 1970 as timestamps, -1 as an empty text.

    Examples
    --------
    >>> times(pd.Series([1501, -1])).tolist()
    ['1970-01-02 01:01:00', '']
    """
    stamps = np.datetime_as_string(minutes.to_numpy().astype("datetime64[m]"), unit="s")
    return np.where(minutes < 0, "", np.char.replace(stamps, "T", " "))
