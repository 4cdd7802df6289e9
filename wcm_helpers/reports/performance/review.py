"""One month of the performance review, opened."""

from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reports.performance.parameters import SECTION, PerformanceParameters, PerformanceSettings
from wcm_helpers.reports.performance.result import PerformanceMonth


class PerformanceReview(Review):
    """The service of a month, and what rests on it.

    Attributes
    ----------
    result : PerformanceMonth
    """

    parameters: PerformanceParameters

    def __init__(
        self,
        report: Report,
        history: History,
        parameters: PerformanceParameters,
        result: PerformanceMonth,
        *,
        draft: bool = False,
    ) -> None:
        super().__init__(report, history, parameters, draft=draft)
        self.result = result

    @property
    def rule(self) -> PerformanceSettings:
        """The rules in force."""
        return self.settings.section(SECTION, PerformanceSettings)

    @property
    def rules_in_force(self) -> dict[str, object]:
        """The rules as ``run.json`` records them."""
        return self.rule.model_dump(exclude={"sections"})

    @property
    def terms(self) -> dict[str, str]:
        """The terms of this report and what they mean."""
        return {
            _("Cannot tell"): _("The cases are too few, or the figure too near its target, to say."),
        }
