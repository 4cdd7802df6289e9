"""How much of an account manager's time each customer needs in a month."""

import numpy as np
import pandas as pd

from wcm_helpers.core.months import window
from wcm_helpers.reports.service_plan.packages.received import MONTHS, PERIOD_MONTHS

#: Minutes of a talk or a review, where the package states no hours of the manager.
MINUTES_OF_TALK = 60
TALKS = ("talk", "review")
COLUMNS = ("package", "talks", "requests", "minutes")


def needed(
    rows: pd.DataFrame, requests: pd.DataFrame | None, active: pd.Index, month: str, handling: int
) -> pd.DataFrame:
    """Return the minutes a month that customers need of an account manager.

    The hours that a package states include its talks and reviews; where it states none, each of them counts
    an hour. The requests of the last three months come on top, without those made by self-service. A package
    with neither hours nor talks nor a named manager needs no manager, whatever its requests.

    Parameters
    ----------
    rows : pd.DataFrame
        ``customer_id``, ``item``, ``level``, ``period``, ``hours`` (a month); one row a customer and item.
    requests : pd.DataFrame or None
        ``customer_id``, ``month``, ``self_service``.
    active : pd.Index
        The customers that count.
    month : str
        YYYY-MM.
    handling : int
        Minutes of work of a request.

    Returns
    -------
    pd.DataFrame of int
        By ``customer_id``, sorted: ``package`` (hours stated), ``talks``, ``requests`` and their sum
        ``minutes``.

    Examples
    --------
    Two talks a quarter are 40 minutes a month, six requests in three months 2 x 12:

    >>> rows = pd.DataFrame([("c1", "talk", 2.0, "quarter", None)],
    ...     columns=["customer_id", "item", "level", "period", "hours"])
    >>> requests = pd.DataFrame({"customer_id": ["c1"] * 6, "month": "2026-05", "self_service": False})
    >>> needed(rows, requests, pd.Index(["c1"]), "2026-05", 12).values.tolist()
    [[0, 40, 24, 64]]
    """
    rows = rows[rows["customer_id"].isin(active)]
    hours = pd.to_numeric(rows["hours"]).fillna(0.0)
    per_month = pd.to_numeric(rows["level"]) / rows["period"].map(PERIOD_MONTHS).astype(float)
    talks = per_month.where(rows["item"].isin(TALKS)).fillna(0.0)
    frame = pd.DataFrame(
        {
            "package": 60 * hours.groupby(rows["customer_id"]).sum(),
            "talks": MINUTES_OF_TALK * talks.groupby(rows["customer_id"]).sum(),
        }
    ).sort_index()
    frame["talks"] = frame["talks"].where(frame["package"] == 0, 0.0)
    of_manager = frame.index.isin(rows.loc[rows["item"] == "named_manager", "customer_id"])
    frame = frame[(frame["package"] > 0) | (frame["talks"] > 0) | of_manager]
    frame["requests"] = _requests(requests, month).reindex(frame.index).fillna(0.0) * handling / MONTHS
    whole = np.rint(frame).astype("int64")
    return whole.assign(minutes=whole.sum(axis=1))[list(COLUMNS)]


def _requests(requests: pd.DataFrame | None, month: str) -> pd.Series:
    """Return the requests of the last months that somebody had to answer, by customer."""
    if requests is None:
        return pd.Series(dtype=float)
    by_self = requests["self_service"].astype("boolean").fillna(False)
    recent = requests[requests["month"].isin(window(month, MONTHS)) & ~by_self.astype(bool)]
    return recent.groupby("customer_id").size().astype(float)
