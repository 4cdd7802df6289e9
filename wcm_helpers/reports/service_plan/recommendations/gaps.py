"""What a customer asked for or does, and its package has no answer to."""

from collections.abc import Mapping

import pandas as pd

from wcm_helpers.data.tables.service_words import NAMED_MANAGER_NEEDS
from wcm_helpers.methods.intervals import wilson

NAMED, SERVICE, URGENT, RETURNS, SEASON = "named_manager", "service", "urgent", "returns", "season"
#: The kinds of gaps, the one that is shown first of a customer in front.
KINDS = (NAMED, SERVICE, URGENT, RETURNS, SEASON)
COLUMNS = ("customer_id", "kind", "what", "k", "n", "usual")
#: A share is clear from so many orders on, if its 95 % interval lies above so many times the usual one.
FEWEST_ORDERS, TIMES = 20, 2.0


def stated_gaps(
    wanted: pd.DataFrame,
    words: Mapping[str, tuple[str, ...]],
    named: frozenset[str],
    bought: pd.DataFrame,
    answers: pd.DataFrame,
) -> pd.DataFrame:
    """Return the needs that customers stated and that neither their package nor their purchases meet.

    Only needs that can be compared count: a manager of one's own, and services that somebody buys, by name.

    Parameters
    ----------
    wanted : pd.DataFrame of float, customers × needs
        The share of a customer's answers that asked for it.
    words : mapping
        The words for each need.
    named : frozenset of str
        The customers that are entitled to a named manager.
    bought : pd.DataFrame of bool, customers × services
    answers : pd.DataFrame of int, customers × needs
        How many answers each customer gave.

    Returns
    -------
    pd.DataFrame
        :data:`COLUMNS`: ``what`` (the service; empty for a manager), ``k`` of ``n`` answers of the customer,
        ``usual`` (share of the customers that want it).

    Examples
    --------
    >>> wanted = pd.DataFrame({"labelling": [1.0, 0.0]}, index=["a", "b"])
    >>> bought = pd.DataFrame({"label": [False, False]}, index=["a", "b"])
    >>> words = {"labelling": ("labelling",)}
    >>> stated_gaps(wanted, words, frozenset(), bought, wanted.notna().astype(int)).values.tolist()
    [['a', 'service', 'label', 1, 1, 0.5]]
    """
    rows = []
    for need in wanted.columns:
        texts = [word.casefold() for word in words[need]]
        usual = float((wanted[need] >= 0.5).sum() / max(1, wanted[need].notna().sum()))
        kind, service = _answer(texts, bought)
        if not kind:
            continue
        for customer, share in wanted[need].dropna().items():
            has = customer in named if kind == NAMED else _buys(bought, customer, service)
            if share >= 0.5 and not has:
                n = int(answers.loc[customer, need])
                rows.append((customer, kind, service, round(share * n), n, usual))
    return _sorted(rows)


def _answer(texts: list[str], bought: pd.DataFrame) -> tuple[str, str]:
    """Return what would meet a need: a named manager, or a service by its name."""
    if any(part in text for text in texts for part in NAMED_MANAGER_NEEDS):
        return NAMED, ""
    fitting = [name for name in sorted(bought.columns) if any(name.casefold() in text for text in texts)]
    return (SERVICE, fitting[0]) if fitting else ("", "")


def _buys(bought: pd.DataFrame, customer: str, service: str) -> bool:
    return customer in bought.index and bool(bought.loc[customer, service])


def share_gaps(part: pd.Series, whole: pd.Series, kind: str, without: frozenset[str]) -> pd.DataFrame:
    """Return the customers whose share of something is clearly far above that of all.

    Parameters
    ----------
    part, whole : pd.Series of int, by customer
        Such as urgent orders, and orders.
    kind : str
        One of :data:`KINDS`.
    without : frozenset of str
        The customers whose package already answers it.

    Examples
    --------
    60 of 100 against 70 of 300 in all: the interval of 60 % begins at 50 %, above twice 23 %.

    >>> part, whole = pd.Series({"a": 60, "b": 10}), pd.Series({"a": 100, "b": 200})
    >>> share_gaps(part, whole, "urgent", frozenset())[["customer_id", "k", "n"]].values.tolist()
    [['a', 60, 100]]
    """
    total = int(whole.sum())
    usual = float(part.sum()) / total if total else 0.0
    rows = [
        (customer, kind, "", int(part[customer]), int(n), usual)
        for customer, n in whole.items()
        if n >= FEWEST_ORDERS
        and customer not in without
        and usual > 0
        and wilson(int(part[customer]), int(n))[0] > TIMES * usual
    ]
    return _sorted(rows)


def season_gaps(orders: pd.DataFrame, months: list[str], without: frozenset[str]) -> pd.DataFrame:
    """Return the customers with a month that clearly has more than twice the orders of a mean month.

    Parameters
    ----------
    orders : pd.DataFrame
        ``customer_id``, ``month``, ``orders``.
    months : list of str
        12 of them: a season is no season after less than a year.
    without : frozenset of str
    """
    table = orders[orders["month"].isin(months)].pivot_table(
        index="customer_id", columns="month", values="orders", aggfunc="sum", fill_value=0
    )
    rows = []
    for customer, counts in table.reindex(columns=months, fill_value=0).iterrows():
        n, most = int(counts.sum()), int(counts.max())
        whole_year = (counts > 0).all()
        if not whole_year or n < 3 * FEWEST_ORDERS or customer in without:
            continue
        # The best of 12 months is looked at, so its chance counts 12 times.
        if wilson(most, n, 1 - 0.05 / len(months))[0] > TIMES / len(months):
            rows.append((customer, SEASON, str(counts.idxmax()), most, n, 1 / len(months)))
    return _sorted(rows)


def _sorted(rows: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.sort_values(["customer_id", "kind", "what"], ignore_index=True)
