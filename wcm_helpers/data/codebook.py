"""The contract in words: every table and column, for the person who writes the export."""

from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import UNIT_FACTORS, Table

_KINDS = {
    "id": "text, zeros kept",
    "text": "text",
    "number": "number",
    "amount": "amount",
    "price": "price",
    "share": "share, 0 to 1 or %",
    "time": "date, time",
    "date": "date",
    "month": "month, YYYY-MM",
    "boolean": "yes or no",
    "choice": "one of a list",
}
_INTRODUCTION = """\
# What the workbook reads

Made from `wcm_helpers/data/tables/` by `wcm_helpers/data/codebook.py`; a test holds the two equal.
`sample/` is the invented warehouse in this form.

A header is known by its column's name or by another name in the list, in any case, with spaces, underscores
and full-width characters folded; other headers are named under `columns` in the settings. A unit in brackets
behind it, such as 金额(万元), multiplies the numbers below: {units}.
Numbers may carry separators and a currency sign, 1,234.50 or (1,234.50); dates are year first unless
`date_format` says otherwise. What cannot be read for sure is rejected with file, line, column and reason.
**Needed** columns are those without which a row is of no use; every other column is optional, and what a
report misses, it says. Billing needs a date or a period, and an amount or price and quantity.
"""


def as_markdown() -> str:
    """Return the contract as the page ``data/README.md``.

    Examples
    --------
    >>> "| `customer_id` | 客户编号, 货主编码," in as_markdown()
    True
    """
    factors = ", ".join(f"{unit} × {factor:,}" for unit, factor in UNIT_FACTORS.items() if factor > 1)
    return "\n".join([_INTRODUCTION.format(units=factors), *map(_section, TABLES.values())])


def _section(table: Table) -> str:
    lines = [
        f"## {table.name} {table.chinese}: {table.grain}",
        "",
        f"A row is named by {', '.join(f'`{name}`' for name in table.key)}. {table.without}",
        "",
        "| column | also called | kind | meaning |",
        "|---|---|---|---|",
    ]
    for column in table.columns:
        needed = " **needed**" if column.needed else ""
        aliases = ", ".join(column.aliases)
        lines.append(f"| `{column.name}` | {aliases} | {_KINDS[column.kind]}{needed} | {column.meaning} |")
    return "\n".join([*lines, ""])
