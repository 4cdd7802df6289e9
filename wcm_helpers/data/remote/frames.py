"""Rows of an engine as a frame, typed as DuckDB gives them, so that the engines do not differ."""

import pandas as pd
import pyarrow as pa

_WITH_GAPS = {pa.int16(): pd.Int16Dtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}
_WITH_GAPS |= {pa.bool_(): pd.BooleanDtype()}


def as_frame(table: pa.Table) -> pd.DataFrame:
    """Return a frame: whole numbers stay whole, days and times are ``datetime64[us]``, decimals stay exact.

    Examples
    --------
    >>> table = pa.table({"n": pa.array([1, None], pa.int32()), "day": pa.array([0, 1], pa.date32())})
    >>> as_frame(table).dtypes.astype(str).to_dict()
    {'n': 'Int32', 'day': 'datetime64[us]'}
    """
    return pd.DataFrame(
        {name: _series(column) for name, column in zip(table.column_names, table.columns, strict=True)}
    )


def _series(column: pa.ChunkedArray) -> pd.Series:
    kind = column.type
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us")).to_pandas()
    if pa.types.is_null(kind) or pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return pd.Series(column.to_pandas(), dtype="str")
    return column.to_pandas(types_mapper=_WITH_GAPS.get if column.null_count else None)
