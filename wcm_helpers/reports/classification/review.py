"""A classify_month opened for a month: parameters checked, history cut off, the question answered."""

from dataclasses import dataclass
from functools import cached_property

from wcm_helpers.core import words
from wcm_helpers.data.facts import history as histories
from wcm_helpers.data.facts.history import History
from wcm_helpers.data.settings import Settings, load_settings
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reports.classification import classify_month
from wcm_helpers.reports.classification.certainty.analysis import Certainty, certainty
from wcm_helpers.reports.classification.parameters import (
    ClassificationParameters,
    check,
    refuse_unknown_injected,
)
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.rfm.analysis import Segments, segment_customers
from wcm_helpers.reports.classification.settings import ClassificationSettings

RULES = tuple(ClassificationSettings.model_fields)


@dataclass(frozen=True, eq=False)
class Review:
    """One month of one warehouse: what was asked, what it was asked of, and the answer."""

    parameters: ClassificationParameters
    history: History
    result: Classification
    draft: bool

    @property
    def other_rules(self) -> dict[str, object]:
        """The rules this run was told in place of the settings'."""
        return _other_rules(self.parameters, self.settings)

    @property
    def earlier_rules(self) -> list[tuple[str, Rule]]:
        """The rules that held before the month under review, each with its last month."""
        return _earlier_rules(self.parameters.rule(self.settings), self.parameters.month)

    @cached_property
    def certainty(self) -> Certainty:
        """How sure the classes are."""
        answer = self.result
        return certainty(answer.classes, answer.customer_months, answer.rule, answer.month)

    @cached_property
    def segments(self) -> Segments:
        """The customers by recency, frequency and value."""
        baseline = self.parameters.rule(self.settings).rfm_baseline
        known = baseline if baseline <= self.result.month else ""  # a later one is not known yet
        return segment_customers(self.result, known)

    @cached_property
    def figures(self) -> dict[str, object]:
        """The figures a machine reads."""
        more = {"boundary": self.certainty.n_boundary, "segments": self.segments.figures}
        return {**self.result.figures, **more}

    @property
    def rules(self) -> dict[str, object]:
        """The rule of the month under review and the settings around it, as ``run.json`` tells them."""
        asked = self.parameters.rule(self.settings)
        billing_month = {"billing_month": self.settings.billing_month}
        return {**asked.model_dump(), **billing_month, **asked.rule_for(self.parameters.month)}

    @property
    def settings(self) -> Settings:
        """The settings of the warehouse."""
        return self.history.settings


def open_classification(**given: object) -> Review:
    """Return the classify_month of a month, as a notebook's first cell asks for it.

    Parameters
    ----------
    **given : the fields of :class:`wcm_helpers.reports.classification.parameters.ClassificationParameters`
        ``month`` (YYYY-MM) and ``settings`` (a TOML file) at least; None leaves a rule to the settings.

    Raises
    ------
    WorkbookError
        If a parameter is not known or cannot be, or the data do not allow the report; in one line.
    """
    refuse_unknown_injected()
    parameters = check(given)
    settings = load_settings(parameters.settings)
    words.use(settings.site.language)
    return review(histories.read_history(settings), parameters)


def review(history: History, parameters: ClassificationParameters) -> Review:
    """Return the classify_month of a month from a history that was read before."""
    asked, month = parameters.rule(history.settings), parameters.month
    rule = Rule(**asked.rule_for(month))
    facts, draft = histories.cut_off(
        history,
        month,
        rule.value,
        window_months=rule.window_months,
        allow_incomplete=parameters.allow_incomplete,
    )
    what_if = bool(_other_rules(parameters, history.settings))
    answer = classify_month.review(
        facts,
        history.customers,
        month,
        rule,
        currency=history.settings.site.currency,
        source=histories.described_source(history, rule.value),
        whole_month=not draft,
        earlier=_earlier_rules(asked, month),
        overrides=history.overrides(month),
        recorded=None if what_if else history.recorded(month),  # told by other rules, it says nothing here
    )
    return Review(parameters, history, answer, draft)


def _earlier_rules(asked: ClassificationSettings, month: str) -> list[tuple[str, Rule]]:
    return [(held.until, Rule(**asked.rule_for(held.until))) for held in asked.before if held.until < month]


def _other_rules(parameters: ClassificationParameters, settings: Settings) -> dict[str, object]:
    told = parameters.model_dump(include=set(RULES), exclude_none=True)
    own = settings.section("classification", ClassificationSettings).model_dump()
    return {name: value for name, value in told.items() if own[name] != value}
