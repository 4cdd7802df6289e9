"""Official classes: what customers are told, which moves only when a change has shown that it stays.

A customer close to a limit would change its class every other month. The official class therefore moves only
when the customer lies beyond the limit by a band for some months running, or beyond it at all for some more,
or by an override that somebody answers for. Both numbers of months and the band stand in the rule.

What decides is the share against which limits are held, month by month, and the official class of the month
before; nothing else is remembered, so that a history that begins later gives the same moves from then on.

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
    """Official classes customer × month, and for each why it is what it is; None where there is none.

    Reasons: ``first`` (no class before), ``band``, ``months`` (moved, and which of both showed it), ``kept``,
    ``none`` (no activity in the window), ``not_positive`` and ``positive`` (to and from group N, at once),
    ``override``, ``expired`` (the override ended and the class is that of the rule again), ``recorded``.
    """

    official: pd.DataFrame
    reasons: pd.DataFrame


def deciding_share(classes: pd.DataFrame, rule: Rule) -> pd.Series:
    """Return the share that is held against the limits: where a customer, or its equals, start or end.

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
        held = classes["start_share"] if rule.ties == "better" else classes["end_share"] - classes["share"]
    else:
        held = classes["start_share"] + classes["share"] if rule.ties == "better" else classes["end_share"]
    return held.rename(None)


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
        The share held against the limits, as :func:`deciding_share` gives it; missing for N and None.
    rules : mapping of month to Rule
        The rule in force in each month.
    overrides : pd.DataFrame of str or None, of the same shape, optional
        The class somebody set, in the months for which it holds.
    recorded : pd.DataFrame of str or None, of the same shape, optional
        The official class customers were told; it stands in place of what would be worked out.

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
    held = {month: shares[month].to_numpy(dtype="float64") for month in months}
    nothing = np.full(len(computed), None, dtype=object)
    before, told = nothing, nothing
    official, reasons = {}, {}
    for at, month in enumerate(months):
        rule = rules[month]
        longest = max(rule.band_months, rule.upgrade_months, rule.confirm_months)
        recent = months[max(0, at + 1 - longest) : at + 1][::-1]
        underlying, reason = _step(
            before, letters[month], [held[m] for m in recent], [rules[m] for m in recent]
        )
        forced = nothing if overrides is None else overrides[month].to_numpy(dtype=object)
        noted = nothing if recorded is None else recorded[month].to_numpy(dtype=object)
        underlying, reason = _as_recorded(underlying, reason, noted, forced)
        told, reason = _as_forced(underlying, reason, forced, told, before)
        official[month], reasons[month] = told, reason
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

    Each month is held against the limits of its own rule; how long it takes is said by the newest one.
    """
    was, now, rule = _places(before), _places(letters), rules[0]
    both = (was >= 0) & (now >= 0)
    moved = np.zeros(len(was), dtype=bool)
    by_band = np.zeros(len(was), dtype=bool)
    for down in (True, False):
        held = list(zip(shares, rules, strict=True))
        beyond = [_beyond(was, share, own, down=down, band=own.band) for share, own in held]
        across = [_beyond(was, share, own, down=down, band=0.0) for share, own in held]
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
    """Return whether the share lies beyond the limit of the class held before, by the band at least."""
    if down:
        limit = np.array([rule.limit_a, rule.limit_b, np.inf])[was] + band
        passed = share >= limit - TOLERANCE if rule.crossing == "into" else share > limit + TOLERANCE
    else:
        limit = np.array([-np.inf, rule.limit_a, rule.limit_b])[was] - band
        passed = share < limit - TOLERANCE if rule.crossing == "into" else share <= limit + TOLERANCE
    return passed & ~np.isnan(share)


def _running(months: list[np.ndarray], needed: int) -> np.ndarray:
    """Return where the newest ``needed`` months all hold; nowhere if fewer are known."""
    if len(months) < needed:
        return np.zeros(len(months[0]), dtype=bool)
    return np.logical_and.reduce(months[:needed])


def _as_recorded(
    underlying: np.ndarray, reason: np.ndarray, noted: np.ndarray, forced: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    # What was told under an override is not what the rule gave: it does not outlive the override.
    told = ~np.equal(noted, None) & np.equal(forced, None)
    differs = told & np.not_equal(noted, underlying)
    return np.where(differs, noted, underlying), np.where(differs, "recorded", reason)


def _as_forced(
    underlying: np.ndarray, reason: np.ndarray, forced: np.ndarray, told: np.ndarray, before: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return what is told and why: the override's class while it holds, the rule's own after it."""
    holds = ~np.equal(forced, None)
    was_forced = np.not_equal(told, before)
    by_rule = np.logical_or.reduce([reason == one for one in ("kept", "band", "months")])
    ended = ~holds & was_forced & by_rule
    reason = np.where(holds, "override", np.where(ended, "expired", reason))
    return np.where(holds, forced, underlying), reason
