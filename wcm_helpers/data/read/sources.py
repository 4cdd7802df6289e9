"""Open exports for DuckDB: every source becomes a relation of raw cells."""

import csv
import glob
import gzip
import hashlib
import io
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import display_path
from wcm_helpers.data.read.file_profile import ANY_CHARACTERS, CellCharacters, FileProfile
from wcm_helpers.data.read.text_files import HEADER_WITHIN, LONGEST_LINE, as_utf8, find_header, header_end
from wcm_helpers.data.settings import Settings, TableSource, filled_in
from wcm_helpers.data.sql import input_file, parquet_rows, quoted
from wcm_helpers.data.tables.schema import Table

if TYPE_CHECKING:
    import sqlalchemy

#: Bytes the engine reads of a text file at a time; its own choice takes twice the memory.
_BUFFER = 2 * LONGEST_LINE
#: So many rows that DuckDB cannot split are listed by it; a file with more is split in Python.
MOST_REJECTS = 100_000
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


@dataclass(frozen=True)
class Source:
    """One export, not yet opened: a file or a table of a database."""

    label: str
    path: Path | None
    kind: str


@dataclass(frozen=True)
class TextForm:
    """How to read a text file again.

    Attributes
    ----------
    path, encoding, delimiter
        The file, its encoding, and the mark between its cells.
    read_from : Path
        The file itself, or its copy in UTF-8.
    quotes : bool
        Whether any of its rows has a quotation mark.
    """

    path: Path
    encoding: str
    delimiter: str
    read_from: Path
    quotes: bool

    def as_dict(self) -> dict[str, str | bool]:
        """Return the fields that outlast the run; a copy does not, so only whether there was none."""
        fields = {"path": str(self.path), "encoding": self.encoding, "delimiter": self.delimiter}
        return fields | {"is_original": self.path == self.read_from}


@dataclass(frozen=True)
class Raw:
    """One export, opened.

    Attributes
    ----------
    label : str
        Its name in messages.
    headers : list of str
        Its header row.
    relation : str
        The SQL of its cells, named c0, c1, … in the order of the headers.
    first_row : int
        The line of the first record; 1 is the first of the file.
    text : TextForm or None
        How to read it again, if it is a text file.
    characters : CellCharacters
        The kinds of characters in its rows.
    native : dict of int to str
        The columns that are not text: ``number``, ``moment``, ``zoned`` (a moment with its offset) or
        ``boolean``, by the index of the header.
    copy : Path or None
        The Parquet file that a table of a database was copied to.
    """

    label: str
    headers: list[str]
    relation: str
    first_row: int
    text: TextForm | None = None
    characters: CellCharacters = ANY_CHARACTERS
    native: dict[int, str] = field(default_factory=dict)
    copy: Path | None = None

    def text_of(self, index: int) -> str:
        """Return the SQL of a cell as text."""
        return f"c{index}::VARCHAR" if index in self.native else f"c{index}"


def find_sources(settings: Settings, table: Table) -> list[Source]:
    """Return the files or the database table that the settings name for a table, sorted by name.

    The label of a file includes its folder if another has the same name, and always for a published
    table. A glob of a published table may match nothing: there is no file before the first month.

    Raises
    ------
    WorkbookError
        If a path or glob names no file.
    """
    source = settings.tables[table.name]
    if source.url:
        return [Source(_database_name(source), None, "database")]
    sources: dict[Path, Source] = {}
    for pattern in source.paths:
        paths = _matching(settings.folder, pattern)
        if not paths and not (table.published and set(pattern) & set("*?[")):
            raise WorkbookError(
                f"[tables.{table.name}] path = {pattern!r}: no such file, seen from "
                f"{display_path(settings.folder)}"
            )
        for path in paths:  # a file that two patterns name is read once
            sources.setdefault(path.resolve(), Source(path.name, path, _kind(path, table.name)))
    labels = Counter(item.label for item in sources.values())
    return [
        replace(item, label=f"{item.path.parent.name}/{item.label}")
        if (labels[item.label] > 1 or table.published) and item.path.parent != settings.folder
        else item
        for item in sources.values()
    ]


def _matching(folder: Path, pattern: str) -> list[Path]:
    """Return the files that match a pattern; the name of an existing file or folder is no pattern."""
    if (folder / pattern).exists():
        return [folder / pattern]
    literal, parts = folder, list(Path(pattern).parts)
    while parts and (literal / parts[0]).is_dir():
        literal /= parts.pop(0)
    matches = glob.glob("/".join(parts), root_dir=literal, recursive=True)  # noqa: PTH207
    return [literal / match for match in sorted(matches)]


def _kind(path: Path, table: str) -> str:
    if path.is_dir():
        raise WorkbookError(
            f"[tables.{table}] {path.name} is a folder; name its files, such as {path.name}/*.csv"
        )
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(_SPREADSHEETS):
        return "spreadsheet"
    if name.endswith((".parquet", ".pq")):
        return "parquet"
    if name.endswith((".csv", ".txt", ".tsv", ".tab", ".dat")):
        return "text"
    raise WorkbookError(
        f"[tables.{table}] {path.name}: not a kind of file that is read; save it as CSV, Excel or Parquet"
    )


def database_url(source: TableSource, folder: Path) -> "sqlalchemy.URL":
    """Return the address of a table's database.

    ``${NAME}`` is replaced from the environment; the file of an SQLite database counts from ``folder``, and
    may have any name, even with a question mark.

    Raises
    ------
    WorkbookError
        If the environment has no such name.
    """
    import sqlalchemy as sa

    address = filled_in(source.url, "url")
    if path := _sqlite_path(address):
        kind, file = address.partition(":///")[0], folder / path
        if file.is_file() or "?" not in path:
            return sa.URL.create(kind, database=str(file.resolve()))
        url = sa.make_url(address)
        return url.set(database=str((folder / url.database).resolve()))
    return sa.make_url(address)


def _sqlite_path(address: str) -> str:
    kind, _, path = address.partition(":///")
    return path if kind.partition("+")[0] == "sqlite" and path != ":memory:" else ""


def _database_name(source: TableSource) -> str:
    """Return the name of a table of a database for messages: no address, no password."""
    import sqlalchemy as sa

    database = _sqlite_path(source.url) or sa.make_url(source.url).database or source.url
    return f"{Path(database).name}#{source.table}"


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
            return _open_database(source, options, work, settings.folder)
        if source.kind == "spreadsheet":
            return _open_spreadsheet(source, options, table, work)
        if source.kind == "parquet":
            return _open_parquet(source)
        return _open_text(source, options, table, work, profile)
    except PermissionError:
        raise WorkbookError(f"{source.label}: may not be read; check the file's permissions") from None
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise WorkbookError(f"{source.label}: is not a whole gzip file; pack or copy it again") from None


def _open_text(source: Source, options: TableSource, table: Table, work: Path, profile: FileProfile) -> Raw:
    path, encoding, profile = as_utf8(source.path, source.label, options, work, profile)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = stream.read(1 << 16)
    if not head.strip():
        raise WorkbookError(f"{source.label}: is empty")
    delimiter, headers, skip = find_header(head, options, table, source.label)
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(headers)))
    relation = (
        f"read_csv({input_file(path)}, auto_detect=false, hive_partitioning=false, header=false, "
        f"skip={skip}, delim={quoted(delimiter)}, quote='\"', escape='\"', columns={{{columns}}}, "
        f"max_line_size={LONGEST_LINE}, buffer_size={_BUFFER}, store_rejects=true, "
        f"rejects_limit={MOST_REJECTS})"
    )
    start = header_end(path, skip)
    form = TextForm(source.path, encoding, delimiter, path, quotes=profile.quote >= start)
    return Raw(source.label, headers, relation, skip + 1, form, profile.characters_from(start))


def _open_spreadsheet(source: Source, options: TableSource, table: Table, work: Path) -> Raw:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(source.path))
    except CalamineError as error:
        raise WorkbookError(f"{source.label}: is not a spreadsheet that can be read ({error})") from None
    sheet = options.sheet or workbook.sheet_names[0]
    if sheet not in workbook.sheet_names:
        raise WorkbookError(
            f"{source.label}: has no sheet {sheet!r}; there are: {', '.join(workbook.sheet_names)}"
        )
    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    label = f"{source.label}[{sheet}]" if len(workbook.sheet_names) > 1 else source.label
    top = [[_cell(value) or "" for value in row] for row in rows[:HEADER_WITHIN]]
    try:
        as_text = options.model_copy(update={"delimiter": ","})
        _, headers, header_row = find_header(_as_csv(top), as_text, table, label)
    except WorkbookError:
        if options.sheet or len(workbook.sheet_names) == 1:
            raise
        raise WorkbookError(
            f"{source.label}: its first sheet holds no header that is known; say which sheet under "
            f"[tables.{table.name}]: {', '.join(workbook.sheet_names)}"
        ) from None
    copy = stage_text(
        headers, ([_cell(value) for value in row] for row in rows[header_row:]), work, source.label
    )
    return Raw(label, headers, parquet_rows([copy]), first_row=header_row + 1)


def _as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([[cell.replace("\n", " ") for cell in row] for row in rows])
    return text.getvalue()


def _cell(value: object) -> str | None:
    """Return a cell of a spreadsheet or database as the text of a CSV export."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return str(value).lower()
    if hasattr(value, "isoformat"):
        return (
            value.isoformat(" ") if hasattr(value, "hour") and hasattr(value, "year") else value.isoformat()
        )
    return str(value)


def stage_text(headers: list[str], rows: Iterable[Sequence[str | None]], work: Path, label: str) -> Path:
    """Write rows of text to a Parquet file and return it.

    Parameters
    ----------
    headers : list of str
        One for each column; the columns of the file are named c0, c1, ….
    rows : iterable of sequences of str or None
        Missing cells at the end of a row are ``None``.
    work, label : Path, str
        Folder of the file, and the name of the export.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(f"c{index}", pa.string()) for index in range(len(headers))])
    target = work / (hashlib.sha256(label.encode()).hexdigest()[:16] + ".raw.parquet")
    with pq.ParquetWriter(target, schema) as writer:
        for batch in _batches(rows):
            columns = [
                [row[index] if index < len(row) else None for row in batch] for index in range(len(headers))
            ]
            writer.write_table(pa.table(columns, schema=schema))
    return target


def _batches(rows: Iterable, size: int = 50_000) -> Iterator[list]:
    batch: list = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _open_parquet(source: Source) -> Raw:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(source.path)
    except pa.ArrowInvalid:
        raise WorkbookError(f"{source.label}: is not a Parquet file, or is damaged") from None
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
        return "moment"
    return "boolean" if types.is_boolean(kind) else ""


def _open_database(source: Source, options: TableSource, work: Path, folder: Path) -> Raw:
    import sqlalchemy as sa

    try:
        engine = sa.create_engine(database_url(options, folder))
        schema, _, name = options.table.rpartition(".")
        inspector = sa.inspect(engine)
        existing = [*inspector.get_table_names(schema or None), *inspector.get_view_names(schema or None)]
        if name not in existing:
            raise WorkbookError(
                f"{source.label}: there is no such table; there are: {', '.join(sorted(existing))}"
            )
        table = sa.table(name, schema=schema or None)
        with engine.connect().execution_options(yield_per=20_000) as connection:
            result = connection.execute(sa.select(sa.text("*")).select_from(table))
            headers = list(result.keys())
            copy = stage_text(
                headers, ([_cell(value) for value in row] for row in result), work, source.label
            )
    except ModuleNotFoundError as error:
        raise WorkbookError(
            f"{source.label}: needs the driver {error.name}; for PostgreSQL: pip install 'wcm[postgresql]'"
        ) from None
    except sa.exc.SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise WorkbookError(f"{source.label}: the database says: {reason}") from None
    finally:
        if "engine" in locals():
            engine.dispose()
    return Raw(source.label, headers, parquet_rows([copy]), first_row=1, copy=copy)
