"""Shifted-beta-geometric model: how many contract customers renew, year after year.

Each customer leaves at each renewal with a probability of its own; these are spread over the customers as a
beta distribution. The loyal remain, so that renewal rises with age although nobody changes.

Source: P. S. Fader and B. G. S. Hardie, Journal of Interactive Marketing 21(1) (2007), equations 5 to 7.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import betaln

#: Parameters on the logarithmic scale are sought within it: beyond, all customers are alike.
_BOUND = 9.0
#: With fewer customers, or fewer renewals after the first, two parameters cannot be fitted.
LEAST_CUSTOMERS, LEAST_PERIODS = 50, 3


class ShiftedBetaGeometric(NamedTuple):
    """A fitted model; ``converged`` is False where the data cannot tell its two parameters."""

    alpha: float
    beta: float
    log_likelihood: float
    converged: bool

    def survivors(self, periods: int) -> np.ndarray:
        """Return the share of customers left after 0 to ``periods`` renewals.

        Examples
        --------
        With α = β = 1 half leave at the first renewal, and a third of the rest at the second:

        >>> ShiftedBetaGeometric(1.0, 1.0, 0.0, True).survivors(2).round(4).tolist()
        [1.0, 0.5, 0.3333]
        """
        times = np.arange(periods + 1)
        return np.exp(betaln(self.alpha, self.beta + times) - betaln(self.alpha, self.beta))


def fit_sbg(survivors: Sequence[float]) -> ShiftedBetaGeometric:
    """Fit the model to the customers of one cohort that are left after each renewal.

    Parameters
    ----------
    survivors : sequence of float
        Customers at the start and after each renewal; it never rises. Those of the last period are censored.

    Returns
    -------
    ShiftedBetaGeometric
        Not converged with fewer than :data:`LEAST_CUSTOMERS` customers or :data:`LEAST_PERIODS` renewals,
        without a loss, or at the bound of its parameters.

    Raises
    ------
    ValueError
        If customers come back.
    """
    from scipy.optimize import minimize  # takes a second to import

    left = np.asarray(survivors, dtype=float)
    if (np.diff(left) > 0).any():
        raise ValueError("survivors of a cohort never rise")
    none = ShiftedBetaGeometric(float("nan"), float("nan"), float("nan"), False)
    if len(left) <= LEAST_PERIODS or left[0] < LEAST_CUSTOMERS or left[-1] == left[0]:
        return none
    lost, times = -np.diff(left), np.arange(1, len(left))

    def loss(logs: np.ndarray) -> float:
        alpha, beta = np.exp(logs)
        churn = betaln(alpha + 1, beta + times - 1) - betaln(alpha, beta)
        survival = betaln(alpha, beta + times[-1]) - betaln(alpha, beta)
        return -float(lost @ churn + left[-1] * survival)

    best = minimize(loss, np.zeros(2), method="L-BFGS-B", bounds=[(-_BOUND, _BOUND)] * 2, tol=1e-12)
    if not np.isfinite(best.fun) or (np.abs(best.x) > _BOUND - 0.01).any():
        return none
    alpha, beta = np.exp(best.x)
    return ShiftedBetaGeometric(float(alpha), float(beta), -float(best.fun), True)
