"""Who moved between the classes since the month before, and whether by its own change or by the others'."""

import pandas as pd

from wcm_helpers.methods import abc

COLUMNS = (
    "customer_id",
    "from",
    "to",
    "direction",
    "value_before",
    "value",
    "own_change",
    "others_change",
    "total_change",
    "reason",
    "near_limit",
)


def find_moves(previous: pd.DataFrame, classes: pd.DataFrame, rule: abc.Rule) -> pd.DataFrame:
    """Return the customers whose class is not what it was, the weightiest first.

    Parameters
    ----------
    previous, classes : pd.DataFrame
        As :func:`wcm_helpers.methods.abc.classify` returns them, for the month before and this month.
    rule : Rule
        The rule of both.

    Returns
    -------
    pd.DataFrame
        ``customer_id``; ``from`` and ``to``, None for no activity in that window; ``direction`` up, down,
        entered or left; ``value_before`` and ``value`` (ten-thousandths); ``own_change``, ``others_change``
        and ``total_change`` as shares of the value before (NaN where that is not positive); ``reason`` own,
        others, either or together, as in :func:`wcm_helpers.methods.abc.reasons_for_moves` (own for who
        entered or left); ``near_limit``. Sorted by the larger of both values, then id.

    Examples
    --------
    >>> before = abc.classify(pd.Series({"x": 70, "y": 30}), abc.Rule())
    >>> after = abc.classify(pd.Series({"x": 70, "y": 10}), abc.Rule())
    >>> find_moves(before, after, abc.Rule()).loc[0, ["customer_id", "from", "to", "reason"]].tolist()
    ['y', 'A', 'B', 'own']
    """
    letters = pd.DataFrame({"from": previous["class"], "to": classes["class"]}, dtype=object)
    letters = letters.where(letters.notna(), None)
    moved = letters[[old != new for old, new in zip(letters["from"], letters["to"], strict=True)]]
    before, after = previous["value"], classes["value"]
    total_before, total = int(before.sum()), int(after.sum())
    reasons = abc.reasons_for_moves(before, after, moved.index, rule)
    rows = []
    for customer_id, (old, new) in zip(moved.index, moved.to_numpy(), strict=True):
        was, held = int(before.get(customer_id, 0)), int(after.get(customer_id, 0))
        rows.append(
            (
                customer_id,
                old,
                new,
                _direction(old, new),
                was,
                held,
                _change(was, held),
                _change(total_before - was, total - held),
                _change(total_before, total),
                reasons[customer_id] if old and new else "own",
                bool(classes["near_limit"].get(customer_id, False)),
            )
        )
    moves = pd.DataFrame(rows, columns=list(COLUMNS))
    for side, place in (("from", 1), ("to", 2)):  # a column of text would turn None into NaN
        moves[side] = pd.Series([row[place] for row in rows], dtype=object)
    weight = moves[["value_before", "value"]].max(axis=1)
    return moves.assign(weight=weight).sort_values(
        ["weight", "customer_id"], ascending=[False, True], ignore_index=True
    )[list(COLUMNS)]


def _direction(old: str | None, new: str | None) -> str:
    if old is None or new is None:
        return "entered" if old is None else "left"
    return "up" if new < old else "down"  # A comes before B before C before N


def _change(before: int, after: int) -> float:
    return (after - before) / before if before > 0 else float("nan")
