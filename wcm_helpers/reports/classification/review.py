"""The classification of a month, as its sections read it."""

from wcm_helpers.core.words import _
from wcm_helpers.data.facts.history import History
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reports.classification.costs_without_activity import costs_without_activity
from wcm_helpers.reports.classification.parameters import SECTION, ClassificationParameters
from wcm_helpers.reports.classification.result import Classification
from wcm_helpers.reports.classification.settings import ClassificationSettings


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
        """The terms of this report and what they mean, in English and Chinese."""
        return {
            _("ABC class 客户分级"): _(
                "A: the few that bring most (大客户); B: the middle (一般客户); C: the rest (小客户)."
            ),
            _("Window 统计窗口"): _("The months that count, the month under review included."),
            _("Pareto curve 帕累托曲线"): _("The share reached as customers are added, the largest first."),
            _("Gini 基尼系数"): _("How unequal customers are: 0 all alike, towards 1 one has all."),
            _("Effective customers 有效客户数"): _("So many equal customers would be as great a dependence."),
            _("Class by the rule, official class 计算等级与正式等级"): _(
                "The first follows every month; the second, by which customers are served, moves when a "
                "change has shown that it stays, or by hand."
            ),
            _("Boundary customer 临界客户"): _(
                "Within the band of a limit, or put into another class by leaving out one month."
            ),
            _("Recency, frequency, value 近度、频度、额度 (RFM)"): _(
                "How long ago, how often, how much; under contract the trend stands for how long ago."
            ),
        }

    @property
    def data_notes(self) -> list[str]:
        """What the data page says of costs that belong to no activity."""
        sentence = costs_without_activity(self.history, self.month, self.result.rule.value)
        return [sentence] if sentence else []


def earlier_rules(settings: ClassificationSettings, month: str) -> list[tuple[str, Rule]]:
    """Return the rules that held before a month, each with its last month, the oldest first."""
    return [
        (rule.until, Rule(**settings.rule_for(rule.until))) for rule in settings.before if rule.until < month
    ]


def other_rules(parameters: ClassificationParameters, history: History) -> dict[str, object]:
    """Return the parameters that differ from the settings, by name."""
    own = history.settings.section(SECTION, ClassificationSettings).model_dump()
    given = parameters.model_dump(include=set(own), exclude_none=True)
    return {name: value for name, value in given.items() if own[name] != value}
