"""How many flags of control charts to expect where nothing has changed.

Limits that come from few months are uncertain, and the rules on runs add to the flags that the limits alone
would give; so the share of stable series whose latest point is flagged is counted by simulation
(``benchmarks/control_charts.py``), for normal series and for shares of cases alike.
"""

from collections.abc import Iterable

#: Share of stable series whose latest point is flagged, by the number of observed points, limits from 12.
FLAGGED = {
    1: 0.008, 2: 0.008, 3: 0.004, 4: 0.004, 5: 0.004, 6: 0.004, 7: 0.005, 8: 0.005, 9: 0.006, 10: 0.006,
    11: 0.007, 12: 0.011, 13: 0.029, 14: 0.033, 15: 0.042, 16: 0.046, 17: 0.048, 18: 0.058,
}  # fmt: skip
#: With more points it stays the same.
LATER = 0.061


def flagged_share(observed: int) -> float:
    """Return the share of stable series whose latest point is flagged.

    Parameters
    ----------
    observed : int
        Points of the newest piece of the chart.

    Examples
    --------
    >>> flagged_share(12) < flagged_share(24)
    True
    """
    return FLAGGED.get(observed, LATER) if observed else 0.0


def expected_flags(observed: Iterable[int]) -> float:
    """Return how many of several charts have a false flag at their latest point, on average."""
    return sum(flagged_share(points) for points in observed)
