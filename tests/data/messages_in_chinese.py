"""Call every function of a module of messages, and test each message in both languages."""

import inspect
import re
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from wcm_helpers.core import words
from wcm_helpers.core.messages import Message, from_json, to_json
from wcm_helpers.data.tables import TABLES

PLACE = "账单.csv:12"
#: A value for each kind of argument; texts other than the place are ids, which no language changes.
_VALUES = {
    "str": "x_1", "int": 1200, "Sequence[str]": ("甲.csv", "乙.csv"), "Table": TABLES["billing"],
    "Sequence[Message | str]": ("customer_id",), "Column": TABLES["billing"]["vat_rate"],
}  # fmt: skip
_OF_NAME = {"place": PLACE, "kind": "number"}
#: Arguments that may be empty, which gives another message.
_MAY_BE_EMPTY = {"existing": (), "host": "", "cells": ()}


def functions(module: ModuleType) -> list:
    """Return the functions of a module that make messages, each a case of a test."""
    found = inspect.getmembers(module, inspect.isfunction)
    return [
        pytest.param(function, id=name)
        for name, function in found
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


def messages_of(function: Callable[..., Message]) -> Iterator[Message]:
    """Yield the messages of a function, on filled arguments and on empty ones where they make another."""
    parameters = inspect.signature(function).parameters
    filled = {name: _VALUES[_written(parameter.annotation)] for name, parameter in parameters.items()}
    filled |= {name: value for name, value in _OF_NAME.items() if name in parameters}
    yield function(**filled)
    if empty := {name: value for name, value in _MAY_BE_EMPTY.items() if name in parameters}:
        yield function(**filled | empty)


def _written(annotation: object) -> str:
    """Return an annotation as it is written in the source, without the modules of its names."""
    return re.sub(r"[\w.]+\.", "", inspect.formatannotation(annotation))


def require_both_languages(function: Callable[..., Message]) -> None:
    """Hold that the messages of a function have a Chinese text, keep their place, and are one line."""
    for message in messages_of(function):
        english = str(message)
        words.use("zh")
        try:
            chinese = str(from_json(to_json(message)))
        finally:
            words.use("en")
        assert re.search(r"[\u4e00-\u9fff]", chinese.replace(PLACE, "").replace("甲.csv、乙.csv", ""))
        assert "\n" not in english + chinese
        assert "{" not in re.sub(r"\$\{\w+\}|\{ \w+ = .*?\}", "", english + chinese)
        if "place" in inspect.signature(function).parameters:
            assert english.startswith(f"{PLACE}: ") and chinese.startswith(f"{PLACE}：")
