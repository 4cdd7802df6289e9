"""What a classification knows of its customers: names, first months, who is new and who is silent."""

import pandas as pd

from wcm_helpers.core.formats import missing
from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods import abc
from wcm_helpers.reports.classification.customer_months import CustomerMonths, trends


def name_everyone(customers: pd.DataFrame | None, book: CustomerMonths) -> pd.DataFrame:
    """Return name, industry, type and start month of everyone known or seen, by id; ``known`` tells which."""
    seen = pd.Index(book.amounts.index, name="customer_id")
    listed = pd.DataFrame({"customer_id": []}) if customers is None else customers
    columns = [
        "customer_name", "industry", "customer_type", "contractual", "start_date", "end_date", "status",
    ]  # fmt: skip
    listed = listed.reindex(columns=["customer_id", *columns])
    listed = listed.astype({"customer_id": str}).sort_values("customer_id", kind="stable")
    listed = listed.drop_duplicates("customer_id").set_index("customer_id")
    started = pd.to_datetime(listed["start_date"], errors="coerce").dt.strftime("%Y-%m")
    whole = listed.assign(start_month=started, known=True).reindex(listed.index.union(seen))
    name = whole["customer_name"].astype(object)
    blank = [missing(held) or not str(held).strip() for held in name]
    return whole.assign(
        customer_name=name.mask(blank, pd.Series(whole.index, index=whole.index, dtype=object)),
        known=whole["known"].notna() & ~pd.Series(blank, index=whole.index),
    ).drop(columns="start_date")


def describe_customers(
    now: pd.DataFrame, previous: pd.DataFrame, book: CustomerMonths, rule: abc.Rule, directory: pd.DataFrame
) -> pd.DataFrame:
    """Return this month's classes with everything the reports show of a customer."""
    months = [held for held in window(book.month, rule.window_months) if held in book.amounts.columns]
    ids = now.index
    first = book.active.loc[ids].idxmax(axis=1)
    started = directory.loc[ids, "start_month"]
    first = first.mask(started.fillna(book.month) < first, started)
    recent = first > add_months(book.month, -rule.new_months)
    was = previous["value"].reindex(ids).astype("Int64")
    return now.assign(
        customer_name=directory.loc[ids, "customer_name"],
        industry=directory.loc[ids, "industry"],
        customer_type=directory.loc[ids, "customer_type"],
        contractual=directory.loc[ids, "contractual"],
        known=directory.loc[ids, "known"],
        previous_class=previous["class"].reindex(ids).astype(object).where(ids.isin(previous.index), None),
        previous_value=was.fillna(0) if len(previous) else was,
        orders=book.orders.loc[ids, months].sum(axis=1),
        trend=trends(book).loc[ids],
        first_month=first,
        new=recent & (first > book.first_month),  # who is there when the history begins may be old
        active_this_month=book.active.loc[ids, book.month],
        active_months=book.active.loc[ids, months].sum(axis=1),
    ).reset_index()


def find_inactive(
    now: pd.DataFrame, book: CustomerMonths, directory: pd.DataFrame, month: str
) -> pd.DataFrame:
    """Return who is known or was active but not in the window: id, name, last month of activity or None."""
    started_later = (directory["start_month"] > month).fillna(False).astype(bool)
    silent = directory.loc[~directory.index.isin(now.index) & ~started_later.to_numpy(), ["customer_name"]]
    reached = book.active.loc[book.active.index.isin(silent.index)]
    last = reached.iloc[:, ::-1].idxmax(axis=1) if len(reached) else pd.Series(dtype=object)
    last = last.reindex(silent.index).astype(object)
    return silent.assign(last_month=last.where(last.notna(), None)).reset_index()
