"""The classification as the workbook registers it: tables, parameters, sections, and when it can run."""

from datetime import date

from wcm_helpers.classes.settings import READS, SECTION, ClassificationSettings
from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.messages import Text
from wcm_helpers.core.words import _
from wcm_helpers.data.facts import history as histories
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.intake import Intake
from wcm_helpers.reporting import appendix
from wcm_helpers.reporting.customer_lookup import CustomerPages
from wcm_helpers.reporting.report import Report
from wcm_helpers.reporting.section import SectionDefinition
from wcm_helpers.reports.classification.backtest.section import backtest
from wcm_helpers.reports.classification.certainty.section import certainty, class_certainty
from wcm_helpers.reports.classification.classes.explore import explore
from wcm_helpers.reports.classification.classes.section import class_table
from wcm_helpers.reports.classification.clusters.section import cross_check
from wcm_helpers.reports.classification.comparable import comparables_of
from wcm_helpers.reports.classification.concentration.section import dependence
from wcm_helpers.reports.classification.customers.export import class_records
from wcm_helpers.reports.classification.customers.section import everyone
from wcm_helpers.reports.classification.figure_names import figure_names
from wcm_helpers.reports.classification.first_page.section import actions_of, first_page, head, headline_of
from wcm_helpers.reports.classification.industries.section import industries
from wcm_helpers.reports.classification.lifecycle.method import lifecycle_method
from wcm_helpers.reports.classification.lifecycle.section import lifecycle
from wcm_helpers.reports.classification.money.analysis import margin_known
from wcm_helpers.reports.classification.money.section import class_margins, money
from wcm_helpers.reports.classification.moves.flow_section import flows
from wcm_helpers.reports.classification.moves.section import moves
from wcm_helpers.reports.classification.moves.split_section import change_split
from wcm_helpers.reports.classification.one_customer.analysis import customer_names
from wcm_helpers.reports.classification.one_customer.section import one_customer
from wcm_helpers.reports.classification.opening import open_review
from wcm_helpers.reports.classification.parameters import ClassificationParameters
from wcm_helpers.reports.classification.readiness import readiness
from wcm_helpers.reports.classification.review import ClassificationReview
from wcm_helpers.reports.classification.rfm.method import rfm_method
from wcm_helpers.reports.classification.rfm.section import recency, segments_of
from wcm_helpers.reports.classification.rules.section import rules
from wcm_helpers.reports.classification.two_months.section import customer_changes
from wcm_helpers.reports.classification.value_bases.section import value_bases


def _missing(intake: Intake, parameters: ClassificationParameters) -> Text:
    return histories.missing_for(intake, parameters.rule(intake.settings).value)


def _remedy(intake: Intake, parameters: ClassificationParameters) -> Text:
    return histories.another_value(intake, parameters.rule(intake.settings).value)


def _latest_month(history: History, parameters: ClassificationParameters, today: date) -> str:
    return histories.latest_complete_month(history, parameters.rule(history.settings).value, today)


def _open(history: History, parameters: ClassificationParameters) -> ClassificationReview:
    return open_review(CLASSIFICATION, history, parameters)


def _figures(review: ClassificationReview) -> dict[str, object]:
    n_boundary = review.computed(class_certainty).n_boundary
    segments = review.computed(segments_of).figures
    return {**review.result.figures, **_losses(review), "boundary": n_boundary, "segments": segments}


def _losses(review: ClassificationReview) -> dict[str, object]:
    """Return the number of loss-making customers and their loss in units of the currency; None unknown."""
    if not margin_known(review.result):
        return {"loss_makers": None, "loss": None}
    margins = review.computed(class_margins)
    return {"loss_makers": len(margins.loss_makers), "loss": round(margins.loss / SCALE, 2)}


CLASSIFICATION = Report(
    name=SECTION,
    title=lambda: _("Customer classification"),
    notebook="01_classification.ipynb",
    parameters=ClassificationParameters,
    settings=ClassificationSettings,
    reads=READS,
    missing=_missing,
    latest_month=_latest_month,
    open=_open,
    readiness=readiness,
    remedy=_remedy,
    figures=_figures,
    headline=headline_of,
    actions=actions_of,
    files=lambda review: {"classes.csv": class_records(review)},
    indicators=figure_names,
    changes=customer_changes,
    customers=CustomerPages(customer_names, one_customer),
    comparable=comparables_of,
    sections={
        "head": SectionDefinition(head),
        "first_page": SectionDefinition(first_page),
        "classes": SectionDefinition(class_table, lambda: _("Classes")),
        "moves": SectionDefinition(moves, lambda: _("Class changes")),
        "money": SectionDefinition(money, lambda: _("Customers that cost more than they bring")),
        "industries": SectionDefinition(industries, lambda: _("Industries")),
        "rfm": SectionDefinition(recency, lambda: _("Recency, frequency, value")),
        "lifecycle": SectionDefinition(lifecycle, lambda: _("New, slowing and lost customers")),
        "appendix": appendix.DIVIDER,
        "certainty": SectionDefinition(certainty, lambda: _("How certain are the classes?"), "appendix"),
        "explore": SectionDefinition(explore, layer="appendix"),
        "value_bases": SectionDefinition(value_bases, lambda: _("What counts as value"), "appendix"),
        "change_split": SectionDefinition(change_split, lambda: _("Causes of the class changes"), "appendix"),
        "flows": SectionDefinition(flows, lambda: _("Official classes over two years"), "appendix"),
        "concentration": SectionDefinition(
            dependence, lambda: _("Dependence on large customers"), "appendix"
        ),
        "backtest": SectionDefinition(
            backtest, lambda: _("Did last year’s classes predict this year?"), "appendix"
        ),
        "clusters": SectionDefinition(
            cross_check, lambda: _("Cross-check of the classes"), "appendix", shown=False
        ),
        "rfm_method": SectionDefinition(
            rfm_method, lambda: _("Recency, frequency, value: method"), "appendix"
        ),
        "lifecycle_method": SectionDefinition(
            lifecycle_method, lambda: _("New, slowing and lost customers: method"), "appendix"
        ),
        "customers": SectionDefinition(everyone, lambda: _("All customers"), "appendix"),
        "rules": SectionDefinition(rules, lambda: _("Rules in force"), "appendix"),
        **appendix.SECTIONS,
    },
)
