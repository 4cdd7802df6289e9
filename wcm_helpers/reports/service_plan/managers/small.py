"""Place the customers that need little time, where time is left.

Thousands of them would keep the solver busy for what moves no load; their sum is what matters.
"""

import pandas as pd


def place_small(
    minutes: pd.Series, today: pd.Series, spare: pd.Series, may: pd.DataFrame | None = None
) -> tuple[pd.Series, int]:
    """Return a manager for each small customer, and the minutes for which nobody has time.

    Each stays with its manager while that one has time; then it goes to the one with the most time left. The
    longest come first, equal ones by id. Where nobody has time it stays, or goes where the least is missing.

    Parameters
    ----------
    minutes : pd.Series of int, by customer
    today : pd.Series, by customer
        The manager; None nobody.
    spare : pd.Series of int, by manager
        Minutes left; may be negative.
    may : pd.DataFrame of bool, customers x managers, optional
        Who may look after whom; a customer whom nobody may look after has no manager.

    Examples
    --------
    m1 has time for one of its two customers; 10 minutes of the other are missing:

    >>> small = pd.Series({"a": 30, "b": 20})
    >>> placed, missing = place_small(small, pd.Series({"a": "m1", "b": "m1"}), pd.Series({"m1": 40}))
    >>> placed.to_dict(), missing
    ({'a': 'm1', 'b': 'm1'}, 10)
    """
    order = minutes.rename("minutes").rename_axis("customer").reset_index()
    order = order.sort_values(["minutes", "customer"], ascending=[False, True])
    left = spare.sort_index().astype("int64").to_dict()
    allowed = None if may is None else may.to_dict("index")
    placed: dict[str, str | None] = {}
    rest = []
    for customer, needs in zip(order["customer"], order["minutes"], strict=True):
        manager = today[customer]
        fits = manager in left and left[manager] >= needs
        if fits and (allowed is None or allowed[customer][manager]):
            placed[customer] = manager
            left[manager] -= needs
        else:
            rest.append((customer, needs))
    nobody = 0
    for customer, needs in rest:
        possible = [one for one in left if allowed is None or allowed[customer][one]]
        if not possible:
            placed[customer], nobody = None, nobody + needs
            continue
        most = max(possible, key=lambda one: left[one])
        if left[most] < needs and today[customer] in possible:
            most = today[customer]
        left[most] -= needs
        placed[customer] = most
    # The sums decide: that the pieces leave some minutes of each manager unused is no shortage.
    there = int(spare.clip(lower=0).sum())
    missing = nobody + max(0, int(minutes.sum()) - nobody - there)
    return pd.Series(placed, dtype=object).reindex(minutes.index), missing
