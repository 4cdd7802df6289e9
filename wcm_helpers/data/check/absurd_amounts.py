"""Amounts that no document has, and the one so large that the amounts of a table cannot be added up."""

from collections.abc import Iterable

from wcm_helpers.core.formats import SCALE
from wcm_helpers.core.messages import Message, message
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.tables import TABLES

#: No invoice line, order or cost is as high: 10 billion, which is 1.4 billion US dollars in yuan.
BEYOND = 10_000_000_000
#: The same in a currency of :data:`SMALL_UNITS`: 10 trillion, which is 400 million US dollars in dong.
BEYOND_IN_SMALL_UNITS = 10_000_000_000_000
#: Currencies of which a unit is worth less than about a US cent.
SMALL_UNITS = frozenset({
    "AMD", "ARS", "BIF", "CDF", "CLP", "COP", "CRC", "GNF", "HUF", "IDR", "IQD", "IRR", "ISK", "JPY", "KHR",
    "KMF", "KRW", "KZT", "LAK", "LBP", "LKR", "MGA", "MMK", "MNT", "MWK", "NGN", "PKR", "PYG", "RSD", "RWF",
    "SDG", "SOS", "SYP", "TZS", "UGX", "UZS", "VND", "XAF", "XOF", "XPF", "YER",
})  # fmt: skip
#: From here on an amount of nothing but nines fills a field rather than states a sum.
NINES = 999_999_999


def no_real_amount(currency: str) -> str:
    """Return the SQL of "no document has such an amount" for ``_amount`` in the currency of the site.

    Examples
    --------
    >>> no_real_amount("CNY").partition(" or ")[0], no_real_amount("VND").partition(" or ")[0]
    ('(abs(_amount) >= 10000000000', '(abs(_amount) >= 10000000000000')
    """
    beyond = BEYOND_IN_SMALL_UNITS if currency in SMALL_UNITS else BEYOND
    nines = f"abs(_amount) >= {NINES} and regexp_full_match(abs(_amount)::VARCHAR, '9+[.]9*0*')"
    return f"(abs(_amount) >= {beyond} or {nines})"


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
