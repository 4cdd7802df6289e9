"""What a cell means on a scale: a level's word, its code, a number, or a number beside its word."""

import re
from collections.abc import Mapping

import numpy as np

from wcm_helpers.core.messages import message
from wcm_helpers.data.survey.cell_words import (
    UnreadableCellError,
    add_it,
    needs_codes,
    state_of,
    whole_number,
)
from wcm_helpers.data.survey.folding import fold
from wcm_helpers.data.survey.survey import ANSWERED

_UNIT = re.compile(r"(\d+)(?:分|点|星|points?|stars?)")
_NUMBER_FIRST = re.compile(r"(\d+)[-–—.、:=)(,]*(\D.*?)\)?")
_NUMBER_LAST = re.compile(r"(.*?\D)[-–—:=(,]+(\d+)\)?(?:分)?")


class ScaleCells:
    """The meanings of the cells of one scale question."""

    def __init__(self, question: Mapping) -> None:
        first = int(question["scale_min"])
        self.ends = first, int(question["scale_max"])
        self.na = question["na"]
        self.recommend = question["type"] == "nps"
        levels = question["levels"] or tuple(map(str, range(first, self.ends[1] + 1)))
        self.levels = levels
        self.numeric = all(whole_number(fold(level)) for level in levels)
        self.codes = bool(question["codes"])
        by_codes_alone = self.numeric and self.codes and all(question["codes"])
        read = () if by_codes_alone else levels
        self.scores = {fold(level): first + place for place, level in enumerate(read)}
        for place, code in enumerate(question["codes"]):
            if code:
                self.scores[fold(code)] = first + place

    def meaning(self, value: str) -> tuple[str, float]:
        """Return the state and the score of a cell; NaN where it is no answer.

        Raises
        ------
        UnreadableCellError
            If it has no meaning, or more than one.
        """
        state = state_of(value, self.na)
        return (state, self._score(fold(value))) if state == ANSWERED else (state, np.nan)

    def _score(self, folded: str) -> float:
        if folded in self.scores:
            return self.scores[folded]
        unit = _UNIT.fullmatch(folded)
        if number := whole_number(unit[1] if unit else folded):
            if number in self.scores:
                return self.scores[number]
            raise UnreadableCellError(add_it(self.levels) if self.numeric or self.codes else needs_codes())
        if self.recommend and re.fullmatch(r"n\d+", folded):
            return self._in_scale(folded[1:])
        for pattern, number_at, word_at in ((_NUMBER_FIRST, 1, 2), (_NUMBER_LAST, 2, 1)):
            if match := pattern.fullmatch(folded):
                return self._both(match[number_at], match[word_at])
        raise UnreadableCellError(add_it(self.levels))

    def _both(self, number: str, word: str) -> float:
        """Return the score of a number beside a word; both must say the same."""
        number = str(int(number))
        if self.numeric and not re.search(r"\d", word):
            return self._in_scale(number)
        score = self.scores.get(word.strip("-–—.、:=(),"))
        if score is None:
            raise UnreadableCellError(add_it(self.levels))
        if self.scores.get(number, int(number)) != score:
            todo = message(
                "The number and the word are different levels. Correct the order of the levels, or write "
                'the whole cells under "codes" of the question file.'
            )
            raise UnreadableCellError(todo)
        return score

    def _in_scale(self, number: str) -> float:
        number = str(int(number))
        if number not in self.scores:
            raise UnreadableCellError(add_it(self.levels))
        return self.scores[number]
