"""The official class of every customer, month by month, with overrides and records of earlier reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from wcm_helpers.classes.customer_months import class_strip, side_by_side
from wcm_helpers.core.formats import missing
from wcm_helpers.core.months import last_day, window
from wcm_helpers.methods.abc import Rule
from wcm_helpers.methods.official import OfficialPath, deciding_share, official_classes

#: Months over which the stability of the official class is measured.
STABILITY_MONTHS = 24
OVERRIDE = ("approved_by", "override_reason", "expires")


@dataclass(frozen=True, eq=False)
class Official:
    """The official classes of all classified months, with their reasons.

    Attributes
    ----------
    path : OfficialPath
        Official classes and reasons, customer × month.
    computed : pd.DataFrame
        The classes by the rule alone, of the same shape.
    covered : list of str
        The months whose whole window lies within the history; the months before it are classified by the
        months there are.
    recorded : list of str
        The months with a record of earlier reports.
    customers : pd.DataFrame
        By customer id: ``official``, ``since`` (month), ``since_begin`` (whether that is the first month),
        ``previous`` (class before, or None), ``reason`` (of the last move), ``approved_by``,
        ``override_reason``, ``expires`` (of the override in force), ``waiting`` (months in a row in which the
        computed class was another, this one included).
    computed_moves, official_moves : int
        Changes from one class to another in the last 24 months between months that are ``covered``.
    delay : float
        Mean number of months from the crossing of a limit to the official move; missing without any.
    """

    path: OfficialPath
    computed: pd.DataFrame
    covered: list[str]
    recorded: list[str]
    customers: pd.DataFrame
    computed_moves: int
    official_moves: int
    delay: float


def compute_official_classes(
    by_month: Mapping[str, pd.DataFrame],
    rules: Mapping[str, Rule],
    overrides: pd.DataFrame | None = None,
    recorded: pd.DataFrame | None = None,
) -> Official:
    """Return the official classes of all months, each from that of the month before.

    The path begins with the first month of the history: whichever later month is under review, a month has
    the same official classes.

    Parameters
    ----------
    by_month : mapping of month to classes
        As ``classes_by_month`` gives them, oldest first, from the first month of the history.
    rules : mapping of month to Rule
        The rule in force in each month.
    overrides : pd.DataFrame, optional
        ``customer_id``, ``class``, ``approved_by``, ``reason``, ``valid_from``, ``expires``: from the month
        at whose end it is valid, as long as it has not expired by a month's end. Of several the one that
        began last applies.
    recorded : pd.DataFrame, optional
        ``customer_id``, ``month``, ``official_class``: the official classes of earlier reports.
    """
    months = list(by_month)
    computed = class_strip(by_month)
    shares = side_by_side(
        {month: deciding_share(classes, rules[month]) for month, classes in by_month.items()}, float("nan")
    )
    forced, grounds = _in_force(overrides, computed)
    reported = _reported(recorded, computed, months[-1])
    path = official_classes(computed, shares, rules, overrides=forced, recorded=reported)
    covered = [month for month in months if window(month, rules[month].window_months)[0] >= months[0]]
    last = covered[-STABILITY_MONTHS - 1 :]
    letters, official = computed[last], path.official[last]
    return Official(
        path=path,
        computed=computed,
        covered=covered,
        recorded=[month for month in months if reported[month].notna().any()],
        customers=_customers(path, computed, grounds),
        computed_moves=int(_changed(letters).sum().sum()),
        official_moves=int(_changed(official).sum().sum()),
        delay=_delay(letters, official, path.reasons),
    )


def _in_force(overrides: pd.DataFrame | None, computed: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the classes set by overrides, customer × month, and the overrides in force at the end."""
    forced, grounds = _blank(computed.index, computed.columns), _blank(computed.index, OVERRIDE)
    if overrides is None or overrides.empty:
        return forced, grounds
    ends = pd.Series({month: pd.Timestamp(last_day(month)) for month in computed.columns})
    in_order = overrides.sort_values(["valid_from", "expires", "class"], ascending=[True, True, False])
    for row in in_order[in_order["customer_id"].isin(computed.index)].to_dict("records"):
        name = row["customer_id"]
        valid = (ends >= row["valid_from"]) & (ends <= row["expires"]) & computed.loc[name].notna()
        forced.loc[name, valid] = row["class"]
        if valid.iloc[-1]:
            values = (row["approved_by"], row["reason"], row["expires"].date().isoformat())
            grounds.loc[name] = [None if missing(value) else value for value in values]
    return forced, grounds


def _blank(index: pd.Index, columns: Iterable[str]) -> pd.DataFrame:
    names = list(columns)
    return pd.DataFrame(np.full((len(index), len(names)), None), index=index, columns=names, dtype=object)


def _reported(recorded: pd.DataFrame | None, computed: pd.DataFrame, month: str) -> pd.DataFrame:
    """Return the official classes of earlier months as reported, customer × month."""
    empty = _blank(computed.index, computed.columns)
    if recorded is None or recorded.empty:
        return empty
    earlier = recorded[recorded["month"] < month].dropna(subset=["official_class"])
    if earlier.empty:
        return empty
    wide = letters_on_record(earlier, "official_class", computed)
    return wide.where(wide.notna() & computed.notna(), None)


def comparable_records(recorded: pd.DataFrame | None, rules: Mapping[str, Rule]) -> pd.DataFrame | None:
    """Return the records whose classes rest on the same measure as the rule of their month."""
    if recorded is None or recorded.empty:
        return recorded
    basis = recorded["month"].map({month: rule.value for month, rule in rules.items()})
    return recorded[recorded["value_basis"].isna() | (recorded["value_basis"] == basis)]


def letters_on_record(recorded: pd.DataFrame, column: str, computed: pd.DataFrame) -> pd.DataFrame:
    """Return a column of the records, customer × month, in the shape of ``computed``."""
    complete = recorded.dropna(subset=[column])
    wide = complete.pivot_table(index="customer_id", columns="month", values=column, aggfunc="last")
    return wide.reindex(index=computed.index, columns=computed.columns).astype(object)


def _changed(letters: pd.DataFrame) -> pd.DataFrame:
    """Return where a class changed into another; arrivals and departures do not count."""
    cells = letters.to_numpy(dtype=object)
    present = ~np.equal(cells, None)
    other = (cells[:, 1:] != cells[:, :-1]) & present[:, 1:] & present[:, :-1]
    return pd.DataFrame(other, index=letters.index, columns=letters.columns[1:])


def _customers(path: OfficialPath, computed: pd.DataFrame, grounds: pd.DataFrame) -> pd.DataFrame:
    letters, months = path.official.to_numpy(dtype=object), list(path.official.columns)
    other = letters != letters[:, -1:]
    run = np.where(other.any(axis=1), np.argmax(other[:, ::-1], axis=1), len(months))  # months so far
    first = len(months) - run
    rows = np.arange(len(letters))
    previous = np.where(run < len(months), letters[rows, np.maximum(first - 1, 0)], None)
    differs = computed.to_numpy(dtype=object) != letters
    waiting = np.where(differs.all(axis=1), len(months), np.argmin(differs[:, ::-1], axis=1))
    frame = pd.DataFrame(
        {
            "official": letters[:, -1],
            "since": [months[at] for at in first],
            "since_begin": first == 0,
            "previous": previous,
            "reason": path.reasons.to_numpy(dtype=object)[rows, first],
            "waiting": waiting,
        },
        index=path.official.index,
    ).join(grounds)
    gone = frame["official"].isna()
    return frame.assign(since=frame["since"].mask(gone), waiting=frame["waiting"].mask(gone, 0))


def _delay(letters: pd.DataFrame, official: pd.DataFrame, reasons: pd.DataFrame) -> float:
    """Return the mean number of months between a crossing and the official move that followed it."""
    computed, path = letters.to_numpy(dtype=object), official.to_numpy(dtype=object)
    why = reasons[official.columns].to_numpy(dtype=object)
    delays = []
    for row, column in np.argwhere((why == "band") | (why == "months")):
        if column:
            same = computed[row, :column][::-1] == path[row, column - 1]
            delays.append(int(np.argmax(same)) if same.any() else column)
    return float(np.mean(delays)) if delays else float("nan")
