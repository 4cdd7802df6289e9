"""What a cell of an export can say besides an answer, and the exception of a cell that says nothing."""

import re
from collections.abc import Iterable, Mapping

from wcm_helpers.core.messages import Text, message, sentences
from wcm_helpers.data.survey.folding import fold
from wcm_helpers.data.survey.survey import ANSWERED, BLANK, NOT_SHOWN

_STATES = {"": BLANK, "(空)": BLANK, "(blank)": BLANK, "(跳过)": NOT_SHOWN, "(skipped)": NOT_SHOWN}
_NUMBER = re.compile(r"([+-]?\d+)(?:\.0+)?")


class UnreadableCellError(Exception):
    """A cell without a meaning, or with more than one; its argument says what to do."""


def state_of(value: str, na: Mapping[str, str]) -> str:
    """Return what became of a question: ``answered``, unless a cell has a word for something else."""
    folded = fold(value)
    return na.get(folded) or na.get(whole_number(folded)) or _STATES.get(folded, ANSWERED)


def whole_number(folded: str) -> str:
    """Return a whole number without zeros behind a point; empty for anything else.

    Examples
    --------
    >>> whole_number("4.0"), whole_number("04"), whole_number("-99"), whole_number("4.5")
    ('4', '4', '-99', '')
    """
    match = _NUMBER.fullmatch(folded)
    return str(int(match[1])) if match else ""


def add_it(levels: Iterable[str]) -> Text:
    """Return what to do about a word that is not one of the levels."""
    return sentences(
        message("Its levels are: {levels}.", levels=list(levels)),
        message(
            'If it is another spelling, write it under "codes" of the question file; if it means "not '
            'applicable", under "na"; else correct the column.'
        ),
    )


def needs_codes() -> Text:
    """Return what to do about a bare number where the levels are words."""
    return message(
        'The levels are words, and the question file does not give their numbers. Write them under "codes", '
        "parallel to the levels, such as 1|2|3|4|5."
    )
