"""How many flags of control charts to expect where nothing has changed.

Limits that come from few months are uncertain, and the rules on runs add to the flags that the limits alone
would give; so the shares are counted by simulation (``benchmarks/control_charts.py``) by baseline length and
number of points. Months with 300 to 30,000 orders, with and without variation between months beyond chance,
differ from them by less than a fifth.
"""

from collections.abc import Iterable

from wcm_helpers.methods.false_flag_shares import FROZEN, LATEST, WITHIN

BASELINE = 12


def flagged_share(observed: int, baseline: int = BASELINE, *, screen: bool = False) -> float:
    """Return the share of stable series whose latest point is flagged.

    Parameters
    ----------
    observed : int
        Points of the newest piece of the chart.
    baseline : int
        The first so many of them give the limits; 6 to 36.
    screen : bool
        Whether moving ranges beyond their limit are left out of the mean.

    Examples
    --------
    Limits from twelve points are exceeded more often than those from 24, and runs add to it:

    >>> flagged_share(36, 12) > flagged_share(36, 24) > 2 * 0.0027
    True
    >>> flagged_share(1)
    0.0
    """
    if observed <= baseline:
        return LATEST[screen][max(observed, 0)]
    later = FROZEN[screen][baseline]
    return later[min(observed - baseline, len(later)) - 1]


def expected_in_chart(observed: int, baseline: int = BASELINE, *, screen: bool = False) -> float:
    """Return how many points of a stable series are flagged over the whole chart, on average.

    Examples
    --------
    >>> expected_in_chart(36) > expected_in_chart(13) > expected_in_chart(12)
    True
    """
    first = WITHIN[screen][max(min(observed, baseline), 0)]
    later = range(baseline + 1, observed + 1)
    return first + sum(flagged_share(points, baseline, screen=screen) for points in later)


def expected_flags(observed: Iterable[int], baseline: int = BASELINE, *, screen: bool = False) -> float:
    """Return how many of several stable charts have a flag at their latest point, on average.

    Examples
    --------
    >>> expected_flags([36, 36]) == 2 * flagged_share(36)
    True
    """
    return sum(flagged_share(points, baseline, screen=screen) for points in observed)
