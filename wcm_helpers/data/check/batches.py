"""Which exports must be looked at together, and which can be checked and counted on their own.

Two files can only share an order or an invoice where the numbers in them overlap. Files that do, directly or
through others, make a batch; a new month's numbers begin where the last month's ended, and so it is a batch
of its own, and all that was checked before stands. Numbers overlap only within one form: the letters they
begin with, and their length.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from wcm_helpers.data.cache import read_note, write_note
from wcm_helpers.data.check import rules
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import NUMBERS, Staged
from wcm_helpers.data.sql import parquet_rows
from wcm_helpers.data.tables.schema import CONTRACT

#: Tables that are looked at together; those without a number of their rows are small, and one batch each.
FAMILIES = (("orders", "order_lines"), *((name,) for name in CONTRACT if not name.startswith("order")))

#: Where a file's numbers have more forms than this, they tell nothing apart.
_MOST_FORMS = 64

#: What stands for rows whose number is blank, and for a file without numbers, among the spans of forms.
_BLANK = [("blank", "", "")]


@dataclass(frozen=True)
class Batch:
    """Exports that are looked at together, by table, in the order of the settings.

    ``orders_apart`` says that these are lines and all orders lie elsewhere: none of them is the orders' own.
    """

    tables: dict[str, list[Staged]]
    orders_apart: bool = False

    def key(self, basis: list) -> str:
        """Return the fingerprint of what is in it, and of what it is checked by."""
        parts = {name: [Path(item.parquet).name for item in items] for name, items in self.tables.items()}
        text = json.dumps([parts, self.orders_apart, basis], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:24]


def batches(staged: dict[str, list[Staged]]) -> list[Batch]:
    """Return the batches of everything that came in, in the order of their first numbers."""
    found = []
    for family in FAMILIES:
        files = [(name, item) for name in family for item in staged.get(name, [])]
        if not files:
            continue
        for group in _groups(files) if family[0] in NUMBERS else [files]:
            tables: dict[str, list[Staged]] = {}
            for name, item in group:
                tables.setdefault(name, []).append(item)
            apart = "order_lines" in tables and "orders" not in tables and "orders" in staged
            found.append(Batch(tables, orders_apart=apart))
    return found


def _groups(files: list[tuple[str, Staged]]) -> list[list[tuple[str, Staged]]]:
    """Return the files in groups that share no number; a blank where a number belongs is one they share."""
    blanks = [_BLANK if _any_blank(name, item) else [] for name, item in files]
    spans = [[("", *item.number_range)] if item.number_range else [] for _, item in files]
    found = []
    for group in _touching(list(zip(files, blanks, strict=True)), [*map(list.__add__, spans, blanks)]):
        own = [file for file, _ in group]
        alone = len(own) == len({name for name, _ in own})
        forms = [] if alone else [_forms(name, item) if item.number_range else _BLANK for name, item in own]
        if forms and all(forms):
            found += _touching(own, [[*form, *blank] for form, (_, blank) in zip(forms, group, strict=True)])
        else:
            found.append(own)
    return found


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
    ordered = sorted((form, low, high, index) for index, own in enumerate(spans) for form, low, high in own)
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
    number = NUMBERS[name]
    found = _noted(
        item,
        "forms",
        f"select rtrim(left({number}, 6), '0123456789') || ' ' || length({number}) as form, min({number}), "
        f"max({number}) from {parquet_rows([item.parquet])} where {number} is not null "
        f"and {rules.IS_A_ROW} group by form order by form "
        f"limit {_MOST_FORMS + 1}",
    )
    return [tuple(span) for span in found] if len(found) <= _MOST_FORMS else []


def _any_blank(name: str, item: Staged) -> bool:
    """Return whether any usable row has a key without a number."""
    number = NUMBERS[name]
    if CONTRACT[name][number].needed or not rules.key_of(name, set(item.column_headers)):
        return False
    rows = f"{parquet_rows([item.parquet])} where {number} is null and _reject_reason is null"
    return bool(_noted(item, "blanks", f"select 1 from {rows} limit 1"))


def _noted(item: Staged, what: str, query: str) -> list:
    """Return what a query says of a staged file; it is asked once, and the answer kept beside the file."""
    note = Path(item.parquet).with_suffix(f".{what}.note")
    if (known := read_note(note)) is None:
        engine = DuckDb()
        known = {"found": engine.run(query)}
        engine.connection.close()
        write_note(note, known)
    return known["found"]
