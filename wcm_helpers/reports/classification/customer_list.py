"""The customers of a classification: names, first months, new and inactive customers."""

import pandas as pd

from wcm_helpers.classes.customer_months import CustomerMonths, trends
from wcm_helpers.core.formats import missing
from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods import abc


def build_directory(customers: pd.DataFrame | None, customer_months: CustomerMonths) -> pd.DataFrame:
    """Return the directory of all customers, listed or active, by customer id.

    Parameters
    ----------
    customers : pd.DataFrame or None
        ``customer_id`` and any of ``customer_name``, ``industry``, ``customer_type``, ``contractual``,
        ``start_date``, ``end_date``, ``status``.
    customer_months : CustomerMonths

    Returns
    -------
    pd.DataFrame
        The same columns, but ``start_month`` (YYYY-MM) for ``start_date``; ``customer_name`` is the id where
        the list has no name, and ``known`` is False there.

    Examples
    --------
    >>> from wcm_helpers.classes.customer_months import pivot_customer_months
    >>> facts = pd.DataFrame({"customer_id": ["x"], "month": ["2026-05"], "value": [1], "orders": [1]})
    >>> directory = build_directory(None, pivot_customer_months(facts, "2026-05"))
    >>> directory[["customer_name", "known"]].values.tolist()
    [['x', False]]
    """
    active = pd.Index(customer_months.amounts.index, name="customer_id")
    listed = pd.DataFrame({"customer_id": []}) if customers is None else customers
    columns = [
        "customer_name", "industry", "customer_type", "contractual", "start_date", "end_date", "status",
    ]  # fmt: skip
    listed = listed.reindex(columns=["customer_id", *columns])
    listed = listed.astype({"customer_id": str}).sort_values("customer_id", kind="stable")
    listed = listed.drop_duplicates("customer_id").set_index("customer_id")
    started = pd.to_datetime(listed["start_date"], errors="coerce").dt.strftime("%Y-%m")
    whole = listed.assign(start_month=started, known=True).reindex(listed.index.union(active))
    name = whole["customer_name"].astype(object)
    blank = [missing(text) or not str(text).strip() for text in name]
    return whole.assign(
        customer_name=name.mask(blank, pd.Series(whole.index, index=whole.index, dtype=object)),
        known=whole["known"].notna() & ~pd.Series(blank, index=whole.index),
    ).drop(columns="start_date")


def describe_customers(
    now: pd.DataFrame,
    previous: pd.DataFrame,
    customer_months: CustomerMonths,
    rule: abc.Rule,
    directory: pd.DataFrame,
) -> pd.DataFrame:
    """Return this month's classes with all that the reports show of a customer.

    Parameters
    ----------
    now, previous : pd.DataFrame
        As ``abc.classify`` returns them; ``previous`` is empty where there is no month before.
    customer_months : CustomerMonths
    rule : Rule
    directory : pd.DataFrame
        See :func:`build_directory`.

    Returns
    -------
    pd.DataFrame
        ``customer_id`` and the columns of ``now``; ``customer_name``, ``industry``, ``customer_type``,
        ``contractual`` and ``known`` of the directory; ``previous_class`` (None without one) and
        ``previous_value`` (ten-thousandths); ``orders`` of the window; ``trend`` (see ``trends``);
        ``first_month``, ``new``, ``active_this_month`` and ``active_months`` of the window.
    """
    columns = customer_months.amounts.columns
    months = [month for month in window(customer_months.month, rule.window_months) if month in columns]
    ids = now.index
    first = customer_months.active.loc[ids].idxmax(axis=1)
    started = directory.loc[ids, "start_month"]
    first = first.mask(started.fillna(customer_months.month) < first, started)
    recent = first > add_months(customer_months.month, -rule.new_months)
    before = previous["value"].reindex(ids).astype("Int64")
    return now.assign(
        customer_name=directory.loc[ids, "customer_name"],
        industry=directory.loc[ids, "industry"],
        customer_type=directory.loc[ids, "customer_type"],
        contractual=directory.loc[ids, "contractual"],
        known=directory.loc[ids, "known"],
        previous_class=previous["class"].reindex(ids).astype(object).where(ids.isin(previous.index), None),
        previous_value=before.fillna(0) if len(previous) else before,
        orders=customer_months.orders.loc[ids, months].sum(axis=1),
        trend=trends(customer_months).loc[ids],
        first_month=first,
        new=recent & (first > customer_months.first_month),  # a customer of the first month may be older
        active_this_month=customer_months.active.loc[ids, customer_months.month],
        active_months=customer_months.active.loc[ids, months].sum(axis=1),
    ).reset_index()


def find_inactive(
    now: pd.DataFrame, customer_months: CustomerMonths, directory: pd.DataFrame, month: str
) -> pd.DataFrame:
    """Return the customers without activity in the window.

    Returns
    -------
    pd.DataFrame
        ``customer_id``, ``customer_name`` and ``last_month`` of activity (None if there was none); customers
        whose start month is after ``month`` are left out.
    """
    started_later = (directory["start_month"] > month).fillna(False).astype(bool)
    silent = directory.loc[~directory.index.isin(now.index) & ~started_later.to_numpy(), ["customer_name"]]
    reached = customer_months.active.loc[customer_months.active.index.isin(silent.index)]
    last = reached.iloc[:, ::-1].idxmax(axis=1) if len(reached) else pd.Series(dtype=object)
    last = last.reindex(silent.index).astype(object)
    return silent.assign(last_month=last.where(last.notna(), None)).reset_index()
