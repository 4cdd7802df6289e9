"""One month of the performance review, opened."""

from datetime import date
from functools import cached_property

from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reports.performance.parameters import SECTION, PerformanceParameters, PerformanceSettings
from wcm_helpers.reports.performance.readiness import coverage_of
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

    @cached_property
    def known_until(self) -> date:
        """The last day of the month that is known: its end, of a running month the last day of the data."""
        return coverage_of(self.history).known_until(self.month, draft=self.draft)

    @property
    def rules_in_force(self) -> dict[str, object]:
        """The rules as ``run.json`` records them."""
        return self.rule.model_dump(exclude={"sections"})

    @property
    def terms(self) -> dict[str, str]:
        """The terms of this report and what they mean."""
        return {
            _("OTIF"): _("On time in full: the order left, or was signed for, by its due time and complete."),
            _("Control chart"): _(
                "A monthly series with the range in which it usually lies; a month outside is no chance."
            ),
            _("P50 and P90"): _("The time within which half, and nine of ten, of the cases were done."),
            _("Rate and mix"): _(
                "A rate changes because the rates of groups change, or because other groups have more cases."
            ),
            _("Open cases"): _("They count with the time so far, so that slow ones do not disappear."),
            _("Under-served"): _(
                "A customer whose promises are met clearly less often than those of its class."
            ),
            _("Cannot tell"): _("The cases are too few, or the figure too near its target, to say."),
        }
