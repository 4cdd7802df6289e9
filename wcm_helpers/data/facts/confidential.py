"""What reports may show of the persons and free texts in a table: what ``[site] publish_names`` allows."""

import re

import pandas as pd

from wcm_helpers.core.contacts import MARK, without_contacts
from wcm_helpers.core.visible import from_cell
from wcm_helpers.data.tables.schema import Table

#: A shorter name would be found in other words.
_SHORTEST_NAME = 2


def as_published(rows: pd.DataFrame, table: Table, *, publish_names: bool) -> pd.DataFrame:
    """Return the rows of a table without what no report may show of it.

    Phone numbers, mail addresses and accounts of chats are never shown. Unless names are published, a column
    that names a person or says why is ``MARK`` where it is filled, and those persons are taken out of the
    other free texts.

    Parameters
    ----------
    rows : pd.DataFrame
        The used rows of ``table``.
    table : Table
    publish_names : bool
        As the settings of the site have it.
    """
    there = [name for name in (*table.persons, *table.reasons_given, *table.free_texts) if name in rows]
    hidden = () if publish_names else (*table.persons, *table.reasons_given)
    persons = {name for column in table.persons if column in rows for name in rows[column].dropna()}
    names = _any_of(set() if publish_names else persons)

    def shown(text: str) -> str:
        return without_contacts(names.sub(MARK, from_cell(text)))

    columns = {
        name: rows[name]
        .map(_marked if name in hidden else shown, na_action="ignore")
        .astype(rows[name].dtype)
        for name in there
    }
    return rows.assign(**columns)


def _marked(text: str) -> str:
    return MARK if text.strip() else text


def _any_of(names: set[str]) -> re.Pattern[str]:
    """Return a pattern of names, the longest first, that matches nothing if there are none."""
    whole = {name for name in names if len(name) >= _SHORTEST_NAME}
    longest = sorted(whole, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)")
