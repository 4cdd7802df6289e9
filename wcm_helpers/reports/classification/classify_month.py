"""The classification of one month: who carries the business, and who is moving.

:func:`classify_month` puts every customer with activity in the window into a class and compares it with the
month before. Tables, sentences and the figures of ``run.json`` come from the same numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from wcm_helpers.classes.customer_months import (
    HISTORY_MONTHS,
    CustomerMonths,
    classes_by_month,
    concentration_by_month,
    covers_window,
    pivot_customer_months,
    rules_by_month,
    trends,
    window_length,
)
from wcm_helpers.classes.official_classes import comparable_records, compute_official_classes
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Formatted, Message, message
from wcm_helpers.core.months import add_months, window
from wcm_helpers.methods import abc, concentration
from wcm_helpers.reports.classification.classes.summary import summarise
from wcm_helpers.reports.classification.customer_list import (
    build_directory,
    describe_customers,
    find_inactive,
)
from wcm_helpers.reports.classification.figures import figures_of
from wcm_helpers.reports.classification.moves.analysis import find_moves
from wcm_helpers.reports.classification.result import Classification


def classify_month(
    facts: pd.DataFrame,
    customers: pd.DataFrame | None,
    month: str,
    rule: abc.Rule,
    *,
    currency: str,
    source: str | Message,
    whole_month: bool = True,
    earlier: Sequence[tuple[str, abc.Rule]] = (),
    overrides: pd.DataFrame | None = None,
    recorded: pd.DataFrame | None = None,
) -> Classification:
    """Return the classification of one month, compared with the month before.

    Parameters
    ----------
    facts : pd.DataFrame
        ``customer_id``, ``month`` (YYYY-MM), ``value`` (whole ten-thousandths of the currency, or of a unit),
        ``orders``. Rows after ``month`` are ignored.
    customers : pd.DataFrame or None
        ``customer_id``, ``customer_name``, ``industry``, ``customer_type``, ``start_date``.
    month : str
        The month under review, YYYY-MM; the window ends with it.
    rule : Rule
    currency : str
        The currency's code.
    source : str or Message
        What names the data under each figure.
    whole_month : bool
        Whether the data cover the month; of half a month no customer is called silent.
    earlier : sequence of (month, Rule)
        Earlier rules, each with its last month, oldest first.
    overrides, recorded : pd.DataFrame, optional
        Classes set by hand, and classes as reported: see ``compute_official_classes`` and ``find_moves``.

    Raises
    ------
    WorkbookError
        If nothing happened in the window.

    Examples
    --------
    >>> rows = [("x", "2026-05", 700_000, 3), ("y", "2026-05", 200_000, 2), ("z", "2026-05", 100_000, 1)]
    >>> facts = pd.DataFrame(rows, columns=["customer_id", "month", "value", "orders"])
    >>> result = classify_month(facts, None, "2026-05", abc.Rule(), currency="EUR", source="invoices")
    >>> result.classes.set_index("customer_id")["class"].to_dict()  # x and y are needed to reach 80 %
    {'x': 'A', 'y': 'A', 'z': 'B'}
    """
    customer_months = pivot_customer_months(facts, month, rule.value)
    tables = _tables(
        customer_months, customers, rules_by_month(customer_months, rule, earlier), overrides, recorded
    )
    return _with_figures(Classification(currency=currency, source=source, whole_month=whole_month, **tables))


def _tables(
    customer_months: CustomerMonths,
    customers: pd.DataFrame | None,
    rules: Mapping[str, abc.Rule],
    overrides: pd.DataFrame | None,
    recorded: pd.DataFrame | None,
) -> dict[str, object]:
    """Return the fields of a classification that are computed from the facts."""
    month, rule = customer_months.month, rules[customer_months.month]
    before = add_months(month, -1)
    by_month = classes_by_month(customer_months, rules)
    if by_month[month].empty:
        last = customer_months.active.columns[customer_months.active.any()].max()
        raise WorkbookError(
            message(
                "There is no activity in the {months}-month window to {month}: the data end in {last}.",
                months=rule.window_months,
                month=Formatted("month_name", month),
                last=Formatted("month_name", last),
            )
        )
    now = by_month[month]
    previous = by_month.get(before, now.iloc[:0])
    directory = build_directory(customers, customer_months)
    recorded = comparable_records(recorded, rules)
    official = compute_official_classes(by_month, rules, overrides, recorded)
    moves = find_moves(official, customer_months, rules, by_month, recorded)
    comparable = [
        past for past in by_month if past in {*official.covered, before, month} and len(by_month[past])
    ]
    return {
        "month": month,
        "rule": rule,
        "customer_months": customer_months,
        "directory": directory,
        "classes": describe_customers(now, previous, customer_months, rule, directory).join(
            official.customers, on="customer_id"
        ),
        "official": official,
        "previous": previous,
        "inactive": find_inactive(now, customer_months, directory, month),
        "moves": moves.assign(
            customer_name=moves["customer_id"].map(directory["customer_name"]),
            trend=moves["customer_id"].map(trends(customer_months)),
        ),
        "class_table": summarise(now, previous),
        "history": concentration_by_month(
            {past: by_month[past] for past in comparable if past in window(month, HISTORY_MONTHS)}
        ),
        "without_largest": concentration.without_largest(now["value"], rule),
        "excluded": concentration.excluded(now["value"]),
        "month_has_activity": bool(customer_months.active[month].any()),
        "window_length": window_length(customer_months, month, rule.window_months),
        "window_covered": covers_window(customer_months, month, rule.window_months),
        "previous_covered": covers_window(customer_months, before, rule.window_months),
    }


def _with_figures(result: Classification) -> Classification:
    """Return the classification with its figures."""
    return replace(result, figures=figures_of(result))
