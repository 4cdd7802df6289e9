"""The same intake where the rows are: on the engine that holds them, with nothing but small frames coming back.

In the order of use: :func:`open_engine`, :func:`all_rows` (reads nothing), :func:`fingerprint` (one scan, by
which a run without changes ends here), :func:`examine`, :func:`relations`, :func:`fact_frames`, and
:func:`fetch` for the small tables, which come in as files do.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from wcm_helpers.data.engines import Engine
from wcm_helpers.data.sources import Raw
from wcm_helpers.data.staging import Staged
from wcm_helpers.settings import Settings


@dataclass(frozen=True)
class Examined:
    """What the checks found on the engine, in frames as ``Intake`` has them.

    ``aside`` holds up to twenty rows for each table, column and reason, without a line (0); the counts of
    all are in ``ledger``, and for cells set aside in rows that are used in ``cells``.
    """

    staged: dict[str, list[Staged]]
    aside: pd.DataFrame
    pointed_out: pd.DataFrame
    ledger: pd.DataFrame
    blocking: list[str]


def tables_there(settings: Settings) -> list[str]:
    """Return the tables the settings name on the engine, in the order of the contract."""
    raise NotImplementedError


def open_engine(settings: Settings) -> Engine:
    """Return the engine the settings name, with the site's time zone; the caller closes it.

    Raises
    ------
    WorkbookError
        If it cannot be reached or its driver is not installed, in one line without any password.
    """
    raise NotImplementedError


def all_rows(engine: Engine, settings: Settings, names: list[str]) -> dict[str, str]:
    """Return for each table the subquery of all its rows, typed, with ``_month``, ``_amount`` and ``_aside``.

    Parameters
    ----------
    engine : Engine
    settings : Settings
    names : list of str
        Of ``orders``, ``order_lines`` and ``billing``.

    Raises
    ------
    WorkbookError
        If a table or a needed column is not there, or has a type that cannot be read as it must be.
    """
    raise NotImplementedError


def fingerprint(engine: Engine, relations: dict[str, str]) -> str:
    """Return a fingerprint of what the tables hold: one scan each of :func:`all_rows`."""
    raise NotImplementedError


def relations(engine: Engine, settings: Settings, names: list[str]) -> dict[str, str]:
    """Return for each table the subquery of its used rows, in brackets, for :mod:`fact_queries`.

    Lines of an order that is not used are among them: no order counts them. Arguments and errors are those of
    :func:`all_rows`.
    """
    raise NotImplementedError


def fact_frames(engine: Engine, settings: Settings, relations: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Return the facts, computed on the engine: ``billing``, ``orders`` and ``shipped``, as far as there.

    The columns are those of :mod:`fact_queries`, typed as DuckDB gives them.
    """
    raise NotImplementedError


def examine(
    engine: Engine,
    settings: Settings,
    names: list[str],
    customers: pd.DataFrame | None,
    prints: dict[str, str] | None = None,
) -> Examined:
    """Return what every rule of the contract finds in the tables, computed on the engine.

    Parameters
    ----------
    engine, settings, names
        As for :func:`all_rows`; what cannot be read at all is in ``blocking``, and nothing is raised for it.
    customers : pd.DataFrame, optional
        The used customers (``customer_id``), if there are any.
    prints : dict of str, optional
        What to note as the fingerprint of each table's contents.
    """
    raise NotImplementedError


def fetch(engine: Engine, settings: Settings, name: str, work: Path) -> Raw:
    """Return a small table fetched as raw cells, to be staged as an export is; its copy is in ``work``."""
    raise NotImplementedError
