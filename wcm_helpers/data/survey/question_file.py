"""Read a question file: what each question of a survey is, and where and how the export has its answers."""

import difflib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message, sentences, suggestion
from wcm_helpers.data.survey.cells import read_cells
from wcm_helpers.data.survey.question_checks import checked_question
from wcm_helpers.data.survey.question_links import check_together
from wcm_helpers.data.tables.schema import fold

#: The columns of a question file, each with its other names.
COLUMNS = {
    "question_id": ("题目编号", "题号", "编号", "id", "question"),
    "type": ("题型", "类型"),
    "text": ("题干", "题目", "标题", "question text"),
    "item": ("题项", "子题", "statement", "row"),
    "columns": ("列", "列名", "所在列", "column"),
    "levels": ("选项", "等级", "档位", "options", "choices"),
    "codes": ("编码", "代码", "code"),
    "scale_min": ("量表下限", "最小值", "最低分"),
    "scale_max": ("量表上限", "最大值", "最高分"),
    "reversed": ("反向", "反向题", "是否反向"),
    "pair_id": ("配对", "配对编号"),
    "dimension": ("维度",),
    "na": ("不适用", "na_code", "na_text"),
    "other": ("其他", "其他选项"),
    "shown_if": ("显示条件", "条件"),
    "need": ("需求", "对应需求", "needs"),
}
_TRANSLATED = re.compile(r"(text|item|levels|dimension|题干|题目|题项|选项|维度)@([a-z]{2})")
_NEEDED = ("question_id", "type", "text")


def read_question_file(path: Path, label: str) -> pd.DataFrame:
    """Return the questions of a file, checked.

    Parameters
    ----------
    path, label : Path, str
        A CSV or Excel file, and its name in messages.

    Returns
    -------
    pd.DataFrame
        ``Survey.questions``, and besides for reading the export: ``columns`` (tuple of str), ``codes``
        (tuple of str parallel to ``levels``, empty without), ``na`` (dict of word to state).

    Raises
    ------
    WorkbookError
        With file, row and column of the first fault, what was found and what to do.
    """
    rows = _table(path, label)
    if not rows:
        raise WorkbookError(
            message("{place}: there is no question in it. Add one row for each question.", place=label)
        )
    return questions_of_rows([row for _number, row in rows], [f"{label}:{number}" for number, _row in rows])


def questions_of_rows(rows: Sequence[Mapping[str, str]], places: Sequence[str]) -> pd.DataFrame:
    """Return rows by the names of COLUMNS as questions, checked; ``places`` name them in messages."""
    questions = [checked_question(row, place) for row, place in zip(rows, places, strict=True)]
    check_together(questions, places)
    frame = pd.DataFrame(
        {name: pd.Series([q[name] for q in questions], dtype=object) for name in questions[0]}
    )
    return frame.set_index("question_id", drop=False)


def _table(path: Path, label: str) -> list[tuple[int, dict[str, str]]]:
    """Return the rows that are not blank by the names of their columns, with their numbers."""
    cells = read_cells(path, label)
    if not cells.rows:
        raise WorkbookError(
            message("{place}: there is no question in it. Add one row for each question.", place=label)
        )
    header = [_recognised(cell) for cell in cells.rows[0]]
    for name in _NEEDED:
        if name not in header:
            raise WorkbookError(_no_column(label, name, cells.rows[0]))
    for cell, name in zip(cells.rows[0], header, strict=True):
        if not name and (meant := _meant(cell, header)):
            raise WorkbookError(_misspelt(label, cell, meant))
    for name in {name for name in header if name}:
        if header.count(name) > 1:
            raise WorkbookError(
                message(
                    '{place}: the column "{column}" is there more than once. Delete one.',
                    place=label,
                    column=name,
                )
            )
    rows = []
    for number, row in zip(cells.records[1:], cells.rows[1:], strict=True):
        values = {name: cell.strip() for name, cell in zip(header, row, strict=True) if name}
        if any(values.values()):
            rows.append((number, dict.fromkeys(COLUMNS, "") | values))
    return rows


def _recognised(cell: str) -> str:
    """Return the name of a column of a question file, with its language; empty for any other column."""
    known = {fold(alias): name for name, names in COLUMNS.items() for alias in (name, *names)}
    plain = cell.strip().lower()
    if translated := _TRANSLATED.fullmatch(plain):
        return f"{known[fold(translated[1])]}@{translated[2]}"
    return known.get(fold(plain), "")


def _meant(cell: str, header: Sequence[str]) -> str:
    """Return the column that a header nearly names, and that is not there; empty for none."""
    close = difflib.get_close_matches(cell.strip().lower(), COLUMNS.keys() - {*header}, n=1, cutoff=0.75)
    return close[0] if close else ""


def _misspelt(label: str, cell: str, meant: str) -> Text:
    fault = message(
        '{place}: "{header}" is no column of a question file, so it would not be read.',
        place=label,
        header=cell,
    )
    return sentences(fault, message("Did you mean {name}?", name=meant))


def _no_column(label: str, name: str, headers: list[str]) -> Text:
    fault = message('{place}: the column "{column}" is missing.', place=label, column=name)
    return sentences(fault, suggestion(name, [header for header in headers if header.strip()]))
