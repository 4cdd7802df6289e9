"""Faults: what forbids a report, with the tables it belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass

from wcm_helpers.core.messages import Text, from_json, message, to_json


@dataclass(frozen=True)
class Fault:
    """A reason that forbids every report that reads one of some tables, in the language of its reader.

    Examples
    --------
    >>> fault = Fault(("orders", "order_lines"), "order_id 1 is used twice")
    >>> str(fault), fault.concerns(["orders"]), fault.concerns(["billing"]), fault.concerns(None)
    ('order_id 1 is used twice', True, False, True)
    """

    tables: tuple[str, ...]
    message: Text

    def __str__(self) -> str:
        return str(self.message)

    def concerns(self, tables: Iterable[str] | None) -> bool:
        """Return whether it forbids a report that reads ``tables``; ``None`` is every table."""
        return tables is None or bool({*tables} & {*self.tables})


def as_lists(faults: Iterable[Fault]) -> list[list]:
    """Return faults as JSON holds them: see :func:`from_lists`."""
    return [[list(fault.tables), to_json(fault.message)] for fault in faults]


def from_lists(rows: Iterable[Iterable]) -> list[Fault]:
    """Return the faults of :func:`as_lists`.

    Examples
    --------
    >>> from_lists(as_lists([Fault(("orders",), "none")])) == [Fault(("orders",), "none")]
    True
    """
    return [Fault(tuple(tables), from_json(text)) for tables, text in rows]


def one_each(faults: Iterable[Fault]) -> list[Fault]:
    """Return faults with one message only once, for the tables of all of them.

    Examples
    --------
    >>> one_each([Fault(("orders",), "cut off"), Fault(("order_lines",), "cut off")])
    [Fault(tables=('orders', 'order_lines'), message='cut off')]
    """
    tables: dict[Text, dict[str, None]] = {}
    for fault in faults:
        tables.setdefault(fault.message, {}).update(dict.fromkeys(fault.tables))
    return [Fault(tuple(names), text) for text, names in tables.items()]


def cell(file: str, line: int, column: str, value: str) -> Text:
    """Return the sentence that names a cell, or a row if ``column`` is empty: where it is and what it holds.

    Examples
    --------
    >>> str(cell("orders.csv", 7, "created_at", "31/02"))
    "orders.csv:7: created_at is '31/02'."
    """
    place = f"{file}:{line}" if line else file
    if not column:
        return message("{place}: the row is {value}.", place=place, value=repr(value))
    if not value:
        return message("{place}: {column} is empty.", place=place, column=column)
    return message("{place}: {column} is {value}.", place=place, column=column, value=repr(value))
