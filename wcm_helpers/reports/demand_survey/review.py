"""One month of the demand survey, opened."""

from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reports.demand_survey.parameters import SECTION, SurveyParameters, SurveySettings
from wcm_helpers.reports.demand_survey.reading_notes import reading_notes
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
    def data_notes(self) -> list[str]:
        """What was read of the waves, and what reading remarked."""
        waves = (self.result.survey, self.result.previous)
        return [note for wave in waves if wave is not None for note in reading_notes(wave)]

    @property
    def terms(self) -> dict[str, str]:
        """The terms of this report and what they mean."""
        return {
            _("Wave"): _(
                "One round of the survey: the answers of a few weeks, counted in the month it closed."
            ),
            _("Response"): _("One questionnaire or interview; a customer may have several."),
            _("Response rate"): _("The share of the customers that could have answered and did."),
            _("Top two"): _("The share of answers in the two best levels of a scale."),
            _("NPS"): _(
                "Net promoter score: the share that would recommend us (9 and 10) less the share that would "
                "not (0 to 6), from −100 to 100."
            ),
            _("Common need"): _("Wanted by most customers, and by every class about alike."),
            _("Individual need"): _("Wanted by a group or a customer clearly more often than by the others."),
            _("Cannot tell"): _("The answers are too few, or too mixed, to say."),
            _("Smallest detectable difference"): _(
                "The smallest difference that these answers would show four times out of five."
            ),
            _("Reliability"): _(
                "How far the questions of one dimension measure the same: from 0 to 1, good from about 0.7."
            ),
            _("Weighting"): _(
                "Groups that answered less often count more, so that the whole counts as all customers would."
            ),
            _("Effective n"): _("The number of answers without weights that would be as certain."),
            _("Interval"): _("How far a figure may be off by chance: the wider, the less certain it is."),
        }
