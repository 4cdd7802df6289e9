"""Which entitlements hold for each customer in a month: its own, else those of its class."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.core.months import last_day
from wcm_helpers.data.tables.shared_checks import THE_BEGINNING

COLUMNS = ("customer_id", "class", "item", "level", "period", "hours", "own")
_OF_ENTITLEMENT = ["item", "level", "period", "hours"]

#: The package of each class where no table of entitlements is there: item, level, period, manager's hours.
DEFAULT_PACKAGES: Mapping[str, tuple[tuple[str, float | None, str | None, float | None], ...]] = {
    "A": (
        ("named_manager", None, None, 6.0),
        ("priority_release", None, None, None),
        ("response", 1.0, None, None),
        ("talk", 1.0, "month", None),
        ("review", 1.0, "quarter", None),
    ),
    "B": (
        ("response", 4.0, None, None),
        ("talk", 1.0, "quarter", 1.0),
        ("review", 1.0, "year", None),
        ("base_support", None, None, None),
    ),
    "C": (
        ("self_service", None, None, None),
        ("base_support", None, None, 0.25),
    ),
}


def default_entitlements() -> pd.DataFrame:
    """Return the default packages in the columns of the table ``service_entitlements``."""
    rows = [(letter, *line) for letter, lines in DEFAULT_PACKAGES.items() for line in lines]
    frame = pd.DataFrame(rows, columns=["class", *_OF_ENTITLEMENT])
    return frame.assign(customer_id=None, valid_from=pd.Timestamp(THE_BEGINNING), valid_to=pd.NaT)


def entitled(entitlements: pd.DataFrame, classes: pd.Series, month: str) -> pd.DataFrame:
    """Return what each customer is entitled to at the end of a month.

    An entitlement of the customer itself takes the place of its class's for the same item. Of several that
    hold on the day the one that began last counts.

    Parameters
    ----------
    entitlements : pd.DataFrame
        The table ``service_entitlements``: ``customer_id``, ``class``, ``item``, ``level``, ``period``,
        ``hours``, ``valid_from``, ``valid_to``.
    classes : pd.Series
        The class of each customer, by ``customer_id``; None unknown.
    month : str
        YYYY-MM.

    Returns
    -------
    pd.DataFrame
        One row a customer and item, sorted by both: :data:`COLUMNS`; ``own`` tells the customer's exception
        from the package of its class.

    Examples
    --------
    c1 has its own response of half an hour, c2 that of its class:

    >>> table = default_entitlements()
    >>> own = table.tail(1).assign(customer_id="c1", item="response", level=0.5, **{"class": None})
    >>> rows = entitled(pd.concat([table, own]), pd.Series({"c1": "A", "c2": "A"}), "2026-05")
    >>> rows[rows["item"] == "response"][["customer_id", "level", "own"]].values.tolist()
    [['c1', 0.5, True], ['c2', 1.0, False]]
    """
    day = pd.Timestamp(last_day(month))
    begun = pd.to_datetime(entitlements["valid_from"]) <= day
    ended = pd.to_datetime(entitlements["valid_to"]) < day
    holding = entitlements[begun & ~ended].sort_values("valid_from", kind="stable")
    by_class = holding[holding["customer_id"].isna()].drop_duplicates(["class", "item"], keep="last")
    by_customer = holding[holding["customer_id"].notna()].drop_duplicates(
        ["customer_id", "item"], keep="last"
    )
    known = classes.dropna().rename("class").rename_axis("customer_id").reset_index()
    of_class = known.merge(by_class[["class", *_OF_ENTITLEMENT]], on="class").assign(own=False)
    own = by_customer[["customer_id", *_OF_ENTITLEMENT]].assign(own=True)
    own["class"] = own["customer_id"].map(classes.to_dict())
    own = own[own["customer_id"].isin(classes.index)]
    both = pd.concat([of_class, own], ignore_index=True)[list(COLUMNS)]
    return both.drop_duplicates(["customer_id", "item"], keep="last").sort_values(
        ["customer_id", "item"], ignore_index=True
    )
