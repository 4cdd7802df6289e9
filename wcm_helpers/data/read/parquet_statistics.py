"""Read the statistics in the footer of a Parquet file: row counts, nulls, smallest and largest values."""

from pathlib import Path

#: Writers may cut the smallest or largest text of a column off beyond so many characters.
_NEVER_CUT = 50


class ParquetStatistics:
    """The statistics of a Parquet file; its rows are read only where a writer has cut a text off.

    Parameters
    ----------
    path : Path
        The file.

    Attributes
    ----------
    rows : int
        Number of rows.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import pandas as pd
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "a.parquet"
    ...     pd.DataFrame({"id": ["b", "a", None]}).to_parquet(path)
    ...     statistics = ParquetStatistics(path)
    >>> statistics.rows, statistics.null_count("id"), statistics.min_max("id")
    (3, 1, ('a', 'b'))
    """

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet as pq

        self._path, self._metadata = path, pq.read_metadata(path)
        self._at = {name: index for index, name in enumerate(self._metadata.schema.names)}
        self.rows: int = self._metadata.num_rows

    def _parts(self, name: str) -> list:
        groups = (self._metadata.row_group(group) for group in range(self._metadata.num_row_groups))
        return [group.column(self._at[name]).statistics for group in groups]

    def null_count(self, name: str) -> int:
        """Return how many rows have no value in a column."""
        return sum(part.null_count for part in self._parts(name))

    def min_max(self, name: str) -> tuple | None:
        """Return the smallest and the largest value of a column; ``None`` if it has no value."""
        filled = [part for part in self._parts(name) if part.num_values]
        values = [value for part in filled if part.has_min_max for value in (part.min, part.max)]
        cut_off = any(isinstance(value, str) and len(value) > _NEVER_CUT for value in values)
        if len(values) < 2 * len(filled) or cut_off:
            return self._read_min_max(name)
        return (min(values), max(values)) if values else None

    def _read_min_max(self, name: str) -> tuple | None:
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        least, most = pc.min_max(pq.read_table(self._path, columns=[name])[name]).as_py().values()
        return None if least is None else (least, most)
