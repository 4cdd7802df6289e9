"""The target of an indicator: of the settings, else of the terms of service."""

import numpy as np
import pandas as pd

from wcm_helpers.reports.performance.review import PerformanceReview

#: The service of the terms whose target an indicator has.
OF_TERMS = {"otif_order": "outbound", "response_kept": "response", "resolution_kept": "resolution"}


def target_of(review: PerformanceReview, indicator: str, dimension: str = "all", group: str = "") -> float:
    """Return the target of an indicator for the site, a class or a customer; NaN without one.

    The settings go first: one target for all, or one by class. Else the terms of service count: a class has a
    target only where all its terms name the same one, and so has the site.
    """
    chosen = review.rule.targets.get(indicator)
    if isinstance(chosen, dict):
        letter = review.result.customers["class"].get(group) if dimension == "customer" else group
        known = chosen.get(letter) if dimension in ("class", "customer") else chosen.get("all")
        return float("nan") if known is None else float(known)
    if chosen is not None:
        return float(chosen)
    if indicator not in OF_TERMS:
        return float("nan")
    terms = review.computed(term_targets)
    return target_of_terms(terms[terms["service"] == OF_TERMS[indicator]], dimension, group)


def target_of_terms(terms: pd.DataFrame, dimension: str, group: str) -> float:
    """Return the target that all terms of a group agree on; NaN where they differ or there is none.

    Parameters
    ----------
    terms : pd.DataFrame
        ``customer_id``, ``class`` and ``target`` of one service.
    dimension : str
        ``all``, ``class`` or ``customer``; other groups have none of their own.

    Examples
    --------
    >>> terms = pd.DataFrame({"customer_id": ["a", "b"], "class": ["A", "B"], "target": [0.95, 0.9]})
    >>> target_of_terms(terms, "class", "A"), target_of_terms(terms, "all", "")
    (0.95, nan)
    """
    column = {"class": "class", "customer": "customer_id"}.get(dimension)
    if column is None and dimension != "all":
        return float("nan")
    rows = terms if column is None else terms[terms[column] == group]
    targets = rows["target"].dropna().unique()
    return float(targets[0]) if len(targets) == 1 else np.nan


def term_targets(review: PerformanceReview) -> pd.DataFrame:
    """Return the targets of the terms in force in the month, by service, customer and class."""
    history = review.history
    columns = ["service", "customer_id", "class", "target"]
    table = None if history.intake.faults_of(("sla_terms",)) else history.table("sla_terms")
    if table is None or table.empty:
        return pd.DataFrame({name: [] for name in columns})
    first, last = pd.Period(review.month).start_time, pd.Period(review.month).end_time
    in_force = (table["valid_from"] <= last) & (table["valid_to"].isna() | (table["valid_to"] >= first))
    rows = table[in_force].reindex(columns=columns)
    of_customer = rows["customer_id"].map(review.result.customers["class"].to_dict())
    letters = rows["class"].map(lambda word: word.strip()[:1].upper() if isinstance(word, str) else None)
    return rows.assign(**{"class": letters.where(letters.notna(), of_customer)})
