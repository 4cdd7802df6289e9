"""The scale behind the answers of a column: known words in their order, or numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wcm_helpers.data.survey.draft_words import FAMILIES, KANO, NOT_APPLICABLE, fold

_NUMBERED = re.compile(r"^\d+\s*[-–.、:：]\s*(?=\D)")
_NUMBER = re.compile(r"^(?:[A-Za-z]{1,2})?(\d{1,2})(?:\.0)?\s*分?$")
_AT_AN_END = re.compile(r"[-–—:(（]\s*(\d{1,2})\s*[)）]?$|^(\d{1,2})\s*[-–—:(（]")
_DATE_OR_TIME = re.compile(r"\d\s*[:/.-]\s*\d")
_WORDS = {fold(word) for family in (KANO, *FAMILIES.values()) for level in family for word in level}
_LONGEST = 60
#: More different answers are no scale, whatever they are.
_MOST_LEVELS = 40


@dataclass(frozen=True)
class Scale:
    """A guessed scale.

    Attributes
    ----------
    family : str
        Key of FAMILIES, ``kano``, or ``numbers``.
    levels, codes : tuple of str
        From worst to best; codes only where the export has them in place of words.
    low, high : int
    na : tuple of str
        What stands for not applicable, as the export has it.
    assumed : tuple of str
        Levels that nobody chose.
    doubt : bool
        Whether the ends are only guessed.
    """

    family: str
    levels: tuple[str, ...]
    low: int
    high: int
    na: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    doubt: bool = False


def guess_scale(values: Iterable[str], alike: Iterable[str], *, recommend: bool) -> Scale | None:
    """Return the scale that the answers of a column are on; None for words that are no known levels.

    Parameters
    ----------
    values : iterable of str
        The distinct answers, without blanks.
    alike : iterable of str
        Distinct answers of all columns: a level that nobody chose here may be there.
    recommend : bool
        Whether the question asks for a recommendation, from 0 to 10.
    """
    values = list(values)
    if len(values) > _MOST_LEVELS:
        return None
    na = tuple(value for value in values if fold(value) in NOT_APPLICABLE)
    answers = [value for value in values if value not in na]
    if not answers:
        return None
    numbers = [number_in(value) for value in answers]
    if None not in numbers:
        others = {number_in(value) for value in alike}
        return _of_numbers(answers, numbers, na, recommend=recommend, of_six=7 not in others)
    return None if recommend else _of_words(answers, [*answers, *alike], na)


def is_level(value: str) -> bool:
    """Return whether an answer is a level of a known scale."""
    return len(value) <= _LONGEST and fold(_NUMBERED.sub("", value)) in _WORDS


def number_in(value: str) -> int | None:
    """Return the number an answer is or bears at an end; None for words.

    Examples
    --------
    >>> number_in("Extremely likely - 10"), number_in("N7"), number_in("7.0"), number_in("9分")
    (10, 7, 7, 9)
    """
    if match := _NUMBER.match(value.strip()):
        return int(match[1])
    match = None if _DATE_OR_TIME.search(value) else _AT_AN_END.search(value.strip())
    if match and re.search(r"likely|可能|10|0", value):
        return int(match[1] or match[2])
    return None


def _of_numbers(
    answers: list[str], numbers: list[int], na: tuple[str, ...], *, recommend: bool, of_six: bool
) -> Scale | None:
    low, high = min(numbers), max(numbers)
    if high > 10 or (len(set(numbers)) == 2 and {low, high} <= {0, 1} and not recommend):
        return None
    if recommend:
        return Scale("numbers", (), 0, 10, na)
    zero_is_none = low == 0 and high <= 7
    if zero_is_none:
        na = (*na, *(value for value, number in zip(answers, numbers, strict=True) if number == 0))
    bottom = 0 if low == 0 and not zero_is_none else 1
    prefix = re.match(r"[A-Za-z]*", answers[0])[0]
    if prefix and high == 6:  # answer codes: five levels and the one for not applicable
        na, high = (*na, f"{prefix}6"), 5
    if of_six and set(numbers) - {0} == set(range(1, 7)):  # all six were chosen, and nowhere a seventh
        top = high
    else:
        top = next(end for end in (5, 7, 10) if high <= end)
    levels = tuple(str(step) for step in range(bottom, top + 1))
    codes = tuple(f"{prefix}{level}" for level in levels) if prefix else ()
    return Scale("numbers", levels, bottom, top, na, codes, doubt=True)


def _of_words(answers: list[str], alike: list[str], na: tuple[str, ...]) -> Scale | None:
    plain = [_NUMBERED.sub("", answer) for answer in answers]
    for name, family in {"kano": KANO, **FAMILIES}.items():
        places = {fold(word): place for place, level in enumerate(family) for word in level}
        known = [places.get(fold(answer)) for answer in plain]
        if (
            None in known
            or len(set(known)) < len(set(map(fold, plain)))
            or (len(known) == 1 < len(family) < 4)
        ):
            continue
        return _with_all_levels(name, family, places, alike, na)
    return None


def _with_all_levels(
    name: str, family: tuple[tuple[str, ...], ...], places: dict[str, int], alike: list[str],
    na: tuple[str, ...],
) -> Scale:  # fmt: skip
    """Return the scale with a word for each level: as chosen here, else elsewhere, else the usual one."""
    written: dict[int, str] = {}
    for answer in alike:
        word = _NUMBERED.sub("", answer)
        place = places.get(fold(word))
        if place is not None:
            written.setdefault(place, " ".join(word.split()))
    latin = all(word.isascii() for word in written.values())
    usual = [next((word for word in level if word.isascii() == latin), level[0]) for level in family]
    levels = tuple(written.get(place, word) for place, word in enumerate(usual))
    assumed = tuple(word for place, word in enumerate(usual) if place not in written)
    return Scale(name, levels, 1, len(levels), na, assumed=assumed)
