"""Read a settings file: find it, parse it, and say what is wrong with it in one line."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ValidationError

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message
from wcm_helpers.core.paths import ROOT, display_path
from wcm_helpers.data.setting_faults import fault_of_file, first_fault, section_faults
from wcm_helpers.data.settings import BillingMonth, Settings

#: The top-level keys of a settings file that are no section of a report.
_OWN_KEYS = tuple(name for name in Settings.model_fields if name not in ("file", "extra"))
#: The bytes that a settings file may have.
_LARGEST = 1_000_000


def find_settings(path: str | Path) -> Path:
    """Return the full path of a settings file: from the working directory, else from the checkout.

    A notebook runs in its own folder under JupyterLab and in the caller's under papermill; both open the
    same file this way.

    Raises
    ------
    WorkbookError
        If the file does not exist.
    """
    for candidate in (Path(path), ROOT / path):
        if candidate.is_file():
            return candidate.resolve()
    raise WorkbookError(
        message(
            "The settings file {file} does not exist, neither in {folder} nor in the folder of the workbook.",
            file=str(path),
            folder=str(Path.cwd()),
        )
    )


def load_settings(path: str | Path, sections: Mapping[str, type[BaseModel]] | None = None) -> Settings:
    """Return the settings of one warehouse.

    Parameters
    ----------
    path : str or Path
        A TOML file; ``workbook.toml`` is the pattern.
    sections : mapping of str to type of BaseModel, optional
        The sections of all reports, by name. With them every section is validated now, and an unknown
        one refused; without, unknown sections stay unread in ``extra``, and a report validates its own
        with :meth:`Settings.section`.

    Raises
    ------
    WorkbookError
        If the file is missing, is not TOML, or has an unknown key or an impossible value; in one line.
    """
    file = find_settings(path)
    content = _read_toml(file)
    extra = {key: value for key, value in content.items() if key not in _OWN_KEYS and isinstance(value, dict)}
    faults = [
        {"type": "extra_forbidden", "loc": (key,), "input": value}
        for key, value in content.items()
        if key not in _OWN_KEYS and (key not in extra or (sections is not None and key not in sections))
    ]
    settings = None
    try:
        own = {key: value for key, value in content.items() if key in _OWN_KEYS}
        settings = Settings.model_validate({**own, "file": file, "extra": extra})
    except ValidationError as error:
        faults += _located_sources(error.errors(), content)
    models = _section_models(extra, sections)
    for name, model in models.items():
        try:
            model.model_validate(extra[name])
        except ValidationError as error:
            faults += section_faults(name, error)
    if faults:
        raise fault_of_file(file, first_fault(faults, Settings, {**models, **(sections or {})}))
    return settings


def language_of(path: str | Path) -> str:
    """Return the language a settings file asks for, whatever else is wrong with it; English without one.

    So a fault of the settings themselves is worded in their language.
    """
    try:
        with find_settings(path).open(encoding="utf-8-sig", errors="replace") as file:
            text = file.read(_LARGEST)
    except (OSError, WorkbookError):
        return "en"
    match = re.search(r"""(?m)^[ \t]*language[ \t]*=[ \t]*["']([A-Za-z_-]+)["']""", text)
    return match[1] if match and match[1] in words.languages() else "en"


def _read_toml(file: Path) -> dict[str, object]:
    if file.stat().st_size > _LARGEST:
        fault = message("this file is too large for settings. --settings names a TOML file.")
        raise fault_of_file(file, fault)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        fault = message("this file is not UTF-8 (byte {byte}). Save it as UTF-8.", byte=str(error.start))
        raise fault_of_file(file, fault) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{display_path(file)}:{line[1]}" if line else display_path(file)
        fault = message("{file}: this line is not TOML ({reason}).", file=place, reason=str(error))
        raise WorkbookError(fault) from None


def _located_sources(faults: list[dict], content: dict[str, object]) -> list[dict]:
    """Return the faults of ``[[tables.…]]`` with the number of the export in their place, counted from 1."""
    located = []
    for fault in faults:
        section, name, *rest = (*fault["loc"], "", "")[: max(2, len(fault["loc"]))]
        tables = content.get("tables")
        if section == "tables" and isinstance(tables, dict) and isinstance(tables.get(name), list):
            number = rest[1] + 2 if rest[:1] == ["more"] and len(rest) > 1 else 1
            rest = rest[2:] if rest[:1] == ["more"] else rest
            fault = {**fault, "loc": (section, name, number, *rest)}
        located.append(fault)
    return located


class _AnySection(BaseModel):
    """A section no report has described yet: only what the data read from it is checked."""

    billing_month: BillingMonth = "doc_date"


def _section_models(
    extra: dict[str, dict[str, object]], sections: Mapping[str, type[BaseModel]] | None
) -> dict[str, type[BaseModel]]:
    if sections is None:
        return dict.fromkeys(extra, _AnySection)
    return {name: sections[name] for name in extra if name in sections}
