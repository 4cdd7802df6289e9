"""The section ``[classification]`` of the settings: which rule makes classes of values, and since when."""

from itertools import pairwise
from typing import Literal

from pydantic import Field, field_validator, model_validator

from wcm_helpers.core.messages import message
from wcm_helpers.data.facts.history import ValueBasis
from wcm_helpers.data.settings import BillingMonth
from wcm_helpers.data.strict_model import StrictModel, month_or_empty
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reporting.parameters import ReportSettings

#: The section of the settings file.
SECTION = "classification"
#: The tables that classes are computed from.
READS = ("customers", "orders", "order_lines", "billing", "costs", "class_overrides", "class_history")

#: Added to the refusal of a share out of range, usually a percentage.
SHARE_HINT = {"hint": message("Write 80% as 0.80.")}


class EarlierRule(StrictModel):
    """A rule in force up to a month; what it does not set is as in the current rule."""

    until: str = Field(min_length=1, description="last month of this rule, YYYY-MM")
    value: ValueBasis | None = None
    limit_a: float | None = Field(default=None, gt=0, lt=1, json_schema_extra=SHARE_HINT)
    limit_b: float | None = Field(default=None, gt=0, le=1, json_schema_extra=SHARE_HINT)
    crossing: Literal["into", "next"] | None = None
    ties: Literal["better", "worse"] | None = None
    window_months: int | None = Field(default=None, ge=1, le=120)

    @field_validator("until")
    @classmethod
    def _a_month(cls, value: str) -> str:
        return month_or_empty(value)


class ClassificationSettings(ReportSettings):
    """How customers are classified by value, and when the official class changes."""

    value: ValueBasis = Field(
        default="revenue", description="what counts: billed revenue, margin, order value, orders or units"
    )
    limit_a: float = Field(
        default=0.80,
        gt=0,
        lt=1,
        json_schema_extra=SHARE_HINT,
        description="share of the total that class A covers",
    )
    limit_b: float = Field(
        default=0.95,
        gt=0,
        le=1,
        json_schema_extra=SHARE_HINT,
        description="share that A and B cover together",
    )
    crossing: Literal["into", "next"] = Field(
        default="into", description="the customer that crosses a limit is in the better class, or the next"
    )
    ties: Literal["better", "worse"] = Field(
        default="better", description="equal customers across a limit all go to this class"
    )
    window_months: int = Field(default=12, ge=1, le=120, description="months that count, the last included")
    band: float = Field(
        default=0.02,
        ge=0,
        lt=0.5,
        json_schema_extra={"hint": message("Write 2 points as 0.02.")},
        description="share of the total that is near a limit",
    )
    band_months: int = Field(default=2, ge=1, le=120, description="months beyond the band that move a class")
    confirm_months: int = Field(
        default=3, ge=1, le=120, description="months beyond the limit that move a class"
    )
    upgrade_months: int = Field(
        default=1, ge=1, le=120, description="months beyond the band that move one up"
    )
    new_months: int = Field(default=3, ge=1, le=120, description="months a customer counts as new")
    rfm_baseline: str = Field(default="", description="month whose window gives the RFM edges, YYYY-MM")
    billing_month: BillingMonth | None = Field(
        default=None, description="the place of [site] billing_month in older files"
    )
    before: tuple[EarlierRule, ...] = Field(
        default=(), description="the rules in force earlier, the oldest first"
    )

    @field_validator("rfm_baseline")
    @classmethod
    def _a_month(cls, value: str) -> str:
        return month_or_empty(value)

    @model_validator(mode="after")
    def _limits_in_order(self) -> "ClassificationSettings":
        for until, rule in (("", self), *((earlier.until, self._at(earlier)) for earlier in self.before)):
            if rule.limit_b <= rule.limit_a:
                limits = {"limit_a": str(rule.limit_a), "limit_b": str(rule.limit_b)}
                fault = message("limit_b = {limit_b} must be above limit_a = {limit_a}.", **limits)
                if until:
                    fault = message("the rule in force until {until}: {fault}", until=until, fault=fault)
                raise ValueError(fault)
        return self

    @model_validator(mode="after")
    def _earlier_rules_in_order(self) -> "ClassificationSettings":
        for older, younger in pairwise(self.before):
            if younger.until <= older.until:
                raise ValueError(
                    message(
                        "before: until = {younger} follows until = {older}, so it is not clear which rule "
                        "was in force. Write each month once, the oldest first.",
                        younger=repr(younger.until),
                        older=repr(older.until),
                    )
                )
        return self

    def _at(self, earlier: EarlierRule) -> "ClassificationSettings":
        changes = earlier.model_dump(exclude={"until"}, exclude_none=True)
        return self.model_copy(update={**changes, "before": ()})

    def rule_for(self, month: str) -> dict[str, object]:
        """Return the rule in force in a month, as the arguments of :class:`wcm_helpers.methods.abc.Rule`.

        Parameters
        ----------
        month : str
            YYYY-MM.

        Examples
        --------
        >>> changed = ClassificationSettings(limit_a=0.8, before=[{"until": "2026-03", "limit_a": 0.75}])
        >>> [changed.rule_for(month)["limit_a"] for month in ("2026-03", "2026-04")]
        [0.75, 0.8]
        """
        earlier = next((rule for rule in self.before if month <= rule.until), None)
        return (self._at(earlier) if earlier else self).model_dump(exclude=_OUTSIDE_THE_RULE)


#: Settings of the section that do not affect how values become classes.
_OUTSIDE_THE_RULE = {"billing_month", "rfm_baseline", "before", "sections"}


def earlier_rules(settings: ClassificationSettings, month: str) -> list[tuple[str, Rule]]:
    """Return the rules that held before a month, each with its last month, the oldest first."""
    return [
        (rule.until, Rule(**settings.rule_for(rule.until))) for rule in settings.before if rule.until < month
    ]
