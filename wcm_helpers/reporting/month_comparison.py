"""Two records of figures and classes compared: what moved, and how many customers changed class."""

import csv
import io
import math
from collections.abc import Iterator

#: Figures that differ by less are the same: sums of floating point depend on the order of their terms.
_ROUNDING = 1e-9
#: The file of a month that has the class of every customer, and its columns that are compared.
CLASSES_FILE = "classes.csv"
_CUSTOMER, _CLASS = "customer_id", "official_class"
#: The classes from the best to the lowest.
_ORDER = "ABCN"


def moved_figures(before: dict, after: dict) -> list[dict]:
    """Return the figures of a report that differ, with ``id``, ``from`` and ``to``.

    A figure that only one of the two records has is none of them: another version records other figures. A
    name that only one of them has within a group of figures counts as 0.

    Examples
    --------
    >>> moved_figures({"value": 5.0, "classes": {"B": 2}}, {"value": 5.0, "classes": {"A": 1, "B": 2}})
    [{'id': 'classes.A', 'from': 0, 'to': 1}]
    """
    return [
        {"id": name, "from": one, "to": other}
        for key in before
        if key in after
        for name, one, other in _pairs(key, before[key], after[key])
        if not _same(one, other)
    ]


def _pairs(name: str, one: object, other: object) -> Iterator[tuple[str, object, object]]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys([*one, *other]):
            yield from _pairs(f"{name}.{key}", one.get(key, 0), other.get(key, 0))
    else:
        yield name, one, other


def _same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=_ROUNDING, abs_tol=_ROUNDING)
    return one == other


def moved_cards(before: list[dict], after: list[dict]) -> list[dict]:
    """Return the cards of a first page whose value reads otherwise, with ``id``, ``label``, ``from``, ``to``.

    Both lists must be in one language. Cards without an id, as earlier versions recorded them, are left out.
    """
    earlier = {card["id"]: card["value"] for card in before if "id" in card}
    return [
        {"id": card["id"], "label": card["label"], "from": earlier[card["id"]], "to": card["value"]}
        for card in after
        if card.get("id") in earlier and earlier[card["id"]] != card["value"]
    ]


def official_classes(text: str) -> dict[str, str]:
    """Return the official class of each customer of a classes.csv; customers without one are left out."""
    return {row[_CUSTOMER]: row[_CLASS] for row in _rows(text) if row[_CLASS]}


def listed_customers(text: str) -> set[str]:
    """Return all customers of a classes.csv, also those without activity."""
    return {row[_CUSTOMER] for row in _rows(text)}


def _rows(text: str) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    return list(rows) if {_CUSTOMER, _CLASS} <= {*(rows.fieldnames or ())} else []


def class_changes(before: dict[str, str], after: dict[str, str]) -> dict[str, int]:
    """Return how many customers changed official class (``up``, ``down``), ``entered`` and ``left``.

    Examples
    --------
    >>> class_changes({"c1": "A", "c2": "B", "c3": "C"}, {"c1": "B", "c2": "B", "c4": "C"})
    {'changed': 1, 'up': 0, 'down': 1, 'entered': 1, 'left': 1}
    """
    changed = [
        (before[customer], letter)
        for customer, letter in after.items()
        if before.get(customer, letter) != letter
    ]
    up = sum(_ORDER.find(letter) < _ORDER.find(earlier) for earlier, letter in changed)
    return {
        "changed": len(changed),
        "up": up,
        "down": len(changed) - up,
        "entered": len(after.keys() - before.keys()),
        "left": len(before.keys() - after.keys()),
    }
