"""The amount that is so large that the amounts of a table cannot be added up."""

from collections.abc import Iterable

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.messages import Message, message
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.tables import TABLES


def largest_amount(
    engine: DuckDb, tables: dict[str, list[Staged]], names: Iterable[str]
) -> tuple[int, Message] | None:
    """Return the largest amount of the used rows of some tables, in ten-thousandths, and its place, worded.

    Parameters
    ----------
    engine : DuckDb
        With the views of the batch.
    tables : dict
        The staged files of each table of the batch.
    names : iterable of str
        The tables to look in; those without amounts are passed over.
    """
    largest = []
    for name in names:
        if TABLES[name].amount is not None:
            largest += [
                (amount, name, *place)
                for amount, *place in engine.run(
                    f"select abs(_amount) * {SCALE}::HUGEINT, file, row, _amount::VARCHAR "
                    f"from (select file, row, _amount from used_{name} where _amount is not null "
                    f"order by abs(_amount) desc, file, row limit 1)"
                )
            ]
    if not largest:
        return None
    amount, name, file, row, value = max(largest, key=lambda each: each[0])
    return int(amount), _too_large(name, tables[name][file], row, str(value).rstrip("0").rstrip("."))


def _too_large(name: str, item: Staged, row: int, value: str) -> Message:
    amounts = [column.name for column in TABLES[name].columns if column.kind == "amount"]
    header = next((item.column_headers[each] for each in amounts if each in item.column_headers), amounts[0])
    line = item.line_numbers([row])[row]
    return message(
        "{place}: {column} is {value}, so large that the amounts of {table} cannot be added up exactly. "
        "Correct it in the export.",
        place=f"{item.label}:{line}" if line else item.label,
        column=header,
        value=value,
        table=name,
    )
