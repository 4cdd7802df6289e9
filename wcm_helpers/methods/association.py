"""Association of two groupings: which cells of a table count more or fewer cases than chance explains.

Each cell is tested exactly, with all margins fixed, so that a cell of one or two customers is tested as
fairly as a large one; because many cells are tested, the false discovery rate is controlled, not each p
alone.

Sources: S. J. Haberman, Biometrics 29 (1973) for the adjusted standardised residual; R. A. Fisher, *The
Design of Experiments* (1935) for the exact test; Y. Benjamini and Y. Hochberg, Journal of the Royal
Statistical Society B 57 (1995) for the adjusted p.
"""

import numpy as np
import pandas as pd

from wcm_helpers.methods.count_distributions import hypergeometric
from wcm_helpers.methods.multiple_tests import benjamini_hochberg

#: Chances that differ by less are equal but for arithmetic.
_EQUAL = 1 + 1e-7


def cells(counts: pd.DataFrame) -> pd.DataFrame:
    """Return every cell of a table of counts with the count expected if rows and columns were independent.

    Parameters
    ----------
    counts : pd.DataFrame of int, rows × columns
        How many fall in each cell, 0 or more; at least one in all.

    Returns
    -------
    pd.DataFrame
        One row a cell, row by row: ``row``, ``column`` (labels), ``count``, ``expected``, ``of_row`` (the
        column's share of the row; NaN of an empty row), ``of_all`` (the column's share of everything),
        ``residual`` (adjusted standardised: about normal with variance 1 under independence; NaN where a
        margin is 0 or the total), ``p`` (exact, two-sided, margins fixed) and ``p_adjusted`` (for all cells
        together).

    Examples
    --------
    The lady tasting tea, three of four cups right: 16 + 16 + 1 + 1 of 70 tables are no more likely.

    >>> tea = pd.DataFrame([[3, 1], [1, 3]], index=["milk", "tea"], columns=["guess milk", "guess tea"])
    >>> expected, residual, p = cells(tea)[["expected", "residual", "p"]].iloc[0].tolist()
    >>> expected, round(residual**2, 9), round(70 * p, 9)
    (2.0, 2.0, 34.0)
    """
    table = counts.to_numpy(dtype="int64")
    total = int(table.sum())
    rows, columns = (table.sum(axis=axis, keepdims=True).astype("float64") for axis in (1, 0))
    expected = rows * columns / total
    spread = np.sqrt(expected * (1 - rows / total) * (1 - columns / total))
    nothing = np.full(table.shape, np.nan)
    p = [_exact(table, row, column) for row, column in np.ndindex(table.shape)]
    return pd.DataFrame(
        {
            "row": np.repeat(counts.index.to_numpy(dtype=object), table.shape[1]),
            "column": np.tile(counts.columns.to_numpy(dtype=object), table.shape[0]),
            "count": table.ravel(),
            "expected": expected.ravel(),
            "of_row": np.divide(table, rows, out=nothing.copy(), where=rows > 0).ravel(),
            "of_all": np.broadcast_to(columns / total, table.shape).ravel(),
            "residual": np.divide(table - expected, spread, out=nothing, where=spread > 0).ravel(),
            "p": p,
            "p_adjusted": benjamini_hochberg(np.array(p)),
        }
    )


def _exact(table: np.ndarray, row: int, column: int) -> float:
    """Return Fisher's two-sided p: the probability of all counts no more likely than the one in the cell."""
    total, in_row, in_column = int(table.sum()), int(table[row].sum()), int(table[:, column].sum())
    possible, chances = hypergeometric(total, in_row, in_column)
    here = chances[table[row, column] - possible[0]]
    return min(1.0, float(chances[chances <= here * _EQUAL].sum()))
