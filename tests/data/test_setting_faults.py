"""Faults of settings in words: the unknown key first, the nearest name, the hint of the field."""

from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wcm_helpers.core import words
from wcm_helpers.data.setting_faults import in_one_line


class Target(BaseModel):
    model_config = ConfigDict(extra="forbid")

    share: float = Field(lt=1, json_schema_extra={"hint": "Write 80% as 0.80."})


class Survey(BaseModel):
    model_config = ConfigDict(extra="forbid")

    months: int = Field(ge=1)
    targets: dict[str, Target] = {}
    file: str = Field(default="", exclude=True)


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"month": 3, "months": 0}, "month is not a setting. Did you mean months? There is 1 more fault."),
        ({"flie": "x", "months": 1}, "flie is not a setting. There are: months and targets."),
        ({}, "months is missing."),
        ({"months": 0}, "months = 0: this must be 1 or more."),
        ({"months": 1, "targets": {"a": {"share": 80}}},
         "[targets.a] share = 80: this must be less than 1. Write 80% as 0.80."),
        ({"months": 1, "targets": {"a": {"shares": 1, "share": 0.5}}},
         "[targets.a] shares is not a setting. Did you mean share?"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line(values, line):
    with pytest.raises(ValidationError) as caught:
        Survey.model_validate(values)
    assert str(in_one_line(caught.value, Survey)) == line


class Kinds(BaseModel):
    """One field of every kind that settings have."""

    model_config = ConfigDict(strict=True)

    whole: int = 1
    share: float = Field(default=0.5, ge=0, le=1)
    switch: bool = True
    text: str = Field(default="x", min_length=1, max_length=3, pattern="^[a-z]*$")
    listed: list[str] = []
    section: Target | None = None
    tables: dict[str, int] = Field(default={"a": 1}, min_length=1)
    choice: Literal["one", "two"] = "one"


@pytest.mark.parametrize(
    ("values", "english", "chinese"),
    [
        ({"whole": "x"}, "whole = 'x': this must be a whole number.", "whole = 'x'：必须是整数。"),
        ({"whole": 1.5}, "whole = 1.5: this must be a whole number.", "whole = 1.5：必须是整数。"),
        ({"share": "x"}, "share = 'x': this must be a number.", "share = 'x'：必须是数字。"),
        ({"share": 2}, "share = 2: this must be 1 or less.", "share = 2：必须小于或等于1。"),
        ({"share": -1}, "share = -1: this must be 0 or more.", "share = -1：必须大于或等于0。"),
        ({"switch": 1}, "switch = 1: this must be true or false.", "switch = 1：必须是true或false。"),
        ({"text": 1}, "text = 1: this must be a text in quotation marks.", "text = 1：必须是引号中的文字。"),
        ({"text": ""}, "text = '': this must not be empty.", "text = ''：不能为空。"),
        ({"text": "A"}, "text = 'A': this is not written as it must be.", "text = 'A'：格式不正确。"),
        ({"text": "abcd"}, "text = 'abcd': this must have no more characters than 3.",
         "text = 'abcd'：长度不能超过3个字符。"),
        ({"listed": "x"}, "listed = 'x': this must be a list in square brackets.",
         "listed = 'x'：必须是方括号中的列表。"),
        ({"section": "x"},
         "section = 'x': this must be a section of its own, with its name in square brackets.",
         "section = 'x'：必须单独成节，节名写在方括号里。"),
        ({"tables": {}}, "tables = {}: this must not be empty.", "tables = {}：不能为空。"),
        ({"choice": "x"}, "choice = 'x': the possible values are 'one' and 'two'.",
         "choice = 'x'：可选值：'one'和'two'。"),
    ],
)  # fmt: skip
def test_a_value_of_each_kind_is_refused_in_both_languages(values, english, chinese):
    with pytest.raises(ValidationError) as caught:
        Kinds.model_validate(values)
    fault = in_one_line(caught.value, Kinds)
    assert str(fault) == english
    words.use("zh")
    try:
        assert str(fault) == chinese
    finally:
        words.use("en")
