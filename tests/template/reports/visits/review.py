"""One month of the report on visits, opened."""

import pandas as pd
from wcm_helpers.reports.visits.analysis import last_visits
from wcm_helpers.reports.visits.parameters import VisitParameters, VisitSettings

from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting.report import Report, Review


class VisitReview(Review):
    """The visits of a site up to a month.

    Attributes
    ----------
    result : pd.DataFrame
        See :func:`wcm_helpers.reports.visits.analysis.last_visits`.
    silent_days : int
        So many days without a visit are too many.
    """

    def __init__(self, report: Report, history: History, parameters: VisitParameters) -> None:
        super().__init__(report, history, parameters)
        settings = history.settings.section("visits", VisitSettings)
        self.silent_days = parameters.silent_days or settings.silent_days
        self.result: pd.DataFrame = last_visits(history.table("visits"), parameters.month)

    @property
    def silent(self) -> pd.DataFrame:
        """The customers without a visit for too long, the longest first."""
        return self.result[self.result["days"] >= self.silent_days].sort_values(
            ["days", "customer_id"], ascending=[False, True]
        )

    @property
    def headline(self) -> str:
        """The report in one sentence."""
        return ngettext(
            "{n} customer has waited {days} days or more for a visit.",
            "{n} customers have waited {days} days or more for a visit.",
            len(self.silent),
            days=self.silent_days,
        )

    @property
    def rules_in_force(self) -> dict[str, object]:
        """The rule of this run."""
        return {"silent_days": self.silent_days}

    @property
    def terms(self) -> dict[str, str]:
        """The terms of this report."""
        return {_("Visit 拜访"): _("A talk at the customer's or in the warehouse, with a date.")}
