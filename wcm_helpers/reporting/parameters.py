"""The parameters of a notebook, validated before anything is computed.

papermill only warns of an unknown parameter, continues with the default, and reads ``2026_05`` as a number.
Here an unknown name is refused and the nearest valid name suggested; an invalid value is refused with the
valid range.
"""

import ast
from collections.abc import Iterable, Mapping
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message, sentences, suggestion
from wcm_helpers.core.months import parse_month
from wcm_helpers.data.setting_faults import in_one_line
from wcm_helpers.data.strict_model import StrictModel

#: papermill opens the cell it injects with this line.
_INJECTED = "# Parameters"

MonthOfYear = Annotated[int, Field(ge=1, le=12)]


class ReportParameters(BaseModel):
    """The parameters every report has; a report adds its own, where None leaves a rule to the settings.

    Attributes
    ----------
    month : str
        The month under review, YYYY-MM.
    settings : str
        The settings file of the site.
    allow_incomplete : bool
        Whether a month the data do not cover is reported, marked as a draft.
    language : str, optional
        The language of the report, such as ``zh``; None: as the settings have it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)

    month: str
    settings: str
    allow_incomplete: bool = False
    language: str | None = None


class ReportSettings(StrictModel):
    """The settings every report has; a report adds its own.

    Attributes
    ----------
    sections : mapping of section to bool or months
        Whether a section is shown: always, never, or in these months of the year (1 to 12).
    """

    sections: Mapping[str, bool | tuple[MonthOfYear, ...]] = Field(
        default={},
        description="sections shown (true), left out (false), or shown in months of the year (1 to 12)",
    )


Parameters = TypeVar("Parameters", bound=ReportParameters)


def check_parameters(model: type[Parameters], values: dict[str, object]) -> Parameters:
    """Return parameters, typed.

    Parameters
    ----------
    model : type
        The parameters of a report.
    values : dict
        By name.

    Raises
    ------
    WorkbookError
        If a name is unknown or a value invalid: in one line, with the nearest name or the range.

    Examples
    --------
    >>> check_parameters(ReportParameters, {"month": "2026-05", "settings": "workbook.toml"}).month
    '2026-05'
    """
    refuse_unknown(values, model.model_fields)
    try:
        parameters = model.model_validate(values)
    except ValidationError as error:
        raise WorkbookError(message("parameters: {fault}", fault=in_one_line(error, model))) from None
    return parameters.model_copy(update={"month": parse_month(parameters.month)})


def tries_something(parameters: ReportParameters) -> bool:
    """Return whether a run was to try something: a draft, or other rules than those of the settings.

    Examples
    --------
    >>> month = {"month": "2026-05", "settings": "w.toml"}
    >>> tries_something(ReportParameters(**month)), tries_something(ReportParameters(language="zh", **month))
    (False, False)
    >>> tries_something(ReportParameters(allow_incomplete=True, **month))
    True
    """
    asked = parameters.model_dump(exclude={"month", "settings", "language"})
    fields = type(parameters).model_fields
    return any(value != fields[name].default for name, value in asked.items())


def refuse_unknown(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise an error for the first name that is no parameter.

    Raises
    ------
    WorkbookError
        With the nearest valid name.
    """
    known = list(known)
    for name in names:
        if name not in known:
            refusal = message("{name} is not a parameter of this report.", name=name)
            raise WorkbookError(sentences(refusal, suggestion(name, known)))


def injected_names(history: list[str]) -> list[str]:
    r"""Return the names that papermill set last, from the cells run so far.

    Examples
    --------
    >>> injected_names(["month = '2026-04'", "# Parameters\nmonth = '2026-05'\nlimt_a = 0.7"])
    ['month', 'limt_a']
    """
    cells = [ast.parse(cell) for cell in history if cell.lstrip().startswith(_INJECTED)]
    return [
        target.id
        for cell in cells[-1:]
        for statement in cell.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]


def refuse_unknown_injected(model: type[ReportParameters]) -> None:
    """Raise an error for an unknown parameter set by papermill; do nothing outside a notebook.

    Raises
    ------
    WorkbookError
        With the nearest valid name.
    """
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is not None:
        refuse_unknown(injected_names(shell.user_ns.get("In", [])), model.model_fields)
