"""The team that an industry would need: hours of its customers, and the managers that know it."""

import pandas as pd

COLUMNS = ("industry", "customers", "minutes", "people", "knowing", "other", "missing")


def industry_cells(customers: pd.DataFrame, team: pd.DataFrame) -> pd.DataFrame:
    """Return what each industry needs of managers, and who knows it.

    Parameters
    ----------
    customers : pd.DataFrame
        By ``customer_id``: ``industry`` (None unknown, left out), ``minutes``, ``today``.
    team : pd.DataFrame
        By ``manager_id``: ``capacity`` and ``industries`` (tuple; empty: any).

    Returns
    -------
    pd.DataFrame
        :data:`COLUMNS`, the most minutes first: ``people`` (minutes over the mean capacity), ``knowing``
        (tuple of managers that look after the industry), ``other`` (customers whose manager today does not),
        ``missing`` (minutes beyond the capacity of those that know it, as if they did nothing else).

    Examples
    --------
    >>> customers = pd.DataFrame({"industry": "food", "minutes": 90, "today": ["m1", "m2"]}, index=["a", "b"])
    >>> team = pd.DataFrame({"capacity": [100, 200], "industries": [("food",), ("cars",)]}, ["m1", "m2"])
    >>> industry_cells(customers, team).values.tolist()
    [['food', 2, 180, 1.2, ('m1',), 1, 80]]
    """
    mean = float(team["capacity"].mean())
    rows = []
    for industry, part in customers[customers["industry"].notna()].groupby("industry"):
        knowing = tuple(
            manager for manager, known in team["industries"].items() if not known or industry in known
        )
        minutes = int(part["minutes"].sum())
        rows.append(
            (
                industry,
                len(part),
                minutes,
                minutes / mean if mean else float("nan"),
                knowing,
                int((part["today"].notna() & ~part["today"].isin(knowing)).sum()),
                max(0, minutes - int(team.loc[list(knowing), "capacity"].sum())),
            )
        )
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.sort_values(["minutes", "industry"], ascending=[False, True], ignore_index=True)
