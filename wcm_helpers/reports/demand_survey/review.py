"""One month of the demand survey, opened."""

from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reports.demand_survey.parameters import SECTION, SurveyParameters, SurveySettings
from wcm_helpers.reports.demand_survey.result import SurveyMonth


class SurveyReview(Review):
    """The newest wave a month knows, and what rests on it.

    Attributes
    ----------
    result : SurveyMonth
    """

    parameters: SurveyParameters

    def __init__(
        self, report: Report, history: History, parameters: SurveyParameters, result: SurveyMonth
    ) -> None:
        super().__init__(report, history, parameters)
        self.result = result

    @property
    def rule(self) -> SurveySettings:
        """The rules in force."""
        return self.settings.section(SECTION, SurveySettings)

    @property
    def rules_in_force(self) -> dict[str, object]:
        """The rules as ``run.json`` records them."""
        return self.rule.model_dump(exclude={"sections"})

    @property
    def terms(self) -> dict[str, str]:
        """The terms of this report and what they mean."""
        return {
            _("Interval"): _("How far a figure may be off by chance: the wider, the less certain it is."),
        }
