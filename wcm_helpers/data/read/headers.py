"""Recognise the headers of an export as columns of the contract."""

from dataclasses import dataclass, field

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message, sentences, suggestion
from wcm_helpers.data.read import header_messages
from wcm_helpers.data.settings import TableSource
from wcm_helpers.data.tables.schema import Column, Table, aliases, fold, unit_of

_OWNER = ("货主", "owner", "depositor")
_CLIENT = ("客户", "customer", "client", "account")
_MEASURES = ("number", "amount", "price")


@dataclass(frozen=True)
class Recognised:
    """The columns of one export.

    Attributes
    ----------
    headers : list of str
        The header row of the export.
    positions : dict of str to int
        Index of the header each column of the contract is read from.
    factor : dict of str to int
        What the unit in the header multiplies the numbers of a column by, where it is not 1.
    remarks : tuple of Message
        For the user: how a doubtful header was read.
    """

    headers: list[str]
    positions: dict[str, int]
    factor: dict[str, int] = field(default_factory=dict)
    remarks: tuple[Message, ...] = ()

    def header(self, column: str) -> str:
        """Return the header a column was read from, as the export writes it; its own name if it was not."""
        return self.headers[self.positions[column]] if column in self.positions else column


def recognise(
    headers: list[str], table: Table, source: TableSource, label: str, *, flat: bool = False
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

    Raises
    ------
    WorkbookError
        If a mapped header is missing, a mapping names no column, or the export has both a goods owner and
        a customer, of which only the user can know who pays.
    """
    position = _mapped(headers, table, source, label)
    known = aliases(table)
    candidates: dict[str, list[int]] = {}
    for index, header in enumerate(headers):
        name = known.get(fold(header))
        taken = name in position or index in position.values()
        lines_own = flat and name and table[name].kind in _MEASURES
        if name and not taken and not lines_own:
            candidates.setdefault(name, []).append(index)
    _refuse_to_guess_the_customer(headers, candidates.get("customer_id", []), table, label)
    remarks = []
    for name, indices in candidates.items():
        chosen = min(indices, key=lambda index: _preference(table[name], headers[index]))
        position[name] = chosen
        if len(indices) > 1:
            others = [headers[index] for index in indices if index != chosen]
            remarks.append(header_messages.chosen_header(table.name, name, headers[chosen], others))
    factor = {}
    for name, index in position.items():
        unit, times = unit_of(headers[index])
        if times != 1 and table[name].kind in _MEASURES:
            factor[name] = times
            remarks.append(header_messages.unit_in_header(headers[index].strip(), unit, times))
    return Recognised(headers, position, factor, tuple(remarks))


def _mapped(headers: list[str], table: Table, source: TableSource, label: str) -> dict[str, int]:
    for name in (*source.columns, *source.constants):
        if name not in table.names:
            refusal = header_messages.unknown_column(table.name, name)
            raise WorkbookError(sentences(refusal, suggestion(name, table.names)))
    exact = {header.strip(): index for index, header in reversed(list(enumerate(headers)))}
    folded = {fold(header): index for index, header in reversed(list(enumerate(headers)))}
    position = {}
    for name, header in source.columns.items():
        index = exact.get(header.strip(), folded.get(fold(header)))
        if index is None:
            refusal = header_messages.no_such_header(label, table.name, name, header)
            raise WorkbookError(sentences(refusal, suggestion(header, exact)))
        position[name] = index
    return position


def _refuse_to_guess_the_customer(headers: list[str], indices: list[int], table: Table, label: str) -> None:
    owners = [headers[index] for index in indices if fold(headers[index]).startswith(_OWNER)]
    clients = [headers[index] for index in indices if fold(headers[index]).startswith(_CLIENT)]
    if owners and clients:
        raise WorkbookError(header_messages.two_customers(label, table.name, owners[0], clients[0]))


def _preference(column: Column, header: str) -> int:
    order = [fold(alias) for alias in (column.name, *column.aliases)]
    return order.index(fold(header))


def require_columns(recognised: Recognised, table: Table, source: TableSource, label: str) -> None:
    """Refuse an export without a column that is needed.

    Raises
    ------
    WorkbookError
        With the columns that no header, constant or default fills, and the headers that are there.
    """
    if absent := missing_columns(recognised, table, source):
        raise WorkbookError(header_messages.missing_columns(label, table.name, absent, recognised.headers))


def missing_columns(recognised: Recognised, table: Table, source: TableSource) -> list[Message | str]:
    """Return the needed columns that no header, constant or default fills."""
    present = {*recognised.positions, *source.constants, *(c.name for c in table.columns if c.default)}
    absent = [column.name for column in table.columns if column.needed and column.name not in present]
    return absent + [words for ways, words in table.one_of if not any(way <= present for way in ways)]
