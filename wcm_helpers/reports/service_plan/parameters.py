"""The parameters and settings of the service plan."""

from typing import Annotated, Literal

from pydantic import Field

from wcm_helpers.care.rules import CareRules
from wcm_helpers.reporting.parameters import ReportParameters, ReportSettings

#: The section of the settings file.
SECTION = "service_plan"


class ServicePlanSettings(ReportSettings):
    """The section ``[service_plan]`` of the settings file."""

    moved_cost: Annotated[int, Field(ge=0, le=1_000)] = Field(
        default=3, description="cost of giving a customer another manager, in points of mismatch"
    )
    balance_cost: Annotated[int, Field(ge=0, le=1_000)] = Field(
        default=1, description="cost of each begun day of hours by which the largest load is above the mean"
    )
    solver_seconds: Annotated[int, Field(ge=1, le=600)] = Field(
        default=20, description="seconds after which the assignment is given as far as it is proved"
    )
    handling_minutes: Annotated[int, Field(ge=0, le=1_000)] = Field(
        default=12, description="minutes of work that a request takes the account manager"
    )
    cost_months: Annotated[int, Field(ge=1, le=24)] = Field(
        default=12, description="months of costs and revenue that a customer's margin is made of"
    )
    ageing_minutes: Annotated[int, Field(ge=0, le=10_000)] = Field(
        default=120, description="minutes of waiting that are worth a class, so that C never starves"
    )
    held_out_months: Annotated[int, Field(ge=1, le=12)] = Field(
        default=3, description="last months on which proposals of services are tested"
    )
    feedback_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=30, description="days within which feedback is to have an action"
    )
    leap_day: Literal["02-28", "03-01"] = Field(
        default="02-28", description="when a birthday on 29 February is kept in other years"
    )
    greeting_lead: Annotated[int, Field(ge=0, le=30)] = Field(
        default=1, description="days before a festival on which its greeting is due"
    )
    care_folder: str = Field(
        default="",
        description="folder for the care plan, with names of contacts, for its owner alone; empty: none",
    )

    @property
    def care_rules(self) -> CareRules:
        """The rules of the care calendar."""
        return CareRules(leap_day=self.leap_day, greeting_lead=self.greeting_lead)


class ServicePlanParameters(ReportParameters):
    """The parameters of 04_service_plan."""
