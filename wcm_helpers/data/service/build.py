"""Judge the orders of a site batch by batch, into its cache: a new month costs a month.

A batch is judged again when its rows, the rules, terms or the calendar have changed, or what is known of the
months it lies in. Each is written to a folder of its own that is complete only with its manifest, so a build
that is cut short leaves nothing behind that a report would read.
"""

import hashlib
import json
import shutil
from datetime import datetime
from pathlib import Path

import pandas as pd
from filelock import FileLock

from wcm_helpers.core.months import add_months, last_weekday
from wcm_helpers.data.cache import code_fingerprint, read_manifest, read_sealed, write_manifest, write_sealed
from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.checks import Checked
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.intake import WORK_FAULTS, site_cache, work_fault
from wcm_helpers.data.service.judged_batch import Inputs, register_calendar, write_batch, write_log
from wcm_helpers.data.service.order_log import read_log, span_of_log
from wcm_helpers.data.service.rules import ServiceRules

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
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "service.lock"):
            return _build(history, inputs, folder)
    except WORK_FAULTS as error:
        raise work_fault(folder, error) from None


def _build(history: History, inputs: Inputs, folder: Path) -> tuple[Path, ...]:
    parts = {part.folder.name: part for part in history.intake.checked if "orders" in part.batch.tables}
    logs = [part for part in history.intake.checked if "order_events" in part.batch.tables]
    before = read_sealed(folder / INDEX) or {"spans": {}, "built": {}}
    engine = _Engine(logs)
    spans = {
        name: before["spans"][name] if name in before["spans"] else _span(engine, part)
        for name, part in parts.items()
    }
    if logs:
        name = _digest([part.folder.name for part in logs])
        spans[name] = before["spans"].get(name) or _written(span_of_log(engine.with_log()))
    there = [span for span in spans.values() if span]
    if not there:
        return ()
    first, last = (
        datetime.fromisoformat(choose(span[end] for span in there)) for end, choose in ((0, min), (1, max))
    )
    as_of = as_of_moments(first, last, inputs.data_through)
    shared = _shared(inputs, logs)
    built = {}
    for name, part in ({name: part for name, part in parts.items() if spans[name]} or {"": None}).items():
        key = _digest([shared, name])
        entry = before["built"].get(key)
        if entry is None or not _holds(entry, as_of, folder):
            register_calendar(engine.ready(), inputs, as_of, (first, last))
            entry = _write(engine, part, inputs, as_of, folder, key)
        built[key] = entry
    engine.close()
    index = {"spans": spans, "built": built}
    if index != before:
        write_sealed(folder / INDEX, index)
        _clear_away(folder, {entry["folder"] for entry in [*built.values(), *before["built"].values()]})
    return tuple(folder / entry["folder"] for entry in built.values())


class _Engine:
    """An engine that is opened, and reads the log of orders, only when something has to be computed."""

    def __init__(self, logs: list[Checked]) -> None:
        self.logs, self._engine, self._log_read = logs, None, False

    def plain(self) -> DuckDb:
        self._engine = self._engine or DuckDb()
        return self._engine

    def with_log(self) -> DuckDb:
        engine = self.plain()
        if not self._log_read:
            read_log(engine, self.logs)
            self._log_read = True
        return engine

    def ready(self) -> DuckDb:
        return self.with_log() if self.logs else self.plain()

    def close(self) -> None:
        if self._engine is not None:
            self._engine.connection.close()


def _span(engine: _Engine, part: Checked) -> list[str]:
    """Return the first and the last moment of a batch's orders that have happened."""
    row_views.create(engine.plain(), part.batch.tables, part.folder)
    columns = ("created_at", "shipped_at", "signed_at", "cancelled_at", "put_away_at")
    latest = ", ".join(f"max({column})" for column in columns)
    return _written(engine.plain().run(f"select min(created_at), greatest({latest}) from used_orders")[0])


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


def _holds(entry: dict, as_of: pd.DataFrame, folder: Path) -> bool:
    """Return whether a batch's results are whole, and the months it lies in are known to the same moment."""
    return (
        entry["as_of"] == _known(as_of, entry["months"])
        and read_manifest(folder / entry["folder"]) is not None
    )


def _known(as_of: pd.DataFrame, months: list[str]) -> str:
    first, last = months
    return _digest(as_of[as_of["month"].between(first, last)].astype(str).to_numpy().tolist())


def _write(
    engine: _Engine, part: Checked | None, inputs: Inputs, as_of: pd.DataFrame, folder: Path, key: str
) -> dict:
    """Judge a batch, or the log alone where there is none, and return its entry of the index."""
    target = folder / _digest([key, as_of.astype(str).to_numpy().tolist()])
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    if part is None:
        months = write_log(engine.ready(), target)
    else:
        months = write_batch(engine.ready(), part, inputs, target, log=bool(engine.logs))
    write_manifest(target)
    return {"folder": target.name, "months": list(months), "as_of": _known(as_of, list(months))}


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
