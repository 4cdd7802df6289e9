"""Where one table comes from, and how its export names and writes things: ``[tables.…]`` of the settings."""

from datetime import datetime
from typing import Literal

from pydantic import Field, field_validator, model_validator

from wcm_helpers.core.messages import Text, message
from wcm_helpers.data.strict_model import StrictModel, no_address


class RowFilter(StrictModel):
    """Which rows of an export are read: by the words of one of its columns."""

    column: str = Field(min_length=1, description="header of the export, or column of the contract")
    keep: list[str] = Field(default=[], description="read the rows with one of these words")
    drop: list[str] = Field(default=[], description="read the rows with any other word")

    @model_validator(mode="after")
    def _one_list(self) -> "RowFilter":
        if bool(self.keep) == bool(self.drop):
            raise ValueError(message("give either keep or drop, a list of words."))
        return self


class TableSource(StrictModel):
    """The source of one table, and how its export names the columns."""

    path: str | list[str] = Field(default="", description="file, glob (*.csv) or list of them")
    sheet: str = Field(
        default="",
        description="sheet of an Excel file; by default the visible ones that have its columns",
    )
    url: str = Field(
        default="",
        repr=False,  # it may hold a password
        description="database, such as sqlite:///wms.db; ${NAME} is taken from the environment",
    )
    table: str = Field(default="", description="table or view of that database, else of the engine")
    encoding: str = Field(default="utf-8", description="of a text file, such as gb18030")
    delimiter: str = Field(default="", max_length=1, description="of a text file; recognised by default")
    decimal: Literal[".", ","] = Field(default=".", description="mark before the decimals")
    date_format: str | list[str] = Field(
        default="", description="such as %d/%m/%Y, or a list of them; year-first dates are read without"
    )
    header_row: int = Field(
        default=0, ge=0, le=10_000, description="line of the headers; recognised by default"
    )
    columns: dict[str, str] = Field(
        default={},
        description='column of the contract = header in the export, "header (#2)" for the second of that '
        'name, or "col:C" for a letter',
    )
    ignore: list[str] = Field(default=[], description="headers that are not read, named as in columns")
    fill_down: list[str] = Field(
        default=[],
        description="headers whose value stands once for several rows, named as in columns: a blank takes "
        "the value above",
    )
    constants: dict[str, str] = Field(
        default={}, description="column missing in the export = its value in every row"
    )
    duplicates: Literal["block", "last"] = Field(
        default="block", description="two different rows of one key: refuse them, or use the later one"
    )
    where: RowFilter | None = Field(
        default=None, description='{ column = "…", keep = ["…"] } or drop: the rows that are read'
    )
    returns_prefix: str = Field(
        default="", description="of the numbers of orders that are returns, such as C for C536379"
    )
    line_values: Literal["", "sum", "order"] = Field(
        default="",
        description="measures of orders whose file has their lines: add them up, or read one as that of the "
        "order; recognised by default",
    )
    values: dict[str, dict[str, list[str]]] = Field(
        default={}, description="column = { word of the contract = words of the export for it }"
    )
    more: list["TableSource"] = Field(
        default=[], exclude=True, description="further exports of the table, each read by its own settings"
    )

    @field_validator("path")
    @classmethod
    def _no_address(cls, value: str | list[str]) -> str | list[str]:
        for path in [value] if isinstance(value, str) else value:
            no_address(path)
        return value

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str) -> str:
        try:
            "".encode(value)
        except LookupError:
            raise ValueError(
                message("this is not an encoding. Common ones are utf-8, gb18030, big5, utf-16 and cp1252.")
            ) from None
        return value.lower()

    @field_validator("date_format")
    @classmethod
    def _a_date_format(cls, value: str | list[str]) -> str | list[str]:
        day = datetime(2026, 11, 23)
        for form in [value] if isinstance(value, str) else value:
            try:
                back = datetime.strptime(day.strftime(form), form) if form else day
            except ValueError:
                back = None
            if back != day:
                raise ValueError(message("this does not say year, month and day. Write it such as %d/%m/%Y."))
        return value

    @model_validator(mode="after")
    def _one_source(self) -> "TableSource":
        if bool(self.path) == bool(self.url or self.table):
            raise ValueError(message("give either path (a file or glob), or url and table (a database)."))
        if self.url and not self.table:
            raise ValueError(message("a database needs both url and table."))
        return self

    @property
    def on_engine(self) -> bool:
        """Whether it is a table of the settings' engine: it has neither path nor url."""
        return bool(self.table) and not self.url

    @property
    def sources(self) -> tuple["TableSource", ...]:
        """The exports of the table, each with its own settings: this one, and those of ``[[tables.…]]``."""
        return (self, *self.more)

    @property
    def date_formats(self) -> list[str]:
        """The forms of dates that are not year first, in the order they are tried."""
        formats = [self.date_format] if isinstance(self.date_format, str) else self.date_format
        return [form for form in formats if form]

    @property
    def paths(self) -> list[str]:
        """The patterns of files, always as a list."""
        return [self.path] if isinstance(self.path, str) else list(self.path)

    def refused_on_engine(self, name: str) -> Text:
        """Return why an option cannot be used where the engine itself reads the table; empty if all can."""
        refusals = {
            "values": message(
                "[tables.{name}] values: the words of a table of the engine are read as they are. "
                "Name a view that has the words of the workbook.",
                name=name,
            ),
            "fill_down": message(
                "[tables.{name}] fill_down: a table of the engine has no row above another. Name a view "
                "without such blanks.",
                name=name,
            ),
            "where": message(
                "[tables.{name}] where: a table of the engine is read as it is. Name a view of the rows you "
                "mean.",
                name=name,
            ),
            "returns_prefix": message(
                "[tables.{name}] returns_prefix: a table of the engine is read as it is. Name a view that "
                "gives the direction of each order.",
                name=name,
            ),
            "duplicates": message(
                '[tables.{name}] duplicates = "last": a table of the engine has no last row. Name a '
                "view that keeps the row you mean.",
                name=name,
            ),
        }
        unusual = {option for option in refusals if getattr(self, option) not in ("block", "", [], {}, None)}
        return next((refusal for option, refusal in refusals.items() if option in unusual), "")
