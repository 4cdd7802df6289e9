"""The service plan as the workbook registers it."""

from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting import appendix
from wcm_helpers.reporting.customer_lookup import CustomerPages
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.section import SectionDefinition
from wcm_helpers.reports.service_plan.balance.section import balance
from wcm_helpers.reports.service_plan.comparable import comparables_of
from wcm_helpers.reports.service_plan.cost.detail import cost_detail
from wcm_helpers.reports.service_plan.cost.section import cost
from wcm_helpers.reports.service_plan.feedback.section import feedback, feedback_detail
from wcm_helpers.reports.service_plan.figure_names import figure_names
from wcm_helpers.reports.service_plan.figures import figures_of
from wcm_helpers.reports.service_plan.first_page.gathering import actions_of
from wcm_helpers.reports.service_plan.first_page.headline import headline_of
from wcm_helpers.reports.service_plan.first_page.section import first_page, head
from wcm_helpers.reports.service_plan.keeping_in_touch.private_files import CARE_FILES
from wcm_helpers.reports.service_plan.keeping_in_touch.section import care, care_detail
from wcm_helpers.reports.service_plan.managers.section import managers, managers_detail
from wcm_helpers.reports.service_plan.one_customer.section import customer_names, one_customer
from wcm_helpers.reports.service_plan.opening import open_review
from wcm_helpers.reports.service_plan.packages.section import packages, packages_detail
from wcm_helpers.reports.service_plan.parameters import SECTION, ServicePlanParameters, ServicePlanSettings
from wcm_helpers.reports.service_plan.readiness import latest_month, missing, readiness
from wcm_helpers.reports.service_plan.recommendations.section import recommendations, recommendations_detail
from wcm_helpers.reports.service_plan.review import ServicePlanReview
from wcm_helpers.reports.service_plan.rules.section import rules

#: The tables it reads; each may be missing.
READS = (
    "customers",
    "orders",
    "billing",
    "tickets",
    "ticket_events",
    "sla_terms",
    "calendar",
    "contracts",
    "actions",
    "service_entitlements",
    "managers",
    "assignments",
    "interactions",
    "activities",
    "footprints",
    "cost_pools",
    "contacts",
    "gift_rules",
)


def _open(history: History, parameters: ServicePlanParameters) -> ServicePlanReview:
    return open_review(SERVICE_PLAN, history, parameters)


SERVICE_PLAN = Report(
    name=SECTION,
    title=lambda: _("Service plan"),
    notebook="04_service_plan.ipynb",
    parameters=ServicePlanParameters,
    settings=ServicePlanSettings,
    reads=READS,
    missing=missing,
    latest_month=latest_month,
    open=_open,
    readiness=readiness,
    figures=figures_of,
    headline=headline_of,
    actions=actions_of,
    indicators=figure_names,
    customers=CustomerPages(customer_names, one_customer),
    comparable=comparables_of,
    private=CARE_FILES,
    sections={
        "head": SectionDefinition(head),
        "first_page": SectionDefinition(first_page),
        "packages": SectionDefinition(packages, lambda: _("Entitled and received")),
        "managers": SectionDefinition(managers, lambda: _("Account managers")),
        "cost": SectionDefinition(cost, lambda: _("Cost to serve")),
        "balance": SectionDefinition(balance, lambda: _("Who is lost, and what A-first costs")),
        "recommendations": SectionDefinition(recommendations, lambda: _("What fits whom")),
        "care": SectionDefinition(care, lambda: _("Keeping in touch")),
        "feedback": SectionDefinition(feedback, lambda: _("Was feedback answered?")),
        "appendix": appendix.DIVIDER,
        "packages_detail": SectionDefinition(
            packages_detail, lambda: _("Every entitlement and what came of it"), "appendix"
        ),
        "managers_detail": SectionDefinition(
            managers_detail, lambda: _("Every customer with its manager, and teams by industry"), "appendix"
        ),
        "cost_detail": SectionDefinition(
            cost_detail, lambda: _("Margins, main costs and pools in full"), "appendix"
        ),
        "recommendations_detail": SectionDefinition(
            recommendations_detail, lambda: _("Services, needs and industries in full"), "appendix"
        ),
        "care_detail": SectionDefinition(
            care_detail, lambda: _("Talks, reviews and contracts, customer by customer"), "appendix"
        ),
        "feedback_detail": SectionDefinition(
            feedback_detail, lambda: _("Feedback, loop by loop"), "appendix"
        ),
        "rules": SectionDefinition(rules, lambda: _("Rules in force"), "appendix"),
        **appendix.SECTIONS,
    },
)
