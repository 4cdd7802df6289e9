"""Indicators as data, and the card that shows one with its value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from wcm_helpers.core.formats import missing
from wcm_helpers.core.words import _


@dataclass(frozen=True)
class Indicator:
    """A figure a report follows: its definition, its computation, and its good direction.

    Attributes
    ----------
    id : str
        The key of its value in the figures of ``run.json``.
    name : str
        The name on the page.
    formula : str
        The formula in words.
    unit : str
        The unit of the value: a currency, ``customers``, ``share``.
    function : callable, optional
        The tested function that computes it.
    better : {"up", "down", ""}
        The good direction; empty where there is none.
    target : float, optional
        In ``unit``.
    owner : str
        The role responsible for it.
    needs : tuple of str
        The tables it is computed from.
    """

    id: str
    name: str
    formula: str = ""
    unit: str = ""
    function: Callable[..., object] | None = None
    better: Literal["up", "down", ""] = ""
    target: float | None = None
    owner: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """An indicator with its value, for a card.

    Attributes
    ----------
    indicator : Indicator
    value, unit, change, note : str
        As written: the value of the month (with its unit in one of the two), the change on the month before,
        and one more line.
    previous, year_ago : str
        The value of the month before and of the same month a year ago, as written; empty where unknown.
    trend : tuple of float
        The months that led to it, oldest first, the month under review last; drawn from zero.
    direction : {"up", "down", "flat", ""}
        Of the change on the month before; empty where there is nothing to compare with.
    """

    indicator: Indicator
    value: str
    unit: str = ""
    change: str = ""
    note: str = ""
    previous: str = ""
    year_ago: str = ""
    trend: tuple[float, ...] = ()
    direction: str = ""

    @property
    def label(self) -> str:
        """The name of the indicator."""
        return self.indicator.name

    @property
    def record(self) -> dict[str, object]:
        """The card for ``run.json``: ``id``, ``label``, ``value`` and ``earlier`` as written.

        ``number`` is the last value of its trend, if it has one: by it the change of a card is weighed.
        """
        return {
            "id": self.indicator.id,
            "label": self.label,
            "value": f"{self.value} {self.unit}".strip(),
            "earlier": self.earlier,
            "number": None if not self.trend or missing(self.trend[-1]) else float(self.trend[-1]),
        }

    @property
    def earlier(self) -> str:
        """The values it is compared with, as one phrase; empty where none is known."""
        if self.previous and self.year_ago:
            return _("{previous} a month ago, {year_ago} a year ago", **vars(self))
        if self.previous:
            return _("{previous} a month ago", previous=self.previous)
        return _("{year_ago} a year ago", year_ago=self.year_ago) if self.year_ago else ""
