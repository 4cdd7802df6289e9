"""The classification of a month, as its sections read it."""

from wcm_helpers.classes.settings import SECTION, ClassificationSettings, earlier_rules
from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reports.classification.costs_without_activity import costs_without_activity
from wcm_helpers.reports.classification.parameters import ClassificationParameters
from wcm_helpers.reports.classification.result import Classification


class ClassificationReview(Review):
    """One month of one warehouse: the classification and what rests on it.

    Attributes
    ----------
    result : Classification
        The classes and every table behind them.
    """

    parameters: ClassificationParameters

    def __init__(
        self,
        report: Report,
        history: History,
        parameters: ClassificationParameters,
        result: Classification,
        *,
        draft: bool,
    ) -> None:
        super().__init__(report, history, parameters, draft=draft)
        self.result = result

    @property
    def rule(self) -> ClassificationSettings:
        """The rule in force: the settings with the parameters of this run in their place."""
        return self.parameters.rule(self.settings)

    @property
    def other_rules(self) -> dict[str, object]:
        """The rules this run was given in place of the settings'."""
        return other_rules(self.parameters, self.history)

    @property
    def earlier_rules(self) -> list[tuple[str, Rule]]:
        """The rules that held before the month under review, each with its last month."""
        return earlier_rules(self.rule, self.month)

    @property
    def rules_in_force(self) -> dict[str, object]:
        """The rule of the month under review and the settings around it, as ``run.json`` records them."""
        billing_month = {"billing_month": self.settings.billing_month}
        return {
            **self.rule.model_dump(exclude={"sections"}),
            **billing_month,
            **self.rule.rule_for(self.month),
        }

    @property
    def terms(self) -> dict[str, str]:
        """The terms of this report and what they mean."""
        return {
            _("Class A, B, C"): _(
                "A: the few customers that bring most; B: the middle; C: the rest. Group N: no value above "
                "zero."
            ),
            _("Official class"): _(
                "The class by which a customer is served. It changes when the class by the rule has changed "
                "and the change is confirmed, or when it is set by hand."
            ),
            _("Class by the rule"): _("The class that the figures of one month alone give."),
            _("Window"): _("The months that count, the month under review included."),
            _("Pareto curve"): _("The share reached as customers are added one by one, the largest first."),
            _("Gini coefficient"): _(
                "How unequal customers are: 0 if all are equal, close to 1 if one has all."
            ),
            _("Effective customers"): _(
                "The number of customers of equal size that would mean the same dependence."
            ),
            _("At risk of changing class"): _(
                "Near a limit, or in another class if one month of the window is left out."
            ),
            _("Recency, frequency, value"): _(
                "How long ago, how often and how much a customer ordered; under a contract the trend takes "
                "the place of recency."
            ),
            _("Interval"): _("How far a figure may be off by chance: the wider, the less certain it is."),
        }

    @property
    def data_notes(self) -> list[str]:
        """What the data page says of costs that belong to no activity."""
        sentence = costs_without_activity(self.history, self.month, self.result.rule.value)
        return [sentence] if sentence else []


def other_rules(parameters: ClassificationParameters, history: History) -> dict[str, object]:
    """Return the parameters that differ from the settings, by name."""
    own = history.settings.section(SECTION, ClassificationSettings).model_dump()
    given = parameters.model_dump(include=set(own), exclude_none=True)
    return {name: value for name, value in given.items() if own[name] != value}
