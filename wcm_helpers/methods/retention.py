"""Retention of contract customers: renewals, and the revenue that is left of the customers at the start.

Only customers with revenue at the start count; new ones change neither rate. Gross retention counts each
customer with at most what it brought at the start, so it is never above 1; net retention counts growth too.
"""

import pandas as pd

#: A contract is renewed by the next one of its customer if that begins within so many days of its end.
GRACE_DAYS = 30


def compare_revenue(start: pd.Series, now: pd.Series) -> pd.DataFrame:
    """Return what is left of each customer's revenue.

    Parameters
    ----------
    start, now : pd.Series of number, by customer
        Revenue of equally long times; a customer without revenue above 0 at the start does not count.

    Returns
    -------
    pd.DataFrame, by customer
        ``start_revenue``, ``retained`` (at most the start, at least 0), ``retained_and_grown`` (at least 0).

    Examples
    --------
    One fell from 100 to 60, one grew from 100 to 150, one is new: 160 of 200 gross, 210 of 200 net.

    >>> start, now = pd.Series({"a": 100, "b": 100}), pd.Series({"a": 60, "b": 150, "c": 80})
    >>> compare_revenue(start, now).sum().tolist()
    [200, 160, 210]
    """
    there = start[start > 0]
    left = now.reindex(there.index).fillna(0).clip(lower=0).astype(there.dtype)
    return pd.DataFrame(
        {"start_revenue": there, "retained": left.clip(upper=there), "retained_and_grown": left}
    )


def follow_contracts(contracts: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return what became of every contract with an end, as a day sees it.

    Parameters
    ----------
    contracts : pd.DataFrame
        ``contract_no``, ``customer_id``, ``sign_date``, ``start_date``, ``end_date`` (datetime),
        ``auto_renew``, ``notice_days`` and ``renews``. A contract is known from the day it was signed, or
        began if no such day is recorded.
    as_of : pd.Timestamp
        Later days are invisible.

    Returns
    -------
    pd.DataFrame
        ``contract_no``, ``customer_id``, ``end_date``, ``auto_renew`` and ``state``: ``renewed``, ``lost``
        (more than :data:`GRACE_DAYS`, or its days of notice if more, after the end), ``open`` (ended, not
        renewed yet), ``running``. One that renews by itself is renewed when it ends.
    """
    names = ["contract_no", "customer_id", "end_date", "auto_renew", "state"]
    known = contracts[contracts["sign_date"].fillna(contracts["start_date"]) <= as_of]
    ending = known[known["end_date"].notna()]
    rows = ending.assign(auto_renew=ending["auto_renew"].eq(True).fillna(False).astype(bool))
    grace = pd.to_timedelta(rows["notice_days"].astype(float).fillna(0).clip(lower=GRACE_DAYS), unit="D")
    followed = _followed(rows.assign(grace=grace), known)
    state = pd.Series("running", index=rows.index, dtype=object)
    ended = rows["end_date"] <= as_of
    state = state.mask(ended, "open").mask(ended & (rows["end_date"] + grace < as_of), "lost")
    state = state.mask(followed | (ended & rows["auto_renew"]), "renewed")
    rows = rows.assign(state=state)[names]
    return rows.sort_values(["end_date", "contract_no"], ignore_index=True)


def _followed(rows: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Return whether a known contract continues each: it names it, or begins near its end."""
    named = rows["contract_no"].isin(known["renews"].dropna())
    later = known[["contract_no", "customer_id", "start_date", "end_date"]]
    pairs = rows.reset_index().merge(later, on="customer_id", suffixes=("", "_next"))
    near = (
        (pairs["contract_no"] != pairs["contract_no_next"])
        & (pairs["start_date_next"] > pairs["start_date"])
        & ((pairs["start_date_next"] - pairs["end_date"]).abs() <= pairs["grace"])
        & (pairs["end_date_next"].isna() | (pairs["end_date_next"] > pairs["end_date"]))
    )
    return named | rows.index.to_series().isin(pairs.loc[near, "index"])
