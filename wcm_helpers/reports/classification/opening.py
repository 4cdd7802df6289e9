"""Open the classification of a month: history cut off at its end, customers classified."""

from wcm_helpers.classes.settings import earlier_rules
from wcm_helpers.data.facts import history as histories
from wcm_helpers.data.facts.history import History
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reporting.report import Report
from wcm_helpers.reports.classification.classify_month import classify_month
from wcm_helpers.reports.classification.parameters import ClassificationParameters
from wcm_helpers.reports.classification.review import ClassificationReview, other_rules


def open_review(
    report: Report, history: History, parameters: ClassificationParameters
) -> ClassificationReview:
    """Return the classification of a month from a history that was read before.

    Raises
    ------
    WorkbookError
        If the month has no data, or is not complete and a draft was not asked for.
    """
    settings, month = parameters.rule(history.settings), parameters.month
    rule = Rule(**settings.rule_for(month))
    facts, draft = histories.cut_off(
        history,
        month,
        rule.value,
        window_months=rule.window_months,
        allow_incomplete=parameters.allow_incomplete,
    )
    what_if = bool(other_rules(parameters, history))
    result = classify_month(
        facts,
        history.customers,
        month,
        rule,
        currency=history.settings.site.currency,
        source=histories.described_source(history, rule.value),
        whole_month=not draft,
        earlier=earlier_rules(settings, month),
        overrides=history.overrides(month),
        recorded=None if what_if else history.recorded(month),  # by other rules, it says nothing here
    )
    return ClassificationReview(report, history, parameters, result, draft=draft)
