"""The classes by each value basis the data allow, and the customers whose class depends on the basis.

The limits and the window are those of the rule in force; only the value differs. Agreement beyond
chance is Cohen's kappa with linear weights, so that A against C weighs twice A against B: J. Cohen,
Psychological Bulletin 70 (1968).
"""

from itertools import combinations

import numpy as np
import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import window
from wcm_helpers.methods import abc
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.value_bases.result import ValueBases

#: A class A with more than this share of the customers, of this number or more, does not separate them.
EVEN, ENOUGH = 0.5, 8


def compare(classification: Classification) -> ValueBases:
    """Compare the classes by each value basis the data allow, over the same window and by the same limits.

    Parameters
    ----------
    classification : Classification
        Of the month under review.

    Returns
    -------
    ValueBases
        Of the rule's basis alone where no other can be computed.

    Examples
    --------
    By revenue x is A alone (x 90 of 100); by orders y completes class A (1 of 10, then 10 of 10).

    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> rows = [("x", "2026-05", 900_000, 1), ("y", "2026-05", 100_000, 9)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> classification = classify_month(facts, None, "2026-05", abc.Rule(), currency="EUR", source="invoices")
    >>> customers = compare(classification).customers.set_index("customer_id")
    >>> customers[["class_revenue", "class_orders"]].to_dict("index")
    {'x': {'class_revenue': 'A', 'class_orders': 'B'}, 'y': {'class_revenue': 'B', 'class_orders': 'A'}}
    """
    own, values = classification.rule.value, values_by_basis(classification)
    classes = {basis: abc.classify(value, classification.rule) for basis, value in values.items()}
    even = [
        basis for basis, frame in classes.items() if _too_even(frame) and _in_a(frame) > _in_a(classes[own])
    ]
    customers = _side_by_side(classes, [basis for basis in classes if basis not in even], classification)
    cost = _window_sums(classification, "cost")
    billed = values.get("revenue")
    cost_months = _cost_months(classification) if "margin" in values else 0
    return ValueBases(
        own=own,
        bases=list(values),
        missing=[basis for basis in ("revenue", "margin", "orders") if basis not in values],
        even=even,
        customers=customers,
        differ=customers[customers["apart"] > 0].reset_index(drop=True),
        counts=_counts(classes, own),
        agreement=_agreement(classes),
        without_cost=0 if cost is None or billed is None else int(((cost == 0) & (billed > 0)).sum()),
        cost_months=cost_months,
    )


def values_by_basis(classification: Classification) -> dict[str, pd.Series]:
    """Return the value of each customer in the window by each basis, the rule's own first.

    Returns
    -------
    dict of str to pd.Series of int, by customer id
        Ten-thousandths of the currency, of a unit or of an order.
    """
    own = classification.classes.set_index("customer_id")["value"].astype("int64")
    values = {classification.rule.value: own}
    revenue, cost, orders = (_window_sums(classification, name) for name in ("revenue", "cost", "orders"))
    if classification.rule.value == "revenue":
        revenue = own
    if revenue is not None:
        values.setdefault("revenue", revenue)
        if cost is not None:
            values.setdefault("margin", revenue - cost)
    if orders is not None:
        values.setdefault("orders", orders * SCALE)
    return values


def _window_sums(classification: Classification, column: str) -> pd.Series | None:
    """Return a column's sum in the window by customer; None where it is unknown or zero for everyone."""
    table = classification.customer_months.table(column)
    if table is None:
        return None
    months = window(classification.month, classification.rule.window_months)
    sums = table.reindex(columns=months, fill_value=0).sum(axis=1).round().astype("int64")
    sums = sums.reindex(classification.classes["customer_id"], fill_value=0)
    return sums if sums.any() else None


def _cost_months(classification: Classification) -> int:
    cost = classification.customer_months.table("cost")
    if cost is None:
        return 0
    months = window(classification.month, classification.rule.window_months)
    return int((cost.reindex(columns=months, fill_value=0) != 0).any().sum())


def _too_even(classes: pd.DataFrame) -> bool:
    counted = int((classes["class"] != "N").sum())
    return counted >= ENOUGH and _in_a(classes) > EVEN * counted


def _in_a(classes: pd.DataFrame) -> int:
    return int((classes["class"] == "A").sum())


def _side_by_side(
    classes: dict[str, pd.DataFrame], bases: list[str], classification: Classification
) -> pd.DataFrame:
    """Return values, classes and shares of each customer, the largest difference between classes first."""
    own = bases[0]
    ids = classes[own].index
    columns = {"customer_name": classification.directory["customer_name"].reindex(ids)}
    for basis, frame in classes.items():
        ordered = frame.reindex(ids)
        columns[f"value_{basis}"] = ordered["value"]
        columns[f"class_{basis}"] = ordered["class"]
        columns[f"share_{basis}"] = ordered["share"].fillna(0.0)
    frame = pd.DataFrame(columns, index=ids)
    steps = frame[[f"class_{basis}" for basis in bases]].apply(lambda letters: letters.map(abc.CLASSES.index))
    shares = frame[[f"share_{basis}" for basis in bases]]
    frame["apart"] = steps.max(axis=1) - steps.min(axis=1)
    frame["share_apart"] = shares.max(axis=1) - shares.min(axis=1)
    order = ["apart", "share_apart", f"value_{own}", "customer_id"]
    return frame.reset_index().sort_values(order, ascending=[False, False, False, True], ignore_index=True)


def _counts(classes: dict[str, pd.DataFrame], own: str) -> pd.DataFrame:
    """Return one row a basis: its total, the customers in each class, and the moves against ``own``."""
    rank = {basis: frame["class"].map(abc.CLASSES.index) for basis, frame in classes.items()}
    rows = []
    for basis, frame in classes.items():
        step = rank[basis].reindex(rank[own].index) - rank[own]
        letters = {letter: int((frame["class"] == letter).sum()) for letter in abc.CLASSES}
        moved = {"higher": int((step < 0).sum()), "lower": int((step > 0).sum())}
        rows.append({"basis": basis, "total": int(frame["value"].sum()), **letters, **moved})
    return pd.DataFrame(rows)


def _agreement(classes: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the agreement of each pair of bases; a frame without rows where there is only one basis."""
    rows = []
    for first, second in combinations(classes, 2):
        left = classes[first]["class"].sort_index()
        right = classes[second]["class"].sort_index()
        same = int((left == right).sum())
        row = {"first": first, "second": second, "customers": len(left), "same": same}
        rows.append({**row, "share": same / len(left), "kappa": _kappa(left, right)})
    return pd.DataFrame(rows, columns=["first", "second", "customers", "same", "share", "kappa"])


def _kappa(left: pd.Series, right: pd.Series) -> float:
    """Return Cohen's kappa with linear weights: 1 less the distance seen over that expected by chance."""
    if len({*left, *right}) == 1:
        return float("nan")  # chance alone agrees fully: there is no agreement beyond it
    letters = {letter: place for place, letter in enumerate(abc.CLASSES)}
    first, second = left.map(letters).to_numpy(), right.map(letters).to_numpy()
    counts = np.zeros((len(letters), len(letters)))
    np.add.at(counts, (first, second), 1)
    places = np.arange(len(letters))
    apart = np.abs(places[:, None] - places)
    chance = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return round(float(1 - (apart * counts).sum() / (apart * chance).sum()), 12)
