"""The contract in words: every table and column, for the person who writes the export."""

from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import Table

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
    "month_day": "day of a year, MM-DD",
    "boolean": "yes or no",
    "choice": "one of a list",
}
_INTRODUCTION = """\
# What the workbook reads

Made from `wcm_helpers/data/tables/` by `wcm_helpers/data/codebook.py`; a test holds the two equal.
`sample/` is the invented warehouse in this form.

A header is known by its column's name or by another name in the list, in any case, with spaces, underscores
and full-width characters folded; other headers are named under `columns` in the settings. Of several columns
with one name, `"金额 (#2)"` is the second; `"col:C"` is the third column, whatever its name. A header listed
in `ignore = ["Credit"]` is not read.
What is in brackets behind the header of a number is understood: a unit multiplies the numbers (千元 × 1,000,
万元 × 10,000, 百万元, 亿元, 千件, 万件, 吨 × 1,000, g × 0.001), a share in % is divided by 100, a currency
must be that of the site or of the rows, and 含税 and 不含税 must agree with `vat`. Any other word stops,
unless `columns` names the header.
Numbers may carry separators and the currency sign of the site, 1,234.50 or (1,234.50). Dates are year first
or name their month in English, unless `date_format` says otherwise: one form, or a list of forms for a column
of several; a cell that two of them read differently is rejected. A clock of twelve hours says AM, PM, 上午 or
下午, and a time with an offset (+0800, UTC) is put on the clock of the site. What cannot be read for sure is
rejected with file, line, column and reason.
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
    return "\n".join([_INTRODUCTION, *map(_section, TABLES.values())])


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
