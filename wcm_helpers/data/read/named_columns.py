"""Find the column of an export that the settings name."""

import re

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import sentences, suggestion
from wcm_helpers.data.read import header_messages
from wcm_helpers.data.table_source import RowFilter
from wcm_helpers.data.tables.schema import fold

_LETTER = re.compile(r"col:\s*([A-Za-z]{1,3})")
_NUMBERED = re.compile(r"(.*\S)\s*\(#(\d+)\)", re.DOTALL)


def column_index(headers: list[str], name: str, label: str, table: str, setting: str) -> int:
    """Return the index of the column called ``name``, ``name (#2)`` for the second, or ``col:C``.

    Parameters
    ----------
    headers : list of str
        The header row of the export.
    name : str
        As the settings name it; a header that is written so goes before a number or letter.
    label, table : str
        The names of the export and of its table in messages.
    setting : str
        What names it: a column of the contract, or ``ignore``.

    Raises
    ------
    WorkbookError
        If no column is called so, or several are.

    Examples
    --------
    >>> headers = ["金额", "税率", "金额"]
    >>> [column_index(headers, name, "x", "t", "c") for name in ("税率", "金额 (#2)", "col:A")]
    [1, 2, 0]
    """
    matches = _called(headers, name)
    if not matches and (letter := _LETTER.fullmatch(name.strip())):
        index = 0
        for character in letter[1].upper():
            index = 26 * index + ord(character) - ord("A") + 1
        matches = [index - 1] if index <= len(headers) else []
    elif not matches and (numbered := _NUMBERED.fullmatch(name.strip())):
        matches = _called(headers, numbered[1])[int(numbered[2]) - 1 :][:1] if int(numbered[2]) else []
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise WorkbookError(header_messages.several_such_headers(label, table, setting, name, len(matches)))
    refusal = header_messages.no_such_header(label, table, setting, name)
    raise WorkbookError(sentences(refusal, suggestion(name, dict.fromkeys(headers))))


def filter_index(
    headers: list[str], positions: dict[str, int], where: RowFilter | None, label: str, table: str
) -> int | None:
    """Return the index of the column by whose words rows are read; None if all of them are.

    Parameters
    ----------
    positions : dict of str to int
        Where the columns of the contract are, which the filter may name as well.

    Raises
    ------
    WorkbookError
        If no column is called so, or several are.
    """
    if where is None:
        return None
    if where.column in positions and where.column not in headers:
        return positions[where.column]
    return column_index(headers, where.column, label, table, "where")


def _called(headers: list[str], name: str) -> list[int]:
    """Return the indices of the headers written as ``name``, else of those that only look alike."""
    plain, folded = " ".join(name.split()), fold(name)
    exact = [index for index, header in enumerate(headers) if " ".join(header.split()) == plain]
    if exact or _NUMBERED.fullmatch(name.strip()) or _LETTER.fullmatch(name.strip()):
        return exact
    return [index for index, header in enumerate(headers) if fold(header) == folded]
