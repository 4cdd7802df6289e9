"""One of several groups against the others together, by intervals: Zou and Donner's MOVER.

A weighted mean of independent estimates has an interval that follows from the intervals of its parts, and
so has the difference between one estimate and the mean of the others; of two shares with Wilson's intervals
it is Newcombe's method 10.

Source: G. Y. Zou and A. Donner, Statistics in Medicine 27 (2008).
"""

from collections.abc import Sequence
from typing import NamedTuple

from wcm_helpers.methods.intervals import Interval


class Measured(NamedTuple):
    """A figure of one group with its interval and its cases."""

    value: float
    low: float
    high: float
    n: float


def from_the_others(groups: Sequence[Measured]) -> list[Interval]:
    """Return the interval of each group's difference from the others together, weighted by their cases.

    Parameters
    ----------
    groups : sequence of Measured
        Two at least, each with cases.

    Returns
    -------
    list of Interval
        An interval that has zero in it shows no difference.

    Examples
    --------
    Newcombe's example, 56 of 70 and 48 of 80:

    >>> groups = [Measured(0.8, 0.69177, 0.87696, 70), Measured(0.6, 0.49034, 0.70044, 80)]
    >>> [round(end, 3) for end in from_the_others(groups)[0]]
    [0.052, 0.334]
    """
    return [
        _difference(group, _together([*groups[:place], *groups[place + 1 :]]))
        for place, group in enumerate(groups)
    ]


def _together(groups: Sequence[Measured]) -> Measured:
    total = sum(group.n for group in groups)
    weights = [group.n / total for group in groups]
    value = sum(weight * group.value for weight, group in zip(weights, groups, strict=True))
    below = sum((w * (g.value - g.low)) ** 2 for w, g in zip(weights, groups, strict=True)) ** 0.5
    above = sum((w * (g.high - g.value)) ** 2 for w, g in zip(weights, groups, strict=True)) ** 0.5
    return Measured(value, value - below, value + above, total)


def _difference(one: Measured, other: Measured) -> Interval:
    value = one.value - other.value
    below = ((one.value - one.low) ** 2 + (other.high - other.value) ** 2) ** 0.5
    above = ((one.high - one.value) ** 2 + (other.value - other.low) ** 2) ** 0.5
    return Interval(value - below, value + above)
