"""Recognise the headers of an export as columns of the contract."""

import re
from dataclasses import dataclass, field

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message, sentences, suggestion
from wcm_helpers.data.read import header_messages
from wcm_helpers.data.read.header_words import Factor, HeaderWords, understood
from wcm_helpers.data.read.named_columns import column_index
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables.schema import PROTECTED_CELL, Column, SiteRules, Table, aliases, fold

_OWNER = ("货主", "owner", "depositor")
_CLIENT = ("客户", "customer", "client", "account")
_MEASURES = ("number", "amount", "price")
#: A header that is a month: 2026年5月, 2026-05, 202605, 5月, May 2026 (folded).
_MONTH_HEADER = re.compile(
    r"(20\d\d年?(0?[1-9]|1[0-2])月?|20\d\d/(0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])月|"
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*,?(20)?\d\d|[一二三四五六七八九十]+月(份)?)"
)
#: What a row of a table with a column a month must have instead, beside the amount.
_LONG_FORM = ("customer_id", "period", "month")
_CREDIT_SIDE = ("credit", "贷方")
_DEBIT_SIDE = {"debit", "借方"}


@dataclass(frozen=True)
class Recognised:
    """The columns of one export.

    Attributes
    ----------
    headers : list of str
        The header row of the export.
    positions : dict of str to int
        Index of the header each column of the contract is read from.
    factor : dict of str to int or Decimal
        What the unit in the header multiplies the numbers of a column by, where it is not 1.
    remarks : tuple of Message
        For the user: how a doubtful header was read.
    """

    headers: list[str]
    positions: dict[str, int]
    factor: dict[str, Factor] = field(default_factory=dict)
    remarks: tuple[Message, ...] = ()

    def header(self, column: str) -> str:
        """Return the header a column was read from, as the export writes it; its own name if it was not."""
        return self.headers[self.positions[column]] if column in self.positions else column


def recognise(
    headers: list[str],
    table: Table,
    source: TableSource,
    label: str,
    *,
    flat: bool = False,
    site: SiteRules | None = None,
) -> Recognised:
    """Return which header of an export means which column of ``table``.

    Parameters
    ----------
    headers : list of str
        The header row of the file.
    table, source : Table, TableSource
        The contract and the user's settings; an explicit mapping takes precedence over the aliases.
    label : str
        The name of the file in messages.
    flat : bool
        Whether the same file also has the order lines: its measures are then the lines', not the orders'.
    site : SiteRules, optional
        The currency and the VAT of the site, which those in the headers must agree with.

    Raises
    ------
    WorkbookError
        If a mapped header is missing, a mapping names no column, two columns of one name could be the same
        column, the words behind a header are not understood or contradict the settings, or the export has
        both a goods owner and a customer, of which only the user can know who pays.
    """
    meaning = _Meaning(headers, table, source, label, site)
    position = _mapped(headers, table, source, label)
    named = set(position)
    ignored = {column_index(headers, name, label, table.name, "ignore") for name in source.ignore}
    known = aliases(table)
    candidates: dict[str, list[int]] = {}
    for index, header in enumerate(headers):
        name = known.get(fold(header))
        taken = name in position or index in position.values() or index in ignored
        lines_own = flat and name and table[name].kind in _MEASURES
        if name and not taken and not lines_own and not _is_side_of_account(table[name], headers, index):
            candidates.setdefault(name, []).append(index)
    _refuse_to_guess_the_customer(headers, candidates.get("customer_id", []), table, label)
    remarks = []
    for name, indices in candidates.items():
        ranked = sorted(indices, key=lambda index: meaning.preference(name, index))
        position[name] = chosen = ranked[0]
        if len(indices) > 1:
            if meaning.preference(name, ranked[1]) == meaning.preference(name, chosen):
                number = [index for index in indices if headers[index] == headers[chosen]].index(chosen) + 1
                raise WorkbookError(
                    header_messages.two_alike(label, table.name, name, headers[chosen], len(indices), number)
                )
            others = [headers[index] for index in indices if index != chosen]
            remarks.append(header_messages.chosen_header(table.name, name, headers[chosen], others))
    factor = {}
    for name, index in position.items():
        words = meaning.of(name, index)
        meaning.refuse(name, index, position, explicit=name in named)
        if words.factor != 1:
            factor[name] = words.factor
            header = headers[index].strip()
            remarks.append(
                header_messages.unit_in_header(header, words.unit, int(words.factor))
                if words.factor > 1
                else header_messages.part_of_unit_in_header(header, words.unit, int(1 / words.factor))
            )
    return Recognised(headers, position, factor, tuple(remarks))


class _Meaning:
    """What the words in brackets behind the headers of one export mean for its columns."""

    def __init__(
        self, headers: list[str], table: Table, source: TableSource, label: str, site: SiteRules | None
    ) -> None:
        self.headers, self.table, self.source, self.label, self.site = headers, table, source, label, site
        self.currency = site.currency if site else ""

    def of(self, name: str, index: int) -> HeaderWords:
        return understood(self.headers[index], self.table[name], self.currency)

    def preference(self, name: str, index: int) -> tuple:
        """Return what sorts the headers that could be a column: the one that needs nothing done is first."""
        words = self.of(name, index)
        column = self.table[name]
        order = [fold(alias) for alias in (column.name, *column.aliases)]
        return (
            bool(words.unknown),
            self._other_currency(words),
            self._other_vat(words),
            order.index(fold(self.headers[index])),
            words.vat != "excluded",
            words.factor != 1,
        )

    def _other_currency(self, words: HeaderWords) -> bool:
        return bool(words.currency and self.currency and words.currency != self.currency)

    def _other_vat(self, words: HeaderWords) -> bool:
        """Return whether a header contradicts ``vat`` of the site, which is for tables with a VAT rate."""
        there = self.site is not None and "vat_rate" in self.table.names
        return bool(there and words.vat and words.vat != self.site.vat)

    def refuse(self, name: str, index: int, position: dict[str, int], *, explicit: bool) -> None:
        """Refuse a header whose words are not understood, or contradict the settings."""
        words, header = self.of(name, index), " ".join(self.headers[index].split())
        if words.unknown and not explicit:
            raise WorkbookError(
                header_messages.unknown_bracket(self.label, self.table.name, name, header, words.unknown)
            )
        if self._other_vat(words):
            raise WorkbookError(header_messages.other_vat(self.label, header, words.vat, self.site.vat))
        if self._other_currency(words) and not self._rows_are_in(words.currency, position):
            has_rate = {"currency", "fx_rate"} <= {*self.table.names}
            wording = header_messages.other_currency if has_rate else header_messages.currency_without_rate
            raise WorkbookError(
                wording(self.label, self.table.name, name, header, words.currency, self.currency)
            )

    def _rows_are_in(self, currency: str, position: dict[str, int]) -> bool:
        """Return whether the rows say themselves that they are in a currency."""
        constant = self.source.constants.get("currency", "").strip().upper()
        return constant == currency if constant else "currency" in position


def _is_side_of_account(column: Column, headers: list[str], index: int) -> bool:
    """Return whether a header that means a credit note is the credit side of an account beside its debit."""
    folded = {fold(header) for header in headers}
    return column.kind == "boolean" and fold(headers[index]) in _CREDIT_SIDE and bool(folded & _DEBIT_SIDE)


def _mapped(headers: list[str], table: Table, source: TableSource, label: str) -> dict[str, int]:
    for name in (*source.columns, *source.constants):
        if name not in table.names:
            refusal = header_messages.unknown_column(table.name, name)
            raise WorkbookError(sentences(refusal, suggestion(name, table.names)))
    return {
        name: column_index(headers, header, label, table.name, name)
        for name, header in source.columns.items()
    }


def _refuse_to_guess_the_customer(headers: list[str], indices: list[int], table: Table, label: str) -> None:
    owners = [headers[index] for index in indices if fold(headers[index]).startswith(_OWNER)]
    clients = [headers[index] for index in indices if fold(headers[index]).startswith(_CLIENT)]
    if owners and clients:
        raise WorkbookError(header_messages.two_customers(label, table.name, owners[0], clients[0]))


def require_columns(recognised: Recognised, table: Table, source: TableSource, label: str) -> None:
    """Refuse an export without a column that is needed.

    Raises
    ------
    WorkbookError
        With the columns that no header, constant or default fills, and the headers that are there.
    """
    if absent := missing_columns(recognised, table, source):
        months = [header for header in recognised.headers if _MONTH_HEADER.fullmatch(fold(header))]
        if len(months) > 1 and table.month is not None:
            columns = [name for name in _LONG_FORM if name in table.names and table[name].kind != "date"]
            columns += [column.name for column in table.columns if column.kind == "amount"][:1]
            raise WorkbookError(
                header_messages.column_a_month(label, table.name, months[0], months[-1], columns)
            )
        if absent == [table.number] and table.names_customers:
            raise WorkbookError(
                header_messages.no_number(label, table.name, table.number, recognised.headers)
            )
        headers = _shown_headers(recognised, table)
        raise WorkbookError(header_messages.missing_columns(label, table.name, absent, headers))


def _shown_headers(recognised: Recognised, table: Table) -> list[str]:
    """Return headers as a message may show them: in a protected table an unknown one may be a cell."""
    known = set(recognised.positions.values())
    return [
        PROTECTED_CELL if table.protected and index not in known else header
        for index, header in enumerate(recognised.headers)
    ]


def missing_columns(recognised: Recognised, table: Table, source: TableSource) -> list[Message | str]:
    """Return the needed columns that no header, constant or default fills."""
    present = {*recognised.positions, *source.constants, *(c.name for c in table.columns if c.default)}
    absent = [column.name for column in table.columns if column.needed and column.name not in present]
    return absent + [words for ways, words in table.one_of if not any(way <= present for way in ways)]
