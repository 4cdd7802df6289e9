"""The demand survey as the workbook registers it."""

from wcm_helpers.core.messages import Text, message
from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.intake import Intake
from wcm_helpers.reporting import appendix
from wcm_helpers.reporting.customer_lookup import CustomerPages
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.section import SectionDefinition
from wcm_helpers.reports.demand_survey.agreement.section import agreement
from wcm_helpers.reports.demand_survey.careless.section import careless
from wcm_helpers.reports.demand_survey.change.section import change
from wcm_helpers.reports.demand_survey.class_differences.section import class_differences
from wcm_helpers.reports.demand_survey.comparable import comparables_of
from wcm_helpers.reports.demand_survey.customer_pages.one_customer import customer_names, one_customer
from wcm_helpers.reports.demand_survey.customer_pages.section import customer_pages
from wcm_helpers.reports.demand_survey.distributions.section import distributions
from wcm_helpers.reports.demand_survey.drivers.section import drivers, drivers_detail
from wcm_helpers.reports.demand_survey.figure_names import figure_names, same_wave
from wcm_helpers.reports.demand_survey.figures import figures_of
from wcm_helpers.reports.demand_survey.first_page.section import actions_of, first_page, head, headline_of
from wcm_helpers.reports.demand_survey.importance.section import importance, importance_detail
from wcm_helpers.reports.demand_survey.kano.section import kano, kano_detail
from wcm_helpers.reports.demand_survey.needs.section import needs, needs_detail
from wcm_helpers.reports.demand_survey.opening import open_review
from wcm_helpers.reports.demand_survey.pack.section import PACK
from wcm_helpers.reports.demand_survey.parameters import SECTION, SurveyParameters, SurveySettings
from wcm_helpers.reports.demand_survey.proposals.section import actions_file, proposals
from wcm_helpers.reports.demand_survey.readiness import latest_month, readiness
from wcm_helpers.reports.demand_survey.reliability.section import reliability
from wcm_helpers.reports.demand_survey.respondents.section import respondents
from wcm_helpers.reports.demand_survey.review import SurveyReview
from wcm_helpers.reports.demand_survey.rules.section import rules
from wcm_helpers.reports.demand_survey.satisfaction.section import satisfaction
from wcm_helpers.reports.demand_survey.texts.section import texts, texts_detail
from wcm_helpers.reports.demand_survey.weighting.section import weighting


def _missing(intake: Intake, parameters: SurveyParameters) -> Text:
    if intake.settings.surveys:
        return ""
    return message("The demand survey needs [surveys.…]: an export of the answers and its question file.")


def _open(history: History, parameters: SurveyParameters) -> SurveyReview:
    return open_review(DEMAND_SURVEY, history, parameters)


DEMAND_SURVEY = Report(
    name=SECTION,
    title=lambda: _("Demand survey"),
    notebook="02_demand_survey.ipynb",
    parameters=SurveyParameters,
    settings=SurveySettings,
    reads=(
        "customers",
        "survey_questions",
        "survey_responses",
        "survey_invitations",
        "survey_codes",
    ),
    missing=_missing,
    latest_month=latest_month,
    open=_open,
    readiness=readiness,
    figures=figures_of,
    headline=headline_of,
    actions=actions_of,
    files=lambda review: {"actions.csv": actions_file(review)},
    indicators=figure_names,
    changes=same_wave,
    customers=CustomerPages(customer_names, one_customer),
    comparable=comparables_of,
    pack=PACK,
    sections={
        "head": SectionDefinition(head),
        "first_page": SectionDefinition(first_page),
        "respondents": SectionDefinition(respondents, lambda: _("Who answered")),
        "satisfaction": SectionDefinition(satisfaction, lambda: _("Satisfaction")),
        "needs": SectionDefinition(needs, lambda: _("Needs")),
        "importance": SectionDefinition(importance, lambda: _("Importance and performance")),
        "kano": SectionDefinition(kano, lambda: _("What must be there, and what pleases")),
        "drivers": SectionDefinition(drivers, lambda: _("What goes with satisfaction")),
        "texts": SectionDefinition(texts, lambda: _("What they write")),
        "proposals": SectionDefinition(proposals, lambda: _("Proposals")),
        "appendix": appendix.DIVIDER,
        "customer_pages": SectionDefinition(customer_pages, lambda: _("Customer pages"), "appendix"),
        "careless": SectionDefinition(careless, lambda: _("Careless answers"), "appendix"),
        "distributions": SectionDefinition(distributions, lambda: _("All answers"), "appendix"),
        "reliability": SectionDefinition(reliability, lambda: _("Reliability"), "appendix"),
        "class_differences": SectionDefinition(
            class_differences, lambda: _("Differences between classes"), "appendix"
        ),
        "change": SectionDefinition(change, lambda: _("Change on the last wave"), "appendix"),
        "weighting": SectionDefinition(weighting, lambda: _("Weighting"), "appendix"),
        "needs_detail": SectionDefinition(needs_detail, lambda: _("Needs: tests and intervals"), "appendix"),
        "agreement": SectionDefinition(agreement, lambda: _("Interviews and coder agreement"), "appendix"),
        "importance_detail": SectionDefinition(
            importance_detail, lambda: _("Importance and performance: certainty"), "appendix"
        ),
        "kano_detail": SectionDefinition(kano_detail, lambda: _("Kano: counts and tests"), "appendix"),
        "drivers_detail": SectionDefinition(
            drivers_detail, lambda: _("Drivers: shares and ranks"), "appendix"
        ),
        "texts_detail": SectionDefinition(
            texts_detail, lambda: _("What they write: how the themes are formed"), "appendix"
        ),
        "rules": SectionDefinition(rules, lambda: _("Rules in force"), "appendix"),
        **appendix.SECTIONS,
    },
)
