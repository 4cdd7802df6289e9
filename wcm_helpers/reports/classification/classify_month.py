"""Which customers carry the business, and who is moving: the whole answer for one month.

:func:`classify_month` puts every customer with activity in the window into a class and compares it with the
month before. Tables, sentences and the figures of ``run.json`` come from the same numbers.
"""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import SCALE, missing
from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods import abc, concentration
from wcm_helpers.reports.classification import sentences
from wcm_helpers.reports.classification.customer_list import describe_customers, find_inactive, name_everyone
from wcm_helpers.reports.classification.customer_months import (
    HISTORY_MONTHS,
    STRIP_MONTHS,
    classes_by_month,
    covers_window,
    history,
    pivot_customer_months,
    rules_by_month,
    trends,
)
from wcm_helpers.reports.classification.first_page import cards, decisions
from wcm_helpers.reports.classification.moves.analysis import directions_of, find_moves
from wcm_helpers.reports.classification.official_classes import compute_official_classes
from wcm_helpers.reports.classification.result import Classification


def classify_month(
    facts: pd.DataFrame,
    customers: pd.DataFrame | None,
    month: str,
    rule: abc.Rule,
    *,
    currency: str,
    source: str,
    whole_month: bool = True,
    earlier: Sequence[tuple[str, abc.Rule]] = (),
    overrides: pd.DataFrame | None = None,
    recorded: pd.DataFrame | None = None,
) -> Classification:
    """Return the classification of one month, set beside the month before.

    Parameters
    ----------
    facts : pd.DataFrame
        ``customer_id``, ``month`` (YYYY-MM), ``value`` (whole ten-thousandths of the currency, or of a unit),
        ``orders``. Rows after ``month`` are not looked at.
    customers : pd.DataFrame or None
        ``customer_id`` and what is known of it: ``customer_name``, ``industry``, ``customer_type``,
        ``start_date``. Whoever is absent is named by its id.
    month : str
        The month under review, YYYY-MM; the window ends with it.
    rule : Rule
        What is counted, the limits, the window.
    currency, source : str
        The currency's code, and the words that name the data under each figure.
    whole_month : bool
        Whether the data cover the month; of one half told nobody is said to be silent.
    earlier : sequence of (month, Rule)
        Rules that held before, each with the last month it held, oldest first.
    overrides, recorded : pd.DataFrame, optional
        Classes set by hand, and classes and values as they were reported: see ``compute_official_classes``
        and ``find_moves``.

    Raises
    ------
    WorkbookError
        If nothing happened in the window.

    Examples
    --------
    >>> rows = [("x", "2026-05", 700_000, 3), ("y", "2026-05", 200_000, 2), ("z", "2026-05", 100_000, 1)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> found = classify_month(facts, None, "2026-05", abc.Rule(), currency="EUR", source="invoices")
    >>> found.headline  # x and y are needed to reach 80 %: 70 + 20
    '2 of 3 customers bring 90% of billed revenue; the largest alone 70%.'
    """
    book = pivot_customer_months(facts, month, rule.value)
    before = add_months(month, -1)
    rules = rules_by_month(book, rule, earlier)
    by_month = classes_by_month(book, rules)
    if month not in by_month:
        last = book.active.columns[book.active.any()].max()
        raise WorkbookError(
            f"no activity in the {rule.window_months} months to {month}; the order history ends in {last}"
        )
    now = by_month[month]
    previous = by_month.get(before, now.iloc[:0])
    directory = name_everyone(customers, book)
    recorded = _comparable(recorded, rules)
    official = compute_official_classes(by_month, rules, overrides, recorded)
    moves = find_moves(official, book, rules, by_month, recorded)
    series = trends(book)
    found = Classification(
        month=month,
        rule=rule,
        currency=currency,
        source=source,
        customer_months=book,
        directory=directory,
        classes=describe_customers(now, previous, book, rule, directory).join(
            official.customers, on="customer_id"
        ),
        official=official,
        previous=previous,
        inactive=find_inactive(now, book, directory, month),
        moves=moves.assign(
            customer_name=moves["customer_id"].map(directory["customer_name"]),
            trend=moves["customer_id"].map(series),
        ),
        class_table=summarise(now, previous),
        history=history({held: by_month[held] for held in window(month, HISTORY_MONTHS) if held in by_month}),
        strip=official.computed.iloc[:, -STRIP_MONTHS:],
        without_largest=concentration.without_largest(now["value"], rule),
        excluded=concentration.excluded(now["value"]),
        month_has_activity=bool(book.active[month].any()),
        window_covered=covers_window(book, month, rule.window_months),
        previous_covered=covers_window(book, before, rule.window_months),
        whole_month=whole_month,
    )
    return _worded(found)


def _comparable(recorded: pd.DataFrame | None, rules: dict[str, abc.Rule]) -> pd.DataFrame | None:
    """Return the records of classes by the measure their month's rule counts; others say nothing here."""
    if recorded is None or recorded.empty:
        return recorded
    basis = recorded["month"].map({month: rule.value for month, rule in rules.items()})
    return recorded[recorded["value_basis"].isna() | (recorded["value_basis"] == basis)]


def _worded(found: Classification) -> Classification:
    found = replace(found, classes=found.classes.assign(note=sentences.notes(found)))
    return replace(
        found,
        headline=sentences.headline(found),
        cards=cards.cards(found),
        decisions=decisions.decide(found),
        warnings=sentences.warnings(found),
        rules=sentences.describe(found.rule),
        figures=_figures(found),
    )


def summarise(now: pd.DataFrame, previous: pd.DataFrame) -> pd.DataFrame:
    """Return one row a class: how many customers, what they bring, and what changed since the month before.

    Returns
    -------
    pd.DataFrame
        ``class`` A, B, C, N; ``customers`` and their share ``of_customers``; ``value`` (ten-thousandths) and
        its share ``of_value`` of the positive total (missing for N); ``smallest``, the value that was enough;
        ``before`` and ``change`` in customers, missing where there is no month before.

    Examples
    --------
    >>> now = abc.classify(pd.Series({"x": 70, "y": 20, "z": 10}), abc.Rule())
    >>> summarise(now, now.iloc[:0])[["class", "customers", "value", "smallest"]].values.tolist()[:2]
    [['A', 2, 90, 20], ['B', 1, 10, 10]]
    """
    groups = [now[now["class"] == letter] for letter in abc.CLASSES]
    customers = pd.Series([len(group) for group in groups], dtype="Int64")
    table = pd.DataFrame(
        {
            "class": list(abc.CLASSES),
            "customers": customers,
            "of_customers": customers.astype("float64") / max(len(now), 1),
            "value": [int(group["value"].sum()) for group in groups],
            "of_value": [group["share"].sum(min_count=1) if len(group) else 0.0 for group in groups],
            "smallest": pd.Series([group["value"].min() for group in groups], dtype="Int64"),
        }
    )
    table.loc[table["class"] == "N", "of_value"] = float("nan")
    counted = previous["class"].value_counts()
    before = pd.Series([counted.get(letter, 0) for letter in abc.CLASSES], dtype="Int64")
    before = before if len(previous) else before.where(before < 0)
    return table.assign(before=before, change=customers - before)


def _figures(found: Classification) -> dict[str, object]:
    """Return the figures a machine reads; a figure that cannot be told is None."""
    table = found.class_table.set_index("class")
    now = found.concentration
    total = round(int(now["value"]) / SCALE, 2)
    directions = directions_of(found.moves)
    official = found.classes["official"].value_counts()
    figures = {
        "value_basis": found.rule.value,
        "customers": len(found.classes),
        "classes": {letter: int(table.loc[letter, "customers"]) for letter in abc.CLASSES},
        "share_a": float(table.loc["A", "of_value"]),
        "gini": float(now["gini"]),
        "gini_small_sample": concentration.gini(found.classes["value"]),
        "revenue": total,
        "top1": float(now["top1"]),
        "top5": float(now["top5"]),
        "hhi": concentration.herfindahl(found.classes["value"]),
        "effective_customers": float(now["effective_customers"]),
        "near_limit": int(now["near_limit"]),
        "moved_up": int(directions.get("up", 0)) if found.has_previous else None,
        "moved_down": int(directions.get("down", 0)) if found.has_previous else None,
        "entered": int(directions.get("entered", 0)) if found.has_previous else None,
        "left": int(directions.get("left", 0)) if found.has_previous else None,
        "inactive": len(found.inactive),
        "official": {letter: int(official.get(letter, 0)) for letter in abc.CLASSES},
        "official_moves": int((found.moves["state"] == "moved").sum()) if found.has_previous else None,
    }
    return {name: None if missing(value) else value for name, value in figures.items()}
