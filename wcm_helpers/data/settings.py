"""Settings: one typed object from one TOML file a warehouse.

A key that is not known is refused with the nearest one that is; a value that cannot be is refused with
what can. Paths count from the folder of the settings file.
"""

import difflib
import os
import re
import tomllib
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.months import add_months, parse_month
from wcm_helpers.core.paths import ROOT, shown

TableName = Literal[
    "customers", "orders", "order_lines", "billing", "costs", "class_overrides", "class_history"
]
ValueBasis = Literal["revenue", "margin", "order_value", "orders", "units"]
TABLES: tuple[str, ...] = get_args(TableName)
#: The tables that an engine may hold and sum up; the others are small, and are fetched from it.
COMPUTED_THERE = ("orders", "order_lines", "billing")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _month_or_nothing(value: str) -> str:
    try:
        return parse_month(value) if value else value
    except WorkbookError as error:
        raise ValueError(str(error)) from None


class Site(_Strict):
    """The warehouse a settings file describes."""

    id: str = Field(pattern=r"^[\w][\w-]*$", description="names the folder of its reports")
    name: str = Field(min_length=1, description="as it stands on the report")
    currency: str = Field(default="CNY", pattern=r"^[A-Z]{3}$", description="three letters, ISO 4217")
    vat: Literal["excluded", "included"] = Field(default="excluded", description="whether amounts hold VAT")
    time_zone: str = Field(default="Asia/Shanghai", description="of times that carry an offset")
    language: str = Field(default="en", description="of the report; English now")
    data_through: str = Field(
        default="", description="last month the exports cover in full, YYYY-MM; where dates cannot tell"
    )

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError(f"is not a time zone{nearest(value, available_timezones())}")
        return str(ZoneInfo(value))

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in words.languages():
            raise ValueError(f"has no catalogue; there are: {', '.join(words.languages())}")
        return value

    @field_validator("data_through")
    @classmethod
    def _a_month(cls, value: str) -> str:
        return _month_or_nothing(value)


class TableSource(_Strict):
    """Where one table comes from, and what the export calls its columns."""

    path: str | list[str] = Field(default="", description="file, glob (*.csv) or list of them")
    sheet: str = Field(default="", description="sheet of an Excel file; the first, if not said")
    url: str = Field(
        default="", description="database, such as sqlite:///wms.db; ${NAME} is taken from the environment"
    )
    table: str = Field(default="", description="table or view of that database, else of the engine")
    encoding: str = Field(default="utf-8", description="of a text file, such as gb18030")
    delimiter: str = Field(
        default="", max_length=1, description="of a text file; found by itself, if not said"
    )
    decimal: Literal[".", ","] = Field(default=".", description="mark before the decimals")
    date_format: str = Field(default="", description="such as %d/%m/%Y; year-first dates are read without")
    header_row: int = Field(default=0, ge=0, description="line of the headers; found by itself, if not said")
    columns: dict[str, str] = Field(default={}, description="column of the contract = header in the export")
    constants: dict[str, str] = Field(
        default={}, description="column the export lacks = its value for every row"
    )
    duplicates: Literal["block", "last"] = Field(
        default="block", description="two unlike rows under one key: stop, or keep the later one"
    )

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str) -> str:
        try:
            "".encode(value)
        except LookupError:
            raise ValueError(
                "is not an encoding; common ones: utf-8, gb18030, big5, utf-16, cp1252"
            ) from None
        return value.lower()

    @field_validator("date_format")
    @classmethod
    def _a_date_format(cls, value: str) -> str:
        day = datetime(2026, 11, 23)
        try:
            back = datetime.strptime(day.strftime(value), value) if value else day
        except ValueError:
            back = None
        if back != day:
            raise ValueError("does not say year, month and day; write it such as %d/%m/%Y")
        return value

    @model_validator(mode="after")
    def _one_source(self) -> "TableSource":
        if bool(self.path) == bool(self.url or self.table):
            raise ValueError("needs either path (a file or glob) or url and table (a database)")
        if self.url and not self.table:
            raise ValueError("a database needs both url and table")
        return self

    @property
    def on_engine(self) -> bool:
        """Whether it is a table of the settings' engine: it has neither path nor url."""
        return bool(self.table) and not self.url

    @property
    def paths(self) -> list[str]:
        """The patterns of files, always as a list."""
        return [self.path] if isinstance(self.path, str) else list(self.path)

    def full_url(self, folder: Path) -> str:
        """Return the address, ``${NAME}`` from the environment, an SQLite file counted from ``folder``."""
        url = filled_in(self.url, "url")
        kind, slashes, path = url.partition(":///")
        if slashes and kind.startswith("sqlite") and path and not Path(path).is_absolute():
            return f"{kind}:///{(folder / path).resolve()}"
        return url


class EarlierRule(_Strict):
    """A rule that held up to a month; what it does not name is as the settings have it now."""

    until: str = Field(min_length=1, description="last month it held, YYYY-MM")
    value: ValueBasis | None = None
    limit_a: float | None = Field(default=None, gt=0, lt=1)
    limit_b: float | None = Field(default=None, gt=0, le=1)
    crossing: Literal["into", "next"] | None = None
    ties: Literal["better", "worse"] | None = None
    window_months: int | None = Field(default=None, ge=1, le=120)

    @field_validator("until")
    @classmethod
    def _a_month(cls, value: str) -> str:
        return _month_or_nothing(value)


class Classification(_Strict):
    """How customers are told apart by value, and when the official class follows."""

    value: ValueBasis = Field(
        default="revenue", description="what counts: billed revenue, margin, order value, orders or units"
    )
    limit_a: float = Field(default=0.80, gt=0, lt=1, description="share of the total that class A covers")
    limit_b: float = Field(default=0.95, gt=0, le=1, description="share that A and B cover together")
    crossing: Literal["into", "next"] = Field(
        default="into", description="the customer that crosses a limit is in the better class, or the next"
    )
    ties: Literal["better", "worse"] = Field(
        default="better", description="equal customers across a limit all go to this class"
    )
    window_months: int = Field(default=12, ge=1, le=120, description="months that count, the last included")
    band: float = Field(default=0.02, ge=0, lt=0.5, description="share of the total that is near a limit")
    band_months: int = Field(default=2, ge=1, description="months beyond the band that move a class")
    confirm_months: int = Field(default=3, ge=1, description="months beyond the limit that move a class")
    upgrade_months: int = Field(default=1, ge=1, description="months beyond the band that move one up")
    new_months: int = Field(default=3, ge=1, description="months a customer counts as new")
    rfm_baseline: str = Field(default="", description="month whose window gives the RFM edges, YYYY-MM")
    billing_month: Literal["doc_date", "period"] = Field(
        default="doc_date", description="which date of a billing line says its month"
    )
    before: tuple[EarlierRule, ...] = Field(
        default=(), description="the rules that held earlier, the oldest first"
    )

    @field_validator("rfm_baseline")
    @classmethod
    def _a_month(cls, value: str) -> str:
        return _month_or_nothing(value)

    @model_validator(mode="after")
    def _limits_in_order(self) -> "Classification":
        for until, rule in (("", self), *((earlier.until, self._at(earlier)) for earlier in self.before)):
            if rule.limit_b <= rule.limit_a:
                where = f"before, until {until}: " if until else ""
                raise ValueError(f"{where}limit_b = {rule.limit_b} must be above limit_a = {rule.limit_a}")
        return self

    @model_validator(mode="after")
    def _earlier_rules_in_order(self) -> "Classification":
        for older, younger in pairwise(self.before):
            if younger.until <= older.until:
                raise ValueError(
                    f"before: until = {younger.until!r} follows until = {older.until!r}, so which rule held "
                    f"cannot be told; write each month once, the oldest first"
                )
        return self

    def _at(self, earlier: EarlierRule) -> "Classification":
        told = earlier.model_dump(exclude={"until"}, exclude_none=True)
        return self.model_copy(update={**told, "before": ()})

    def rule_for(self, month: str) -> dict[str, object]:
        """Return the rule that held in a month, as the arguments of :class:`wcm_helpers.methods.abc.Rule`.

        Parameters
        ----------
        month : str
            YYYY-MM.

        Examples
        --------
        >>> changed = Classification(limit_a=0.8, before=[{"until": "2026-03", "limit_a": 0.75}])
        >>> [changed.rule_for(month)["limit_a"] for month in ("2026-03", "2026-04")]
        [0.75, 0.8]
        """
        held = next((earlier for earlier in self.before if month <= earlier.until), None)
        return (self._at(held) if held else self).model_dump(exclude=_NOT_OF_THE_RULE)

    def baseline_for(self, month: str) -> str:
        """Return the month whose window gives the RFM edges: the one set, else the last December before.

        One set that lies after ``month`` is not known yet, and does not count.

        Examples
        --------
        >>> Classification().baseline_for("2026-12"), Classification().baseline_for("2027-01")
        ('2025-12', '2026-12')
        """
        if self.rfm_baseline and self.rfm_baseline <= month:
            return self.rfm_baseline
        return add_months(month, -int(month[5:]))


#: Settings of a classification that say nothing of how values become classes.
_NOT_OF_THE_RULE = {"billing_month", "rfm_baseline", "before"}


class Settings(_Strict):
    """One warehouse: who it is, where its tables come from, how it classifies."""

    site: Site
    tables: dict[TableName, TableSource] = Field(min_length=1)
    classification: Classification = Classification()
    engine: str = Field(
        default="",
        description="what computes the facts of tables that have neither path nor url: postgresql://…, "
        "spark://…, sc://… or a Python function, package.module:function; ${NAME} is from the environment",
    )
    file: Path = Field(exclude=True)

    @model_validator(mode="after")
    def _engine_for_its_tables(self) -> "Settings":
        there = [name for name, source in self.tables.items() if source.on_engine]
        if there and not self.engine:
            raise ValueError(
                f"[tables.{there[0]}] table = {self.tables[there[0]].table!r} needs a url (a database), "
                f"or engine = at the top of the settings, which holds it"
            )
        apart = sorted({"orders", "order_lines"} & set(self.tables) - set(there))
        if len(apart) == 1 and {"orders", "order_lines"} & set(there):
            raise ValueError(
                f"[tables.{apart[0]}] orders and order_lines are joined, so both must be on the engine, "
                f"or both come in as files"
            )
        for name in there:
            if name in COMPUTED_THERE and self.tables[name].duplicates == "last":
                raise ValueError(
                    f'[tables.{name}] duplicates = "last": a table of the engine has no last row; give a '
                    f"view that keeps the row you mean"
                )
        return self

    @property
    def folder(self) -> Path:
        """The folder that relative paths count from."""
        return self.file.parent


def filled_in(text: str, key: str) -> str:
    """Return a setting with ``${NAME}`` taken from the environment.

    Raises
    ------
    WorkbookError
        If the environment has no such name.
    """

    def value(found: re.Match[str]) -> str:
        if found[1] not in os.environ:
            hidden = re.sub(r"(://[^:/@]*:)(?!\$\{)[^@]*@", r"\1***@", text)
            raise WorkbookError(f"{key} = {hidden!r} needs the environment variable {found[1]}")
        return os.environ[found[1]]

    return re.sub(r"\$\{(\w+)\}", value, text)


def nearest(given: str, known: object, *, show_all: bool = False) -> str:
    """Return the end of a refusal: the nearest known name, or all of them.

    Examples
    --------
    >>> nearest("limt_a", ["limit_a", "limit_b"])
    '; did you mean limit_a?'
    """
    names = sorted(map(str, known))
    close = difflib.get_close_matches(given, names, n=1, cutoff=0.6)
    if close and not show_all:
        return f"; did you mean {close[0]}?"
    return f"; there are: {', '.join(names)}" if len(names) <= 40 else ""


def find_settings(path: str | Path) -> Path:
    """Return the settings file meant by ``path``: as given, else counted from the checkout.

    A notebook runs in its own folder under JupyterLab and in the caller's under papermill; both find
    the same file this way.
    """
    for candidate in (Path(path), ROOT / path):
        if candidate.is_file():
            return candidate.resolve()
    raise WorkbookError(
        f"settings file {path} does not exist (looked in {Path.cwd()} and in the workbook's folder)"
    )


def load_settings(path: str | Path) -> Settings:
    """Return the settings of one warehouse.

    Parameters
    ----------
    path : str or Path
        A TOML file; see ``workbook.toml`` for the pattern.

    Raises
    ------
    WorkbookError
        If the file is missing, is not TOML, or holds a key or value that cannot be; in one line.
    """
    file = find_settings(path)
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WorkbookError(f"{shown(file)}: is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise WorkbookError(f"{shown(file)}: is not TOML: {error}") from None
    try:
        return Settings.model_validate({**content, "file": file})
    except ValidationError as error:
        raise WorkbookError(f"{shown(file)}: {in_one_line(error)}") from None


def in_one_line(error: ValidationError, known: list[str] | None = None) -> str:
    """Return the first fault of a failed validation, and how many more there are."""
    faults = error.errors()
    unknown_first = sorted(faults, key=lambda fault: fault["type"] != "extra_forbidden")
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return _fault(unknown_first[0], known) + more


def _fault(fault: dict, known: list[str] | None) -> str:
    *section, key = [str(part) for part in fault["loc"] if part != "[key]"] or [""]
    where = f"[{'.'.join(section)}] " if section else ""
    if fault["type"] == "extra_forbidden":
        return f"{where}{key} is not a setting{nearest(key, known or _known_keys(section))}"
    if fault["type"] == "literal_error" and section == ["tables"]:
        return f"[tables.{key}] is not a table this workbook knows{nearest(key, TABLES)}"
    if fault["type"] == "missing":
        return f"{where}{key} is missing"
    reason = fault["msg"].removeprefix("Value error, ")
    if fault["type"] == "value_error" and isinstance(fault["input"], dict):
        return f"[{'.'.join([*section, key])}] {reason}" if key else reason
    if fault["type"].startswith(("less_than", "greater_than")) and key.startswith("limit_"):
        reason += "; write 80 % as 0.80"
    if fault["type"].startswith(("less_than", "greater_than")) and key == "band":
        reason += "; write 2 points as 0.02"
    return f"{where}{key} = {fault['input']!r}: {reason[0].lower() + reason[1:]}"


def _known_keys(section: list[str]) -> list[str]:
    if section[:1] == ["tables"]:
        return list(TableSource.model_fields)
    if section[:2] == ["classification", "before"]:
        return list(EarlierRule.model_fields)
    model = {"site": Site, "classification": Classification}.get(".".join(section), Settings)
    return [name for name in model.model_fields if name != "file"]
