"""ABC classes: which customers together bring most of the value.

Customers are sorted from the largest to the smallest. Class A are the customers needed to reach the first
limit (80 %), B the further ones needed to reach the second (95 %), C the rest. The customer that crosses a
limit belongs to the class it completes, so that A always covers its share and is never empty; a rule can
count it to the next class instead. Equal customers always share a class. Customers with nothing
billed, or with more credited than billed, form the group N and are not part of the total.

Sources: H. F. Dickie, "ABC inventory analysis shoots for dollars, not pennies", Factory Management and
Maintenance 109 (1951); SAP IBP, "ABC segmentation", for the rule that identical values share a class.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from wcm_helpers.core.errors import WorkbookError

CLASSES = ("A", "B", "C", "N")

#: Shares closer than this to a limit count as equal to it: far above rounding, far below any customer.
TOLERANCE = 1e-12

#: A band this wide would leave nothing between the limits.
_MOST_BAND = 0.5
_LENGTHS = ("window_months", "new_months", "band_months", "confirm_months", "upgrade_months")

#: A class A that covers more than this share no longer distinguishes customers.
MOST = 0.90


@dataclass(frozen=True)
class Rule:
    """How customers are classified; a report prints its limits from here.

    ``crossing`` is the class of the customer that crosses a limit: ``into`` the class it completes, or the
    ``next`` one. ``ties`` is the class that equal customers share when a limit falls between them. ``band``
    is the distance, as a share of the total, that counts as near a limit. Lengths are months.

    The last three decide when the official class follows the computed one: once a customer is beyond a limit
    by ``band`` for ``band_months`` months, or beyond it at all for ``confirm_months``; upwards
    ``upgrade_months`` beyond the band suffice.
    """

    value: Literal["revenue", "margin", "order_value", "orders", "units"] = "revenue"
    limit_a: float = 0.80
    limit_b: float = 0.95
    crossing: Literal["into", "next"] = "into"
    ties: Literal["better", "worse"] = "better"
    window_months: int = 12
    band: float = 0.02
    new_months: int = 3
    band_months: int = 2
    confirm_months: int = 3
    upgrade_months: int = 1

    def __post_init__(self) -> None:
        if not 0 < self.limit_a < self.limit_b <= 1:
            raise WorkbookError(
                f"limits {self.limit_a} and {self.limit_b} are not rising shares; write such as 0.80 and 0.95"
            )
        if not 0 <= self.band < _MOST_BAND:
            raise WorkbookError(f"band = {self.band} is not a share below 0.5; write 2 points as 0.02")
        for name in _LENGTHS:
            if getattr(self, name) < 1:
                raise WorkbookError(f"{name} = {getattr(self, name)} holds no month; write 1 or more")
        for name, known in (
            ("value", ("revenue", "margin", "order_value", "orders", "units")),
            ("crossing", ("into", "next")),
            ("ties", ("better", "worse")),
        ):
            if getattr(self, name) not in known:
                raise WorkbookError(f"{name} = {getattr(self, name)!r} is not one of {', '.join(known)}")


def classify(values: pd.Series, rule: Rule) -> pd.DataFrame:
    """Return the ABC class of every customer, the largest first.

    Parameters
    ----------
    values : pd.Series of int, one value a customer, indexed by customer id
        Any unit (whole ten-thousandths in this workbook, so that sums and ties are exact); may be negative.
    rule : Rule
        The limits, and the class of customers on them.

    Returns
    -------
    pd.DataFrame
        Indexed by ``customer_id``, sorted by falling value, then id. ``value`` from ``values``; ``rank``
        (equal values share it); ``share`` of the sum of all positive values; ``start_share`` and
        ``end_share``, the shares reached before and after the customer and its equals; ``class`` A, B, C or
        N; ``distance``, the share between the customer and its nearest limit (below 0: it is before the
        limit); ``near_limit``. Group N has no shares. When nothing is positive everyone is N.

    Raises
    ------
    ValueError
        If a value is missing or a customer appears twice.

    Examples
    --------
    The second customer crosses 80 %: it starts at 70 % and ends at 90 %, and completes class A.

    >>> classes = classify(pd.Series({"x": 70, "y": 20, "z": 10, "w": -5}), Rule())
    >>> classes["class"].to_dict()
    {'x': 'A', 'y': 'A', 'z': 'B', 'w': 'N'}
    >>> classes["start_share"].tolist()
    [0.0, 0.7, 0.9, nan]
    """
    if values.isna().any():
        raise ValueError(f"classify needs every value, missing: {list(values.index[values.isna()])[:5]}")
    if values.index.has_duplicates:
        twice = values.index[values.index.duplicated()][0]
        raise ValueError(f"classify needs one value a customer, got two of {twice!r}")
    book = values.sort_index(kind="stable")
    book = book.iloc[np.argsort(-book.to_numpy(), kind="stable")]
    value = book.to_numpy()
    first = np.searchsorted(-value, -value, side="left")
    last = np.searchsorted(-value, -value, side="right") - 1
    counted = np.where(value > 0, value, 0)
    reached = counted.cumsum()
    shares = _shares(reached[first] - counted[first], counted, reached[last], int(counted.sum()))
    distance = _distance(shares, rule)
    columns = {
        "value": value,
        "rank": first + 1,
        "share": shares["share"],
        "start_share": shares["start"],
        "end_share": shares["end"],
        "class": _letters(shares, rule),
        "distance": distance,
        "near_limit": np.abs(distance) <= rule.band + TOLERANCE,
    }
    return pd.DataFrame(columns, index=book.index.rename("customer_id"))


def _shares(start: np.ndarray, own: np.ndarray, end: np.ndarray, total: int) -> dict[str, np.ndarray]:
    """Return the shares of customers that start at, bring, and (with their equals) end at these sums."""
    counted = np.where(own > 0, float(total), np.nan)
    return {"start": start / counted, "share": own / counted, "end": end / counted}


def _deciding(shares: dict[str, np.ndarray], rule: Rule) -> np.ndarray:
    """Return the share that is compared with the limits: where a customer starts, or where it ends."""
    if rule.crossing == "into":
        return shares["start"] if rule.ties == "better" else shares["end"] - shares["share"]
    return shares["start"] + shares["share"] if rule.ties == "better" else shares["end"]


def _letters(shares: dict[str, np.ndarray], rule: Rule) -> np.ndarray:
    deciding = _deciding(shares, rule)
    reach = -TOLERANCE if rule.crossing == "into" else TOLERANCE
    letters = np.where(
        deciding < rule.limit_a + reach, "A", np.where(deciding < rule.limit_b + reach, "B", "C")
    )
    if rule.crossing == "into":  # the largest complete A whatever the rule for ties: A is never empty
        letters = np.where(shares["start"] == 0, "A", letters)
    return np.where(np.isnan(deciding), "N", letters).astype(object)


def _distance(shares: dict[str, np.ndarray], rule: Rule) -> np.ndarray:
    deciding = _deciding(shares, rule)
    to_a, to_b = deciding - rule.limit_a, deciding - rule.limit_b
    return np.where(np.abs(to_a) <= np.abs(to_b), to_a, to_b)


def cautions(classes: pd.DataFrame) -> list[str]:
    """Return why a classification does not distinguish customers, as keys; empty when it does.

    Parameters
    ----------
    classes : pd.DataFrame
        As :func:`classify` returns it.

    Returns
    -------
    list of str
        ``no_total`` (nothing positive), ``one_customer``, ``all_equal``, ``a_empty`` and ``a_covers_most``
        (more than 90 % of the total), in this order.

    Examples
    --------
    >>> cautions(classify(pd.Series({"x": 5, "y": 5, "z": 5}), Rule()))
    ['all_equal', 'a_covers_most']
    """
    counted = classes[classes["class"] != "N"]
    if counted.empty:
        return ["no_total"]
    in_a = counted["class"] == "A"
    conditions = {
        "one_customer": len(counted) == 1,
        "all_equal": len(counted) > 1 and counted["value"].min() == counted["value"].max(),
        "a_empty": not in_a.any(),
        "a_covers_most": len(counted) > 1 and counted.loc[in_a, "share"].sum() > MOST + TOLERANCE,
    }
    return [key for key, applies in conditions.items() if applies]


def reasons_for_moves(before: pd.Series, after: pd.Series, customers: pd.Index, rule: Rule) -> pd.Series:
    """Return what moved each customer from one class to another: its own value, the others', or both.

    The class is computed twice more: with only the customer's own value changed, and with only the others'.

    Parameters
    ----------
    before, after : pd.Series of int, indexed by customer id
        Everybody's values in the two windows, in one unit; a customer that is absent counts as 0.
    customers : pd.Index
        Who moved.
    rule : Rule
        The rule of both windows.

    Returns
    -------
    pd.Series of str, indexed by customer id
        ``own`` (its own change alone explains the new class), ``others`` (theirs alone does), ``either``
        (each alone does) or ``together`` (neither alone does).

    Examples
    --------
    Only y lost: 30 of 100 became 10 of 80, and it now starts beyond 80 %.

    >>> before = pd.Series({"x": 70, "y": 30})
    >>> reasons_for_moves(before, pd.Series({"x": 70, "y": 10}), pd.Index(["y"]), Rule()).to_dict()
    {'y': 'own'}
    """
    was = before.reindex(customers, fill_value=0).to_numpy()
    values_after = after.reindex(customers, fill_value=0).to_numpy()
    arrived = _classes_among(values_after, values_after, after, rule)
    by_own = _classes_among(values_after, was, before, rule) == arrived
    by_others = _classes_among(was, values_after, after, rule) == arrived
    reasons = np.select([by_own & by_others, by_own, by_others], ["either", "own", "others"], "together")
    return pd.Series(reasons, index=customers, dtype=object)


def _classes_among(own: np.ndarray, instead_of: np.ndarray, book: pd.Series, rule: Rule) -> np.ndarray:
    """Return the class of each value put into a book in place of another value."""
    values = np.sort(book.to_numpy()[book.to_numpy() > 0])
    reached = np.concatenate([[0], values.cumsum()])
    above = np.searchsorted(values, own, side="right")
    equal_from = np.searchsorted(values, own, side="left")
    gone = np.maximum(instead_of, 0)
    start = reached[-1] - reached[above] - np.where(gone > own, gone, 0)
    equals = reached[above] - reached[equal_from] - np.where(gone == own, gone, 0)
    total = reached[-1] - gone + np.maximum(own, 0)
    counted = np.where(own > 0, total.astype("float64"), np.nan)
    shares = {"start": start / counted, "share": own / counted, "end": (start + equals + own) / counted}
    return _letters(shares, rule)
