"""BG/NBD: will a customer without a contract order again? Purchases at a rate of its own, then silence.

A customer that has ordered once tells nothing about its end: the model puts its probability to be active at
1, so it gets none here. Sources: P. S. Fader, B. G. S. Hardie and K. L. Lee, Marketing Science 24(2) (2005),
equations 6, 9 and 10; P. S. Fader and B. G. S. Hardie, *Computing P(alive) using the BG/NBD model* (2008).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import betaln, expit, gammaln, hyp2f1

#: With fewer customers the four parameters are not known well enough.
LEAST_CUSTOMERS = 200
#: Parameters on the logarithmic scale are sought within it; at its edge the data do not tell them.
_BOUND = 9.0
_STARTS = ((0.0, 0.0, 0.0, 0.0), (-1.0, 1.5, 0.0, 1.0))
#: Nearer to 1 the formula of expected orders divides by nothing.
_NEAR_ONE = 1e-6


class BgNbd(NamedTuple):
    """A fitted model: rate (``r``, ``alpha`` in the unit of time) and end (``a``, ``b``)."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    def probability_alive(self, repeats: np.ndarray, recency: np.ndarray, age: np.ndarray) -> np.ndarray:
        """Return the probability that a customer is still active; NaN of one with a single order.

        Parameters
        ----------
        repeats, recency, age : np.ndarray of float
            Orders after the first, time from the first order to the last, and time since the first.
        """
        repeats, recency, age = (np.asarray(each, float) for each in (repeats, recency, age))
        with np.errstate(divide="ignore", invalid="ignore"):
            odds = np.log(self.a / (self.b + np.maximum(repeats, 1) - 1)) + (self.r + repeats) * np.log(
                (self.alpha + age) / (self.alpha + recency)
            )
        return np.where(repeats > 0, expit(-odds), np.nan)

    def expected_new(self, time: float) -> float:
        """Return the expected orders of a new customer within a time after its first."""
        a = self._a()
        inner = hyp2f1(self.r, self.b, a + self.b - 1, time / (self.alpha + time))
        return float((a + self.b - 1) / (a - 1) * (1 - (self.alpha / (self.alpha + time)) ** self.r * inner))

    def expected(self, repeats: np.ndarray, recency: np.ndarray, age: np.ndarray, time: float) -> np.ndarray:
        """Return the expected orders of customers within the next ``time``."""
        repeats, recency, age = (np.asarray(each, float) for each in (repeats, recency, age))
        a, more = self._a(), self.a + self.b + repeats - 1
        inner = hyp2f1(self.r + repeats, self.b + repeats, more, time / (self.alpha + age + time))
        power = np.exp((self.r + repeats) * np.log((self.alpha + age) / (self.alpha + age + time)))
        alive = np.nan_to_num(self.probability_alive(repeats, recency, age), nan=1.0)
        return more / (a - 1) * (1 - power * inner) * alive

    def _a(self) -> float:
        return self.a + _NEAR_ONE if abs(self.a - 1) < _NEAR_ONE else self.a


def log_likelihood(logs: np.ndarray, repeats: np.ndarray, recency: np.ndarray, age: np.ndarray) -> np.ndarray:
    """Return the log-likelihood of each customer, computed in logarithms throughout."""
    r, alpha, a, b = np.exp(logs)
    rate = gammaln(r + repeats) - gammaln(r) + r * np.log(alpha)
    still = betaln(a, b + repeats) - betaln(a, b) - (r + repeats) * np.log(alpha + age)
    bought = np.maximum(repeats, 1)
    ended = betaln(a + 1, b + bought - 1) - betaln(a, b) - (r + repeats) * np.log(alpha + recency)
    return rate + np.where(repeats > 0, np.logaddexp(still, ended), still)


def fit_bg_nbd(customers: pd.DataFrame) -> BgNbd | None:
    """Fit the model by maximum likelihood.

    Parameters
    ----------
    customers : pd.DataFrame
        One row a customer: ``repeats``, ``recency``, ``age`` in one unit of time.

    Returns
    -------
    BgNbd or None
        None: cannot tell. Fewer than :data:`LEAST_CUSTOMERS` customers, none that came again, or a fit
        that does not converge to parameters within reason.
    """
    from scipy.optimize import minimize  # takes a second to import

    repeats, recency, age = (customers[name].to_numpy(float) for name in ("repeats", "recency", "age"))
    if len(customers) < LEAST_CUSTOMERS or not (repeats > 0).any() or not (age > 0).any():
        return None
    unit = float(age.max()) / 10.0  # times near 1 to 10, whatever the unit
    recency, age = recency / unit, age / unit

    def loss(logs: np.ndarray) -> float:
        value = -log_likelihood(logs, repeats, recency, age).sum() / len(repeats)
        return value if np.isfinite(value) else 1e10

    fits = [
        minimize(
            loss,
            start,
            method="L-BFGS-B",
            bounds=[(-_BOUND, _BOUND)] * 4,
            options={"ftol": 1e-13, "gtol": 1e-8},
        )
        for start in _STARTS
    ]
    best = min(fits, key=lambda fit: fit.fun)
    if not np.isfinite(best.fun) or best.fun >= 1e10 or (np.abs(best.x) > _BOUND - 0.01).any():
        return None
    r, alpha, a, b = np.exp(best.x)
    shift = float(repeats.sum() * np.log(unit))  # densities of times in the unit of the caller
    return BgNbd(float(r), float(alpha * unit), float(a), float(b), -float(best.fun) * len(repeats) - shift)
