"""The account managers: their hours for customers, and how well each fits each customer."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.contacts import MARK
from wcm_helpers.core.formats import missing
from wcm_helpers.data.tables.list_cells import parts_of
from wcm_helpers.methods.assignment import ADMINISTRATION, UTILISATION, practical_capacity

#: Points of mismatch: an industry, or a warehouse, that the manager does not look after.
INDUSTRY_POINTS, SITE_POINTS = 2, 2
LISTS = ("industries", "sites")


def team_of(staff: pd.DataFrame) -> pd.DataFrame:
    """Return the managers as the assignment needs them.

    Parameters
    ----------
    staff : pd.DataFrame
        The table ``managers`` in the month, by ``manager_id``; only ``hours`` must be there.

    Returns
    -------
    pd.DataFrame
        By ``manager_id``: ``name`` (number and published name), ``capacity`` (minutes a month for
        customers), ``named`` (True, False; None where nobody is known to be or not to be), ``industries`` and
        ``sites`` (tuples, empty: not restricted).

    Examples
    --------
    100 hours, 75 % to be planned, 15 % for the office: 6,000 x .75 x .85 minutes.

    >>> team_of(pd.DataFrame({"hours": [100.0]}, index=["M1"]))[["name", "capacity"]].values.tolist()
    [['M1', 3825]]
    """
    staff = staff.sort_index()
    known = "named" in staff and staff["named"].notna().any()
    frame = pd.DataFrame(index=staff.index.rename("manager_id"))
    frame["name"] = [_name(manager, row.get("manager_name")) for manager, row in staff.iterrows()]
    frame["capacity"] = [
        practical_capacity(
            60 * row["hours"],
            _or(row.get("utilisation"), UTILISATION),
            _or(row.get("administration"), ADMINISTRATION),
        )
        for _manager, row in staff.iterrows()
    ]
    named = [_or(row.get("named"), False) for _manager, row in staff.iterrows()]
    frame["named"] = pd.Series([bool(one) if known else None for one in named], staff.index, dtype=object)
    for column in LISTS:
        cells = staff.get(column, pd.Series(index=staff.index, dtype=object))
        frame[column] = [() if missing(cell) else tuple(parts_of(str(cell))) for cell in cells]
    return frame


def _name(manager: str, name: object) -> str:
    """Return a manager's number with the name as far as it is published."""
    return f"{manager} {name}" if isinstance(name, str) and name.strip() and name != MARK else str(manager)


def _or(value: object, default: float) -> float:
    return default if missing(value) else value


def mismatch(industries: pd.Series, sites: Mapping[str, frozenset[str]], team: pd.DataFrame) -> pd.DataFrame:
    """Return the points of mismatch of each customer and manager.

    A manager for whom no industries, or no warehouses, are given looks after any; a customer whose industry
    or warehouses are not known fits everybody.

    Parameters
    ----------
    industries : pd.Series
        The industry by ``customer_id``; None unknown. Its index is that of the result.
    sites : mapping
        The warehouses by customer.
    team : pd.DataFrame
        See :func:`team_of`.

    Examples
    --------
    m1 knows the industry, but is at another warehouse; m2 neither:

    >>> team = pd.DataFrame({"industries": [("food",), ("cars",)], "sites": [("S2",), ("S2",)]}, ["m1", "m2"])
    >>> mismatch(pd.Series({"c": "food"}), {"c": frozenset({"S1"})}, team).values.tolist()
    [[2, 4]]
    """
    points = {}
    for manager, row in team.iterrows():
        known, at = set(row["industries"]), set(row["sites"])
        points[manager] = [
            INDUSTRY_POINTS * _misses(known, set() if missing(industry) else {industry})
            + SITE_POINTS * _misses(at, sites.get(customer, frozenset()))
            for customer, industry in industries.items()
        ]
    return pd.DataFrame(points, index=industries.index, columns=team.index, dtype="int64")


def _misses(of_manager: set[str], of_customer: set[str] | frozenset[str]) -> bool:
    return bool(of_manager) and bool(of_customer) and not of_manager & of_customer


def eligible(classes: pd.Series, team: pd.DataFrame) -> pd.DataFrame | None:
    """Return which manager may look after which customer; None where everybody may.

    A customer of class A needs one who may be a named manager.
    """
    if team["named"].isna().all():
        return None
    named = team["named"].astype(bool)
    return pd.DataFrame({manager: (classes != "A") | named[manager] for manager in team.index}, classes.index)
