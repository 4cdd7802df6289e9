"""Faults of settings in words: the unknown key first, the nearest name, the hint of the field."""

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wcm_helpers.data.setting_faults import in_one_line


class Target(BaseModel):
    model_config = ConfigDict(extra="forbid")

    share: float = Field(lt=1, json_schema_extra={"hint": "write 80 % as 0.80"})


class Survey(BaseModel):
    model_config = ConfigDict(extra="forbid")

    months: int = Field(ge=1)
    targets: dict[str, Target] = {}
    file: str = Field(default="", exclude=True)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"month": 3, "months": 0}, "month is not a setting; did you mean months? (and 1 more)"),
        ({"flie": "x", "months": 1}, "flie is not a setting; there are: months, targets"),
        ({}, "months is missing"),
        ({"months": 0}, "months = 0: input should be greater than or equal to 1"),
        ({"months": 1, "targets": {"a": {"share": 80}}},
         "[targets.a] share = 80: input should be less than 1; write 80 % as 0.80"),
        ({"months": 1, "targets": {"a": {"shares": 1, "share": 0.5}}},
         "[targets.a] shares is not a setting; did you mean share?"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line(values, line):
    with pytest.raises(ValidationError) as caught:
        Survey.model_validate(values)
    assert in_one_line(caught.value, Survey) == line
