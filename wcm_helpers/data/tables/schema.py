"""What a table is: its columns, what exports call them, and the rules of its rows.

A header is recognised by its name in the table's file or by an alias, in English or Chinese, after trimming
and folding (:func:`fold`), without the words in brackets behind it.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from wcm_helpers.core.messages import Text
from wcm_helpers.data.dialects import Dialect

Kind = Literal[
    "id",
    "text",
    "number",
    "amount",
    "price",
    "share",
    "time",
    "date",
    "month",
    "month_day",
    "boolean",
    "choice",
]

#: What stands for the cell of a protected column wherever cells are shown.
PROTECTED_CELL = "…"

#: Words that make a row a total, where other rows have a key.
TOTAL_WORDS = (
    "合计",
    "小计",
    "总计",
    "共计",
    "累计",
    "总合计",
    "本月合计",
    "本月累计",
    "本年累计",
    "本页合计",
    "本页小计",
    "汇总",
    "合計",
    "小計",
    "總計",
    "total",
    "subtotal",
    "sub-total",
    "grand total",
    "total result",
    "sum",
)

#: How an export writes "nothing here" in a column that is not text.
BLANK_MARKS = (
    "",
    "-",
    "--",
    "—",
    "–",
    "/",
    "null",
    "none",
    "nan",
    "nat",
    "n/a",
    "na",
    "无",
    "(null)",
    "\\n",
)

#: How an export writes "nothing here" in the column of an id; NA or None may be somebody's number.
NO_ID = ("", "-", "--", "—", "–", "/", "(null)", "\\N")

#: What programs write for "nothing" in an id that names a row or its owner, in exactly these letters.
NO_ID_WORDS = (
    *("NULL", "null", "nan", "NaN", "NaT", "None", "<NA>", "N/A", "n/a", "undefined", "[object Object]"),
    *("False", "=False()"),  # Odoo
)

#: A cell of a workbook whose formula has no stored value.
FORMULA = "#FORMULA!"

#: What a spreadsheet shows in a cell whose formula failed: the value is lost, so the cell is no blank.
ERROR_WORDS = (
    *("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
    *("#FIELD!", "#BLOCKED!", "#GETTING_DATA", FORMULA),
)

TRUE_WORDS = ("true", "t", "1", "yes", "y", "是", "对", "有", "√", "真", "红字", "红票")
FALSE_WORDS = ("false", "f", "0", "no", "n", "否", "错", "没有", "×", "假", "蓝字", "蓝票")


@dataclass(frozen=True)
class SiteRules:
    """The settings of a site that decide the month and the amount of a row.

    ``vat`` is ``"excluded"`` or ``"included"``; ``billing_month`` the column of the billing lines that
    decides their month, ``"doc_date"`` or ``"period"``.
    """

    id: str
    currency: str
    vat: str
    billing_month: str


@dataclass(frozen=True)
class Column:
    """One column: its kind, its aliases, and whether a row is of use without it.

    An export without the column has ``default(site)`` in every row; ``default_warning`` is the reason that
    is warned of then. With ``whole_day`` a date that is written without a time is the last moment of its day:
    a promise for a day holds until its end. With ``unsure_one`` a share written 1 is not read: it may be 1% in a
    column of percentages, or one unit of money.
    """

    name: str
    kind: Kind
    aliases: tuple[str, ...]
    meaning: str
    needed: bool = False
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    default: Callable[[SiteRules], str] | None = None
    default_warning: str = ""
    whole_day: bool = False
    unsure_one: bool = False


@dataclass(frozen=True)
class RowWarning:
    """One thing a used row is warned of: it stays used.

    ``condition`` is SQL over the used rows of the table, which all engines read alike, or a function that
    writes it for an engine. Where rows are compared with another table, it is empty and ``against`` names the
    set their customer must be in: ``"customers"`` (the master data) or ``"activity"`` (customers and months
    with billing or orders). ``counts_otherwise`` tells that the amount of such a row may not count, or be another:
    first pages point at it.
    """

    reason: str
    column: str
    condition: str | Callable[[Dialect], str] = ""
    against: Literal["", "customers", "activity"] = ""
    counts_otherwise: bool = False

    def sql(self, dialect: Dialect) -> str:
        """Return the condition as an engine reads it."""
        return self.condition if isinstance(self.condition, str) else self.condition(dialect)


def _nothing(_site: SiteRules, _dialect: Dialect) -> list[str]:
    return []


@dataclass(frozen=True)
class Reason:
    """What is wrong with a row, and what to do about it: sentences; no ``advice`` where nothing needs doing."""

    meaning: Text
    advice: Text = ""


@dataclass(frozen=True)
class Table:
    """One table: its columns, and all that reading, checking and counting must know of it.

    Parameters
    ----------
    name, chinese, grain : str
        What it is called, in the settings and in Chinese, and what one row is.
    key : tuple of str
        The columns that name a row.
    without : Text
        What a report lacks without the table: a sentence.
    columns : tuple of Column
    place : int
        Sorts the tables, on pages and elsewhere; equal places sort by name.
    parent : str
        Table whose rows these belong to, by its key; both come from the same engine and are checked together.
    number : str
        Column that several files may share rows by; a table with one is large. Empty: the table is small,
        and all its files are checked together.
    feeds : str
        Kind of facts that are aggregated from the table, a key of ``aggregation.FACTS``; empty for none.
    fact_columns : tuple of str
        Columns that the SQL of the facts reads.
    month : callable, optional
        ``month(site, dialect)``: SQL of the month of a row, YYYY-MM. Without it rows have no month.
    amount : callable, optional
        ``amount(site)``: DuckDB's SQL of the amount of a row, ``DECIMAL(18, 4)``.
    amount_steps : callable, optional
        ``amount_steps(site, dialect)``: the same in SQL for every engine, as columns that build on those
        before; the last one is ``_amount``. A table with it is computed where its rows are.
    faults : callable
        ``faults(site, dialect)``: SQL branches ``when … then 'reason:column'`` for rows that cannot be used.
    faults_first : bool
        Whether ``faults`` go before "a needed cell is blank or unreadable".
    made_needed : tuple of str
        Of ``_month`` and ``_amount``, those a row is of no use without.
    every_row_checked : bool
        Whether ``faults`` may apply to rows whose cells are all clean.
    no_business : str
        SQL of "the row is a void document or a draft", which clean cells may say.
    one_of : tuple
        Sets of columns of which a file needs one: pairs of alternatives and how a message names them.
    optional_key : tuple of str
        Parts of the key that an export may lack; its rows are named by the rest.
    key_instead : dict of str to str
        What names a row in place of an optional part that an export lacks.
    apart_by : str
        Column by which rows of one key are documents of their own, such as invoice 1 of two customers. Both
        count, with a warning; under ``duplicates = "last"`` the later one replaces the other all the same.
    warnings : tuple of RowWarning
        In the order of the page.
    past_dates : tuple of str
        Columns that cannot be later than today.
    begins : str
        The time no other time of a row is years before; of such times those that stand for none are known.
    deciding : tuple of str
        Columns that decide whether or how a row counts: a file without one that other files have is warned of.
    defines_customers : bool
        Whether its rows are the customers that other tables are compared with.
    may_be_empty : bool
        Whether a file without rows is no fault.
    published : bool
        Whether the workbook itself publishes a file of it every month: a pattern may match nothing yet, and a
        report does not show the files of its own month and later.
    persons, reasons_given, free_texts : tuple of str
        Columns that name a person of the warehouse, that say why somebody decided, and other free texts: see
        :mod:`wcm_helpers.data.facts.confidential`.
    protected : tuple of str
        Columns that no report, list, message or published file shows: not one cell of them, whatever the settings
        say. Only :meth:`wcm_helpers.data.facts.history.History.protected_table` gives them.
    reasons : dict of str to Reason
        The reasons that only this table has.
    """

    name: str
    chinese: str
    grain: str
    key: tuple[str, ...]
    without: Text
    columns: tuple[Column, ...]
    place: int = 1000
    parent: str = ""
    number: str = ""
    feeds: str = ""
    fact_columns: tuple[str, ...] = ()
    month: Callable[[SiteRules, Dialect], str] | None = None
    amount: Callable[[SiteRules], str] | None = None
    amount_steps: Callable[[SiteRules, Dialect], list[str]] | None = None
    faults: Callable[[SiteRules, Dialect], list[str]] = _nothing
    faults_first: bool = False
    made_needed: tuple[str, ...] = ()
    every_row_checked: bool = False
    no_business: str = ""
    one_of: tuple[tuple[tuple[frozenset[str], ...], Text], ...] = ()
    optional_key: tuple[str, ...] = ()
    key_instead: dict[str, str] = field(default_factory=dict)
    apart_by: str = ""
    warnings: tuple[RowWarning, ...] = ()
    past_dates: tuple[str, ...] = ()
    begins: str = ""
    deciding: tuple[str, ...] = ()
    defines_customers: bool = False
    may_be_empty: bool = False
    published: bool = False
    persons: tuple[str, ...] = ()
    reasons_given: tuple[str, ...] = ()
    free_texts: tuple[str, ...] = ()
    protected: tuple[str, ...] = ()
    reasons: dict[str, Reason] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        """The names of its columns, in order."""
        return [column.name for column in self.columns]

    @property
    def computed_on_engine(self) -> bool:
        """Whether an engine of the user's checks and sums it up itself; other tables are fetched from it."""
        return self.amount_steps is not None

    @property
    def names_customers(self) -> bool:
        """Whether its rows name customers that are defined elsewhere."""
        return "customer_id" in self.names and not self.defines_customers

    def shown(self, column: str, value: str) -> str:
        """Return the value of a column as it may be shown: :data:`PROTECTED_CELL` for that of a protected one."""
        return PROTECTED_CELL if value and column in self.protected else value

    def key_in(self, present: set[str]) -> tuple[str, ...]:
        """Return the columns that name a row of a file with these columns; none where one is missing."""
        named = [name if name in present else self.key_instead.get(name, name) for name in self.key]
        key = tuple(name for name in named if name in present or name not in self.optional_key)
        missing = [name for name in key if name not in present and self[name].default is None]
        return () if missing else key


def columns(*rows: tuple) -> tuple[Column, ...]:
    """Return columns from rows of name, kind, aliases with slashes between, meaning, and what else differs."""
    return tuple(
        Column(name, kind, tuple(aliases.split("/")) if aliases else (), meaning, *rest)
        for name, kind, aliases, meaning, *rest in rows
    )


_UNIT = re.compile(r"[(\[【]\s*([^()\[\]【】]*?)\s*[)\]】]\s*$")


@lru_cache(maxsize=10_000)  # the same names are compared for every export
def fold(header: str) -> str:
    """Return a header as it is compared: full-width folded, trimmed, without unit, case and spaces.

    Examples
    --------
    >>> fold("　金额（万元） "), fold("Order ID"), fold("customer_id")
    ('金额', 'orderid', 'customerid')
    """
    plain = unicodedata.normalize("NFKC", header)
    while (shorter := _UNIT.sub("", plain.strip())) != plain:
        plain = shorter
    return re.sub(r"[\s_\-.*#:\ufeff\u200b]+", "", plain).lower()


def brackets_of(header: str) -> list[str]:
    """Return the texts in brackets behind a header, the last one first.

    Examples
    --------
    >>> brackets_of("金额（万元）(不含税)"), brackets_of("金额")
    (['不含税', '万元'], [])
    """
    plain, texts = unicodedata.normalize("NFKC", header).strip(), []
    while match := _UNIT.search(plain):
        texts.append(match[1])
        plain = plain[: match.start()].strip()
    return texts


def aliases(table: Table) -> dict[str, str]:
    """Return the column each folded header of a table means."""
    columns_by_header: dict[str, str] = {}
    for column in table.columns:
        for alias in (column.name, *column.aliases):
            columns_by_header.setdefault(fold(alias), column.name)
    return columns_by_header
