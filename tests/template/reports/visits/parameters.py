"""The parameters and settings of the report on visits."""

from pydantic import Field

from wcm_helpers.reporting.parameters import ReportParameters, ReportSettings


class VisitSettings(ReportSettings):
    """The section ``[visits]`` of the settings file."""

    silent_days: int = Field(default=60, ge=1, description="days without a visit that are too many")


class VisitParameters(ReportParameters):
    """The parameters of 90_visits; None leaves a rule to the settings."""

    silent_days: int | None = Field(default=None, ge=1)
