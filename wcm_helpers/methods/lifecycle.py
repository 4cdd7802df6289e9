"""Lifecycle: is a customer new, active, slowing down, dormant, lost or won back, by its own rhythm.

Each customer gets exactly one state, the first of :data:`PRECEDENCE` that fits. Tables cut off at a day give
the states of that day. The rhythm is that of :mod:`wcm_helpers.methods.lifecycle_gaps`, with its sources.
"""

from datetime import date

import numpy as np
import pandas as pd

from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods.lifecycle_gaps import Limits, came_back, find_gaps, thresholds

#: The states, as a table lists them.
STATES = ("active", "new", "won_back", "slowing", "dormant", "lost")
#: The first that fits is the customer's state; a customer that none fits is active.
PRECEDENCE = ("lost", "dormant", "new", "won_back", "slowing", "active")

#: So many months are compared with as many: of a year ago, or the ones before.
VOLUME_MONTHS = 3
_YEAR = 12


def volume_change(amounts: pd.DataFrame, began: pd.Series, through: str) -> pd.DataFrame:
    """Return each customer's last three months against the same three a year before, or the three before.

    Parameters
    ----------
    amounts : pd.DataFrame of int, customer × month
        Values in any unit, 0 in months without activity.
    began : pd.Series of str, one month a customer
        The first month of the customer; earlier months are not compared.
    through : str
        The last whole month.

    Returns
    -------
    pd.DataFrame, indexed by customer
        ``volume_change`` (-0.25: a quarter less) and ``volume_against`` (``year``, ``before`` or None). NaN
        where the time before is not covered, or was not above zero.

    Examples
    --------
    >>> months = [f"2026-0{n}" for n in range(1, 7)]
    >>> amounts = pd.DataFrame([[10, 10, 10, 8, 8, 5]], index=["x"], columns=months)
    >>> volume_change(amounts, pd.Series({"x": "2026-01"}), "2026-06").values.tolist()  # 21 against 30
    [[-0.3, 'before']]
    """
    first = amounts.columns[0]

    def sums_to(last: str) -> tuple[pd.Series, pd.Series]:
        months = window(last, VOLUME_MONTHS)
        sums = amounts.reindex(columns=months, fill_value=0).sum(axis=1).astype("float64")
        return sums, (began <= months[0]) & (months[0] >= first)

    now, here = sums_to(through)
    year, in_year = sums_to(add_months(through, -_YEAR))
    before, in_before = sums_to(add_months(through, -VOLUME_MONTHS))
    against = year.where(in_year, before.where(in_before & here))
    comparable = against > 0
    basis = np.select([in_year & comparable, comparable], ["year", "before"], "").astype(object)
    return pd.DataFrame(
        {
            "volume_change": ((now - against) / against.where(comparable)).round(12),
            "volume_against": pd.Series(basis, index=amounts.index, dtype=object).where(comparable, None),
        }
    )


def decide(
    first_on: pd.DataFrame,
    last_on: pd.DataFrame,
    volume: pd.Series,
    newcomers: pd.Series,
    ended: pd.Series,
    as_of: date,
    limits: Limits,
) -> pd.DataFrame:
    """Return the state of every customer on a day, with the thresholds and reasons it follows from.

    Parameters
    ----------
    first_on, last_on : pd.DataFrame of datetime64, customer × month
        As for :func:`find_gaps`; the last column is the month under review.
    volume : pd.Series of float, by customer
        The change of volume, NaN where it is unknown.
    newcomers, ended : pd.Series of bool, by customer
        Whether the customer began within the months that count as new; whether its business has ended,
        whatever its rhythm.
    as_of : date
        The day silence is counted to.
    limits : Limits
        Where the states begin.

    Returns
    -------
    pd.DataFrame, indexed by customer
        ``state``; ``silent_days``; the columns of :func:`thresholds`; ``why``: of the lost ``ended`` or
        ``silence``, of the slowing ``silence``, ``volume`` or ``both``, of the won back where the threshold
        of their gap came from, else None.

    Examples
    --------
    One month of activity, so the default applies: dormant from the 91st day of silence on.

    >>> day = pd.DataFrame({"2026-01": ["2026-01-30"]}, index=["x"]).astype("datetime64[s]")
    >>> for_all = lambda value: pd.Series({"x": value})
    >>> now = for_all(float("nan")), for_all(False), for_all(False)
    >>> [decide(day, day, *now, date(2026, *then), Limits()).loc["x", "state"] for then in [(4, 30), (5, 1)]]
    ['active', 'dormant']
    """
    customers = first_on.index
    gaps = find_gaps(first_on, last_on)
    days = thresholds(gaps, customers, limits)
    silent = (pd.Timestamp(as_of) - last_on.max(axis=1)).dt.days.clip(lower=0).astype("int64")
    quiet = silent > days["slow_after"]  # not where the usual gap is unknown
    less = 1 + volume.reindex(customers) < limits.slow_volume
    gone = ended.reindex(customers)
    back = came_back(gaps, first_on.columns[-1], limits).reindex(customers)
    fits = {
        "lost": gone | (silent > days["lost_after"]),
        "dormant": silent > days["dormant_after"],
        "new": newcomers.reindex(customers),
        "won_back": back.notna(),
        "slowing": quiet | less,
    }
    state = pd.Series(np.select(list(fits.values()), list(fits), PRECEDENCE[-1]), index=customers).astype(
        object
    )
    lost, slowing = state == "lost", state == "slowing"
    why = np.select(
        [lost & gone, lost, slowing & quiet & less, slowing & quiet, slowing, state == "won_back"],
        ["ended", "silence", "both", "silence", "volume", back.fillna("")],
        "",
    )
    why = pd.Series(why, index=customers, dtype=object).where(why != "", None)
    return days.assign(state=state, silent_days=silent, why=why)
