"""The list of service options: which need the warehouse can answer with what, and who takes care of it."""

import csv
import io
from pathlib import Path

from wcm_helpers.core import words
from wcm_helpers.core.contacts import without_contacts
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message, message, sentences, suggestion
from wcm_helpers.core.paths import display_path

#: The list that comes with the workbook; a site names its own as ``service_options``.
OWN_LIST = Path(__file__).with_name("service_options.csv")
#: What a row says of an option; all but the need and the effort may be given in several languages.
FIELDS = ("option", "owner", "measure")
EFFORTS = ("low", "medium", "high")

#: Headers of a list in Chinese.
_HEADERS = {
    "需求": "need", "需求编号": "need", "服务方案": "option", "责任人": "owner", "投入": "effort",
    "衡量方式": "measure",
}  # fmt: skip
_EFFORT_WORDS = {"低": "low", "中": "medium", "高": "high"}

Options = dict[str, dict[str, str]]


def read_options(path: Path) -> Options:
    """Return the service options by need, as the rows of the file: header and cell.

    The texts are published, and so is the owner, a role: phone numbers, mail addresses and accounts of chats
    are taken out of them.

    Raises
    ------
    WorkbookError
        If the file cannot be read, has no column ``need`` or ``option``, an empty or repeated need, or an
        effort that is none; with its row.
    """
    rows = list(csv.reader(io.StringIO(_text(path), newline="")))
    header = [_header(cell) for cell in rows[0]] if rows else []
    for name in ("need", "option"):
        if not any(cell.split("@")[0] == name for cell in header):
            raise _fault(path, 1, message("The column {column} is missing.", column=name))
    options: Options = {}
    for place, cells in enumerate(rows[1:], start=2):
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}
        if any(row.values()):
            options[row["need"]] = _checked(row, options, path, place)
    return options


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError:
        raise WorkbookError(
            message("The list of service options {file} cannot be read.", file=display_path(path))
        ) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _header(cell: str) -> str:
    name, _at, language = cell.strip().partition("@")
    name = _HEADERS.get(name, name.lower())
    return f"{name}@{language}" if language else name


def _checked(row: dict[str, str], earlier: Options, path: Path, place: int) -> dict[str, str]:
    need = row["need"]
    if not need:
        raise _fault(path, place, message("The need is empty."))
    if need in earlier:
        raise _fault(path, place, message("{need} is listed twice. Keep one row a need.", need=need))
    effort = row.get("effort", "")
    effort = _EFFORT_WORDS.get(effort, effort)
    if effort not in ("", *EFFORTS):
        wrong = message("effort = {value} is none of {efforts}.", value=repr(effort), efforts=[*EFFORTS])
        raise _fault(path, place, sentences(wrong, suggestion(effort, EFFORTS)))
    shown = {name: without_contacts(text) for name, text in row.items() if name.split("@")[0] in FIELDS}
    return {**row, **shown, "effort": effort}


def _fault(path: Path, row: int, what: Message) -> WorkbookError:
    return WorkbookError(
        message("{file}, row {row}: {fault}", file=display_path(path), row=str(row), fault=what)
    )


def in_words(option: dict[str, str], field: str) -> str:
    """Return a field of an option in the language in use; without it in any language there is; else empty.

    Examples
    --------
    >>> in_words({"owner": "Li", "owner@zh": "李"}, "owner")
    'Li'
    >>> in_words({"owner@zh": "李"}, "owner")
    '李'
    """
    spoken = option.get(f"{field}@{words.language()}", "") or option.get(field, "")
    others = (text for name, text in option.items() if name.split("@")[0] == field and text)
    return spoken or next(others, "")
