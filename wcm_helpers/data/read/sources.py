"""Find the exports that the settings name, and open them for DuckDB as relations of raw cells."""

import glob
import gzip
import os
import zlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

from wcm_helpers.core.addresses import shown, without_secrets
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import display_path
from wcm_helpers.data.read import encoding_messages, file_messages
from wcm_helpers.data.read.databases import database_name, open_database
from wcm_helpers.data.read.encodings import readable_encodings
from wcm_helpers.data.read.file_profile import FileProfile
from wcm_helpers.data.read.raw import Raw, Source, TextForm
from wcm_helpers.data.read.spreadsheets import SPREADSHEETS, open_spreadsheet
from wcm_helpers.data.read.text_files import (
    LONGEST_LINE,
    UndecodableLineError,
    as_utf8,
    chunks,
    copy_from,
    encoding_of,
    find_header,
    header_end,
    lines_are_records,
)
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.sql import input_file, parquet_rows, quoted
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables.schema import Table, aliases

#: Bytes the engine reads of a text file at a time; its own choice takes twice the memory.
_BUFFER = 2 * LONGEST_LINE
#: So many rows that DuckDB cannot split are listed by it; a file with more is split in Python.
MOST_REJECTS = 100_000
#: So many characters of a path are shown.
_LONGEST_SHOWN = 80
#: The first bytes of Excel workbooks, new and old.
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: Excel keeps a file of such a name beside each workbook that is open, and leaves it there if it crashes.
_LOCK = "~$"


def find_sources(settings: Settings, table: Table) -> list[Source]:
    """Return the files or the database table that the settings name for a table, sorted by name.

    The label of a file includes its folder if another has the same name, and always for a published
    table. A glob of a published table may match nothing: there is no file before the first month.

    Raises
    ------
    WorkbookError
        If a path or glob names no file.
    """
    sources: dict[object, Source] = {}
    by_name: set[object] = set()
    for source in settings.tables[table.name].sources:
        options = source.model_copy(update={"more": []})
        if source.url:
            item = Source(database_name(source, table.name), None, "database", options)
            sources.setdefault((source.url, source.table), item)
            continue
        matches = [(path, pattern) for pattern in source.paths for path in _files(settings, table, pattern)]
        alone = len({path for path, _pattern in matches}) == 1
        for path, pattern in matches:  # a file that two patterns name is read once, but for another sheet
            _require_a_file(path, table.name)
            key, named = (path.resolve(), source.sheet), path == settings.folder / pattern
            item = Source(path.name, path, _kind(path, table.name), options, alone)
            if key not in sources or (named and key not in by_name):  # its own name goes before a pattern
                sources[key] = item
            by_name |= {key} if named else set()
    labels = Counter(item.label for item in sources.values())
    items = [
        replace(item, label=f"{item.path.parent.name}/{item.label}")
        if item.path and (labels[item.label] > 1 or table.published) and item.path.parent != settings.folder
        else item
        for item in sources.values()
    ]
    return _numbered_sheets(items)


def _numbered_sheets(items: list[Source]) -> list[Source]:
    """Return the exports with labels of their own: sheets of one workbook have their names in them."""
    labels = Counter(item.label for item in items)
    return [
        replace(item, label=f"{item.label}#{item.options.sheet}")
        if labels[item.label] > 1 and item.options.sheet
        else item
        for item in items
    ]


def _files(settings: Settings, table: Table, pattern: str) -> list[Path]:
    """Return the files of a pattern of the settings.

    Raises
    ------
    WorkbookError
        If it names no file, and the table is not published by the workbook itself.
    """
    try:
        paths = _matching(settings.folder, pattern)
    except (OSError, ValueError) as error:  # too long, or with a character that no path has
        reason = getattr(error, "strerror", None) or str(error)
        refusal = file_messages.impossible_path(table.name, _shortened(pattern), reason)
        raise WorkbookError(refusal) from None
    if not paths and not (table.published and set(pattern) & set("*?[")):
        folder = display_path(settings.folder)
        raise WorkbookError(file_messages.no_such_file(table.name, _shortened(pattern), folder))
    return paths


def _matching(folder: Path, pattern: str) -> list[Path]:
    """Return the files that match a pattern; the name of an existing file or folder is no pattern."""
    if "\0" in pattern:
        raise ValueError("embedded null character")
    if (folder / pattern).exists():
        return [folder / pattern]
    literal, parts = folder, list(Path(pattern).parts)
    while parts and (literal / parts[0]).is_dir():
        literal /= parts.pop(0)
    matches = glob.glob("/".join(parts), root_dir=literal, recursive=True)  # noqa: PTH207
    paths = [literal / match for match in sorted(matches)]
    return [path for path in paths if not path.name.startswith(_LOCK)]


def _shortened(pattern: str) -> str:
    """Return a pattern for a message of one line; one that is an address by mistake without its password."""
    text = shown(pattern) if "://" in pattern else without_secrets(pattern)
    text = "".join(character if character.isprintable() else "\ufffd" for character in text)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _require_a_file(path: Path, table: str) -> None:
    """Refuse what has the name of an export and is none: a dangling link, a pipe, a name not in UTF-8."""
    shown = os.fsencode(path.name).decode("utf-8", "backslashreplace")
    if shown != path.name:
        raise WorkbookError(file_messages.name_not_in_utf8(table, shown))
    if path.is_symlink() and not path.exists():
        target = os.fsencode(path.readlink()).decode("utf-8", "backslashreplace")
        raise WorkbookError(file_messages.dangling_link(table, shown, target))
    if path.exists() and not path.is_file() and not path.is_dir():
        raise WorkbookError(file_messages.not_a_file(table, shown))


def _kind(path: Path, table: str) -> str:
    if path.is_dir():
        raise WorkbookError(file_messages.is_a_folder(table, path.name))
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(SPREADSHEETS):
        return "spreadsheet"
    if name.endswith((".parquet", ".pq")):
        return "parquet"
    if name.endswith((".csv", ".txt", ".tsv", ".tab", ".dat")):
        return "text"
    raise WorkbookError(file_messages.unknown_kind_of_file(table, path.name))


def open_source(
    source: Source, settings: Settings, table: Table, work: Path, profile: FileProfile | None = None
) -> Raw:
    """Return an export opened for reading.

    Parameters
    ----------
    source : Source
        One of :func:`find_sources`.
    settings : Settings
    table : Table
        The contract, which the header row is recognised by.
    work : Path
        Folder for a transcoded or converted copy; the caller removes it.
    profile : FileProfile, optional
        Needed for a text file.

    Raises
    ------
    WorkbookError
        If the file or the database cannot be read, or has no known header; in one line.
    """
    options = settings.tables[table.name]
    try:
        if source.kind == "database":
            return open_database(source, options, work, settings.folder)
        if source.kind == "spreadsheet":
            return open_spreadsheet(source, options, table, work)
        if source.kind == "parquet":
            return _open_parquet(source)
        return _open_text(source, options, table, work, profile)
    except PermissionError:
        raise WorkbookError(file_messages.not_permitted(source.label)) from None
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise WorkbookError(file_messages.not_gzip(source.label)) from None
    except OSError as error:
        if source.path is None or error.filename != str(source.path):  # a fault of the cache
            raise
        raise WorkbookError(file_messages.unreadable_file(source.label, error.strerror)) from None


def _open_text(source: Source, options: TableSource, table: Table, work: Path, profile: FileProfile) -> Raw:
    with source.path.open("rb") as stream:
        if stream.read(4) in _EXCEL:
            raise WorkbookError(file_messages.excel_named_as_text(source.label))
    encoding, remarks = encoding_of(source.path, source.label, options)
    try:
        path, profile = as_utf8(source.path, encoding, work, profile)
    except UndecodableLineError as error:
        readable = readable_encodings(lambda: chunks(source.path), aliases(table))
        others = ("", "") if source.alone else (source.path.name, table.name)
        place = f"{source.label}:{error.line}"
        raise WorkbookError(encoding_messages.not_in_encoding(place, encoding, readable, *others)) from None
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = stream.read(1 << 16)
    if not head.strip():
        raise WorkbookError(file_messages.empty_file(source.label))
    delimiter, headers, skip = find_header(head, options, table, source.label)
    start = header_end(path, skip)
    read_by_engine, skipped = path, 0
    if not lines_are_records(head, skip, delimiter):  # the engine counts what it skips in records
        read_by_engine, skipped = copy_from(path, start, work / "rows.csv"), skip
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(headers)))
    relation = (
        f"read_csv({input_file(read_by_engine)}, auto_detect=false, hive_partitioning=false, header=false, "
        f"skip={skip - skipped}, delim={quoted(delimiter)}, quote='\"', escape='\"', columns={{{columns}}}, "
        f"max_line_size={LONGEST_LINE}, buffer_size={_BUFFER}, store_rejects=true, "
        f"rejects_limit={MOST_REJECTS})"
    )
    form = TextForm(
        source.path,
        encoding,
        delimiter,
        path,
        quotes=profile.quote >= start,
        skipped=skipped,
        records=profile.records_from(path, start),
    )
    characters = profile.characters_from(start)
    return Raw(source.label, headers, relation, skip + 1, form, characters, remarks=remarks)


def _open_parquet(source: Source) -> Raw:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(source.path)
    except pa.ArrowInvalid:
        raise WorkbookError(file_messages.not_parquet(source.label)) from None
    headers = schema.names
    cells, native = [], {}
    for index, (name, kind) in enumerate(zip(headers, schema.types, strict=True)):
        cell = '"{}"'.format(name.replace('"', '""'))
        text = f"{cell}::VARCHAR"
        if pa.types.is_floating(kind):  # pandas turns integers with gaps into floats: 12.0 is 12
            whole = f"{cell} = floor({cell}) and abs({cell}) < 1e15"
            text = f"case when {whole} then {cell}::BIGINT::VARCHAR when not isnan({cell}) then {text} end"
        if family := _family(kind, pa.types):
            native[index], text = family, cell
        cells.append(f"{text} as c{index}")
    return Raw(
        source.label,
        headers,
        f"(select {', '.join(cells)} from {parquet_rows([source.path])})",
        first_row=1,
        native=native,
    )


def _family(kind: object, types: object) -> str:
    """Return the family of a Parquet type that is read without going through text; empty for the others."""
    if types.is_integer(kind) or types.is_decimal128(kind):
        return "number"
    if types.is_timestamp(kind):
        return "zoned" if kind.tz else "moment"
    if types.is_date32(kind):
        return "day"
    return "boolean" if types.is_boolean(kind) else ""
