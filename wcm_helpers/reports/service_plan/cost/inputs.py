"""What costs are made of: the months that every table covers, the pools, what customers used, and revenue."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import window

#: The tables without which no cost can be given to a customer; footprints are needed for space alone.
NEEDED = ("cost_pools", "activities", "billing")


@dataclass(frozen=True, eq=False)
class CostInputs:
    """The ledger of some months, and what customers used and paid in them.

    Attributes
    ----------
    months : tuple of str
        Those of the window that every table covers, oldest first; not always without a gap.
    pools : pd.DataFrame, by key (unique: month, pool and activity)
        ``pool``, ``activity`` (empty without one), ``kind``, ``amount`` and ``capacity`` (whole
        ten-thousandths; missing where there is none).
    usage : pd.DataFrame
        ``customer``, ``pool`` (a key of ``pools``), ``activity`` (``storage`` of space) and ``used`` (whole
        ten-thousandths of a minute, of a position, or of a square metre).
    revenue : pd.Series of int, by customer
    without_minutes : pd.DataFrame
        ``activity``, ``rows`` (a volume and no minutes) of ``of`` rows, sorted: they cost nothing here.
    space : str
        What space is shared by: ``positions``, ``area``, or empty where there are no footprints.
    """

    months: tuple[str, ...]
    pools: pd.DataFrame
    usage: pd.DataFrame
    revenue: pd.Series
    without_minutes: pd.DataFrame
    space: str


def cost_inputs(
    pools: pd.DataFrame,
    activities: pd.DataFrame,
    footprints: pd.DataFrame | None,
    billing: pd.DataFrame,
    months: tuple[str, ...],
) -> CostInputs:
    """Return what the costs of some months are made of.

    Parameters
    ----------
    pools, activities, footprints : pd.DataFrame
        The tables ``cost_pools``, ``activities`` and ``footprints``.
    billing : pd.DataFrame
        ``customer_id``, ``month``, ``revenue`` (ten-thousandths).
    months : tuple of str
        See :func:`months_covered`.
    """
    ledger = _pools(pools, months)
    minutes = activities[activities["month"].isin(months)]
    taken, space = _footprints(footprints, months)
    if space == "area":  # capacities are positions: what part of it an area takes is not known
        ledger.loc[ledger["kind"] == "space", "capacity"] = pd.NA
    usage = pd.concat([_labour(minutes, ledger), _space(taken, ledger)], ignore_index=True)
    paid = billing[billing["month"].isin(months)].groupby("customer_id")["revenue"].sum()
    customers = sorted({*usage["customer"], *paid.index})
    revenue = paid.reindex(customers).fillna(0).astype("int64").rename_axis("customer")
    return CostInputs(months, ledger, usage, revenue, _without_minutes(minutes), space)


def months_covered(
    pools: pd.DataFrame,
    activities: pd.DataFrame,
    footprints: pd.DataFrame | None,
    billing: pd.DataFrame,
    month: str,
    length: int,
) -> tuple[str, ...]:
    """Return the last ``length`` months up to ``month`` in which every table has rows, oldest first.

    Footprints count where the table is there, and only if there is a pool of space.

    Examples
    --------
    >>> one, two = pd.DataFrame({"month": ["2026-04", "2026-05"]}), pd.DataFrame({"month": ["2026-05"]})
    >>> months_covered(one.assign(kind="labour"), one, None, two, "2026-05", 12)
    ('2026-05',)
    """
    tables = [pools["month"], activities["month"], billing["month"]]
    if footprints is not None and (pools["kind"] == "space").any():
        tables.append(_month_of(footprints))
    known = [set(months.dropna()) for months in tables]
    return tuple(one for one in window(month, length) if all(one in months for months in known))


def _pools(pools: pd.DataFrame, months: tuple[str, ...]) -> pd.DataFrame:
    rows = pools[pools["month"].isin(months)]
    activity = rows["activity"].astype(object).where(rows["activity"].notna(), "")
    keys = [" · ".join(key) for key in zip(rows["month"], rows["pool"], activity, strict=True)]
    return pd.DataFrame(
        {
            "month": rows["month"].to_numpy(),
            "pool": rows["pool"].to_numpy(),
            "activity": activity.to_numpy(),
            "kind": rows["kind"].to_numpy(),
            "amount": rows["cost"].astype("int64").to_numpy(),
            "capacity": _scaled(rows["capacity"]).to_numpy(),
        },
        index=pd.Index(keys, name="key", dtype=object),
    ).sort_index()


def _scaled(values: pd.Series) -> pd.Series:
    """Return numbers as whole ten-thousandths; those below 0 as 0, missing as missing."""
    return (values.clip(lower=0) * SCALE).round().astype("Int64")


def _labour(activities: pd.DataFrame, pools: pd.DataFrame) -> pd.DataFrame:
    """Return the minutes of every customer in each pool of their activity."""
    named = pools[(pools["kind"] == "labour") & (pools["activity"] != "")]
    timed = activities.dropna(subset=["minutes"])
    timed = timed.assign(used=_scaled(timed["minutes"]).astype("int64"))
    sums = timed.groupby(["customer_id", "month", "activity"], sort=True)["used"].sum().reset_index()
    return _in_pools(sums, named, ["month", "activity"])


def _space(taken: pd.DataFrame, pools: pd.DataFrame) -> pd.DataFrame:
    rented = pools[pools["kind"] == "space"].drop(columns="activity")
    return _in_pools(taken.assign(activity="storage"), rented, ["month"])


def _in_pools(used: pd.DataFrame, pools: pd.DataFrame, on: list[str]) -> pd.DataFrame:
    keys = pools[on].assign(pool=pools.index).reset_index(drop=True)
    rows = used.rename(columns={"customer_id": "customer"}).merge(keys, on=on, how="inner")
    return rows.loc[rows["used"] > 0, ["customer", "pool", "activity", "used"]]


def _footprints(footprints: pd.DataFrame | None, months: tuple[str, ...]) -> tuple[pd.DataFrame, str]:
    """Return the average space of each customer in each month, and its unit; several sites add up.

    Days of a month without a row of anybody are not known; a customer without a row on a known day had
    nothing there.
    """
    columns = ["customer_id", "month", "used"]
    if footprints is None:
        return pd.DataFrame(columns=columns).astype({"customer_id": str, "month": str, "used": "int64"}), ""
    unit = "positions" if footprints["positions"].notna().any() else "area"
    rows = footprints.assign(month=_month_of(footprints)).dropna(subset=[unit])
    rows = rows[rows["month"].isin(months)]
    days = rows.groupby("month")["date"].nunique().clip(lower=1)
    whole = rows["month"].map(days).where(rows["date"].notna(), 1)
    shares = rows.assign(used=rows[unit].clip(lower=0) / whole)
    sums = shares.groupby(["customer_id", "month"], sort=True)["used"].sum().reset_index()
    return sums.assign(used=_scaled(sums["used"]).astype("int64"))[columns], unit


def _month_of(footprints: pd.DataFrame) -> pd.Series:
    return (
        footprints["month"]
        .astype(object)
        .where(footprints["month"].notna(), footprints["date"].dt.strftime("%Y-%m"))
    )


def _without_minutes(activities: pd.DataFrame) -> pd.DataFrame:
    grouped = activities["minutes"].isna().groupby(activities["activity"], sort=True)
    counts = grouped.agg(rows="sum", of="size").astype("int64").reset_index()
    return counts[counts["rows"] > 0].reset_index(drop=True)
