"""The settings that might answer a question of wcm check: each is tried, and none is offered untried."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message
from wcm_helpers.data.read.encodings import readable_encodings
from wcm_helpers.data.read.raw import Source
from wcm_helpers.data.read.sources import find_sources
from wcm_helpers.data.read.text_files import chunks
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.suggest.trial import Outcome, missing_and_free
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import Column, aliases, fold


@dataclass(frozen=True)
class Candidate:
    """A change of the options of a table (empty for ``[site]``), and the reason to print beside it.

    One that is not ``sure`` may make a wrong row of a faulty one: a person has to look first. Of changes that
    help as much, the one with the smallest ``rank`` is meant; with the same only a person can tell.
    """

    table: str
    change: dict[str, object]
    reason: Text
    rank: float = 0.0
    sure: bool = True


#: Forms of a date that a date can be read by alone.
DATE_FORMATS = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d-%b-%Y", "%d %b %Y")
#: Headers are alike from this share of their letters on; see :class:`difflib.SequenceMatcher`.
ALIKE = 0.6
#: Kinds of columns whose cells show what they are.
_BY_CELLS = ("date", "time", "month")
#: A share of the rows with a blank that is no slip any more.
MANY_BLANKS = 0.2
#: So many ways to name the missing columns are tried.
MOST_TRIALS = 24
#: Kinds of columns that name a row, and may stand once for several.
_NAMING = ("id", "date", "time", "month")
_DATES = ("date_form", "not_date", "not_time")


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
        yield from _encodings(settings, name)
        yield from _sheets(settings, name)
        other = {"excluded": "included", "included": "excluded"}[settings.site.vat]
        yield Candidate("", {"vat": other}, message("The header of the amounts says so."))
        yield from _columns(settings, name, folder)
    if now.fault or "decimal_comma" in set(now.bad["reason"]):
        other = {".": ",", ",": "."}[source.decimal]
        reason = message("More numbers can be read with this mark before their decimals.")
        yield Candidate(name, {"decimal": other}, reason)
    if now.bad["reason"].isin(_DATES).any() and not source.date_format:
        for form in DATE_FORMATS:
            yield Candidate(name, {"date_format": form}, message("More dates can be read so."))
    yield from _headers_of_another_kind(name, now)
    yield from _blanks_below_a_value(settings, name, now)


def _encodings(settings: Settings, name: str) -> Iterator[Candidate]:
    """Yield the encodings that read every file of a table from its first byte to its last."""
    reason = message("Every line can be read in this encoding.")
    for source in _files(settings, name):
        if source.kind == "text":
            readable = readable_encodings(partial(chunks, source.path), aliases(TABLES[name]))
            for rank, encoding in enumerate((*readable, "utf-16-le", "utf-16-be")):
                if encoding != settings.tables[name].encoding:
                    yield Candidate(name, {"encoding": encoding}, reason, rank)


def _files(settings: Settings, name: str) -> list[Source]:
    try:
        return find_sources(settings, TABLES[name])
    except WorkbookError:
        return []


def _sheets(settings: Settings, name: str) -> Iterator[Candidate]:
    from python_calamine import CalamineError, CalamineWorkbook

    for source in _files(settings, name):
        if source.kind == "spreadsheet" and not settings.tables[name].sheet:
            try:
                sheets = CalamineWorkbook.from_path(str(source.path)).sheet_names
            except (CalamineError, OSError):
                return
            for sheet in sheets:
                yield Candidate(name, {"sheet": sheet}, message("This sheet has the headers of the table."))
            return


def _columns(settings: Settings, name: str, folder: Path) -> Iterator[Candidate]:
    """Yield headers for the needed columns that are missing, all at once, the likest names first.

    A date may be under any name: whether its cells can be read shows which it is.
    """
    headers = missing_and_free(settings, name, folder)
    if headers is None or not headers.missing:
        return
    choices = []
    for missing in headers.missing:
        column = TABLES[name][missing]
        like = [header for header in headers.free if likeness(column, header) >= ALIKE]
        choices.append(like or (headers.free if column.kind in _BY_CELLS else []))
    ranked = []
    for chosen in product(*choices):
        if len(set(chosen)) == len(chosen):
            pairs = dict(zip(headers.missing, chosen, strict=True))
            alike = sum(likeness(TABLES[name][column], header) for column, header in pairs.items())
            ranked.append((-round(alike, 3), pairs))
    for rank, pairs in sorted(ranked, key=lambda entry: entry[0])[:MOST_TRIALS]:
        reason = message("Needed columns have these headers.")
        yield Candidate(name, headers.options | {"columns": pairs}, reason, rank)


def likeness(column: Column, header: str) -> float:
    """Return how alike a header and the names of a column are, from 0 to 1.

    One within the other is 0.9; two Chinese characters in common are 0.6.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> customer = TABLES["billing"]["customer_id"]
    >>> [likeness(customer, header) for header in ("客户编号2", "付款方客户", "Cust", "No", "备注")]
    [0.9, 0.6, 0.9, 0.333, 0.0]
    """
    written = fold(header)
    return round(max(_alike(fold(alias), written) for alias in (column.name, *column.aliases)), 3)


def _alike(alias: str, written: str) -> float:
    shorter = min(alias, written, key=len)
    if len(shorter) >= (3 if shorter.isascii() else 2) and (alias in written or written in alias):
        return 0.9
    matcher = difflib.SequenceMatcher(None, alias, written)
    common = matcher.find_longest_match()
    shared = alias[common.a : common.a + common.size]
    return max(matcher.ratio(), 0.6 if len(shared) > 1 and not shared.isascii() else 0.0)


def _headers_of_another_kind(name: str, now: Outcome) -> Iterator[Candidate]:
    """Yield to ignore a header of which no cell can be read, where the table can do without it."""
    needed = {column.name for column in TABLES[name].columns if column.needed}
    for item in now.staged:
        counts = now.bad[now.bad["file"] == item.label]["column"].value_counts() if len(now.bad) else {}
        for column, header in item.column_headers.items():
            if column not in needed and counts.get(header, 0) > item.rows / 2:
                reason = message("Most of its cells cannot be read.")
                yield Candidate(name, {"ignore": [header]}, reason)


def _blanks_below_a_value(settings: Settings, name: str, now: Outcome) -> Iterator[Candidate]:
    """Yield to fill down what names a row, where its blanks cost rows: it may stand once for several."""
    if settings.tables[name].fill_down or (now.bad["reason"] == "blank").sum() < MANY_BLANKS * now.rows:
        return
    table = TABLES[name]
    one_of = {column for ways, _words in table.one_of for way in ways for column in way}
    of_use = {table.key[0], *one_of, *(column.name for column in table.columns if column.needed)}
    naming = [column.name for column in table.columns if column.kind in _NAMING and column.name in of_use]
    for item in now.staged:
        headers = [item.column_headers[column] for column in naming if column in item.column_headers]
        reason = message("Many cells are blank; a value may stand once for several rows.")
        yield Candidate(name, {"fill_down": headers}, reason, sure=False)
        return
