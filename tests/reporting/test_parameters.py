"""Parameters of a notebook: types, ranges and names are checked before anything is computed."""

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reporting.parameters import (
    ReportParameters,
    check_parameters,
    injected_names,
    refuse_unknown,
    refuse_unknown_injected,
)

VALUES = {"month": "2026-05", "settings": "workbook.toml"}


def test_parameters_have_their_defaults_and_cannot_be_changed():
    parameters = check_parameters(ReportParameters, VALUES)
    assert parameters.model_dump() == {**VALUES, "allow_incomplete": False, "language": None}
    with pytest.raises(ValueError, match="frozen"):
        parameters.month = "2026-06"


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"mnth": "2026-05"}, r"^mnth is not a parameter of this report. Did you mean month\?$"),
        ({"month": 202605}, "^parameters: month = 202605"),
        ({"month": "2026-13"}, "^month = '2026-13' is not a month. Write it as YYYY-MM"),
        ({"allow_incomplete": "yes"}, "^parameters: allow_incomplete = 'yes'"),
    ],
    ids=["unknown", "number", "no_month", "no_boolean"],
)
def test_a_wrong_parameter_is_refused_in_one_line(changed, line):
    with pytest.raises(WorkbookError, match=line) as error:
        check_parameters(ReportParameters, {**VALUES, **changed})
    assert "\n" not in str(error.value)


def test_a_name_like_no_other_is_answered_with_all():
    with pytest.raises(WorkbookError, match=r"^zzz is not a parameter of this report. There are: month.$"):
        refuse_unknown(["month", "zzz"], iter(["month"]))


def test_only_assignments_of_the_cell_papermill_injects_are_parameters():
    cells = ["month = '2026-04'", "# Parameters\nmonth = '2026-05'\nlimit_a = 0.7\nprint(month)", "x = 1"]
    assert injected_names(cells) == ["month", "limit_a"]


def test_outside_a_notebook_there_is_nothing_injected():
    refuse_unknown_injected(ReportParameters)


@pytest.mark.parametrize("month", ["２０２６-０５", " 2026-05 ", "２０２６－05"])
def test_a_month_in_full_width_digits_is_that_month(month):
    assert check_parameters(ReportParameters, {**VALUES, "month": month}).month == "2026-05"
