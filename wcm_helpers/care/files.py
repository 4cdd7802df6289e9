"""The files of the care calendar: they hold personal data, so that their owner alone may read them."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import pandas as pd

from wcm_helpers.care.wording import Names, event_notes, event_title
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.messages import message
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.words import joined
from wcm_helpers.reporting.csv_files import to_csv

_OWNER_FOLDER, _OWNER_FILE = 0o700, 0o600


def to_care_csv(plan: pd.DataFrame, names: Names | None = None) -> bytes:
    """Return a plan as CSV that is safe to open in a spreadsheet: dates, keys, and the words of each event.

    Parameters
    ----------
    plan : pd.DataFrame
        Of :func:`wcm_helpers.care.gifts.care_plan`.
    names : Names, optional
        Leave it out where the file is shared.
    """
    rows = list(plan.itertuples())
    table = plan.assign(
        date=[row.date.date().isoformat() for row in rows],
        due_day=[row.due_day.date().isoformat() for row in rows],
        gift_cap=[None if pd.isna(row.gift_cap) else row.gift_cap / SCALE for row in rows],
        title=[event_title(row, names) for row in rows],
        notes=[joined(event_notes(row)) for row in rows],
    )
    first = ["due_day", "title", "date", "kind", "customer_id", "contact_id"]
    return to_csv(table[[*first, *table.columns.difference(first, sort=False)]].astype(object))


def write_private(folder: Path, name: str, content: bytes, published: Path | None = None) -> Path:
    """Write a file that its owner alone may read, whole or not at all.

    Windows has no such mode; there the folder decides who may read.

    Parameters
    ----------
    folder : Path
        The folder that the settings name for care files; it is made if it is not there.
    name : str
        A file name without a folder.
    content : bytes
    published : Path, optional
        The folder of published reports, in which no care file may lie.

    Raises
    ------
    WorkbookError
        If the name leads elsewhere, the folder is among the published reports, or it cannot be written.
    """
    if name in ("", ".", "..") or set(name) & set("/\\:\0"):
        raise WorkbookError(message("{name} is not a file name for the care calendar.", name=repr(name)))
    folder = Path(folder).resolve()
    if published is not None and folder.is_relative_to(Path(published).resolve()):
        raise WorkbookError(
            message(
                "{folder} is among the published reports, but care files hold personal data. Name another.",
                folder=display_path(folder),
            )
        )
    try:
        return _written(folder, name, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise WorkbookError(
            message("{file} cannot be written ({reason}).", file=display_path(folder / name), reason=reason)
        ) from error


def _written(folder: Path, name: str, content: bytes) -> Path:
    # One by one: made as parents, they would be open to everybody.
    for level in reversed([folder, *folder.parents]):
        level.mkdir(mode=_OWNER_FOLDER, exist_ok=True)
    part = folder / f".{secrets.token_hex(8)}.part"
    # The mode counts from the first byte, and a file or link of that name is never followed.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_FILE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / name)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    return folder / name
