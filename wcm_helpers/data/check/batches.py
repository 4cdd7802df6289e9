"""Which exports must be checked together, and which can be checked and aggregated on their own.

Two files can only share an order or an invoice where the numbers in them overlap. Files that do, directly or
through others, make a batch, and so do all files without numbers. The numbers of a new month begin where
those of the last month ended, so it is a batch of its own, and the results of earlier batches are still
valid. Numbers overlap only within one form: the letters they begin with, and their length.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from wcm_helpers.data.cache import read_sealed, write_sealed
from wcm_helpers.data.check.row_views import IS_A_ROW
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables import TABLES

#: Tables that are checked together: one, and the tables that belong to it.
FAMILIES = tuple(
    (name, *(child for child, other in TABLES.items() if other.parent == name))
    for name, table in TABLES.items()
    if not table.parent
)

#: A file whose numbers have more forms than this is not separated from others by its numbers.
_MOST_FORMS = 64

#: The span of rows whose number is blank, and of a file without numbers.
_BLANK = [("blank", "", "")]
#: The span of files without a column of numbers: rows of theirs may repeat each other.
_WITHOUT = [("without", "", "")]


@dataclass(frozen=True)
class Batch:
    """Exports that are checked together, by table, in the order of the settings.

    ``without_parents`` is true of rows that belong to a table all of whose rows are in other batches.
    """

    tables: dict[str, list[Staged]]
    without_parents: bool = False

    def key(self, basis: list) -> str:
        """Return the fingerprint of its contents and of the basis of its checks."""
        parts = {name: [Path(item.parquet).name for item in items] for name, items in self.tables.items()}
        text = json.dumps([parts, self.without_parents, basis], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:24]


def key_of(table: str, items: list[Staged]) -> tuple[str, ...]:
    """Return the columns that name a row of a table; none where one of its files lacks one."""
    present = [{*item.column_headers, *item.constants} for item in items]
    return TABLES[table].key_in(set.intersection(*present))


def split(staged: dict[str, list[Staged]]) -> list[Batch]:
    """Return the batches of all staged files, in the order of their first numbers."""
    batches = []
    for family in FAMILIES:
        files = [(name, item) for name in family for item in staged.get(name, [])]
        if not files:
            continue
        for group in _groups(files) if TABLES[family[0]].number else [files]:
            tables: dict[str, list[Staged]] = {}
            for name, item in group:
                tables.setdefault(name, []).append(item)
            parents = {TABLES[name].parent for name in tables}
            batches.append(Batch(tables, without_parents=bool(parents & set(staged) - set(tables))))
    return batches


def _groups(files: list[tuple[str, Staged]]) -> list[list[tuple[str, Staged]]]:
    """Return the files in groups that share no number; blank numbers are shared too."""
    blanks = [_blanks_of(name, item) for name, item in files]
    spans = [[("", *item.number_range)] if item.number_range else [] for _, item in files]
    groups = []
    for group in _touching(list(zip(files, blanks, strict=True)), [*map(list.__add__, spans, blanks)]):
        members = [file for file, _ in group]
        alone = len(members) == len({name for name, _ in members})
        forms = (
            [] if alone else [_forms(name, item) if item.number_range else _BLANK for name, item in members]
        )
        if forms and all(forms):
            groups += _touching(
                members, [[*form, *blank] for form, (_, blank) in zip(forms, group, strict=True)]
            )
        else:
            groups.append(members)
    return groups


def _touching(files: list, spans: list[list[tuple[str, str, str]]]) -> list[list]:
    """Return the files in groups whose spans touch, directly or through others.

    Examples
    --------
    >>> spans = [[("", "1", "3")], [("", "5", "9")], [("", "3", "4")], [("S", "1", "9")]]
    >>> _touching(["a", "b", "c", "d"], spans)
    [['a', 'c'], ['b'], ['d']]
    """
    leader = list(range(len(files)))

    def first(index: int) -> int:
        while leader[index] != index:
            index = leader[index]
        return index

    reach: dict[str, tuple[str, int]] = {}
    ordered = sorted(
        (form, low, high, index) for index, ranges in enumerate(spans) for form, low, high in ranges
    )
    for form, low, high, index in ordered:
        end, before = reach.get(form, ("", -1))
        if before >= 0 and low <= end:
            together = sorted((first(before), first(index)))
            leader[together[1]] = together[0]
        if before < 0 or high > end:
            reach[form] = (high, index)
    groups: dict[int, list] = {}
    for index, file in enumerate(files):
        groups.setdefault(first(index), []).append(file)
    return list(groups.values())


def _forms(name: str, item: Staged) -> list[tuple[str, str, str]]:
    """Return the spans of a file's numbers by their form; none if there are too many."""
    number = TABLES[name].number
    spans = _cached_query(
        item,
        "forms",
        f"select rtrim(left({number}, 6), '0123456789') || ' ' || length({number}) as form, min({number}), "
        f"max({number}) from {parquet_rows([item.parquet])} where {number} is not null "
        f"and {IS_A_ROW} group by form order by form "
        f"limit {_MOST_FORMS + 1}",
    )
    return [tuple(span) for span in spans] if len(spans) <= _MOST_FORMS else []


def _blanks_of(name: str, item: Staged) -> list[tuple[str, str, str]]:
    if TABLES[name].number not in item.columns:
        return _WITHOUT
    return _BLANK if _any_blank(name, item) else []


def _any_blank(name: str, item: Staged) -> bool:
    """Return whether any usable row has a key without a number."""
    number = TABLES[name].number
    if TABLES[name][number].needed or not key_of(name, [item]):
        return False
    rows = f"{parquet_rows([item.parquet])} where {number} is null and _reject_reason is null"
    return bool(_cached_query(item, "blanks", f"select 1 from {rows} limit 1"))


def _cached_query(item: Staged, name: str, query: str) -> list:
    """Return the rows of a query on a staged file; it runs once, and its result is cached beside the file."""
    path = Path(item.parquet).with_suffix(f".{name}.note")
    if (result := read_sealed(path)) is None:
        engine = DuckDb()
        result = {"rows": engine.run(query)}
        engine.connection.close()
        write_sealed(path, result)
    return result["rows"]
