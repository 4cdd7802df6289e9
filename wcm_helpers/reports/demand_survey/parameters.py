"""The parameters and settings of the demand survey."""

from typing import Literal

from pydantic import Field, model_validator

from wcm_helpers.core.messages import message
from wcm_helpers.data.strict_model import FileName
from wcm_helpers.reporting.parameters import ReportParameters, ReportSettings

#: The section of the settings file.
SECTION = "demand_survey"


class SurveySettings(ReportSettings):
    """The section ``[demand_survey]`` of the settings file."""

    need_difference: float = Field(
        default=0.10, gt=0, lt=1, description="smallest difference that makes a need a group's own"
    )
    need_margin: float = Field(
        default=0.20, gt=0, lt=1, description="a need is common if no two classes differ by more than this"
    )
    need_share: float = Field(
        default=0.50, gt=0, lt=1, description="share of customers that makes a need common"
    )
    need_own_share: float = Field(
        default=0.02,
        ge=0,
        lt=1,
        description="a need is a customer's own if at most this share of the others has it",
    )
    false_share: float = Field(
        default=0.05, gt=0, lt=0.5, description="share of false findings accepted among the individual needs"
    )
    weight_margins: tuple[Literal["class", "industry", "site"], ...] = Field(
        default=("class", "industry", "site"), description="what the answers are weighted by"
    )
    weight_cap: float = Field(default=5.0, gt=1, description="largest weight, in mean weights")
    smallest_group: int = Field(
        default=5,
        ge=2,
        le=1000,
        description="in an anonymous survey no smaller group is shown; no quote from one anywhere",
    )
    lexicon: FileName = Field(
        default="",
        description="CSV file of the themes of texts and their words; the list of the workbook by default",
    )
    hand_coded: FileName = Field(
        default="", description="CSV file of texts with the themes a person gave them, to check the lexicon"
    )
    service_options: FileName = Field(
        default="",
        description="CSV file of what the warehouse can offer for a need, and the role that owns it; the "
        "list of the workbook by default",
    )
    importance_lines: Literal["mean", "centre", "target"] = Field(
        default="mean",
        description="what parts important from unimportant and good from weak: the means of all services, "
        "the middle of the scale, or the two targets",
    )
    importance_target: float | None = Field(
        default=None,
        description="importance from which a service counts as important, in points of the scale",
    )
    performance_target: float | None = Field(
        default=None, description="performance from which a service counts as good, in points of the scale"
    )
    driver_outcome: str = Field(
        default="",
        description="the question whose drivers are sought, on a scale or of two options, the second the "
        "better; the first on satisfaction by default",
    )
    drivers: tuple[str, ...] = Field(
        default=(), description="the questions that may drive it, 12 at most; all on performance by default"
    )

    @model_validator(mode="after")
    def _targets_are_given(self) -> "SurveySettings":
        if self.importance_lines == "target" and None in (self.importance_target, self.performance_target):
            raise ValueError(
                message('importance_lines = "target" needs importance_target and performance_target.')
            )
        return self


class SurveyParameters(ReportParameters):
    """The parameters of 02_demand_survey."""
