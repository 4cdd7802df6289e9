"""An export as it is opened: a relation of raw cells, and how to read it again."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wcm_helpers.core.messages import Message
from wcm_helpers.data.read.file_profile import ANY_CHARACTERS, CellCharacters
from wcm_helpers.data.table_source import TableSource


@dataclass(frozen=True)
class Source:
    """One export, not yet opened: a file or a table of a database, and its settings among several.

    ``alone`` is false for one of several files that the settings read with the same options.
    """

    label: str
    path: Path | None
    kind: str
    options: TableSource | None = None
    alone: bool = True


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
    skipped : int
        The lines of the file that the engine is not given, and does not count.
    records : int
        Records behind the header row, counted by line ends and quotation marks.
    """

    path: Path
    encoding: str
    delimiter: str
    read_from: Path
    quotes: bool
    skipped: int = 0
    records: int = 0

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
    remarks : tuple of Message
        For the user: how it was read, where that is not as the settings say.
    """

    label: str
    headers: list[str]
    relation: str
    first_row: int
    text: TextForm | None = None
    characters: CellCharacters = ANY_CHARACTERS
    native: dict[int, str] = field(default_factory=dict)
    copy: Path | None = None
    remarks: tuple[Message, ...] = ()

    def text_of(self, index: int) -> str:
        """Return the SQL of a cell as text."""
        return f"c{index}::VARCHAR" if index in self.native else f"c{index}"


#: So many rows and so many characters are written at once.
_BATCH_ROWS, _BATCH_CHARACTERS = 50_000, 4_000_000
#: Whole numbers below it are exact in the number cells of a spreadsheet.
_EXACT = 2**53


def cell_text(value: object) -> str | None:
    """Return a cell of a spreadsheet or database as the text of a CSV export."""
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
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


def _batches(rows: Iterable[Sequence[str | None]]) -> Iterator[list[Sequence[str | None]]]:
    """Yield rows in lists that are short enough to be in memory twice."""
    batch: list[Sequence[str | None]] = []
    characters = 0
    for row in rows:
        batch.append(row)
        characters += sum(map(len, filter(None, row)))
        if len(batch) == _BATCH_ROWS or characters > _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
