"""The form of what ``run.json`` says of earlier months, so that a damaged record breaks no page."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
_NoMonth = Literal[""]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True)


class _Nothing(_Part):
    model_config = ConfigDict(extra="forbid")


class _Figure(_Part):
    id: str
    earlier: Any = Field(alias="from")
    to: Any


class _Card(_Part):
    label: str
    earlier: str = Field(alias="from")
    to: str


class _Classes(_Part):
    changed: int
    up: int
    down: int
    entered: int
    left: int


class _Warning(_Part):
    table: str
    reason: str
    rows: int
    amount: float


class _Changes(_Part):
    month: _Month
    cards: dict[str, list[_Card]]
    classes: _Classes | _Nothing
    new_warnings: list[_Warning] = []
    ended_warnings: list[_Warning] = []


class _OtherRule(_Part):
    kind: Literal["rule", "setting"]
    key: str
    earlier: Any = Field(alias="from")
    to: Any


class _OtherData(_Part):
    kind: Literal["data"]
    table: str
    month: _Month | _NoMonth
    rows: int
    amount: float


class _OtherSurvey(_Part):
    kind: Literal["survey"]
    wave: str


class _OtherVersion(_Part):
    kind: Literal["version"]
    earlier: str = Field(alias="from")
    to: str


class _RestatedCard(_Figure):
    label: str


class _Restated(_Part):
    month: _Month
    published: str
    currency: str
    figures: list[_Figure]
    cards: dict[str, list[_RestatedCard]]
    classes: _Classes | _Nothing
    reasons: list[_OtherRule | _OtherData | _OtherSurvey | _OtherVersion]


class _NotComputed(_Part):
    month: _Month
    published: str
    fault: str


class _Restatements(_Part):
    looked_at: list[str]
    months: list[_NotComputed | _Restated]


class _Comparisons(_Part):
    changes: _Changes | _Nothing = _Nothing()
    restated: _Restatements | _Nothing = _Nothing()


def has_the_form(run: dict) -> bool:
    """Return whether a record's ``changes`` and ``restated`` are as they are written, or absent.

    Examples
    --------
    >>> has_the_form({"changes": {}}), has_the_form({"changes": {"month": 5}})
    (True, False)
    """
    try:
        _Comparisons.model_validate({name: run[name] for name in ("changes", "restated") if name in run})
    except ValidationError:
        return False
    return True
