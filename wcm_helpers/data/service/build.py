"""Judge the orders of a site batch by batch, into its cache: a new month costs a month.

A batch is judged again when its rows, the rules, terms or the calendar have changed, or what is known of the
months it lies in. Each is written to a folder of its own that is complete only with its manifest, so a build
that is cut short leaves nothing behind that a report would read.
"""

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

import pandas as pd
from filelock import FileLock

from wcm_helpers.core.months import add_months, last_weekday
from wcm_helpers.data.cache import (
    code_fingerprint,
    keep_private,
    make_private,
    read_manifest,
    read_sealed,
    write_manifest,
    write_sealed,
)
from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.engines import DuckDb, side_by_side
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.service.judged_batch import Inputs, register_calendar, write_batch, write_log
from wcm_helpers.data.service.order_log import view_steps, write_steps
from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.data.site_cache import WORK_FAULTS, site_cache, work_fault

#: What was built, and the first and last moment of each batch.
INDEX = "built.json"


def build(history: History, inputs: Inputs) -> tuple[Path, ...]:
    """Return the folders of the judged orders, one a batch, built where anything has changed.

    Raises
    ------
    WorkbookError
        If the cache cannot be used, or memory does not suffice.
    """
    folder = site_cache(history.settings) / "service"
    try:
        make_private(folder)
        with FileLock(folder / "service.lock"):
            files = _build(history, inputs, folder)
            keep_private(folder)
            return files
    except WORK_FAULTS as error:
        raise work_fault(folder, error) from None


def _build(history: History, inputs: Inputs, folder: Path) -> tuple[Path, ...]:
    parts = {part.folder.name: part for part in history.intake.checked if "orders" in part.batch.tables}
    logs = [part for part in history.intake.checked if "order_events" in part.batch.tables]
    before = read_sealed(folder / INDEX) or {"spans": {}, "built": {}}
    log = _log(logs, folder) if logs else None
    spans = {name: before["spans"][name] for name in parts if name in before["spans"]}
    missing = [name for name in parts if name not in spans]
    spans |= dict(zip(missing, side_by_side(lambda name: _span(parts[name]), missing), strict=True))
    there = [span for span in [*spans.values(), read_manifest(log)["span"] if log else []] if span]
    if not there:
        return ()
    span = (min(first for first, _last in there), max(last for _first, last in there))
    site = _Site(inputs, tuple(map(datetime.fromisoformat, span)), log)
    shared = _shared(inputs, logs)
    keys = {_digest([shared, name]): name for name in ([n for n in parts if spans[n]] or [""])}
    built = {
        key: entry for key, entry in before["built"].items() if key in keys and site.holds(entry, folder)
    }
    wanted = [key for key in keys if key not in built]
    made = side_by_side(lambda key: _write(site, parts.get(keys[key]), folder, key), wanted)
    built |= dict(zip(wanted, made, strict=True))
    if {"spans": spans, "built": built} != before:
        write_sealed(folder / INDEX, {"spans": spans, "built": built})
        used = {entry["folder"] for entry in [*built.values(), *before["built"].values()]}
        _clear_away(folder, used | ({log.name} if log else set()))
    return tuple(folder / built[key]["folder"] for key in keys)


@dataclass(frozen=True, eq=False)
class _Site:
    """What the batches of a site have in common: the rules, the span of the data, and the steps of a log."""

    inputs: Inputs
    span: tuple[datetime, datetime]
    log: Path | None

    @cached_property
    def as_of(self) -> pd.DataFrame:
        return as_of_moments(*self.span, self.inputs.data_through)

    def holds(self, entry: dict, folder: Path) -> bool:
        """Return whether a batch's results are whole, and its months are known to the same moment."""
        same = entry["as_of"] == self.known(entry["months"])
        return same and read_manifest(folder / entry["folder"]) is not None

    def known(self, months: list[str]) -> str:
        return _digest(self.as_of[self.as_of["month"].between(*months)].astype(str).to_numpy().tolist())


def _log(parts: list[Checked], folder: Path) -> Path:
    """Return the folder with the steps of the log of orders, one row an order."""
    target = folder / f"log-{_digest([code_fingerprint(), sorted(part.folder.name for part in parts)])}"
    if read_manifest(target) is None:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        engine = DuckDb()
        write_manifest(target, span=_written(write_steps(engine, parts, target)))
        engine.connection.close()
    return target


def _span(part: Checked) -> list[str]:
    """Return the first and the last moment of a batch's orders that have happened."""
    engine = DuckDb()
    row_views.create(engine, part.batch.tables, part.folder)
    columns = ("created_at", "shipped_at", "signed_at", "cancelled_at", "put_away_at")
    latest = ", ".join(f"max({column})" for column in columns)
    span = engine.run(f"select min(created_at), greatest({latest}) from used_orders")[0]
    engine.connection.close()
    return _written(span)


def _written(span: tuple[datetime | None, datetime | None]) -> list[str]:
    return [moment.isoformat() for moment in span if moment is not None]


def _shared(inputs: Inputs, logs: list[Checked]) -> str:
    """Return the fingerprint of what every batch depends on."""
    content = [
        code_fingerprint(),
        inputs.rules.model_dump(include=set(ServiceRules.model_fields)),
        sorted((str(day), worked) for day, worked in inputs.calendar.exceptions.items()),
        "" if inputs.terms is None else inputs.terms.to_json(date_format="iso"),
        inputs.classes.sort_index().to_json() if inputs.terms is not None else "",
        sorted(part.folder.name for part in logs),
    ]
    return _digest(content)


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:24]


def _write(site: _Site, part: Checked | None, folder: Path, key: str) -> dict:
    """Judge a batch, or the log alone where there is none, and return its entry of the index."""
    target = folder / _digest([key, site.as_of.astype(str).to_numpy().tolist()])
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    engine = DuckDb()
    register_calendar(engine, site.inputs, site.as_of, site.span)
    if site.log:
        view_steps(engine, site.log)
    if part is None:
        months = write_log(engine, target)
    else:
        months = write_batch(engine, part, site.inputs, target, log=site.log is not None)
    engine.connection.close()
    write_manifest(target)
    return {"folder": target.name, "months": list(months), "as_of": site.known(list(months))}


def _clear_away(folder: Path, kept: set[str]) -> None:
    """Remove what neither this build nor the one before it uses: a run at work may still read that one."""
    for path in folder.iterdir():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def as_of_moments(first: datetime, last: datetime, data_through: str) -> pd.DataFrame:
    """Return until when each month is known: to its end, and one that the data do not cover to their end.

    Parameters
    ----------
    first, last : datetime
        The first and the last moment of the data.
    data_through : str
        The last month that the settings say is covered; empty if they do not.

    Examples
    --------
    >>> as_of_moments(datetime(2026, 9, 2), datetime(2026, 10, 15, 12), "").astype(str).values.tolist()
    [['2026-09', '2026-10-01 00:00:00'], ['2026-10', '2026-10-15 12:00:00']]
    """
    months = pd.period_range(f"{first:%Y-%m}", f"{last:%Y-%m}", freq="M").strftime("%Y-%m").tolist()
    newest = months[-1]
    covered = newest <= data_through if data_through else last.date() >= last_weekday(newest)
    moments = [datetime.fromisoformat(f"{add_months(month, 1)}-01") for month in months]
    if not covered:
        moments[-1] = last
    elif data_through > newest:
        months.append(add_months(newest, 1))
        moments.append(datetime.fromisoformat(f"{add_months(newest, 2)}-01"))
    return pd.DataFrame({"month": months, "moment": pd.to_datetime(moments)})
