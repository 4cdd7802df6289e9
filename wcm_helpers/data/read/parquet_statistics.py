"""What a Parquet file says of its own columns at its end, so that no row need be read to know it."""

from pathlib import Path

#: So many characters of a text at one end of a column are noted whole by any writer; longer ones may be cut.
_WHOLE = 50


class ParquetStatistics:
    """The end of a Parquet file: how many rows it has, and how many blanks and which ends each column.

    Parameters
    ----------
    path : Path
        The file.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import pandas as pd
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.parquet"
    ...     pd.DataFrame({"id": ["b", "a", None]}).to_parquet(path)
    ...     footer = ParquetStatistics(path)
    >>> footer.rows, footer.blanks("id"), footer.ends("id")
    (3, 1, ('a', 'b'))
    """

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet as pq

        self._path, self._said = path, pq.read_metadata(path)
        self._at = {name: index for index, name in enumerate(self._said.schema.names)}
        self.rows: int = self._said.num_rows

    def _parts(self, name: str) -> list:
        groups = (self._said.row_group(group) for group in range(self._said.num_row_groups))
        return [group.column(self._at[name]).statistics for group in groups]

    def blanks(self, name: str) -> int:
        """Return how many rows have nothing in a column."""
        return sum(part.null_count for part in self._parts(name))

    def ends(self, name: str) -> tuple | None:
        """Return the smallest and the largest value of a column; ``None`` of one without any."""
        filled = [part for part in self._parts(name) if part.num_values]
        ends = [end for part in filled if part.has_min_max for end in (part.min, part.max)]
        if len(ends) < 2 * len(filled) or any(isinstance(end, str) and len(end) > _WHOLE for end in ends):
            return self._read_ends(name)
        return (min(ends), max(ends)) if ends else None

    def _read_ends(self, name: str) -> tuple | None:
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        least, most = pc.min_max(pq.read_table(self._path, columns=[name])[name]).as_py().values()
        return None if least is None else (least, most)
