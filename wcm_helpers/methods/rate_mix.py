"""What changed a figure: rate and mix of groups, and factors of a product, exactly and without a remainder.

A factor's effect is its change averaged over every order in which the factors could have changed. For a rate
made of groups there are two factors, the groups' rates and their shares; mix is measured from the mean total
rate, so that a growing good group is a plus and a growing bad one a minus.

Source: P. Das Gupta, Standardization and Decomposition of Rates, U.S. Bureau of the Census P23-186 (1993).
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import factorial

import numpy as np
import pandas as pd


def factor_effects(
    before: Mapping[str, float],
    after: Mapping[str, float],
    combine: Callable[[Mapping[str, float]], float] | None = None,
) -> dict[str, float]:
    """Return the effect of each factor on a figure; they add up to its change.

    Parameters
    ----------
    before, after : mapping of factor to value
    combine : callable, from factors to the figure
        Their product by default.

    Examples
    --------
    10 customers with 2 orders became 12 with 3: 20 → 36.

    >>> factor_effects({"customers": 10, "orders": 2}, {"customers": 12, "orders": 3})
    {'customers': 5.0, 'orders': 11.0}
    """
    combine = combine or _product
    names = list(before)
    effects = {}
    for name in names:
        others = [other for other in names if other != name]
        total = 0.0
        for size in range(len(others) + 1):
            weight = factorial(size) * factorial(len(others) - size) / factorial(len(names))
            for chosen in combinations(others, size):
                state = {other: (after if other in chosen else before)[other] for other in others}
                change = combine({**state, name: after[name]}) - combine({**state, name: before[name]})
                total += weight * change
        effects[name] = total
    return effects


def _product(factors: Mapping[str, float]) -> float:
    return float(np.prod(list(factors.values())))


def split_rate(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the contribution of each group to the change of a total rate: by its rate and by its share.

    Parameters
    ----------
    before, after : pd.DataFrame
        By group (index): ``numerator`` and ``denominator``, none negative.

    Returns
    -------
    pd.DataFrame
        By group, sorted: ``rate_before`` and ``rate_after`` (NaN without cases), ``rate`` and ``mix``
        (effects that add up to the change), ``mix_raw`` (not centred), ``total`` (rate + mix) and ``mark``:
        ``new`` for one without cases before, ``ended`` for one without any after, both all mix. Groups
        without cases in either are left out.

    Examples
    --------
    >>> before = pd.DataFrame({"numerator": [900, 300], "denominator": [1000, 500]}, index=["A", "C"])
    >>> after = pd.DataFrame({"numerator": [465, 650], "denominator": [500, 1000]}, index=["A", "C"])
    >>> split_rate(before, after)[["rate", "mix"]].sum().round(4).tolist()
    [0.04, -0.0967]
    """
    groups = sorted(set(before.index) | set(after.index))
    one, two = (part.reindex(groups).fillna(0.0).astype(float) for part in (before, after))
    there = (one["denominator"] > 0) | (two["denominator"] > 0)
    one, two = one[there], two[there]
    n1, n2 = one["denominator"].sum(), two["denominator"].sum()
    if not n1 or not n2:
        return pd.DataFrame(columns=["rate_before", "rate_after", "rate", "mix", "mix_raw", "total", "mark"])
    share1, share2 = one["denominator"] / n1, two["denominator"] / n2
    rate1 = one["numerator"] / one["denominator"].where(one["denominator"] > 0)
    rate2 = two["numerator"] / two["denominator"].where(two["denominator"] > 0)
    filled1, filled2 = rate1.fillna(rate2), rate2.fillna(rate1)
    middle = (one["numerator"].sum() / n1 + two["numerator"].sum() / n2) / 2
    mean = (filled1 + filled2) / 2
    frame = pd.DataFrame(
        {
            "rate_before": rate1,
            "rate_after": rate2,
            "rate": (share1 + share2) / 2 * (filled2 - filled1),
            "mix": (mean - middle) * (share2 - share1),
            "mix_raw": mean * (share2 - share1),
        }
    )
    frame["total"] = frame["rate"] + frame["mix"]
    frame["mark"] = np.select([rate1.isna(), rate2.isna()], ["new", "ended"], "")
    return frame


def is_reversal(split: pd.DataFrame) -> bool:
    """Return whether the total moved against every group that was there before and after (Simpson).

    Parameters
    ----------
    split : pd.DataFrame
        Of :func:`split_rate`.
    """
    both = split[split["mark"] == ""]
    change = float(split["total"].sum())
    if len(both) < 2 or abs(change) < 1e-12:
        return False
    moves = both["rate_after"] - both["rate_before"]
    return bool((moves > 1e-12).all() if change < 0 else (moves < -1e-12).all())


def cut_list(split: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the largest contributions by size, and all others added up in a last row without a name.

    Returns
    -------
    pd.DataFrame
        ``group`` (None for the others), ``rate``, ``mix``, ``total``, ``mark`` and ``groups`` (how many).
    """
    order = split.assign(_size=split["total"].abs()).sort_values("_size", ascending=False, kind="stable")
    columns = ["rate", "mix", "total", "mark"]
    first = order.head(top)[columns].assign(groups=1).rename_axis("group").reset_index()
    rest = order.iloc[top:]
    if rest.empty:
        return first
    others = {"group": None, **rest[["rate", "mix", "total"]].sum(), "mark": "", "groups": len(rest)}
    return pd.concat([first, pd.DataFrame([others])], ignore_index=True)


def refuse_unadditive(names: Sequence[str], quantiles: Sequence[str]) -> None:
    """Raise an error for a figure that has no parts that add up.

    Raises
    ------
    ValueError
        If one of ``names`` is a median or another percentile.
    """
    for name in names:
        if name in quantiles:
            raise ValueError(f"{name} is a percentile; its change has no parts that add up")


def common_odds_ratio(before: pd.DataFrame, after: pd.DataFrame) -> float:
    """Return how the odds within groups differ, all groups together; 1 where they do not.

    Beside a reversal it says what remains when every group is compared with itself only.

    Parameters
    ----------
    before, after : pd.DataFrame
        By group (index): ``numerator`` and ``denominator``.

    Returns
    -------
    float
        The odds of ``before`` by those of ``after``; NaN without groups in both.

    Source: N. Mantel and W. Haenszel, J. Natl. Cancer Inst. 22 (1959).

    Examples
    --------
    Odds of 2 against 1 in one group, whatever its size:

    >>> one = pd.DataFrame({"numerator": [20], "denominator": [30]}, index=["a"])
    >>> two = pd.DataFrame({"numerator": [50], "denominator": [100]}, index=["a"])
    >>> common_odds_ratio(one, two)
    2.0
    """
    both = sorted(set(before.index) & set(after.index))
    one, two = before.loc[both], after.loc[both]
    n = (one["denominator"] + two["denominator"]).where(lambda size: size > 0)
    along = (one["numerator"] * (two["denominator"] - two["numerator"]) / n).sum()
    against = (two["numerator"] * (one["denominator"] - one["numerator"]) / n).sum()
    return float(along / against) if against else float("nan")
