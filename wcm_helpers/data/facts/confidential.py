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

    Phone numbers, mail addresses and accounts of chats are never shown. Protected columns are left out, and
    the persons they name are taken out of the free texts. Unless names are published, a column that names a
    person of the warehouse or says why is ``MARK`` where it is filled, and those persons are taken out, too.

    Parameters
    ----------
    rows : pd.DataFrame
        The used rows of ``table``.
    table : Table
    publish_names : bool
        As the settings of the site have it.
    """
    there = [name for name in (*table.persons, *table.reasons_given, *table.free_texts) if name in rows]
    there = [name for name in there if name not in table.protected]
    hidden = () if publish_names else (*table.persons, *table.reasons_given)
    named = [column for column in table.persons if not publish_names or column in table.protected]
    names = _any_of({name for column in named if column in rows for name in rows[column].dropna()})

    def shown(text: str) -> str:
        return without_contacts(names.sub(MARK, from_cell(text)))

    columns = {
        name: rows[name]
        .map(_marked if name in hidden else shown, na_action="ignore")
        .astype(rows[name].dtype)
        for name in there
    }
    return rows.assign(**columns).drop(columns=[name for name in table.protected if name in rows])


def _marked(text: str) -> str:
    return MARK if text.strip() else text


def _any_of(names: set[str]) -> re.Pattern[str]:
    """Return a pattern of names, the longest first, that matches nothing if there are none."""
    whole = {name for name in names if len(name) >= _SHORTEST_NAME}
    longest = sorted(whole, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)")
