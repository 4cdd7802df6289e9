"""The settings that might answer a question of wcm check: each is tried, and none is offered untried."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from wcm_helpers.core.messages import Text, message
from wcm_helpers.data.read.sources import find_sources
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.suggest.trial import Outcome, missing_and_free
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import Column, fold

#: A change of options with the reason to print beside it; the table is empty for ``[site]``.
Candidate = tuple[str, dict[str, object], Text]

#: In the order they are preferred: UTF-8 and UTF-16 hardly ever read what they are not.
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "gb18030", "big5")
#: Forms of a date that a date can be read by alone.
DATE_FORMATS = (
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%d/%m/%y",
    "%m/%d/%y",
)
#: Headers are alike from this share of their letters on; see :class:`difflib.SequenceMatcher`.
ALIKE = 0.6
_DATES = ("not_date", "not_time", "not_month")


def candidates(settings: Settings, name: str, now: Outcome, folder: Path) -> Iterator[Candidate]:
    """Yield what to try for a table that is not read as it should be.

    Parameters
    ----------
    settings : Settings
    name : str
        The table.
    now : Outcome
        How it is read under the settings.
    folder : Path
        For files of the trial.
    """
    source = settings.tables[name]
    if now.fault:
        for encoding in ENCODINGS:
            if encoding != source.encoding:
                yield name, {"encoding": encoding}, message("Every line can be read in this encoding.")
        yield from _sheets(settings, name)
        other = {"excluded": "included", "included": "excluded"}[settings.site.vat]
        yield "", {"vat": other}, message("The header of the amounts says so.")
        yield from _columns(settings, name, folder)
    if now.fault or "decimal_comma" in set(now.bad["reason"]):
        other = {".": ",", ",": "."}[source.decimal]
        yield (
            name,
            {"decimal": other},
            message("More numbers can be read with this mark before their decimals."),
        )
    if now.bad["reason"].isin(_DATES).any() and not source.date_format:
        for form in DATE_FORMATS:
            yield name, {"date_format": form}, message("More dates can be read so.")
    yield from _headers_of_another_kind(name, now)


def _sheets(settings: Settings, name: str) -> Iterator[Candidate]:
    from python_calamine import CalamineError, CalamineWorkbook

    for source in find_sources(settings, TABLES[name]) if settings.tables[name].path else []:
        if source.kind == "spreadsheet" and not settings.tables[name].sheet:
            try:
                sheets = CalamineWorkbook.from_path(str(source.path)).sheet_names
            except (CalamineError, OSError):
                return
            for sheet in sheets:
                yield name, {"sheet": sheet}, message("This sheet has the headers of the table.")
            return


def _columns(settings: Settings, name: str, folder: Path) -> Iterator[Candidate]:
    """Yield headers for the needed columns that are missing: those of a like name, the likest first."""
    missing, free = missing_and_free(settings, name, folder)
    for column in missing:
        ranked = sorted((-likeness(TABLES[name][column], header), header) for header in free)
        for alike, header in ranked:
            if -alike >= ALIKE or TABLES[name][column].kind in ("date", "time", "month"):
                reason = message("{column} is missing, and this is like it.", column=column)
                yield name, {"columns": {column: header}}, reason


def likeness(column: Column, header: str) -> float:
    """Return how alike a header and the names of a column are, from 0 to 1; one within the other is 0.9.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> customer = TABLES["billing"]["customer_id"]
    >>> likeness(customer, "客户编号2"), likeness(customer, "备注")
    (0.9, 0.0)
    """
    written = fold(header)
    best = 0.0
    for alias in map(fold, (column.name, *column.aliases)):
        within = len(alias) > 1 and len(written) > 1 and (alias in written or written in alias)
        best = max(best, 0.9 if within else difflib.SequenceMatcher(None, alias, written).ratio())
    return round(best, 3)


def _headers_of_another_kind(name: str, now: Outcome) -> Iterator[Candidate]:
    """Yield to ignore a header of which no cell can be read, where the table can do without it."""
    cells = now.bad[now.bad["scope"] == "cell"] if len(now.bad) else now.bad
    if cells.empty:
        return
    needed = {column.name for column in TABLES[name].columns if column.needed}
    for item in now.staged:
        counts = cells[cells["file"] == item.label]["column"].value_counts()
        for column, header in item.column_headers.items():
            if column not in needed and counts.get(header, 0) > item.rows / 2:
                reason = message("Most of its cells are no {kind}.", kind=TABLES[name][column].kind)
                yield name, {"ignore": [header]}, reason
