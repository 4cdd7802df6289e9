"""Write the guess on a survey: its question file, and the lines for the settings."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import message
from wcm_helpers.core.paths import display_path
from wcm_helpers.core.toml_text import toml_text
from wcm_helpers.data.survey.draft_questions import Draft
from wcm_helpers.data.survey.grid import Grid

#: The columns of the file that is written.
FIELDS = (
    "question_id", "type", "text", "item", "columns", "levels", "codes", "scale_min", "scale_max", "reversed",
    "pair_id", "dimension", "na", "other", "shown_if", "need",
)  # fmt: skip


def question_file(grid: Grid, questions: Sequence[Draft]) -> str:
    """Return the rows of questions as CSV text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
    writer.writeheader()
    for question in questions:
        plain = question.low is not None and question.type != "nps" and not question.levels
        writer.writerow(
            {
                "question_id": question.id, "type": question.type, "text": question.stem,
                "item": question.item,
                "columns": "|".join(_reference(grid, place) for place in question.all_places),
                "levels": "|".join(_without_bar(question.levels)), "codes": "|".join(question.codes),
                "scale_min": question.low if plain else "", "scale_max": question.high if plain else "",
                "reversed": "", "pair_id": question.pair, "dimension": "", "na": "|".join(question.na),
                "other": question.other, "shown_if": question.shown_if, "need": "",
            }
        )  # fmt: skip
    return out.getvalue()


def _without_bar(levels: Sequence[str]) -> list[str]:
    """Return levels without ``|``, which separates them in the file."""
    return [level.replace("|", "/") for level in levels]


def _reference(grid: Grid, place: int) -> str:
    """Return how the question file names a column: by its header, or by its letter where that has a ``|``."""
    header = grid.headers[place]
    if "|" not in header:
        return header
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"col:{letters}"


def write_draft(text: str, out: Path, *, force: bool) -> None:
    """Write a question file, in UTF-8 with the mark by which Excel knows it.

    Raises
    ------
    WorkbookError
        If the file is there and ``force`` is not set, or cannot be written.
    """
    if out.exists() and not force:
        raise WorkbookError(
            message(
                "{file} is already there and may have your corrections. Name another file with --out, or "
                "overwrite it with --force.",
                file=display_path(out),
            )
        )
    try:
        out.write_bytes(text.encode("utf-8-sig"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkbookError(
            message("{file} cannot be written ({reason}).", file=display_path(out), reason=reason)
        ) from None


def settings_lines(month: str, roles: Mapping[str, str], options: Mapping[str, str]) -> str:
    """Return the lines of the settings file for a wave; whether it is anonymous is left to a person.

    Parameters
    ----------
    month : str
        YYYY-MM, or empty if unknown.
    roles : mapping of role to header
    options : mapping of setting to value
        Empty ones are left out.
    """
    lines = [f"[surveys.wave_{month.replace('-', '_') or 'name'}]", f"month = {toml_text(month)}"]
    lines += [f"{key} = {toml_text(value)}" for key, value in options.items() if value]
    if roles:
        pairs = ", ".join(f"{role} = {toml_text(header)}" for role, header in roles.items())
        lines.append(f"columns = {{ {pairs} }}")
    return "\n".join([*lines, "# anonymous = true", "# anonymous = false"])
