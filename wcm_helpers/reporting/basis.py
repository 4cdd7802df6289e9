"""What the figures of a month rest on, recorded in ``run.json``: rows by month, settings and code."""

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.facts.fingerprints import fingerprints
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reporting.report import Report

#: The settings of a site and of a table that decide what its rows mean: neither where an export lies nor how
#: its text is encoded.
SITE = ("currency", "vat", "time_zone")
TABLE = ("decimal", "date_format", "columns", "ignore", "fill_down", "constants", "duplicates", "where",
         "returns_prefix", "line_values", "values")  # fmt: skip
#: Libraries the figures could depend on, and those they are computed with.
_LIBRARIES = ("wcm", "pandas", "numpy", "duckdb", "matplotlib", "papermill", "nbconvert", "typst")
_COMPUTES = ("duckdb", "numpy", "pandas")
_PACKAGE = Path(__file__).parents[1]


def basis(history: History, month: str, reports: Mapping[str, Report]) -> dict:
    """Return what the figures of a month rest on: equal for two months' runs only if their figures are.

    Returns
    -------
    dict
        ``tables``: by name and month, ``rows``, ``amount`` (units of the currency) and ``fingerprint`` of the
        used rows up to ``month``; of a table the workbook publishes only earlier months, and of customers
        only those with activity up to ``month``.
        ``site`` and ``sources``: the settings of the site and of each table that decide what rows mean.
        ``sections``: a fingerprint of each report's section of the settings, of the surveys, and of whether
        the settings say that the month is covered.
        ``code``: a fingerprint of the workbook and of the libraries it computes with.
    """
    settings = history.settings
    return {
        "tables": _tables(history, month),
        "site": {**{name: getattr(settings.site, name) for name in SITE},
                 "billing_month": settings.billing_month},
        "sources": _sources(settings),
        "sections": _sections(settings, month, reports),
        "code": code(),
    }  # fmt: skip


def _tables(history: History, month: str) -> dict[str, dict]:
    tables: dict[str, dict] = {}
    for row in fingerprints(history).itertuples():
        if row.month < month or (row.month == month and not TABLES[row.table].published):
            tables.setdefault(row.table, {})[row.month] = {
                "rows": int(row.rows), "amount": int(row.amount) / SCALE, "fingerprint": row.fingerprint,
            }  # fmt: skip
    masters = [name for name in tables if TABLES[name].defines_customers]
    return tables | {name: {"": _customers(history, month, name)} for name in masters}


def _customers(history: History, month: str, table: str) -> dict:
    """Return the same of the customers with activity up to a month: later ones are entered every month."""
    rows = history.intake.used_rows(table)
    known = rows[rows["customer_id"].isin(active_customers(history, month))].astype(str)
    fingerprint = sum(map(int, pd.util.hash_pandas_object(known, index=False))) % 2**64
    return {"rows": len(known), "amount": 0.0, "fingerprint": f"{fingerprint:016x}"}


def active_customers(history: History, month: str) -> set[str]:
    """Return the customers with an invoice or an order up to a month."""
    facts = (history.facts.billing, history.facts.orders)
    return set().union(*(table.loc[table["month"] <= month, "customer_id"] for table in facts))


def _sources(settings: Settings) -> dict[str, list[dict]]:
    return {
        name: [
            source.model_dump(mode="json", include=set(TABLE), exclude_defaults=True)
            for source in first.sources
        ]
        for name, first in settings.tables.items()
    }


def _sections(settings: Settings, month: str, reports: Mapping[str, Report]) -> dict[str, str]:
    covered = bool(settings.site.data_through) and month <= settings.site.data_through
    sections = {
        name: settings.section(name, report.settings).model_dump(mode="json", exclude={"sections"})
        for name, report in reports.items()
    }
    surveys = {name: survey.model_dump(mode="json") for name, survey in settings.surveys.items()}
    contents = {**sections, "surveys": surveys, "data_through": covered}
    return {name: _digest(content) for name, content in contents.items()}


def _digest(content: object) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def published_digest(run: dict) -> str:
    """Return the fingerprint of what a ``run.json`` says of its month: figures, rules and basis."""
    return _digest({name: run.get(name) for name in ("figures", "rules", "basis")})


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries the figures could depend on."""
    return {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}


def as_json(values: dict) -> dict:
    """Return values as they are read back from ``run.json``.

    Examples
    --------
    >>> as_json({"limits": (0.8, 0.95)})
    {'limits': [0.8, 0.95]}
    """
    return json.loads(json.dumps(values))


@cache
def code() -> str:
    """Return the fingerprint of the workbook's code and of the libraries it computes with."""
    fingerprint = hashlib.sha256()
    for path in sorted([*_PACKAGE.rglob("*.py"), *_PACKAGE.rglob("*.csv")]):
        fingerprint.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
        fingerprint.update(path.read_bytes())
    for library in _COMPUTES:
        fingerprint.update(f"{library} {version(library)}\0".encode())
    return fingerprint.hexdigest()[:16]
