"""Every text a reader sees is a whole sentence in the source, looked up in the catalogue when it is read."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.languages import AREAS, PACKAGE, area_of, files

#: What looks a message up now, and what keeps it until it is read.
NOW = {"_", "ngettext"}
MESSAGES = {*NOW, "message", "nmessage"}
#: What turns a message's parts into the message itself.
THEMSELVES = {"core/words.py", "core/messages.py"}
#: Errors of a programmer, which no user of the command line or of a notebook sees.
OF_PROGRAMMERS = {"ValueError", "TypeError", "KeyError", "AttributeError", "RuntimeError", "AssertionError"}
#: Where readers' texts are made; below them are formulas, files and SQL.
READERS = ("reports", "reporting", "charts")

#: Options of charts, whose values are places and fonts, and of settings, whose meaning the code reads.
DRAWING = {"description", "coords", "fontfamily", "loc", "textcoords", "xycoords"}
#: Constants with words in them that no reader sees: file, and what the text begins with.
UNSEEN: set[tuple[str, str]] = {
    ("charts/style.py", "DejaVu Sans"),  # a font
    ("reporting/check_page.py", "[bold "),  # a colour of the terminal
    ("reporting/export.py", "Warehouse report"),  # an entry of JupyterLab's menu, before a language is known
    ("reporting/index_pages.py", "no data"),  # a state of run.json
    ("reporting/group_pages.py", "no data"),
    ("reporting/run_record.py", "no data"),
    ("reporting/translate.py", "(name: "),  # markup of Typst
    ("reporting/translate.py", "pagebreak("),
    ("reporting/translate.py", "w.para(strong("),
    ("reporting/translate.py", ", sticky"),
    ("reporting/translate.py", "Noto Sans SC"),
    ("reporting/translate.py", "DejaVu Sans"),
    ("reporting/typeset.py", "could not be displayed"),  # a message of Typst
}

areas = pytest.mark.parametrize("area", AREAS)


@cache
def modules(area) -> list[tuple[str, ast.Module]]:
    """Return name and syntax tree of every module of an area, each node with its ``parent``."""
    found = []
    for path in files():
        name = path.relative_to(PACKAGE).as_posix()
        if area_of(name) == area and name not in THEMSELVES:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                for child in ast.iter_child_nodes(node):
                    child.parent = node
            found.append((name, tree))
    return found


def calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    """Yield the calls of functions with these names, also as attributes of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in names:
            yield node


def called(node: ast.Call) -> str:
    """Return the name of a called function, without its module."""
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def parents(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node is in, the innermost first."""
    while node := getattr(node, "parent", None):
        yield node


@areas
def test_messages_are_written_out(area):
    computed = [
        f"{name}:{call.lineno} {ast.unparse(call)[:80]}"
        for name, tree in modules(area)
        for call in calls(tree, MESSAGES)
        for text in call.args[: 2 if called(call).startswith("n") else 1]
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
        and getattr(text, "attr", "") != "msgid"  # another message with its own values
    ]
    assert computed == []


@areas
def test_no_message_is_worded_when_a_module_is_imported(area):
    early = [
        f"{name}:{call.lineno} {ast.unparse(call)[:80]}"
        for name, tree in modules(area)
        for call in calls(tree, NOW)
        if not any(isinstance(node, ast.FunctionDef | ast.Lambda) for node in parents(call))
    ]
    assert early == []


@areas
def test_no_text_of_a_reader_is_outside_the_catalogue(area):
    if area.split("/")[0] not in READERS:
        return
    seen = [
        f"{name}:{node.lineno} {text[:80]!r}"
        for name, tree in modules(area)
        for node, text in texts(tree)
        if re.search(r"[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}", text) and not unseen(name, node, text)
    ]
    assert seen == []


def texts(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Yield the constants of a module, those of an f-string together."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node, "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and stands_alone(node):
            yield node, node.value


def stands_alone(node: ast.Constant) -> bool:
    """Return whether a constant is neither a docstring, an annotation nor a part of an f-string."""
    annotation = getattr(node.parent, "returns", None) is node
    return not annotation and not isinstance(node.parent, ast.JoinedStr | ast.Expr | ast.arg | ast.AnnAssign)


def unseen(name: str, node: ast.AST, text: str) -> bool:
    """Return whether a constant is a message, an error of programmers, code, or listed as unseen."""
    for above in parents(node):
        if isinstance(above, ast.Call) and called(above) in {*MESSAGES, *OF_PROGRAMMERS}:
            return True
        if isinstance(above, ast.Assert) or (isinstance(above, ast.keyword) and above.arg in DRAWING):
            return True
    code = re.search(r"[<>{}=;]\s*\n|</|/>|^\s*[.#<][\w-]|^\(\?|SELECT |\bFROM ", text)
    return bool(code) or any(name == file and text.startswith(start) for file, start in UNSEEN)


@areas
def test_no_sentence_is_glued(area):
    """Joining is for ``words.joined`` and ``formats.listed``; an f-string holds no words of a sentence."""
    if not area.startswith("reports"):
        return
    glued = [
        f"{name}:{node.lineno} {ast.unparse(node)[:80]}"
        for name, tree in modules(area)
        for node in ast.walk(tree)
        if glues(node)
        and not any(
            isinstance(above, ast.Call) and called(above) in OF_PROGRAMMERS for above in parents(node)
        )
    ]
    assert glued == []


def glues(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join":
        of_words = any(isinstance(part, ast.Call) and called(part) == "split" for part in node.args)
        return _is_text(node.func.value, r" |\s*[,;:.，；、。]\s*") and not of_words
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return any(_is_text(side, r"(?s)[,;:.]? .*|.*[,;:.] ?") for side in (node.left, node.right))
    if isinstance(node, ast.JoinedStr):
        constant = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
        return "</" not in constant and bool(
            re.search(r"[,;:.] |[A-Za-z]{2,} | [A-Za-z]{2,}| \(|；|，|。", constant)
        )
    return False


def _is_text(node: ast.AST, pattern: str) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(re.fullmatch(pattern, node.value))
    )


@pytest.mark.parametrize(
    ("source", "glued"),
    [
        ('"; ".join(parts)', True),
        ('" ".join(text.split())', False),
        ('"".join(parts)', False),
        ('one + " " + two', True),
        ('f"{one}, {two}"', True),
        ('f"{number} customers"', True),
        ('f"{mark} {number}"', False),
        ('f"mark_{letter}"', False),
    ],
)
def test_gluing_is_seen(source, glued):
    assert any(glues(node) for node in ast.walk(ast.parse(source))) == glued
