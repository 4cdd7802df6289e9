"""Faults of the data that ask for an action: an incomplete month, rejected rows, missing costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from wcm_helpers.core.months import window
from wcm_helpers.data.facts.costs import without_costs
from wcm_helpers.reporting.data_in_doubt import rejected_rows
from wcm_helpers.reporting.data_page import PUBLISHED
from wcm_helpers.reports.classification.review import ClassificationReview


@dataclass(frozen=True)
class DataFault:
    """A fault of the data of the window.

    Attributes
    ----------
    kind : {"draft", "no_activity", "rejected", "no_costs", "short"}
    table : str
        Of rejected rows.
    rows, amount : int
        Rejected rows and their amount (ten-thousandths) in the months of the window.
    months : tuple of str
        Months without costs; of a short history the months that the window has.
    """

    kind: Literal["draft", "no_activity", "rejected", "no_costs", "short"]
    table: str = ""
    rows: int = 0
    amount: int = 0
    months: tuple[str, ...] = ()


def find_faults(review: ClassificationReview) -> list[DataFault]:
    """Return the faults of the data that the window rests on, the gravest first."""
    result = review.result
    months = window(result.month, result.rule.window_months)
    known = [month for month in months if month >= result.first_month]
    faults = []
    if review.draft:
        faults.append(DataFault("draft"))
    elif not result.month_has_activity:
        faults.append(DataFault("no_activity"))
    tables = [table for table in review.report.reads if table not in PUBLISHED]
    faults += rejected(review.history.intake.reconciliation, tables, [*known, ""])  # "": no readable month
    if "costs" in review.history.intake.staged:
        begun = review.history.facts.costs["month"].min()
        gaps = [month for month in without_costs(review.history.facts, result.month) if month in known]
        faults += [DataFault("no_costs", months=tuple(gaps))] if gaps and gaps[-1] > begun else []
    if not result.window_covered:
        faults.append(DataFault("short", months=tuple(known)))
    return faults


def rejected(reconciliation: pd.DataFrame, tables: Iterable[str], months: list[str]) -> list[DataFault]:
    """Return the tables of which too much was rejected in some months, the largest share first.

    Rows whose rejection is right as it is, such as totals and repeated rows, are no fault.

    Parameters
    ----------
    reconciliation : pd.DataFrame
        ``table``, ``month``, ``reason``, ``rows`` and ``amount`` (ten-thousandths).
    tables : iterable of str
    months : list of str
    """
    within = reconciliation[reconciliation["month"].isin(months)]
    faults = []
    for table in tables:
        bad, share = rejected_rows(within[within["table"] == table])
        if share:
            fault = DataFault("rejected", table, int(bad["rows"].sum()), int(bad["amount"].sum()))
            faults.append((share, fault))
    return [fault for _share_, fault in sorted(faults, key=lambda pair: (-pair[0], pair[1].table))]
