"""Word the faults of settings and parameters in one line each, from what pydantic reports."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ValidationError

from wcm_helpers.core.addresses import HIDDEN, looks_like_an_address
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Message, Text, message, nmessage, sentences, suggestion
from wcm_helpers.core.paths import display_path


def in_one_line(error: ValidationError, model: type[BaseModel]) -> Text:
    """Return the first fault of a failed validation of ``model``, and how many more there are."""
    return first_fault(error.errors(), model, {})


def fault_of_file(file: Path, fault: Text) -> WorkbookError:
    """Return the error of a settings file with a fault."""
    return WorkbookError(message("{file}: {fault}", file=display_path(file), fault=fault))


def section_faults(name: str, error: ValidationError) -> list[dict]:
    """Return the faults of a section of the settings, located in the whole file."""
    return [{**fault, "loc": (name, *fault["loc"])} for fault in error.errors()]


def first_fault(faults: list[dict], root: type[BaseModel], sections: Mapping[str, type[BaseModel]]) -> Text:
    """Return one fault in one line, an unknown key first, and how many more there are.

    Parameters
    ----------
    faults : list of dict
        As ``ValidationError.errors()`` gives them; at least one.
    root : type of BaseModel
        The model of the whole file or call; its excluded fields are not for users.
    sections : mapping of str to type of BaseModel
        The models of further sections of the file, by name.
    """
    unknown_first = sorted(faults, key=lambda fault: fault["type"] != "extra_forbidden")
    n = len(faults) - 1
    more = nmessage("There is {n} more fault.", "There are {n} more faults.", n) if n else ""
    return sentences(_in_words(unknown_first[0], root, sections), more)


def unknown_section(name: str, known: list[str]) -> Text:
    """Return the refusal of a section, with the nearest known name."""
    return _unknown(f"[{name}]", name, known)


def _unknown(setting: str, name: str, known: list[str]) -> Text:
    return sentences(message("{setting} is not a setting.", setting=setting), suggestion(name, known))


def _in_words(fault: dict, root: type[BaseModel], sections: Mapping[str, type[BaseModel]]) -> Text:
    *section, key = [_safe(part) for part in fault["loc"] if part != "[key]"] or [""]
    model = _model_at(section, root, sections)
    where = f"[{'.'.join(section)}] " if section else ""
    if fault["type"] == "extra_forbidden":
        known = [name for name, field in model.model_fields.items() if not field.exclude]
        known += [] if section else sections
        if not section and isinstance(fault["input"], dict):
            return unknown_section(key, known)
        return _unknown(f"{where}{key}", key, known)
    if fault["type"] == "missing":
        return message("{setting} is missing.", setting=f"{where}{key}")
    reason = _reason(fault)
    of_a_section = isinstance(fault["input"], dict) or fault["loc"][-1] == "[key]"
    if fault["type"] == "value_error" and of_a_section:
        place = f"[{'.'.join([*section, key])}]"
        return message("{place}: {fault}", place=place, fault=reason) if key else reason
    if fault["type"].startswith(("less_than", "greater_than", "string_pattern")):
        reason = sentences(reason, _hint(model, key))
    return message(
        "{setting} = {value}: {fault}", setting=f"{where}{key}", value=_shown(fault["input"]), fault=reason
    )


def _safe(part: object) -> str:
    """Return a part of the place of a fault; an address written as a name may hold a password."""
    return HIDDEN if "://" in str(part) else str(part)


def _shown(value: object) -> str:
    """Return a value as the settings have it; what may hold a password is not shown."""
    written = repr(value)
    return HIDDEN if looks_like_an_address(written) else written


def _reason(fault: dict) -> Text:
    """Return what is wrong with a value, from the type of the fault that pydantic reports."""
    limits = fault.get("ctx", {})
    if fault["type"] == "value_error":
        return limits["error"].args[0]
    if fault["type"] == "literal_error":
        options = re.findall(r"'([^']*)'", limits["expected"])
        return message("the possible values are {options}.", options=[f"'{option}'" for option in options])
    if fault["type"] in _LIMITS:
        key, text = _LIMITS[fault["type"]]
        return message(text.msgid, limit=f"{limits[key]:g}")
    kind = fault["type"].removesuffix("_type").removesuffix("_parsing")
    if kind in _KINDS:
        return _KINDS[kind]
    return message("this value cannot be used ({reason}).", reason=fault["msg"])


#: What is wrong with a value beyond a limit, by pydantic's type of the fault, and the name of the limit.
_LIMITS: dict[str, tuple[str, Message]] = {
    "less_than": ("lt", message("this must be less than {limit}.")),
    "less_than_equal": ("le", message("this must be {limit} or less.")),
    "greater_than": ("gt", message("this must be more than {limit}.")),
    "greater_than_equal": ("ge", message("this must be {limit} or more.")),
    "string_too_long": (
        "max_length",
        message("this must have no more characters than {limit}."),
    ),
}
#: What a value must be, by pydantic's name of its kind.
_KINDS: dict[str, Message] = {
    "string_too_short": message("this must not be empty."),
    "too_short": message("this must not be empty."),
    "string_pattern_mismatch": message("this is not written as it must be."),
    "string": message("this must be a text in quotation marks."),
    "int": message("this must be a whole number."),
    "int_from_float": message("this must be a whole number."),
    "float": message("this must be a number."),
    "finite_number": message("this must be a number."),
    "bool": message("this must be true or false."),
    "list": message("this must be a list in square brackets."),
    "tuple": message("this must be a list in square brackets."),
    "dict": message("this must be a section of its own, with its name in square brackets."),
    "model": message("this must be a section of its own, with its name in square brackets."),
}


def _hint(model: type[BaseModel], key: str) -> Text:
    """Return the hint that a field has for impossible values: ``json_schema_extra={"hint": message(…)}``."""
    field = model.model_fields.get(key)
    extra = field.json_schema_extra if field else None
    return extra.get("hint", "") if isinstance(extra, dict) else ""


def _model_at(
    section: list[str], root: type[BaseModel], sections: Mapping[str, type[BaseModel]]
) -> type[BaseModel]:
    """Return the model that describes a place of the file, such as ``classification.before.0``."""
    model = root
    for part in section:
        if model is root and part in sections:
            model = sections[part]
        elif part in model.model_fields:  # else the index of a list, or the name of a table
            annotation = model.model_fields[part].annotation
            models = [kind for kind in (annotation, *get_args(annotation)) if _is_model(kind)]
            model = models[0] if models else model
    return model


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
