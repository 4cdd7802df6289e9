"""What a report adds to the pack of a customer, and for whom a pack is.

A part reads its own customer alone: no figure counts others in, since with a total or a mean of several
customers a reader could subtract its own. It has no class, rank, margin or risk, which are about the customer
but not for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from wcm_helpers.core.formats import missing
from wcm_helpers.core.visible import from_cell
from wcm_helpers.reporting.block import Block, Blocks
from wcm_helpers.reporting.blocks import paragraph

_NOTHING = "nothing"


def _all(text: str, table: str, row: str, free: bool) -> bool:
    return True


@dataclass(frozen=True)
class PackReader:
    """The customer a pack is for, and what of the texts in the exports it may read.

    Attributes
    ----------
    customer_id, name : str
    may_read : callable, from a text, its table, its row and whether it is free text to bool
        Notes a text that the customer may not read, for the analyst.
    """

    customer_id: str
    name: str
    may_read: Callable[[str, str, str, bool], bool] = _all

    def text(self, value: object, table: str, row: object, *, instead: str = "–", free: bool = True) -> str:
        """Return a text of an export as this customer may read it.

        Parameters
        ----------
        value : object
            The cell; a missing one is ``instead``.
        table, row : str, object
            The table and what its row is known by, so that an analyst finds a text that is withheld.
        instead : str
            What stands in its place where it names another customer.
        free : bool
            Whether a person wrote it; False for a number of an order, an invoice or a ticket.

        Examples
        --------
        >>> reader = PackReader("C1", "North", lambda text, table, row, free: "South" not in text)
        >>> reader.text("storage", "billing", "F1"), reader.text("as for South", "billing", "F2")
        ('storage', '–')
        """
        text = "" if missing(value) else from_cell(str(value)).strip()
        return text if text and self.may_read(text, table, str(row), free) else instead


@dataclass(frozen=True)
class PackSection:
    """One heading of the pack of a customer, or the paragraph under its head.

    Attributes
    ----------
    make : callable, from a review and a PackReader to blocks
        With nothing to show it says so in a sentence.
    place : int
        The headings of all reports stand in this order; 0 is the paragraph under the head.
    title : callable, optional
        Returns the heading in the language in use. Reports that give the same name share a heading.
    absent : callable, optional
        Returns what stands there where the report has no data; without it the heading is left out.
    """

    make: Callable[[Any, PackReader], Block | Blocks]
    place: int
    title: Callable[[], str] | None = None
    absent: Callable[[], str] | None = None


def nothing(sentence: str) -> Block:
    """Return what a heading says that has nothing to show; such sentences stand together at the end.

    Examples
    --------
    >>> is_nothing(nothing("No ticket was open.")), is_nothing(paragraph("A ticket is open."))
    (True, False)
    """
    return replace(paragraph(sentence), name=_NOTHING)


def is_nothing(block: Block) -> bool:
    """Return whether a block is one of :func:`nothing`."""
    return block.name == _NOTHING
