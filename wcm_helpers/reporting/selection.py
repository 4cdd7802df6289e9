"""The choice of the lines of a first page: the gravest case of each kind, then further ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wcm_helpers.reporting.actions import Kind
from wcm_helpers.reporting.blocks import MAX_ACTIONS


@dataclass(frozen=True, eq=False)
class Candidate:
    """One case that asks for an action: its kind, its row, and the money a year in ten-thousandths."""

    kind: Kind
    row: Any
    weight: int = 0


@dataclass(frozen=True, eq=False)
class Selection:
    """The lines of a first page, and the cases without a line of their own."""

    lines: tuple[Candidate, ...]
    others: tuple[Candidate, ...]

    def others_of(self, kind: Kind) -> list[Candidate]:
        """Return the cases of a kind without a line."""
        return [candidate for candidate in self.others if candidate.kind == kind]


def choose(
    candidates: Sequence[Candidate],
    order: Sequence[Kind],
    several: Sequence[Kind],
    *,
    customers_once: bool = False,
) -> Selection:
    """Choose five lines at most: the first case of every kind, then one further case of some kinds.

    Parameters
    ----------
    candidates : sequence of Candidate
        The gravest of each kind first.
    order : sequence of Kind
        The kinds in the order of the lines.
    several : sequence of Kind
        Kinds of which a second case may have a line, the more urgent first.
    customers_once : bool
        Whether a customer (``customer_id`` of its row) has one line at most.

    Examples
    --------
    >>> cases = [Candidate("waiting", n) for n in "abc"] + [Candidate("renewal", "d")]
    >>> made = choose(cases, ("renewal", "waiting"), ("waiting",))
    >>> [one.row for one in made.lines], [one.row for one in made.others]
    (['d', 'a', 'b'], ['c'])
    """
    chosen: list[Candidate] = []

    def take(kind: Kind) -> None:
        taken = {_customer(one) for one in chosen if _customer(one)} if customers_once else set()
        free = (one for one in candidates if one.kind == kind and one not in chosen)
        first = next((one for one in free if _customer(one) not in taken), None)
        if first is not None and len(chosen) < MAX_ACTIONS:
            chosen.append(first)

    for kind in (*order, *several):
        take(kind)
    place = {id(one): number for number, one in enumerate(candidates)}
    lines = sorted(chosen, key=lambda one: (order.index(one.kind), place[id(one)]))
    return Selection(tuple(lines), tuple(one for one in candidates if one not in chosen))


def _customer(candidate: Candidate) -> str:
    return candidate.row.get("customer_id", "") if isinstance(candidate.row, dict) else ""
