"""The parameters of 01_classification."""

from typing import Literal

from pydantic import Field, ValidationError

from wcm_helpers.classes.settings import SECTION, SHARE_HINT, ClassificationSettings
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message
from wcm_helpers.data.facts.history import ValueBasis
from wcm_helpers.data.setting_faults import in_one_line
from wcm_helpers.data.settings import Settings
from wcm_helpers.reporting.parameters import ReportParameters


class ClassificationParameters(ReportParameters):
    """The parameters of 01_classification; None leaves a rule as the settings have it."""

    value: ValueBasis | None = None
    limit_a: float | None = Field(default=None, gt=0, lt=1, json_schema_extra=SHARE_HINT)
    limit_b: float | None = Field(default=None, gt=0, le=1, json_schema_extra=SHARE_HINT)
    crossing: Literal["into", "next"] | None = None
    ties: Literal["better", "worse"] | None = None
    window_months: int | None = Field(default=None, ge=1, le=120)

    def rule(self, settings: Settings) -> ClassificationSettings:
        """Return the settings' rule with the parameters in its place; if there are any, for all months.

        Raises
        ------
        WorkbookError
            If the two together are impossible, such as a limit of B below that of A.
        """
        own = dict(settings.section(SECTION, ClassificationSettings))
        changes = self.model_dump(include=set(own), exclude_none=True)
        try:
            return ClassificationSettings.model_validate({**own, **changes, "before": ()} if changes else own)
        except ValidationError as error:
            fault = in_one_line(error, ClassificationSettings)
            raise WorkbookError(message("parameters: {fault}", fault=fault)) from None
