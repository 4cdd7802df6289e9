"""Word what is wrong with a question file or with the export of a survey; every fault names its place."""

import difflib
from collections.abc import Iterable

from wcm_helpers.core.messages import Text, message, sentences, suggestion

#: Characters of a list that somebody still reads.
_READABLE = 600


def no_such_file(wave: str, setting: str, path: str, folder: str) -> Text:
    """Return the message on a file of the settings that does not exist."""
    return message(
        '[surveys.{wave}] {setting} = "{path}": there is no such file in {folder}.',
        wave=wave,
        setting=setting,
        path=path,
        folder=folder,
    )


def no_question_file(wave: str) -> Text:
    """Return the message on a wave that has an export and no question file."""
    return message(
        "[surveys.{wave}] questions is missing. Run wcm survey-draft with the export: it writes a first "
        "guess of the question file for you to correct.",
        wave=wave,
    )


def cell_without_meaning(place: str, record: int, column: str, value: str, question: str, todo: Text) -> Text:
    """Return the message on a cell that has no meaning, or more than one."""
    fault = message(
        '{place}, record {record}, column "{column}": "{value}" is not an answer to question {question}.',
        place=place,
        record=str(record),
        column=column,
        value=shortened(value),
        question=question,
    )
    return sentences(fault, todo)


def cell_of_another_kind(place: str, record: int, column: str, value: str, role: str, todo: Text) -> Text:
    """Return the message on a cell that is no time, duration or weight, as the settings say it is."""
    fault = message(
        '{place}, record {record}, column "{column}": "{value}" cannot be read as {role}.',
        place=place,
        record=str(record),
        column=column,
        value=shortened(value),
        role=role,
    )
    return sentences(fault, todo)


def no_column(place: str, questions: Iterable[str], headers: Iterable[str], sought: str) -> Text:
    """Return the message on questions without a column."""
    fault = message(
        "{place}: no column was recognised for these questions: {questions}. Name each column under "
        '"columns" of the question file, as a header or such as col:F.',
        place=place,
        questions=list(questions),
    )
    return sentences(fault, _nearest(sought, headers))


def several_columns(place: str, question: str, headers: Iterable[str]) -> Text:
    """Return the message on a question that several columns could belong to."""
    return message(
        '{place}: several columns could belong to question {question}: {headers}. Name one under "columns" '
        "of the question file; {example} is the second of that name.",
        place=place,
        question=question,
        headers=list(headers),
        example='"header (#2)"',
    )


def no_such_column(place: str, what: str, header: str, headers: Iterable[str]) -> Text:
    """Return the message on a column that the settings or the question file name and the export lacks."""
    fault = message(
        '{place}: there is no column "{header}", which is named for {what}.',
        place=place,
        header=header,
        what=what,
    )
    return sentences(fault, _nearest(header, headers))


def shared_column(place: str, header: str, questions: Iterable[str]) -> Text:
    """Return the message on a column that is claimed by two questions."""
    return message(
        '{place}: the column "{header}" is read for several questions: {questions}. Correct "columns" in '
        "the question file.",
        place=place,
        header=header,
        questions=list(questions),
    )


def options_without_column(place: str, question: str, options: Iterable[str]) -> Text:
    """Return the message on a multiple choice of which some options have a column and others do not."""
    return message(
        "{place}: question {question} has a column for each option, but none for {options}. Name all "
        'columns under "columns" of the question file, parallel to the options.',
        place=place,
        question=question,
        options=list(options),
    )


def number_of_columns(place: str, question: str, columns: int, levels: int) -> Text:
    """Return the message on a list of columns that is not parallel to the options."""
    return message(
        "{place}: question {question} has {columns} columns and {levels} options. Give one column, one for "
        'each option, or one more for the words of "other".',
        place=place,
        question=question,
        columns=columns,
        levels=levels,
    )


def _nearest(sought: str, headers: Iterable[str]) -> Text:
    """Return the sentence on the nearest header, or on all of them where they are short enough to be read."""
    headers = list(headers)
    if sum(map(len, headers)) > _READABLE and not difflib.get_close_matches(sought, headers, n=1):
        return ""
    return suggestion(sought, headers)


def shortened(value: str, most: int = 60) -> str:
    """Return a value of a cell for a message: in one line, cut off where it is long."""
    line = " ".join(value.split())
    return line if len(line) <= most else line[: most - 1] + "…"
