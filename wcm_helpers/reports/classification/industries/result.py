"""Industry × class of a month, as tables and sentences."""

from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True, eq=False)
class Industries:
    """Industry × class of one month; customers of group N are left out.

    Attributes
    ----------
    table : one row an industry, the one with most customers first: ``industry``, ``kind`` (``industry``,
        ``other`` for the small ones together, ``blank`` where none is recorded), ``customers``,
        ``of_customers``, ``A``, ``B``, ``C`` (customers), ``value`` (ten-thousandths), ``of_value``, and
        ``rate``, ``low``,
        ``high``: the share of its customers in class A with its interval; ``mark_A``, ``mark_B``, ``mark_C``:
        ▲ or ▼ where the cell is beyond chance, else empty
    cells : one row an industry and class that was tested, as ``association.cells`` gives it, with ``mark``
        (▲, ▼ or empty); empty where nothing can be tested
    merged : the small industries counted together, by name
    left_out, blank : customers of group N, and those without an industry
    reason : why nothing can be tested; empty where it can
    headline, findings : the first finding, and the further ones
    rules : pairs of a term and the rule in force
    """

    table: pd.DataFrame
    cells: pd.DataFrame
    merged: list[str]
    left_out: int
    blank: int
    reason: str = ""
    headline: str = ""
    findings: list[str] = field(default_factory=list)
    rules: list[tuple[str, str]] = field(default_factory=list)
