"""What the tests of words share: the areas of the package, their messages, and the Chinese catalogues."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from wcm_helpers.core.paths import LOCALE, ROOT

PACKAGE = ROOT / "wcm_helpers"
CLASSIFICATION = "reports/classification"


class Extracted(NamedTuple):
    """A message of the source: where it is, and its English text (singular and plural)."""

    file: str
    line: int
    texts: tuple[str, ...]

    @property
    def key(self) -> str:
        """The text by which a catalogue finds it."""
        return self.texts[0]


def area_of(file: str) -> str:
    """Return the area of a file of the package: its folder, a question's folder, or the module at the top."""
    parts = Path(file).with_suffix("").parts
    if parts[0] == "reports" and len(parts) > 2:
        return "/".join(parts[:3]) if len(parts) > 3 else "/".join(parts[:2])
    return parts[0]


def files() -> list[Path]:
    """Return the modules of the package."""
    return sorted(PACKAGE.rglob("*.py"))


AREAS = sorted({area_of(file.relative_to(PACKAGE).as_posix()) for file in files()} - {"__init__", "methods"})


@cache
def messages() -> tuple[Extracted, ...]:
    """Return every message of the package, as ``make words`` collects them."""
    keywords = {**DEFAULT_KEYWORDS, "message": None, "nmessage": (1, 2)}
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=keywords)
    return tuple(
        Extracted(file, line, (text,) if isinstance(text, str) else tuple(text))
        for file, line, text, _comments, _context in found
    )


def calls() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the place and the texts of every call of the package that asks for a message.

    Read from the syntax tree: the collector misses a call inside an f-string or inside another such call.
    """
    texts_of = {"_": 1, "message": 1, "ngettext": 2, "nmessage": 2}
    for path in files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", None) not in texts_of:
                continue
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if len(texts) >= texts_of[node.func.id]:
                place = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                yield place, tuple(texts[: texts_of[node.func.id]])


def messages_of(area: str) -> list[Extracted]:
    """Return the messages of one area."""
    return [message for message in messages() if area_of(message.file) == area]


@cache
def catalogues() -> dict[str, Catalog]:
    """Return the Chinese catalogues by file name."""
    found = {}
    for path in sorted((LOCALE / "zh" / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            found[path.name] = read_po(file, locale="zh")
    return found


def entries() -> Iterator[tuple[str, str, str]]:
    """Yield file, English key and Chinese text of every translated entry."""
    for name, catalogue in catalogues().items():
        for entry in catalogue:
            if entry.id:
                key = entry.id if isinstance(entry.id, str) else entry.id[0]
                text = entry.string if isinstance(entry.string, str) else entry.string[0]
                if text:
                    yield name, key, text


@cache
def chinese() -> dict[str, str]:
    """Return the Chinese text of each English key."""
    return {key: text for _file, key, text in entries()}


def placeholders(text: str) -> set[str]:
    """Return the names in braces of a message."""
    return set(re.findall(r"\{(\w+)[^{}]*\}", text.replace("{{", "").replace("}}", "")))
