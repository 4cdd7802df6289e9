"""Industry × class of a month, in numbers."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, eq=False)
class Industries:
    """Industry × official class of one month; customers of group N are left out.

    Attributes
    ----------
    table : one row an industry, the one with most customers first: ``industry`` (empty for the next two),
        ``kind`` (``industry``, ``other`` for the small ones together, ``blank`` where none is recorded),
        ``customers``, ``of_customers``, ``A``, ``B``, ``C`` (customers), ``value`` (ten-thousandths),
        ``of_value``, and ``rate``, ``low``, ``high``: the share of its customers in class A with its
        interval; ``mark_A``, ``mark_B``, ``mark_C``: ▲ or ▼ where the share of a class is marked, else empty
    cells : one row an industry and class that was tested, as ``association.cells`` gives it, with ``certain``
        (chance is excluded) and ``mark`` (▲, ▼ or empty); empty where nothing can be tested
    merged : the small industries counted together, by name
    left_out, blank : customers of group N, and those without an industry
    reason : why nothing can be tested: ``none`` has an industry, ``few`` industries are large enough, or all
        are in one ``class``; empty where it can
    """

    table: pd.DataFrame
    cells: pd.DataFrame
    merged: list[str]
    left_out: int
    blank: int
    reason: str = ""
