"""Why a customer crossed a limit: its own change, the others', a changed rule, corrected data; in money.

The margin of a customer to a limit is an amount: the limit's share of the total, less the sum of the
customers before it. Above zero the customer is inside the class. The change of the margin between two months
is split exactly: first the reported data are replaced by the current data of the same months (correction),
then the rule by the one in force (rule); then the customer's value and everybody else's change. These two act
together, so each is the mean of its effect when it comes first and when it comes second (L. S. Shapley, "A
value for n-person games", 1953). The parts sum to the whole to the cent.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.methods.abc import Rule

#: Limits count to this part; margins are whole numbers of an amount's unit divided by it.
_PARTS = 10_000
#: Amounts are ten-thousandths: a cent is a hundred of them.
_CENT = 100

CAUSES = ("own", "others", "rule", "correction")


class Setting(NamedTuple):
    """Everybody's amounts in a window (whole ten-thousandths, by customer id) and the rule in force."""

    amounts: pd.Series
    rule: Rule


def split_change(
    customers: pd.Index, limits: pd.Series, recorded: Setting, known: Setting, rebased: Setting, now: Setting
) -> pd.DataFrame:
    """Return the change of each customer's margin to its limit, split by cause.

    Parameters
    ----------
    customers : pd.Index
        The customers to return.
    limits : pd.Series of str, by customer
        ``limit_a`` or ``limit_b``; ``value`` is the customer's value itself, the limit to group N.
    recorded : Setting
        The earlier window as it was reported, by the rule of that month.
    known : Setting
        The same window in the current data, by the same rule.
    rebased : Setting
        The same window by the current rule: other limits, another measure, another length.
    now : Setting
        The current window, by the current rule.

    Returns
    -------
    pd.DataFrame of int, indexed by customer
        ``before``, ``own``, ``others``, ``rule``, ``correction``, ``after`` in ten-thousandths, whole cents:
        before + own + others + rule + correction = after.

    Examples
    --------
    Of 100, x brings 60, y 25, z 15: the limit at 80 % is 20 beyond the start of y. Then x brings 100: the
    total is 140, the limit 112, y starts at 100 and is 12 inside.

    >>> before, after = pd.Series({"x": 60, "y": 25, "z": 15}), pd.Series({"x": 100, "y": 25, "z": 15})
    >>> then, now = Setting(before * 10_000, Rule()), Setting(after * 10_000, Rule())
    >>> parts = split_change(pd.Index(["y"]), pd.Series({"y": "limit_a"}), then, then, then, now)
    >>> (parts.loc["y"] // 10_000).to_dict()
    {'before': 20, 'own': 0, 'others': -8, 'rule': 0, 'correction': 0, 'after': 12}
    """
    recorded_own, known_own, rebased_own, now_own = (
        setting.amounts.reindex(customers, fill_value=0).to_numpy().astype(object)
        for setting in (recorded, known, rebased, now)
    )
    limit_names = limits.reindex(customers).to_numpy()
    was = _margins(recorded_own, recorded_own, recorded, limit_names)
    corrected = _margins(known_own, known_own, known, limit_names)
    ruled = _margins(rebased_own, rebased_own, rebased, limit_names)
    own_first = _margins(now_own, rebased_own, rebased, limit_names)
    others_first = _margins(rebased_own, now_own, now, limit_names)
    arrived = _margins(now_own, now_own, now, limit_names)
    twice = {  # halves are kept whole by counting everything twice
        "own": (own_first - ruled) + (arrived - others_first),
        "others": (others_first - ruled) + (arrived - own_first),
        "rule": 2 * (ruled - corrected),
        "correction": 2 * (corrected - was),
    }
    before, after = _cents(2 * was), _cents(2 * arrived)
    parts = _rounded_to_sum(np.array([twice[cause] for cause in CAUSES], dtype=object), after - before)
    columns = {"before": before, **dict(zip(CAUSES, parts, strict=True)), "after": after}
    frame = pd.DataFrame(
        {name: amounts.astype("int64") for name, amounts in columns.items()}, index=customers
    )
    return frame * _CENT


def _margins(own: np.ndarray, instead_of: np.ndarray, setting: Setting, limits: np.ndarray) -> np.ndarray:
    """Return the margins, in parts, of values put into a book in place of other values."""
    rule = setting.rule
    everybody = setting.amounts.to_numpy()
    values = np.sort(everybody[everybody > 0])
    reached = np.array([0, *values.cumsum().tolist()], dtype=object)
    numbers = own.astype("int64")
    above = np.searchsorted(values, np.maximum(numbers, 0), side="right")
    equal_from = np.searchsorted(values, np.maximum(numbers, 0), side="left")
    gone, positive_own = np.maximum(instead_of, 0), np.maximum(own, 0)
    larger = reached[-1] - reached[above] - np.where(gone > positive_own, gone, 0)
    equals = reached[above] - reached[equal_from] - np.where(gone == positive_own, gone, 0)
    total = reached[-1] - gone + positive_own
    before = larger if rule.ties == "better" else larger + equals
    if rule.crossing == "next":
        before = before + positive_own
    part = {name: round(getattr(rule, name) * _PARTS) for name in ("limit_a", "limit_b")}
    margin = np.where(limits == "limit_a", part["limit_a"], part["limit_b"]) * total - before * _PARTS
    return np.where(limits == "value", own * _PARTS, margin)


def _cents(twice: np.ndarray) -> np.ndarray:
    unit = 2 * _PARTS * _CENT
    return np.array([(2 * value + unit) // (2 * unit) for value in twice], dtype=object)


def _rounded_to_sum(twice: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Return each column's parts in cents, those with the largest remainders rounded up to give its total."""
    unit = 2 * _PARTS * _CENT
    floors, rests = twice // unit, twice % unit
    for column, total in enumerate(totals):
        missing = int(total - floors[:, column].sum())
        ranked = sorted(range(len(CAUSES)), key=lambda part, at=column: (-rests[part, at], part))
        for part in ranked[: max(0, missing)]:
            floors[part, column] += 1
        for part in ranked[::-1][: max(0, -missing)]:
            floors[part, column] -= 1
    return floors
