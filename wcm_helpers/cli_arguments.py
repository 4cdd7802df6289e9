"""What is typed after a command of the command line, as the command needs it."""

from pathlib import Path
from typing import Annotated

import typer

from wcm_helpers.cli_process import fail
from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message
from wcm_helpers.core.paths import display_path

#: The settings file of a folder that names none.
SETTINGS_FILE = "workbook.toml"

SettingsFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--settings", "-s",
        help="Settings file of a warehouse, or the folder of a workbook.toml; may be given several times.",
    ),
]  # fmt: skip


def settings_files(files: list[Path] | None) -> list[Path]:
    """Return the settings files meant: as given, a folder's workbook.toml, or that of the current folder.

    Raises
    ------
    WorkbookError
        If one is not there.
    """
    meant = [file / SETTINGS_FILE if file.is_dir() else file for file in files or [Path(SETTINGS_FILE)]]
    for file in meant:
        if not file.is_file():
            if not files:
                absent = message(
                    "There is no {file} in this folder. Name your settings with --settings FILE, or change "
                    "to the folder that has them.",
                    file=SETTINGS_FILE,
                )
                raise WorkbookError(absent)
            raise WorkbookError(
                message(
                    "The settings file {file} does not exist. --settings names a TOML file.",
                    file=display_path(file),
                )
            )
    return meant


def use_language(language: str, settings: list[Path] | None) -> None:
    """Use a language for messages: the one asked for, else that of the first settings file, broken or not."""
    if not language:
        from wcm_helpers.data.settings_file import language_of

        first = next(iter(settings or []), Path(SETTINGS_FILE))
        language = language_of(first / SETTINGS_FILE if first.is_dir() else first)
    words.use(language)


def same_customers_in(file: Path) -> list:
    """Return the rows of the list of customers of several sites; one line for each mistake in it."""
    from wcm_helpers.reporting.same_customers import read_same_customers

    rows, faults = read_same_customers(file)
    for fault in faults:
        fail(fault)
    if faults:
        raise typer.Exit(1)
    return rows


def parameter_in(text: str) -> tuple[str, object]:
    """Return name and value of ``name=value``; a number or true/false is read as one, but never a month."""
    name, equals, value = text.partition("=")
    if not equals:
        fault = message("--parameter {text} is not name=value, such as limit_a=0.75.", text=repr(text))
        raise WorkbookError(fault)
    if name in ("month", "settings"):
        return name, value
    if value.lower() in ("true", "false"):
        return name, value.lower() == "true"
    for kind in (int, float):
        try:
            return name, kind(value)
        except ValueError:
            continue
    return name, value
