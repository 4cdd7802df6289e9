"""A value against its target: met, missed, or not to be told; interval and verdict are one object."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

MET, MISSED, CANNOT_TELL, NO_DATA = "met", "missed", "cannot tell", "no data"
Verdict = Literal["met", "missed", "cannot tell", "no data"]


@dataclass(frozen=True)
class Measured:
    """A value with its interval and its target.

    Attributes
    ----------
    value, low, high : float
        NaN without data; an amount without an interval has NaN ends and is compared as it is.
    target : float
        NaN without one.
    better : {"up", "down"}
    """

    value: float
    low: float
    high: float
    target: float
    better: str

    @property
    def verdict(self) -> str:
        """Return the verdict, from the interval alone; empty without a target or a direction.

        A target at the very end of an interval is inside it, and nothing can be told.

        Examples
        --------
        >>> Measured(0.93, 0.91, 0.945, 0.95, "up").verdict, Measured(0.94, 0.91, 0.96, 0.95, "up").verdict
        ('missed', 'cannot tell')
        """
        if np.isnan(self.target) or not self.better:
            return ""
        if np.isnan(self.value):
            return NO_DATA
        low, high = (self.value, self.value) if np.isnan(self.low) else (self.low, self.high)
        if np.isnan(self.low):
            reached = low >= self.target if self.better == "up" else high <= self.target
            return MET if reached else MISSED
        if low > self.target:
            return MET if self.better == "up" else MISSED
        if high < self.target:
            return MISSED if self.better == "up" else MET
        return CANNOT_TELL
