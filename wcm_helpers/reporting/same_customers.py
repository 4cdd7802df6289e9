"""The list of customers that several sites serve, each under a number of its own.

The list is a CSV file of the user, checked when a run is given it, and kept beside the published months, so
that every page of the group is made from what is in the folder.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import number
from wcm_helpers.core.messages import Text, message
from wcm_helpers.core.paths import display_path
from wcm_helpers.reporting.index_pages import write_atomically

#: Beside ``index.html``.
FILE = "same_customers.json"
_MOST_FAULTS = 20
_HEADERS = {
    "group_customer": {"group_customer", "集团客户", "客户集团", "集团客户名称"},
    "site": {"site", "仓库", "站点", "仓库编号", "站点编号"},
    "customer_id": {"customer_id", "客户编号", "客户代码", "货主编码"},
}


class SameCustomer(NamedTuple):
    """A customer of the group, and its number at one site."""

    group_customer: str
    site: str
    customer_id: str


def read_same_customers(path: Path) -> tuple[list[SameCustomer], list[WorkbookError]]:
    """Return the rows of a list of customers, and one error for each row that cannot be right."""
    try:
        text = _text(path)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        fault = message(
            "{file} cannot be read ({reason}). Write the list of customers as a CSV file in UTF-8.",
            file=display_path(path), reason=reason,
        )  # fmt: skip
        return [], [WorkbookError(fault)]
    places = _places(rows[0][1] if rows else [])
    if len(places) < len(_HEADERS):
        absent = next(name for name in _HEADERS if name not in places)
        fault = message(
            "{file} has no column {column}. The first line names group_customer, site and customer_id, or "
            "集团客户, 仓库 and 客户编号.",
            file=display_path(path), column=absent,
        )  # fmt: skip
        return [], [WorkbookError(fault)]
    return _checked(path, rows[1:], places)


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _delimiter(text: str) -> str:
    """Return the sign between the columns: the one most often in the first line."""
    first = next(iter(text.splitlines()), "")
    return max(",;\t", key=first.count)


def _places(header: list[str]) -> dict[str, int]:
    """Return the place of each column that is there."""
    names = [name.strip().casefold() for name in header]
    return {
        column: next(place for place, name in enumerate(names) if name in known)
        for column, known in _HEADERS.items()
        if known & set(names)
    }


def _checked(
    path: Path, rows: list[tuple[int, list[str]]], places: Mapping[str, int]
) -> tuple[list[SameCustomer], list[WorkbookError]]:
    groups: dict[tuple[str, str], str] = {}
    faults: list[Text] = []
    for line, row in rows:
        if not any(text.strip() for text in row):
            continue
        values = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        key = (values["site"], values["customer_id"])
        if empty := next((name for name, value in values.items() if not value), ""):
            faults.append(message("{file}:{line}: {column} is empty. Fill it, or remove the row.",
                                  file=display_path(path), line=str(line), column=empty))  # fmt: skip
        elif (other := groups.setdefault(key, values["group_customer"])) != values["group_customer"]:
            faults.append(message(
                "{file}:{line}: customer {customer} of site {site} belongs to {group}, and in a row before "
                "to {other}. Keep one of the two.",
                file=display_path(path), line=str(line), customer=key[1], site=key[0],
                group=values["group_customer"], other=other,
            ))  # fmt: skip
    if not groups and not faults:
        faults.append(message("{file} has no rows below its header.", file=display_path(path)))
    more = len(faults) - _MOST_FAULTS
    if more > 0:
        rest = message("{file}: {n} more rows cannot be right.", file=display_path(path), n=number(more))
        faults = [*faults[:_MOST_FAULTS], rest]
    links = [SameCustomer(group, *key) for key, group in groups.items()]
    return links, [WorkbookError(fault) for fault in faults]


def keep_same_customers(reports: Path, links: Iterable[SameCustomer]) -> None:
    """Write the list beside the months, in place of the one before."""
    rows = [list(link) for link in links]
    write_atomically(reports / FILE, json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def kept_same_customers(reports: Path) -> list[SameCustomer]:
    """Return the list that is kept; empty where there is none, or it is damaged."""
    try:
        rows = json.loads((reports / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    width = len(SameCustomer._fields)
    return [
        SameCustomer(*row)
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, list) and len(row) == width and all(isinstance(text, str) for text in row)
    ]
