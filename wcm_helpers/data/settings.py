"""Settings of one warehouse: the typed object that its TOML file becomes.

``[site]``, ``[tables.…]`` and ``engine`` are described here. Every further table of the file, such as
``[classification]``, is a section of a report: the report brings the pydantic model that validates it.
An unknown key is refused with the nearest known one; an impossible value with the possible ones. Relative
paths count from the folder of the settings file.
"""

import difflib
import os
import re
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message, sentences, suggestion
from wcm_helpers.core.visible import on_one_line
from wcm_helpers.data.setting_faults import fault_of_file, first_fault, section_faults, unknown_section
from wcm_helpers.data.strict_model import StrictModel, month_or_empty
from wcm_helpers.data.survey_source import SurveySource
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables import COMPUTED_ON_ENGINE, TABLES
from wcm_helpers.data.tables.schema import SiteRules
from wcm_helpers.data.tables.value_words import values_fault

#: What stands for a value of the environment in an address.
_VARIABLE = re.compile(r"\$\{(\w+)\}")
#: Variables of the environment that hold a password, as a function that opens an engine may read them.
_SECRET_NAME = re.compile(r"(?i)(password|passwd|passphrase|secret|token)$")
#: A Python function as the settings name it: no address.
_FUNCTION = re.compile(r"[^\W\d][\w.]*:[^\W\d]\w*")
BillingMonth = Literal["doc_date", "period"]
SectionModel = TypeVar("SectionModel", bound=BaseModel)


def _known_table(name: str) -> str:
    if name not in TABLES:
        raise ValueError(
            sentences(message("this is not a table that the workbook knows."), suggestion(name, TABLES))
        )
    return name


class Site(StrictModel):
    """The warehouse a settings file describes."""

    id: str = Field(
        pattern=r"^[\w][\w-]*$",
        max_length=64,  # the bytes of a file's name are limited, and a Chinese letter has three
        description="names the folder of its reports",
        json_schema_extra={"hint": message("Use letters, digits, _ and -.")},
    )
    name: str = Field(min_length=1, description="printed on its reports")
    currency: str = Field(
        default="CNY",
        pattern=r"^[A-Z]{3}$",
        description="three letters, ISO 4217",
        json_schema_extra={"hint": message("Use three capital letters, such as CNY.")},
    )
    vat: Literal["excluded", "included"] = Field(
        default="excluded", description="whether amounts include VAT"
    )
    time_zone: str = Field(default="Asia/Shanghai", description="of times that carry an offset")
    language: str = Field(default="en", description="of the report and of wcm check: en or zh")
    data_through: str = Field(
        default="", description="last month the exports cover in full, YYYY-MM; where dates do not show it"
    )
    publish_names: bool = Field(
        default=False,
        description="whether reports show who approved a class or owns a measure, and the reasons they give",
    )
    billing_month: BillingMonth = Field(
        default="doc_date", description="which date of a billing line decides its month"
    )

    restated_months: int = Field(
        default=3,
        ge=0,
        le=24,
        description="published months that a new one is compared with, to name those that would come out "
        "otherwise today",
    )

    @field_validator("name")
    @classmethod
    def _all_visible(cls, value: str) -> str:
        if on_one_line(value) != value:
            raise ValueError(message("this has a hidden character. Write the name anew."))
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            zones = available_timezones()
            raise ValueError(sentences(message("this is not a time zone."), suggestion(value, zones)))
        return str(ZoneInfo(value))

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in words.languages():
            raise ValueError(
                message(
                    "there are no reports in this language; the languages are {languages}.",
                    languages=", ".join(words.languages()),
                )
            )
        return value

    @field_validator("data_through")
    @classmethod
    def _a_month(cls, value: str) -> str:
        return month_or_empty(value)


class Settings(StrictModel):
    """One warehouse: its site, where its tables come from, and the sections of its reports."""

    site: Site
    tables: dict[Annotated[str, AfterValidator(_known_table)], TableSource] = Field(
        default={}, description="the tables, each by its name; a survey can do without"
    )
    surveys: dict[str, SurveySource] = Field(
        default={}, description="the waves of the customer survey, each by its name"
    )
    engine: str = Field(
        default="",
        repr=False,  # it may hold a password
        description="what computes the facts of tables that have neither path nor url: postgresql://…, "
        "spark://…, sc://… or a Python function, package.module:function; ${NAME} is from the environment",
    )
    file: Path = Field(exclude=True)
    extra: dict[str, dict[str, object]] = Field(
        default={}, exclude=True, description="the sections of reports, as the file has them"
    )

    @field_validator("tables", mode="before")
    @classmethod
    def _one_source_or_several(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        for name, source in value.items():
            parts = source if isinstance(source, list) else [source]
            if any(isinstance(part, dict) and "more" in part for part in parts):
                raise ValueError(message("{setting} is not a setting.", setting=f"[tables.{name}] more"))
        return {name: _first_with_more(source) for name, source in value.items()}

    @model_validator(mode="after")
    def _something_to_read(self) -> "Settings":
        if not self.tables and not self.surveys:
            raise ValueError(message("the settings name no data. Add a [tables.…] or a [surveys.…]."))
        return self

    @model_validator(mode="after")
    def _words_of_known_columns(self) -> "Settings":
        for name, first in self.tables.items():
            for number, source in enumerate(first.sources, 1):
                place = f"{name}.{number}" if first.more else name
                if source.returns_prefix and "direction" not in TABLES[name].names:
                    raise ValueError(
                        message("[tables.{place}] returns_prefix is a setting of orders alone.", place=place)
                    )
                if fault := values_fault(TABLES[name], source.values, place):
                    raise ValueError(fault)
        return self

    @model_validator(mode="after")
    def _several_sources_alike(self) -> "Settings":
        for name, first in self.tables.items():
            if first.more and any(source.on_engine for source in first.sources):
                raise ValueError(
                    message(
                        "[[tables.{name}]] a table of the engine is one table. Name a view that unites its "
                        "exports under [tables.{name}].",
                        name=name,
                    )
                )
            if len({source.duplicates for source in first.sources}) > 1:
                raise ValueError(
                    message("[[tables.{name}]] duplicates must be the same for every export.", name=name)
                )
        return self

    @model_validator(mode="after")
    def _engine_for_its_tables(self) -> "Settings":
        remote = [name for name, source in self.tables.items() if source.on_engine]
        if remote and not self.engine:
            raise ValueError(
                message(
                    "[tables.{name}] table = {table} needs a url (of its database), or an engine at the top "
                    "of the settings that has this table.",
                    name=remote[0],
                    table=repr(self.tables[remote[0]].table),
                )
            )
        for name, parent in ((name, TABLES[name].parent) for name in self.tables):
            if parent in self.tables and (name in remote) != (parent in remote):
                raise ValueError(
                    message(
                        "[tables.{place}] {parent} and {name} are joined. Both must be on the engine, or "
                        "both must be files.",
                        place=parent if name in remote else name,
                        parent=parent,
                        name=name,
                    )
                )
        for name in remote:
            refusal = self.tables[name].refused_on_engine(name) if name in COMPUTED_ON_ENGINE else ""
            if refusal:
                raise ValueError(refusal)
        return self

    @model_validator(mode="after")
    def _one_billing_month(self) -> "Settings":
        if "billing_month" in self.site.model_fields_set:
            for name, value in self._billing_months_of_sections().items():
                if value != self.site.billing_month:
                    raise ValueError(
                        message(
                            "[site] billing_month = {of_site} and [{name}] billing_month = {of_section} "
                            "differ. Write it once, under [site].",
                            of_site=repr(self.site.billing_month),
                            name=name,
                            of_section=repr(value),
                        )
                    )
        return self

    def _billing_months_of_sections(self) -> dict[str, object]:
        """Return the billing months written in a report's section, their place before ``[site]``."""
        return {
            name: section["billing_month"]
            for name, section in self.extra.items()
            if "billing_month" in section
        }

    @property
    def billing_month(self) -> BillingMonth:
        """The column that decides the month of a billing line: its document date or its period."""
        return next(iter(self._billing_months_of_sections().values()), self.site.billing_month)

    @property
    def site_rules(self) -> SiteRules:
        """The settings that decide the month and the amount of a row."""
        return SiteRules(self.site.id, self.site.currency, self.site.vat, self.billing_month)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The addresses of databases and of the engine, filled in, and passwords of the environment.

        No message, log or file may repeat them: see ``core.addresses.without_secrets``.
        """
        urls = [source.url for first in self.tables.values() for source in first.sources if source.url]
        written = [*urls, *([self.engine] if self.engine and not _FUNCTION.fullmatch(self.engine) else [])]
        names = {name for address in written for name in _VARIABLE.findall(address)}
        given = [value for name, value in os.environ.items() if name in names or _SECRET_NAME.search(name)]
        whole = [_VARIABLE.sub(lambda match: os.environ.get(match[1], ""), address) for address in written]
        return tuple(dict.fromkeys(filter(None, [*whole, *given])))

    @property
    def folder(self) -> Path:
        """The folder that relative paths count from."""
        return self.file.parent

    def section(self, name: str, model: type[SectionModel]) -> SectionModel:
        """Return the section ``[name]`` of the file as a report's model describes it.

        Parameters
        ----------
        name : str
            The name of the section, such as ``classification``.
        model : type of BaseModel
            What validates it, and gives the defaults of what the file does not set.

        Raises
        ------
        WorkbookError
            If the section has an unknown key or an impossible value, or is missing while the file has an
            unknown one of nearly the same name; in one line.
        """
        misspelt = difflib.get_close_matches(name, self.extra, n=1, cutoff=_MISSPELT)
        if name not in self.extra and misspelt:
            raise fault_of_file(self.file, unknown_section(misspelt[0], [name]))
        try:
            return model.model_validate(self.extra.get(name, {}))
        except ValidationError as error:
            faults = section_faults(name, error)
            raise fault_of_file(self.file, first_fault(faults, Settings, {name: model})) from None


def filled_in(text: str, key: str) -> str:
    """Return a setting with ``${NAME}`` replaced from the environment.

    Raises
    ------
    WorkbookError
        If the environment has no such name.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] not in os.environ:
            raise WorkbookError(
                message(
                    "{key} needs the environment variable {name}, which is not set. Set it, and run again.",
                    key=key,
                    name=match[1],
                )
            )
        return os.environ[match[1]]

    return _VARIABLE.sub(value, text)


def _first_with_more(source: object) -> object:
    """Return ``[[tables.…]]`` as the first of its exports with the further ones under ``more``."""
    if not isinstance(source, list) or not all(isinstance(part, dict) for part in source):
        return source
    first, *more = source or [{}]
    return {**first, "more": more}


#: How alike the name of an unknown section must be to count as a misspelt one.
_MISSPELT = 0.8
