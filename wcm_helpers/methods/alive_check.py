"""Hold-out check of a BG/NBD model: orders it expected of customers against those that came.

The model is fitted on the first part of the time and predicts the second (P. S. Fader, B. G. S. Hardie and
K. L. Lee, Marketing Science 24(2) (2005), section 5).
"""

import numpy as np
import pandas as pd

from wcm_helpers.methods.bg_nbd import BgNbd, fit_bg_nbd

#: The group of the customers with one order, which have no probability.
ONE_ORDER = "one order only"
_DECILES = 10
#: The sum of predictions may be off by so much of the orders that came, beside chance.
TOLERANCE = 0.2


def check_alive(customers: pd.DataFrame, time: float) -> tuple[BgNbd | None, pd.DataFrame]:
    """Fit the model on a first part and compare its predictions with the orders after it.

    Parameters
    ----------
    customers : pd.DataFrame
        One row a customer: ``repeats``, ``recency`` and ``age`` at the end of the first part, and ``later``,
        its orders in the second part.
    time : float
        Length of the second part in the same unit.

    Returns
    -------
    (BgNbd or None, pd.DataFrame)
        None and an empty frame without a fit. By ``group`` (tenths of the customers by their probability,
        ``1`` the smallest; ``one order only`` first): ``customers``, ``alive`` (mean probability; NaN of one
        order), ``ordered`` (share with a later order), ``expected`` and ``observed`` (orders a customer).
    """
    model = fit_bg_nbd(customers)
    names = ["group", "customers", "alive", "ordered", "expected", "observed"]
    if model is None:
        return None, pd.DataFrame({name: [] for name in names})
    parts = tuple(customers[name].to_numpy(float) for name in ("repeats", "recency", "age"))
    frame = pd.DataFrame(
        {
            "alive": model.probability_alive(*parts),
            "expected": model.expected(*parts, time),
            "observed": customers["later"].to_numpy(float),
        }
    )
    frame["ordered"] = frame["observed"] > 0
    place = np.floor(frame["alive"].rank(method="average", pct=True) * _DECILES - 1e-9)
    frame["place"] = place.fillna(-1).astype(int)
    table = (
        frame.groupby("place")
        .agg(
            customers=("observed", "size"),
            alive=("alive", "mean"),
            ordered=("ordered", "mean"),
            expected=("expected", "mean"),
            observed=("observed", "mean"),
        )
        .reset_index()
    )
    table["group"] = [ONE_ORDER if at < 0 else str(at + 1) for at in table["place"]]
    return model, table[names]


def is_calibrated(table: pd.DataFrame) -> bool:
    """Return whether all predictions together are within :data:`TOLERANCE` of the orders that came.

    Examples
    --------
    12 orders expected and 10 that came are within a fifth, 13 are not:

    >>> one = pd.DataFrame({"customers": [10], "expected": [1.2], "observed": [1.0]})
    >>> is_calibrated(one), is_calibrated(one.assign(expected=1.3))
    (True, False)
    """
    expected = float((table["customers"] * table["expected"]).sum())
    observed = float((table["customers"] * table["observed"]).sum())
    return observed > 0 and abs(expected - observed) <= TOLERANCE * observed + 1e-9
