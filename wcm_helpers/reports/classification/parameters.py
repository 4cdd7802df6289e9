"""What a notebook may be told, checked before anything is computed.

papermill only warns of a parameter the notebook does not know, runs on with the default, and reads
``2026_05`` as a number. Here an unknown name is refused with the nearest known one, a value that cannot be
with what can.
"""

import ast
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import parse_month
from wcm_helpers.data.facts.value_basis import ValueBasis
from wcm_helpers.data.settings import Settings, in_one_line, nearest
from wcm_helpers.reports.classification.settings import SHARE_HINT, ClassificationSettings

#: papermill opens the cell it injects with this line.
_INJECTED = "# Parameters"


class ClassificationParameters(BaseModel):
    """The parameters of 01_classification; None leaves a rule as the settings have it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    month: str
    settings: str
    value: ValueBasis | None = None
    limit_a: float | None = Field(default=None, gt=0, lt=1, json_schema_extra=SHARE_HINT)
    limit_b: float | None = Field(default=None, gt=0, le=1, json_schema_extra=SHARE_HINT)
    crossing: Literal["into", "next"] | None = None
    ties: Literal["better", "worse"] | None = None
    window_months: int | None = Field(default=None, ge=1, le=120)
    allow_incomplete: bool = False

    def rule(self, settings: Settings) -> ClassificationSettings:
        """Return the rule of the settings, replaced in every month by what the parameters set.

        Raises
        ------
        WorkbookError
            If ``[classification]`` of the settings, or its combination with the parameters, is impossible.
        """
        own = dict(settings.section("classification", ClassificationSettings))
        changes = self.model_dump(include=set(own), exclude_none=True)
        try:
            return ClassificationSettings.model_validate({**own, **changes, "before": ()} if changes else own)
        except ValidationError as error:
            raise WorkbookError(f"parameters: {in_one_line(error, ClassificationSettings)}") from None


def check(given: dict[str, object]) -> ClassificationParameters:
    """Return the parameters, typed.

    Raises
    ------
    WorkbookError
        If a name is not known or a value cannot be: in one line, with the nearest name or the range.

    Examples
    --------
    >>> check({"month": "2026-05", "settings": "workbook.toml", "limit_a": 0.7}).limit_a
    0.7
    """
    known = list(ClassificationParameters.model_fields)
    for name in given:
        if name not in known:
            raise WorkbookError(f"{name} is not a parameter of this notebook{nearest(name, known)}")
    try:
        found = ClassificationParameters.model_validate(given)
    except ValidationError as error:
        raise WorkbookError(f"parameters: {in_one_line(error, ClassificationParameters)}") from None
    parse_month(found.month)
    return found


def injected_names(history: list[str]) -> list[str]:
    r"""Return the names that papermill set, from the cells run so far.

    Examples
    --------
    >>> injected_names(["month = '2026-04'", "# Parameters\nmonth = '2026-05'\nlimt_a = 0.7"])
    ['month', 'limt_a']
    """
    cells = [ast.parse(cell) for cell in history if cell.lstrip().startswith(_INJECTED)]
    return [
        target.id
        for cell in cells
        for statement in cell.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]


def refuse_unknown_injected() -> None:
    """Refuse what papermill was told and the notebook does not know; does nothing outside a notebook."""
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is None:
        return
    known = list(ClassificationParameters.model_fields)
    for name in injected_names(shell.user_ns.get("In", [])):
        if name not in known:
            raise WorkbookError(f"{name} is not a parameter of this notebook{nearest(name, known)}")
