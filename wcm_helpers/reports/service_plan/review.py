"""One month of the service plan, opened."""

from datetime import date
from functools import cached_property

from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reports.service_plan.parameters import SECTION, ServicePlanParameters, ServicePlanSettings
from wcm_helpers.reports.service_plan.readiness import coverage_of
from wcm_helpers.reports.service_plan.result import ServicePlanMonth


class ServicePlanReview(Review):
    """Who gets what from whom in a month, and what rests on it.

    Attributes
    ----------
    result : ServicePlanMonth
    """

    parameters: ServicePlanParameters

    def __init__(
        self,
        report: Report,
        history: History,
        parameters: ServicePlanParameters,
        result: ServicePlanMonth,
        *,
        draft: bool = False,
    ) -> None:
        super().__init__(report, history, parameters, draft=draft)
        self.result = result

    @property
    def rule(self) -> ServicePlanSettings:
        """The rules in force."""
        return self.settings.section(SECTION, ServicePlanSettings)

    @cached_property
    def known_until(self) -> date:
        """The last day of the month that is known: its end, of a running month the last day of the data."""
        return coverage_of(self.history).known_until(self.month, draft=self.draft)

    @property
    def rules_in_force(self) -> dict[str, object]:
        """The rules as ``run.json`` records them; where private files go is none of them."""
        return self.rule.model_dump(exclude={"sections", "care_folder"})

    @property
    def terms(self) -> dict[str, str]:
        """The terms of this report and what they mean."""
        return {
            _("Service package"): _("What a class, or a customer by exception, is entitled to."),
            _("Entitlement kept"): _(
                "The customer received in its period what was due; what nobody asked for is not counted."
            ),
            _("Practical capacity"): _(
                "The hours of a manager less administration, as far as they can be planned."
            ),
            _("Cost to serve"): _(
                "What a customer used of staff, space and overheads, at the rates of practical capacity."
            ),
            _("Unused capacity"): _("Hours and space that were paid for and not used; no customer bears it."),
            _("Whale curve"): _("Profit added up from the best customer to the worst."),
            _("Look-alikes"): _("Customers alike in industry, size and the services they buy."),
            _("Loop"): _("Feedback, its owner, what was done, and whether the customer was asked again."),
            _("Cannot tell"): _("The data are missing, or the cases too few, to say."),
        }
