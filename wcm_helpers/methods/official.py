"""Official classes: the published class of a customer, which moves only when a change lasts.

A customer close to a limit would change its class every other month. The official class therefore moves only
when the customer is beyond the limit by a band for some months in a row, or beyond it at all for some more,
or by an override with an approver. The rule sets both numbers of months and the band.

The official class follows from the share that is compared with the limits, month by month, and from the
official class of the month before; nothing else is stored, so that a history that begins later gives the same
moves from then on.

Source: a Schmitt trigger (O. H. Schmitt, "A thermionic trigger", Journal of Scientific Instruments 15, 1938)
over rolling windows, as rating systems use it to keep ratings from flickering.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from wcm_helpers.methods.abc import TOLERANCE, Rule

_PLACE = {"A": 0, "B": 1, "C": 2}


class OfficialPath(NamedTuple):
    """Official classes, customer × month, and the reason for each; None where there is none.

    Reasons: ``first`` (no class before), ``band``, ``months`` (moved, by which of both), ``kept``,
    ``none`` (no activity in the window), ``not_positive`` and ``positive`` (to and from group N, at once),
    ``override``, ``expired`` (the override ended and the class is that of the rule again), ``recorded``.
    """

    official: pd.DataFrame
    reasons: pd.DataFrame


def deciding_share(classes: pd.DataFrame, rule: Rule) -> pd.Series:
    """Return the share that is compared with the limits: where a customer, or its equals, start or end.

    Parameters
    ----------
    classes : pd.DataFrame
        As :func:`wcm_helpers.methods.abc.classify` returns it.
    rule : Rule
        The rule of ``classes``.

    Returns
    -------
    pd.Series of float
        On the index of ``classes``; NaN for group N.

    Examples
    --------
    >>> from wcm_helpers.methods.abc import classify
    >>> deciding_share(classify(pd.Series({"x": 70, "y": 30}), Rule(crossing="next")), Rule(crossing="next"))
    customer_id
    x    0.7
    y    1.0
    dtype: float64
    """
    if rule.crossing == "into":
        share = classes["start_share"] if rule.ties == "better" else classes["end_share"] - classes["share"]
    else:
        share = classes["start_share"] + classes["share"] if rule.ties == "better" else classes["end_share"]
    return share.rename(None)


def official_classes(
    computed: pd.DataFrame,
    shares: pd.DataFrame,
    rules: Mapping[str, Rule],
    *,
    overrides: pd.DataFrame | None = None,
    recorded: pd.DataFrame | None = None,
) -> OfficialPath:
    """Return the official class of every customer in every month, and the reason for it.

    Parameters
    ----------
    computed : pd.DataFrame of str or None, customer × month, months rising without a gap
        The class by the rule alone; None where a customer had no activity in the window.
    shares : pd.DataFrame of float, of the same shape
        The share compared with the limits, as :func:`deciding_share` returns it; missing for N and None.
    rules : mapping of month to Rule
        The rule in force in each month.
    overrides : pd.DataFrame of str or None, of the same shape, optional
        The class set by hand, in the months it applies to.
    recorded : pd.DataFrame of str or None, of the same shape, optional
        The official class that was published; it replaces the computed one.

    Returns
    -------
    OfficialPath
        Both frames in the shape of ``computed``.

    Examples
    --------
    Beyond 80 % by more than two points for two months: the second one moves it.

    >>> months = ["2026-01", "2026-02", "2026-03"]
    >>> computed = pd.DataFrame([["A", "B", "B"]], index=["x"], columns=months)
    >>> shares = pd.DataFrame([[0.79, 0.83, 0.84]], index=["x"], columns=months)
    >>> path = official_classes(computed, shares, dict.fromkeys(months, Rule()))
    >>> path.official.loc["x"].tolist(), path.reasons.loc["x"].tolist()
    (['A', 'A', 'B'], ['first', 'kept', 'band'])
    """
    months = list(computed.columns)
    letters = {month: computed[month].to_numpy(dtype=object) for month in months}
    by_month = {month: shares[month].to_numpy(dtype="float64") for month in months}
    nothing = np.full(len(computed), None, dtype=object)
    before, published = nothing, nothing
    official, reasons = {}, {}
    for at, month in enumerate(months):
        rule = rules[month]
        longest = max(rule.band_months, rule.upgrade_months, rule.confirm_months)
        recent = months[max(0, at + 1 - longest) : at + 1][::-1]
        underlying, reason = _step(
            before, letters[month], [by_month[m] for m in recent], [rules[m] for m in recent]
        )
        forced = nothing if overrides is None else overrides[month].to_numpy(dtype=object)
        on_record = nothing if recorded is None else recorded[month].to_numpy(dtype=object)
        underlying, reason = _as_recorded(underlying, reason, on_record, forced)
        published, reason = _as_forced(underlying, reason, forced, published, before)
        official[month], reasons[month] = published, reason
        before = underlying
    index = computed.index
    return OfficialPath(
        pd.DataFrame(official, index=index, dtype=object), pd.DataFrame(reasons, index=index, dtype=object)
    )


def _places(letters: np.ndarray) -> np.ndarray:
    return np.select([letters == letter for letter in _PLACE], list(_PLACE.values()), -1)


def _step(
    before: np.ndarray,
    letters: np.ndarray,
    shares: list[np.ndarray],
    rules: list[Rule],
) -> tuple[np.ndarray, np.ndarray]:
    """Return class and reason of one month from the class before and the last months, the newest first.

    Each month is compared with the limits of its own rule; the newest rule sets how long a move takes.
    """
    was, now, rule = _places(before), _places(letters), rules[0]
    both = (was >= 0) & (now >= 0)
    moved = np.zeros(len(was), dtype=bool)
    by_band = np.zeros(len(was), dtype=bool)
    for down in (True, False):
        pairs = list(zip(shares, rules, strict=True))
        beyond = [
            _beyond(was, share, month_rule, down=down, band=month_rule.band) for share, month_rule in pairs
        ]
        across = [_beyond(was, share, month_rule, down=down, band=0.0) for share, month_rule in pairs]
        banded = _running(beyond, rule.band_months if down else rule.upgrade_months)
        lasting = _running(across, rule.confirm_months)
        by_band |= both & banded
        moved |= both & (banded | lasting)
    same = np.equal(before, letters)
    reasons = np.select(
        [
            np.equal(letters, None),
            np.equal(before, None),
            letters == "N",
            before == "N",
            same | ~moved,
            by_band,
        ],
        ["none", "first", "not_positive", "positive", "kept", "band"],
        "months",
    ).astype(object)
    reasons = np.where((reasons == "not_positive") & same, "kept", reasons)
    return np.where(reasons == "kept", before, letters), reasons


def _beyond(was: np.ndarray, share: np.ndarray, rule: Rule, *, down: bool, band: float) -> np.ndarray:
    """Return whether the share is beyond the limit of the class before, by the band at least."""
    if down:
        limit = np.array([rule.limit_a, rule.limit_b, np.inf])[was] + band
        passed = share >= limit - TOLERANCE if rule.crossing == "into" else share > limit + TOLERANCE
    else:
        limit = np.array([-np.inf, rule.limit_a, rule.limit_b])[was] - band
        passed = share < limit - TOLERANCE if rule.crossing == "into" else share <= limit + TOLERANCE
    return passed & ~np.isnan(share)


def _running(months: list[np.ndarray], needed: int) -> np.ndarray:
    """Return where the newest ``needed`` months are all true; nowhere if there are fewer months."""
    if len(months) < needed:
        return np.zeros(len(months[0]), dtype=bool)
    return np.logical_and.reduce(months[:needed])


def _as_recorded(
    underlying: np.ndarray, reason: np.ndarray, on_record: np.ndarray, forced: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    # A class published under an override is not the rule's: it ends with the override.
    published = ~np.equal(on_record, None) & np.equal(forced, None)
    differs = published & np.not_equal(on_record, underlying)
    return np.where(differs, on_record, underlying), np.where(differs, "recorded", reason)


def _as_forced(
    underlying: np.ndarray, reason: np.ndarray, forced: np.ndarray, published: np.ndarray, before: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the official class and its reason: the override's while it is valid, the rule's after it."""
    overridden = ~np.equal(forced, None)
    was_forced = np.not_equal(published, before)
    by_rule = np.logical_or.reduce([reason == key for key in ("kept", "band", "months")])
    ended = ~overridden & was_forced & by_rule
    reason = np.where(overridden, "override", np.where(ended, "expired", reason))
    return np.where(overridden, forced, underlying), reason
