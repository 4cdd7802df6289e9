"""Join a header of two rows, of which the first names groups of columns.

A cell of the first row that spans columns is followed by blanks. The second row may repeat a name under
含税 and 不含税, or give only these words under a name; either way the header becomes 金额(不含税).
"""

from wcm_helpers.data.read.header_words import HeaderWords, understood
from wcm_helpers.data.tables.schema import Table, aliases, fold


def is_first_row(above: list[str], row: list[str], table: Table) -> bool:
    """Return whether the row above a header row belongs to it: it names a column that the row does not.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> row = ["customer", "date", "amount", "amount"]
    >>> is_first_row(["", "", "含税", "不含税"], row, TABLES["billing"])
    True
    >>> is_first_row(["May", "", "", ""], row, TABLES["billing"])
    False
    """
    known = aliases(table)
    groups = _spanned(above)
    return any(
        (not low.strip() and fold(high) in known) or _together(group, low, table)
        for high, group, low in zip(above, groups, row, strict=True)
    )


def is_second_row(row: list[str], below: list[str], table: Table) -> bool:
    """Return whether the row below a header row belongs to it: names of columns, and words of the groups."""
    known = aliases(table)
    pairs = [(group, low) for group, low in zip(_spanned(row), below, strict=True) if low.strip()]
    words = [pair for pair in pairs if _together(*pair, table)]
    return bool(words) and all(pair in words or fold(pair[1]) in known for pair in pairs)


def joined(above: list[str], row: list[str], table: Table) -> list[str]:
    """Return one header row for two.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> joined(["客户", "开票日期", "金额", ""], ["客户编号", "", "不含税", "含税"], TABLES["billing"])
    ['客户编号', '开票日期', '金额(不含税)', '金额(含税)']
    """
    return [
        _together(group, low, table) or low.strip() or high.strip()
        for high, group, low in zip(above, _spanned(above), row, strict=True)
    ]


def _together(group: str, low: str, table: Table) -> str:
    """Return the header that a word and the column it says something of make; empty if they do not."""
    known = aliases(table)
    for name, word in ((low, group), (group, low)):
        if fold(name) in known and word.strip() and fold(word) not in known:
            header = f"{name.strip()}({word.strip()})"
            words = understood(header, table[known[fold(name)]], "")
            if words != HeaderWords() and not words.unknown:
                return header
    return ""


def _spanned(cells: list[str]) -> list[str]:
    """Return cells with the blanks behind each filled by it."""
    filled, last = [], ""
    for cell in cells:
        last = cell.strip() or last
        filled.append(last)
    return filled
