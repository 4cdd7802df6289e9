"""Word the faults of settings and parameters in one line each, from what pydantic reports."""

from collections.abc import Mapping
from typing import get_args

from pydantic import BaseModel, ValidationError

from wcm_helpers.core.errors import nearest


def in_one_line(error: ValidationError, model: type[BaseModel]) -> str:
    """Return the first fault of a failed validation of ``model``, and how many more there are."""
    return first_fault(error.errors(), model, {})


def section_faults(name: str, error: ValidationError) -> list[dict]:
    """Return the faults of a section of the settings, located in the whole file."""
    return [{**fault, "loc": (name, *fault["loc"])} for fault in error.errors()]


def first_fault(faults: list[dict], root: type[BaseModel], sections: Mapping[str, type[BaseModel]]) -> str:
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
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return _in_words(unknown_first[0], root, sections) + more


def unknown_section(name: str, known: list[str]) -> str:
    """Return the refusal of a section, with the nearest known name."""
    return f"[{name}] is not a setting{nearest(name, known)}"


def _in_words(fault: dict, root: type[BaseModel], sections: Mapping[str, type[BaseModel]]) -> str:
    *section, key = [str(part) for part in fault["loc"] if part != "[key]"] or [""]
    model = _model_at(section, root, sections)
    where = f"[{'.'.join(section)}] " if section else ""
    if fault["type"] == "extra_forbidden":
        known = [name for name, field in model.model_fields.items() if not field.exclude]
        known += [] if section else sections
        if not section and isinstance(fault["input"], dict):
            return unknown_section(key, known)
        return f"{where}{key} is not a setting{nearest(key, known)}"
    if fault["type"] == "missing":
        return f"{where}{key} is missing"
    reason = fault["msg"].removeprefix("Value error, ")
    of_a_section = isinstance(fault["input"], dict) or fault["loc"][-1] == "[key]"
    if fault["type"] == "value_error" and of_a_section:
        return f"[{'.'.join([*section, key])}] {reason}" if key else reason
    if fault["type"].startswith(("less_than", "greater_than")):
        reason += _hint(model, key)
    return f"{where}{key} = {fault['input']!r}: {reason[0].lower() + reason[1:]}"


def _hint(model: type[BaseModel], key: str) -> str:
    """Return the hint that a field has for values out of range: ``json_schema_extra={"hint": …}``."""
    field = model.model_fields.get(key)
    extra = field.json_schema_extra if field else None
    return f"; {extra['hint']}" if isinstance(extra, dict) and "hint" in extra else ""


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
