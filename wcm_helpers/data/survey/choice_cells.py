"""What a cell means where options are chosen: one, several in a cell, a tick, a rank, words of their own."""

import re
from collections.abc import Iterable, Mapping, Sequence

from wcm_helpers.core.messages import message
from wcm_helpers.data.survey.cell_words import (
    UnreadableCellError,
    add_it,
    needs_codes,
    state_of,
    whole_number,
)
from wcm_helpers.data.survey.folding import fold
from wcm_helpers.data.survey.survey import ANSWERED, BLANK

#: What separates several choices in one cell; a blank only where the options have codes.
SEPARATORS = ("┋", ";", "；", ",", "，", "、", "|", "\n", "→", " ")
_OTHER_WORDS = ("其他", "其它", "other", "others", "other (please specify)")
_LETTER = re.compile(r"[a-z0-9]{1,2}[.、:)](?=\D)")
_NUMBERS = re.compile(r"[\d.]*\d[\d.,;|、┋→\n]*")
_TICKED = {"1", "y", "yes", "true", "x", "√", "✓", "✔", "是", "选中", "已选", "checked", "selected"}
_NOT_TICKED = {"0", "n", "no", "false", "否", "未选", "未选中", "notselected", "notchecked", "unchecked"}

#: An option by its place among the levels, and the words beside it.
Token = tuple[int, str]


class ChoiceCells:
    """The meanings of the cells of one question with options."""

    def __init__(self, question: Mapping) -> None:
        self.levels = question["levels"]
        self.na = question["na"]
        self.codes = question["codes"]
        self.options = {fold(level): place for place, level in enumerate(self.levels)}
        self.options |= {fold(code): place for place, code in enumerate(self.codes) if code}
        self.other = self.levels.index(question["other"]) if question["other"] else None
        heads = "|".join(re.escape(word) for word in (question["other"], *_OTHER_WORDS) if word)
        self.inline = re.compile(
            rf"(?:{heads})\s*(?:〖(.*)〗|[(（\[](.*)[)）\]]|[:：\-–—,，]\s*(.*))", re.IGNORECASE | re.DOTALL
        )

    def one(self, value: str) -> tuple[str, tuple[Token, ...]]:
        """Return the state and the option of a cell with one choice.

        Raises
        ------
        UnreadableCellError
            If it is not an option, and words of their own are not allowed.
        """
        state = state_of(value, self.na)
        if state != ANSWERED:
            return state, ()
        return state, (self._known(value) or self._words(value),)

    def several(self, value: str, separator: str) -> tuple[str, tuple[Token, ...]]:
        """Return the state and the options of a cell with several choices, in its order.

        A cell is separated only where no option goes on: ``贴标, 换标, 退货`` is two choices where
        ``贴标, 换标`` is an option.

        Raises
        ------
        UnreadableCellError
            If a part is not an option, or the cell can be read in two ways.
        """
        state = state_of(value, self.na)
        if state != ANSWERED:
            return state, ()
        unknown, readings = self._readings(value, separator)
        if not readings:
            return BLANK, ()
        if unknown and self.other is None:
            raise UnreadableCellError(add_it(self.levels))
        if len(readings) > 1:
            todo = message(
                "It can be read as different options. Export a column for each option, or rename an option "
                "that contains another."
            )
            raise UnreadableCellError(todo)
        tokens = next(iter(readings))
        for place, words in tokens:
            if place < 0:
                self._words(words)
        return state, tuple((self.other, words) if place < 0 else (place, words) for place, words in tokens)

    def ordered(self, value: str, separator: str) -> tuple[str, tuple[Token, ...]]:
        """Return the state and the options of a cell of a ranking, the first place first."""
        state, tokens = self.several(value, separator)
        places = [place for place, _words in tokens]
        if len(set(places)) < len(places):
            raise UnreadableCellError(message("An option is there more than once in this ranking."))
        return state, tokens

    def separator(self, values: Iterable[str]) -> str:
        """Return the separator that leaves the fewest characters outside the options."""
        values = [value for value in values if state_of(value, self.na) == ANSWERED][:_SHOWN]
        present = [
            mark for mark in SEPARATORS
            if any(mark in value for value in values) and (mark != " " or any(self.codes))
        ]  # fmt: skip
        if not present:
            return SEPARATORS[0]
        return min(present, key=lambda mark: sum(self._readings(value, mark)[0] for value in values))

    def knows_none(self, values: Sequence[tuple[Token, ...]]) -> bool:
        """Return whether many answers have words of their own and none has an option: a wrong column."""
        places = [place for tokens in values for place, _words in tokens]
        return len(places) >= _MANY and set(places) == {self.other}

    def tick(self, value: str, place: int) -> tuple[str, bool, str]:
        """Return the state of the cell of one option, whether it is ticked, and its words.

        Raises
        ------
        UnreadableCellError
            If it is neither a tick nor empty.
        """
        state = state_of(value, self.na)
        if state != ANSWERED:
            return state, False, ""
        folded = fold(value)
        folded = whole_number(folded) or folded
        if self.options.get(folded, place) == place:
            if folded in self.options or folded in _TICKED:
                return state, True, ""
            if folded in _NOT_TICKED:
                return BLANK, False, ""
        known = self._known(value)
        if known and known[0] == place:
            return state, True, known[1]
        if known is None and place == self.other:
            return state, True, self._words(value)[1]
        todo = message(
            'This column is for the option "{option}": 1 or the option means ticked, 0 or empty not.',
            option=self.levels[place],
        )
        raise UnreadableCellError(todo)

    def rank(self, value: str) -> tuple[str, int]:
        """Return the state of the cell of one option, and its place in the ranking; 0 without one."""
        state = state_of(value, self.na)
        if state != ANSWERED:
            return state, 0
        number = whole_number(fold(value))
        if not number or not 1 <= int(number) <= len(self.levels):
            raise UnreadableCellError(message("A rank is a number from 1 to {n}.", n=len(self.levels)))
        return state, int(number)

    def _known(self, value: str) -> Token | None:
        """Return the option of a cell, with the words beside it; None if it is none."""
        folded = fold(value)
        for name in (folded, whole_number(folded), _LETTER.sub("", folded, count=1)):
            if name in self.options:
                return self.options[name], ""
        if self.other is not None and (match := self.inline.fullmatch(value.strip())):
            return self.other, next((words.strip() for words in match.groups() if words is not None), "")
        if "〖" in value and value.endswith("〗"):
            head, _mark, words = value.removesuffix("〗").partition("〖")
            if fold(head) in self.options:
                return self.options[fold(head)], words.strip()
        return None

    def _words(self, value: str) -> Token:
        """Return an answer in words of its own, where they are allowed."""
        numbers = _NUMBERS.fullmatch(fold(value))
        if numbers and not any(self.codes):
            raise UnreadableCellError(needs_codes())
        if self.other is None or numbers:
            raise UnreadableCellError(add_it(self.levels))
        return self.other, value.strip()

    def _readings(self, value: str, separator: str) -> tuple[int, set[tuple[Token, ...]]]:
        """Return the characters that are no option, and the readings that leave the fewest of them.

        A part that is no option has the place −1. Only readings that differ in their options count.
        """
        ends = [match.start() for match in re.finditer(re.escape(separator), value)] + [len(value)]
        starts = [0] + [end + len(separator) for end in ends[:-1]]
        best: list[tuple[int, set[tuple[Token, ...]]]] = [(0, {()})]
        for last in range(len(ends)):
            least, chosen = None, set()
            for first in range(last, max(-1, last - _MOST_PARTS), -1):
                part = value[starts[first] : ends[last]].strip()
                token = self._known(part) if part else None
                if part and token is None and first == last:
                    token = (-1, part)
                if part and token is None:
                    continue
                cost = best[first][0] + (len(part) if token and token[0] < 0 else 0)
                if least is None or cost < least:
                    least, chosen = cost, set()
                if cost == least:
                    chosen |= {_joined(reading, token, separator) for reading in best[first][1]}
            best.append((least, chosen))
        return best[-1][0], {reading for reading in best[-1][1] if reading}


def _joined(reading: tuple[Token, ...], token: Token | None, separator: str) -> tuple[Token, ...]:
    """Return a reading with one more token; parts that are no options and follow each other are one text."""
    if token is None:
        return reading
    if token[0] < 0 and reading and reading[-1][0] < 0:
        return (*reading[:-1], (-1, f"{reading[-1][1]}{separator}{token[1]}"))
    return (*reading, token)


#: An option contains the separator fewer times than this.
_MOST_PARTS = 8
#: So many different cells decide on the separator.
_SHOWN = 500
#: So many answers without a single option are no answers to this question.
_MANY = 5
