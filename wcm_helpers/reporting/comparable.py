"""Figures of a report by which the sites of a group are compared, as ``run.json`` records them."""

import math
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Kind = Literal["amount", "count", "share", "hours", "score"]
Better = Literal["up", "down", ""]

#: The kinds whose values of several sites add up; shares, percentiles and scores never do.
ADDS_UP = ("amount", "count")
#: A larger number of a damaged record could not be added or written.
_LARGEST = 1e15


@dataclass(frozen=True)
class Comparable:
    """A figure of one site and month.

    Attributes
    ----------
    id, label : str
        The same id means the same figure at every site; the label is in the language of the report.
    value : float
        In ``unit``; shares from 0 to 1, scores from −100 to 100.
    kind : {"amount", "count", "share", "hours", "score"}
    unit : str
        The code of the currency of an amount; else empty.
    better : {"up", "down", ""}
        The good direction; empty where there is none.
    low, high : float, optional
        The 95 % interval; None where the figure has none.
    n : float, optional
        The cases behind the interval.
    """

    id: str
    label: str
    value: float
    kind: Kind
    unit: str = ""
    better: Better = ""
    low: float | None = None
    high: float | None = None
    n: float | None = None

    @property
    def has_interval(self) -> bool:
        """Whether its interval and its cases are known, and the interval is one."""
        if self.low is None or self.high is None or self.n is None:
            return False
        return self.low <= self.value <= self.high and self.n > 0

    def recorded(self) -> dict[str, Any]:
        """Return its entry of ``run.json``."""
        return asdict(self)


def figure(id_: str, label: str, value: Any, kind: Kind, **more: Any) -> list[Comparable]:
    """Return a figure as a list of one; an empty list where its value is absent.

    Examples
    --------
    >>> figure("customers", "Customers", 7, "count", n=float("nan"))[0].n is None
    True
    >>> figure("loss", "Loss", None, "amount")
    []
    """
    if _number(value) is None:
        return []
    ends = {name: _number(more.pop(name, None)) for name in ("low", "high", "n")}
    return [Comparable(id_, label, _number(value), kind, **more, **ends)]


def _number(value: Any) -> float | None:
    """Return a number as plain Python writes it, None where it is absent or infinite."""
    if value is None or value != value or abs(value) > _LARGEST:
        return None
    return int(value) if float(value).is_integer() else round(float(value), 6)


def read_comparables(recorded: object) -> list[Comparable]:
    """Return the figures of an entry of ``run.json``; one that is not of the form is left out.

    Examples
    --------
    >>> read_comparables([{"id": "x", "label": "X", "value": 1, "kind": "count"}, {"id": 5}, None])[0].value
    1
    """
    entries = recorded if isinstance(recorded, list) else []
    return [Comparable(**entry) for entry in entries if _has_the_form(entry)]


def _has_the_form(entry: object) -> bool:
    if not isinstance(entry, dict) or not set(entry) <= set(Comparable.__dataclass_fields__):
        return False
    texts = [entry.get(name, "") for name in ("id", "label", "unit")]
    if not all(isinstance(text, str) for text in texts) or not (entry.get("id") and entry.get("label")):
        return False
    if entry.get("kind") not in get_args(Kind) or entry.get("better", "") not in get_args(Better):
        return False
    numbers = [entry.get(name) for name in ("low", "high", "n")]
    return _is_number(entry.get("value")) and all(one is None or _is_number(one) for one in numbers)


def _is_number(value: object) -> bool:
    """Return whether a value is a number that can be added and written."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return abs(value) <= _LARGEST and not (isinstance(value, float) and math.isnan(value))
