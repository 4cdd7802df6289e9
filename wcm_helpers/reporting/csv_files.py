"""Tables as CSV: safe to open in a spreadsheet, ready to load elsewhere."""

import csv
import io

import pandas as pd

from wcm_helpers.core import visible
from wcm_helpers.core.formats import missing
from wcm_helpers.data.intake import Intake, rejects_up_to


def safe_cell(value: object) -> object:
    r"""Return a cell safe for spreadsheets: text is :func:`wcm_helpers.core.visible.cell`, no value is empty.

    Examples
    --------
    >>> safe_cell('=HYPERLINK("x")'), safe_cell(-3.5), safe_cell("C00042")
    ('\'=HYPERLINK("x")', -3.5, 'C00042')
    """
    if isinstance(value, str):
        return visible.cell(value)
    return "" if missing(value) else value


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return a frame as CSV in UTF-8 with a byte-order mark, by which spreadsheets know the encoding."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(safe_cell, frame.columns))
    writer.writerows([safe_cell(value) for value in row] for row in frame.itertuples(index=False))
    return text.getvalue().encode("utf-8-sig")


def rejects_csv(intake: Intake, month: str) -> bytes:
    """Return the rejected rows and cells up to a month as CSV: table, file, line and so on.

    Rows whose month cannot be read are there in every month.
    """
    return to_csv(rejects_up_to(intake, month).drop(columns="month"))
