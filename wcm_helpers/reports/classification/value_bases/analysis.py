"""Which value? The classes by each value the data give, side by side, and whose class depends on the choice.

The limits and the window are those of the rule in force; only what is counted differs. Agreement beyond
chance is Cohen's kappa with linear weights, so that A against C weighs twice A against B: J. Cohen,
Psychological Bulletin 70 (1968).
"""

from dataclasses import dataclass, field
from itertools import combinations

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.months import window
from wcm_helpers.methods import abc
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.value_bases import sentences as bases_words

#: A class A of more than this share of so many customers or more does not tell them apart.
EVEN, ENOUGH = 0.5, 8


@dataclass(frozen=True, eq=False)
class Bases:
    """The classes by each value that is known, of the customers active in the window.

    Amounts are ten-thousandths of the currency, orders ten-thousandths of an order.

    Attributes
    ----------
    own : the value the rule counts
    known : what can be counted: ``own`` first, then of ``revenue``, ``margin`` and ``orders`` what there is
    missing : those of the three that cannot, in this order
    even : those by which most customers are needed for class A, and more than by the rule's own: they tell
        nobody apart, and nobody's class is said to depend on them
    customers : one row a customer: ``customer_id``, ``customer_name``, ``value_<basis>``, ``class_<basis>``
        and ``share_<basis>`` of each basis, ``apart`` (steps between its best and its worst class; N stands
        below C) and ``share_apart``; the farthest apart first
    differ : the rows of ``customers`` whose class depends on the choice
    counts : one row a basis: ``basis``, ``total``, customers in ``A``, ``B``, ``C``, ``N``, and of those
        with another class than by ``own`` how many stand ``higher`` and ``lower``
    agreement : one row a pair: ``first``, ``second``, ``customers``, ``same``, ``share``, ``kappa`` (NaN
        where both put everyone into one and the same class)
    unprofitable : ``customer_id``, ``customer_name``, ``revenue``, ``cost``, ``margin``, ``class`` (by
        ``own``) of those that cost more than they bring, the worst first; empty where costs are not known
    without_cost : customers with revenue and no costs at all in the window
    cost_months : months of the window with costs of anybody
    """

    own: str
    known: list[str]
    missing: list[str]
    even: list[str]
    customers: pd.DataFrame
    differ: pd.DataFrame
    counts: pd.DataFrame
    agreement: pd.DataFrame
    unprofitable: pd.DataFrame
    without_cost: int
    cost_months: int
    headline: str = ""
    sentences: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)


def compare(found: Classification) -> Bases:
    """Return the classes by each value the data give, over the same window and by the same limits.

    Parameters
    ----------
    found : Classification
        The month's review.

    Examples
    --------
    By revenue x is A alone (x 90 of 100); by orders y completes class A (1 of 10, then 10 of 10).

    >>> from wcm_helpers.reports.classification.classify_month import classify_month
    >>> rows = [("x", "2026-05", 900_000, 1), ("y", "2026-05", 100_000, 9)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> found = classify_month(facts, None, "2026-05", abc.Rule(), currency="EUR", source="invoices")
    >>> compare(found).customers.set_index("customer_id")[["class_revenue", "class_orders"]].to_dict("index")
    {'x': {'class_revenue': 'A', 'class_orders': 'B'}, 'y': {'class_revenue': 'B', 'class_orders': 'A'}}
    """
    own, values = found.rule.value, values_by_basis(found)
    classes = {basis: abc.classify(held, found.rule) for basis, held in values.items()}
    even = [basis for basis, held in classes.items() if _too_even(held) and _in_a(held) > _in_a(classes[own])]
    customers = _side_by_side(classes, [basis for basis in classes if basis not in even], found)
    cost = _window_sums(found, "cost")
    billed = values.get("revenue")
    unprofitable = _unprofitable(values, cost, customers, own)
    bases = Bases(
        own=own,
        known=list(values),
        missing=[basis for basis in ("revenue", "margin", "orders") if basis not in values],
        even=even,
        customers=customers,
        differ=customers[customers["apart"] > 0].reset_index(drop=True),
        counts=_counts(classes, own),
        agreement=_agreement(classes),
        unprofitable=unprofitable,
        without_cost=0 if cost is None or billed is None else int(((cost == 0) & (billed > 0)).sum()),
        cost_months=_cost_months(found) if "margin" in values else 0,
        figures={
            "customers": len(customers),
            "depend_on_value": int((customers["apart"] > 0).sum()),
            "unprofitable": len(unprofitable),
        },
    )
    return bases_words.worded(bases, found)


def values_by_basis(found: Classification) -> dict[str, pd.Series]:
    """Return the value of each customer of the window by each basis that is known, the rule's own first."""
    own = found.classes.set_index("customer_id")["value"].astype("int64")
    values = {found.rule.value: own}
    revenue, cost, orders = (_window_sums(found, name) for name in ("revenue", "cost", "orders"))
    if found.rule.value == "revenue":
        revenue = own
    if revenue is not None:
        values.setdefault("revenue", revenue)
        if cost is not None:
            values.setdefault("margin", revenue - cost)
    if orders is not None:
        values.setdefault("orders", orders * SCALE)
    return values


def _window_sums(found: Classification, column: str) -> pd.Series | None:
    """Return a column's sum in the window by customer; None where it is not known or nothing but zero."""
    table = found.customer_months.table(column)
    if table is None:
        return None
    months = window(found.month, found.rule.window_months)
    sums = table.reindex(columns=months, fill_value=0).sum(axis=1).round().astype("int64")
    sums = sums.reindex(found.classes["customer_id"], fill_value=0)
    return sums if sums.any() else None


def _cost_months(found: Classification) -> int:
    cost = found.customer_months.table("cost")
    if cost is None:
        return 0
    months = window(found.month, found.rule.window_months)
    return int((cost.reindex(columns=months, fill_value=0) != 0).any().sum())


def _too_even(classes: pd.DataFrame) -> bool:
    counted = int((classes["class"] != "N").sum())
    return counted >= ENOUGH and _in_a(classes) > EVEN * counted


def _in_a(classes: pd.DataFrame) -> int:
    return int((classes["class"] == "A").sum())


def _side_by_side(
    classes: dict[str, pd.DataFrame], telling: list[str], found: Classification
) -> pd.DataFrame:
    """Return values, classes and shares of each customer, whose classes lie farthest apart first."""
    own = telling[0]
    ids = classes[own].index
    columns = {"customer_name": found.directory["customer_name"].reindex(ids)}
    for basis, held in classes.items():
        told = held.reindex(ids)
        columns[f"value_{basis}"] = told["value"]
        columns[f"class_{basis}"] = told["class"]
        columns[f"share_{basis}"] = told["share"].fillna(0.0)
    frame = pd.DataFrame(columns, index=ids)
    steps = frame[[f"class_{basis}" for basis in telling]].apply(lambda held: held.map(abc.CLASSES.index))
    shares = frame[[f"share_{basis}" for basis in telling]]
    frame["apart"] = steps.max(axis=1) - steps.min(axis=1)
    frame["share_apart"] = shares.max(axis=1) - shares.min(axis=1)
    order = ["apart", "share_apart", f"value_{own}", "customer_id"]
    return frame.reset_index().sort_values(order, ascending=[False, False, False, True], ignore_index=True)


def _counts(classes: dict[str, pd.DataFrame], own: str) -> pd.DataFrame:
    place = {basis: held["class"].map(abc.CLASSES.index) for basis, held in classes.items()}
    rows = []
    for basis, held in classes.items():
        step = place[basis].reindex(place[own].index) - place[own]
        letters = {letter: int((held["class"] == letter).sum()) for letter in abc.CLASSES}
        moved = {"higher": int((step < 0).sum()), "lower": int((step > 0).sum())}
        rows.append({"basis": basis, "total": int(held["value"].sum()), **letters, **moved})
    return pd.DataFrame(rows)


def _agreement(classes: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return how far each pair of bases agrees; a frame without rows where there is only one basis."""
    rows = []
    for first, second in combinations(classes, 2):
        one = classes[first]["class"].sort_index()
        other = classes[second]["class"].sort_index()
        same = int((one == other).sum())
        told = {"first": first, "second": second, "customers": len(one), "same": same}
        rows.append({**told, "share": same / len(one), "kappa": _kappa(one, other)})
    return pd.DataFrame(rows, columns=["first", "second", "customers", "same", "share", "kappa"])


def _kappa(one: pd.Series, other: pd.Series) -> float:
    if len({*one, *other}) == 1:
        return float("nan")  # no agreement beyond chance where chance already agrees wholly
    from sklearn.metrics import cohen_kappa_score

    # Of many customers there are but sixteen kinds: counting them first takes no time.
    pairs = pd.DataFrame({"one": list(one), "other": list(other)}).value_counts()
    first, second = (pairs.index.get_level_values(name).to_list() for name in ("one", "other"))
    kappa = cohen_kappa_score(
        first, second, labels=list(abc.CLASSES), weights="linear", sample_weight=pairs.to_list()
    )
    return round(float(kappa), 12)


def _unprofitable(
    values: dict[str, pd.Series], cost: pd.Series | None, customers: pd.DataFrame, own: str
) -> pd.DataFrame:
    """Return who costs more than it brings, the worst first."""
    columns = ["customer_id", "customer_name", "revenue", "cost", "margin", "class"]
    if cost is None or not {"revenue", "margin"} <= set(values):
        return pd.DataFrame(columns=columns)
    held = pd.DataFrame({"revenue": values["revenue"], "cost": cost, "margin": values["margin"]})
    frame = customers.join(held, on="customer_id").rename(columns={f"class_{own}": "class"})
    frame = frame.loc[frame["margin"] < 0, columns]
    return frame.sort_values(["margin", "customer_id"], ignore_index=True)
