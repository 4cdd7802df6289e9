"""One file twice among those of a table, as a browser saves it: ``billing.csv`` and ``billing (1).csv``."""

import re

from wcm_helpers.core.messages import message
from wcm_helpers.data.check.batches import key_of
from wcm_helpers.data.check.faults import Fault
from wcm_helpers.data.read.raw import Source
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.tables import TABLES

_COPY = re.compile(r"\(\d+\)|（\d+）|\bcopy\b|副本|复件", re.IGNORECASE)


def same_files(table: str, staged: list[tuple[Source, Staged]]) -> list[Fault]:
    """Return a fault for each file of a table whose bytes are those of another, and whose rows have no key.

    Where rows have a key, those of the second file are rejected as duplicates one by one. Sheets of one
    workbook are one file.
    """
    alike: dict[str, dict[object, Staged]] = {}
    for source, item in staged:
        if item.rows and source.path is not None:
            alike.setdefault(item.fingerprint, {}).setdefault(source.path, item)
    return [
        _fault(table, sorted(items.values(), key=lambda item: (bool(_COPY.search(item.label)), item.label)))
        for items in alike.values()
        if len(items) > 1 and not _told_apart(table, list(items.values()))
    ]


def _told_apart(table: str, items: list[Staged]) -> bool:
    """Return whether a key shows that the rows of these files are the same ones."""
    numbered = not TABLES[table].number or all(item.number_range for item in items)
    return numbered and bool(key_of(table, items))


def _fault(table: str, items: list[Staged]) -> Fault:
    first, *others = [item.label for item in items]
    text = message(
        "{table}: {file} and {others} have the same content, so every row would count again. Delete "
        "{others}, or leave it out of path in the settings.",
        table=table,
        file=first,
        others=others,
    )
    return Fault((table,), text)
