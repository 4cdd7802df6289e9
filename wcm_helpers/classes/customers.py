"""The customers of a site with name, industry and class, for reports that are no classification."""

import pandas as pd

from wcm_helpers.classes.in_force import ClassesInForce
from wcm_helpers.data.facts.history import History


def customers_with_classes(history: History, classes: ClassesInForce | None) -> pd.DataFrame:
    """Return the customers of the list, of the orders and of the bills.

    Parameters
    ----------
    history : History
    classes : ClassesInForce or None

    Returns
    -------
    pd.DataFrame
        By ``customer_id`` (index and column), sorted: ``customer_name``, ``industry`` (None unknown),
        ``class`` (None unknown) and ``value`` (12 months of billed revenue in ten-thousandths; NA unknown).
        Customers that are only in orders or bills are there without a name.
    """
    known = history.customers
    ids = set() if known is None else set(known["customer_id"].astype(str))
    ids |= {*history.facts.orders["customer_id"], *history.facts.billing["customer_id"]}
    frame = pd.DataFrame(index=pd.Index(sorted(ids), name="customer_id"))
    frame["customer_id"] = frame.index
    for name in ("customer_name", "industry"):
        column = pd.Series(dtype=object)
        if known is not None and name in known:
            column = known.set_index(known["customer_id"].astype(str))[name].astype(object)
        column = column.reindex(frame.index)
        frame[name] = column.where(column.notna(), None)
    rows = None if classes is None else classes.customers.reindex(frame.index)
    letters = pd.Series(index=frame.index, dtype=object) if rows is None else rows["class"].astype(object)
    frame["class"] = letters.where(letters.notna(), None)
    frame["value"] = pd.array([pd.NA] * len(frame), dtype="Int64") if rows is None else rows["value"]
    return frame
