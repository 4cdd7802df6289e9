"""Open the demand survey of a month: the newest wave, the one before, and the customers of the frame."""

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Formatted, message
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.survey.waves import read_waves
from wcm_helpers.reporting.report import Report
from wcm_helpers.reports.demand_survey.parameters import SurveyParameters
from wcm_helpers.reports.demand_survey.result import SurveyMonth
from wcm_helpers.reports.demand_survey.review import SurveyReview

_FRAME = {
    "customer_name": "customer_name",
    "class": "current_level",
    "industry": "industry",
    "site": "site_ids",
}


def open_review(report: Report, history: History, parameters: SurveyParameters) -> SurveyReview:
    """Return the survey of a month.

    Raises
    ------
    WorkbookError
        If no wave had closed by the month.
    """
    waves = read_waves(history.settings, history.customers, parameters.month)
    if not waves:
        raise WorkbookError(
            message(
                "No wave of the survey had closed by {month}.",
                month=Formatted("month_name", parameters.month),
            )
        )
    previous = waves[-2] if len(waves) > 1 else None
    result = SurveyMonth(waves[-1], previous, build_frame(history.customers))
    return SurveyReview(report, history, parameters, result)


def build_frame(customers: pd.DataFrame | None) -> pd.DataFrame:
    """Return the customers that could have answered; see :class:`SurveyMonth`."""
    if customers is None:
        return pd.DataFrame(columns=["customer_id", *_FRAME, "value"]).set_index("customer_id", drop=False)
    frame = pd.DataFrame({"customer_id": customers["customer_id"].astype(str)})
    for name, own in _FRAME.items():
        known = customers[own].astype(object) if own in customers else None
        frame[name] = None if known is None else known.where(known.notna(), None)
    frame["value"] = pd.NA
    return frame.set_index("customer_id", drop=False).sort_index()
