"""The performance review as the workbook registers it."""

from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.reporting import appendix
from wcm_helpers.reporting.customer_lookup import CustomerPages
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.section import SectionDefinition
from wcm_helpers.reports.performance.by_class.section import by_class, by_class_detail
from wcm_helpers.reports.performance.catalogue.section import catalogue
from wcm_helpers.reports.performance.causes.section import causes, causes_detail
from wcm_helpers.reports.performance.cohort.section import cohort
from wcm_helpers.reports.performance.comparable import comparables_of
from wcm_helpers.reports.performance.control.section import control, control_detail
from wcm_helpers.reports.performance.figure_names import figure_names
from wcm_helpers.reports.performance.figures import figures_of
from wcm_helpers.reports.performance.first_page.section import actions_of, first_page, head, headline_of
from wcm_helpers.reports.performance.loyalty.detail import loyalty_detail
from wcm_helpers.reports.performance.loyalty.section import loyalty
from wcm_helpers.reports.performance.measures.detail import measures_detail
from wcm_helpers.reports.performance.measures.register import next_register
from wcm_helpers.reports.performance.measures.section import measures
from wcm_helpers.reports.performance.money.section import money, money_detail
from wcm_helpers.reports.performance.one_customer.analysis import customer_names
from wcm_helpers.reports.performance.one_customer.section import one_customer
from wcm_helpers.reports.performance.opening import open_review
from wcm_helpers.reports.performance.pack.section import PACK
from wcm_helpers.reports.performance.parameters import SECTION, PerformanceParameters, PerformanceSettings
from wcm_helpers.reports.performance.quality.section import quality
from wcm_helpers.reports.performance.readiness import latest_month, missing, readiness
from wcm_helpers.reports.performance.review import PerformanceReview
from wcm_helpers.reports.performance.rules.section import rules
from wcm_helpers.reports.performance.scoreboard.section import scoreboard
from wcm_helpers.reports.performance.stages.section import stages, stages_detail
from wcm_helpers.reports.performance.tickets.section import tickets, tickets_detail

#: The tables it reads; each may be missing.
READS = (
    "customers",
    "orders",
    "order_lines",
    "billing",
    "costs",
    "shipments",
    "order_events",
    "sla_terms",
    "calendar",
    "tickets",
    "ticket_events",
    "contracts",
    "actions",
    "interventions",
    "stock_counts",
)


def _open(history: History, parameters: PerformanceParameters) -> PerformanceReview:
    return open_review(PERFORMANCE, history, parameters)


PERFORMANCE = Report(
    name=SECTION,
    title=lambda: _("Performance review"),
    notebook="03_performance_review.ipynb",
    parameters=PerformanceParameters,
    settings=PerformanceSettings,
    reads=READS,
    missing=missing,
    latest_month=latest_month,
    open=_open,
    readiness=readiness,
    figures=figures_of,
    headline=headline_of,
    actions=actions_of,
    files=lambda review: {"measures.csv": next_register(review)},
    indicators=figure_names,
    customers=CustomerPages(customer_names, one_customer),
    comparable=comparables_of,
    pack=PACK,
    sections={
        "head": SectionDefinition(head),
        "first_page": SectionDefinition(first_page),
        "scoreboard": SectionDefinition(scoreboard, lambda: _("Scoreboard")),
        "control": SectionDefinition(control, lambda: _("Is it really changing?")),
        "causes": SectionDefinition(causes, lambda: _("Where the problem is")),
        "stages": SectionDefinition(stages, lambda: _("Stage times and bottleneck")),
        "by_class": SectionDefinition(by_class, lambda: _("Service by class")),
        "tickets": SectionDefinition(tickets, lambda: _("Tickets")),
        "loyalty": SectionDefinition(loyalty, lambda: _("Loyalty")),
        "money": SectionDefinition(money, lambda: _("Revenue and margin")),
        "measures": SectionDefinition(measures, lambda: _("Measures")),
        "appendix": appendix.DIVIDER,
        "cohort": SectionDefinition(
            cohort, lambda: _("Orders due: what counts, and whose fault"), "appendix"
        ),
        "quality": SectionDefinition(quality, lambda: _("Goods in, accuracy, damage and claims"), "appendix"),
        "control_detail": SectionDefinition(control_detail, lambda: _("All control charts"), "appendix"),
        "causes_detail": SectionDefinition(
            causes_detail, lambda: _("All groups and hours of the week"), "appendix"
        ),
        "stages_detail": SectionDefinition(
            stages_detail, lambda: _("Stage times by site and carrier"), "appendix"
        ),
        "by_class_detail": SectionDefinition(
            by_class_detail, lambda: _("Service by class: tests and customers"), "appendix"
        ),
        "tickets_detail": SectionDefinition(
            tickets_detail, lambda: _("Tickets: terms, backlog and staff"), "appendix"
        ),
        "loyalty_detail": SectionDefinition(
            loyalty_detail, lambda: _("Loyalty: models and check"), "appendix"
        ),
        "money_detail": SectionDefinition(
            money_detail, lambda: _("Revenue and margin by class and step"), "appendix"
        ),
        "measures_detail": SectionDefinition(
            measures_detail, lambda: _("Measures: tests and next register"), "appendix"
        ),
        "catalogue": SectionDefinition(catalogue, lambda: _("Catalogue of indicators"), "appendix"),
        "rules": SectionDefinition(rules, lambda: _("Rules in force"), "appendix"),
        **appendix.SECTIONS,
    },
)
