"""The questions behind the columns of an export, as a first guess with its doubts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from wcm_helpers.core.messages import Text, message
from wcm_helpers.data.survey.draft_choices import Options, guess_one, guess_several
from wcm_helpers.data.survey.draft_columns import Guess
from wcm_helpers.data.survey.draft_levels import Scale, guess_scale, is_level, number_in
from wcm_helpers.data.survey.draft_words import (
    FROM_ONE,
    IMPORTANT,
    NOT_APPLICABLE,
    OPEN_TEXT,
    OTHER,
    OVERALL,
    RANKED,
    RECOMMEND,
    SATISFIED,
    SEVERAL,
    fold,
)
from wcm_helpers.data.survey.level_order import one_is_best

#: How a column a choice says that the choice was made.
_TICKS = {"1", "y", "yes", "是", "x", "√", "true", "checked", "selected", "ausgewählt"}
#: A header that is a code of the questionnaire, such as sat, fuwu/p1 or SQ001.
_CODE = re.compile(r"[a-z]{1,4}|(?=.*[0-9_/])[A-Za-z][A-Za-z0-9_/.-]{0,29}")
_NO_TICKS = {"0", "n", "no", "否", "false", "unchecked", "not selected"}


@dataclass
class Draft:
    """A question as it is guessed: the cells of its row in the question file, and what to check."""

    places: list[int]
    stem: str
    item: str = ""
    type: str = "text"
    levels: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    na: tuple[str, ...] = ()
    other: str = ""
    words_place: int | None = None
    family: str = ""
    shown_if: str = ""
    pair: str = ""
    id: str = ""
    doubts: list[Text] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The statement, else the question."""
        return self.item or self.stem

    @property
    def all_places(self) -> list[int]:
        """The columns of its answers, and of the words of "other"."""
        return self.places if self.words_place is None else [*self.places, self.words_place]


def questions_of(groups: list[list[Guess]]) -> list[Draft]:
    """Return the questions of the columns, in their order."""
    written = {value for group in groups for guess in group for value in guess.values}
    alike = sorted(value for value in written if is_level(value) or number_in(value) == 7)
    drafts: list[Draft] = []
    for group in groups:
        drafts += _of_group(group, alike)
    _performance_in_a_row(drafts)
    _asked_twice(drafts)
    for draft in drafts:
        if _CODE.fullmatch(draft.label):
            text = message(
                "The export has only a code. Write the question under text, and the words of its answers."
            )
            draft.doubts.append(text)
            if draft.type == "importance":
                draft.doubts.append(message("Equal codes need not mean equal services. Check pair_id."))
    return drafts


def _of_group(group: list[Guess], alike: Iterable[str]) -> list[Draft]:
    if len(group) > 1 and not any(guess.item or guess.words for guess in group):
        return [_options_alone(group)]
    words = [guess for guess in group if guess.words or (len(group) > 1 and _words_of_other(guess))]
    ticks = [guess for guess in group if guess not in words and guess.item and _ticked(guess)]
    if len(ticks) > 1 and len(ticks) >= len([g for g in group if g.item and g not in words]):
        return [_wide_choice(ticks, words)]
    answers = [guess for guess in group if guess not in words]
    if len(answers) > 1 and _ranked(answers):
        return [_wide_ranking(answers)]
    drafts = [_of_column(guess, len(answers) > 1, alike) for guess in answers]
    if words and len(drafts) == 1 and drafts[0].type in ("single", "multi"):
        choice = drafts[0]
        choice.words_place = words[0].place
        choice.other = choice.other or words[0].item
        if choice.other not in choice.levels:
            choice.levels = (*choice.levels, choice.other)
        return drafts
    return drafts + [_of_column(guess, False, alike) for guess in words]


def _options_alone(group: list[Guess]) -> Draft:
    """Return a multiple choice of which the export has only the options, a column each."""
    levels = tuple(guess.stem for guess in group)
    draft = Draft([guess.place for guess in group], "", levels[0], type="multi", levels=levels)
    draft.other = next((level for level in levels if fold(level) in OTHER), "")
    draft.doubts.append(message("The export has only the options. Write the question above them under text."))
    return draft


def _words_of_other(guess: Guess) -> bool:
    return fold(guess.item) in OTHER and not _ticked(guess)


def _ticked(guess: Guess) -> bool:
    """Return whether the cells of a column only say that its option was chosen."""
    folded = {fold(value) for value in guess.values}
    return folded <= {fold(guess.item)} or (folded <= _TICKS | _NO_TICKS and len(folded) <= 2)


def _ranked(group: list[Guess]) -> bool:
    """Return whether each column has the place of its option in a ranking, not a point on a scale."""
    numbers = [number_in(value) for guess in group for value in guess.values]
    asked = all(RANKED.search(guess.stem) and guess.item for guess in group)
    return asked and all(number is not None and 1 <= number <= len(group) for number in numbers)


def _wide_ranking(group: list[Guess]) -> Draft:
    levels = tuple(guess.item for guess in group)
    return Draft([guess.place for guess in group], group[0].stem, type="ranking", levels=levels)


def _wide_choice(ticks: list[Guess], words: list[Guess]) -> Draft:
    """Return a multiple choice with a column for each option."""
    levels = [guess.item for guess in ticks]
    places = [guess.place for guess in ticks]
    draft = Draft(places, ticks[0].stem, type="multi")
    other = next((level for level in levels if fold(level) in OTHER), "")
    if other and words:
        draft.words_place = words[0].place
    elif words:
        other = words[0].item
        levels.append(other)
        places.append(words[0].place)
    draft.levels, draft.other = tuple(levels), other
    return draft


def _of_column(guess: Guess, in_matrix: bool, alike: Iterable[str]) -> Draft:
    stem = "" if re.fullmatch(r"#\d+", guess.stem) else guess.stem
    draft = Draft([guess.place], stem, guess.item)
    asked = f"{stem} {guess.item}".strip()
    na = {value for value in guess.values if fold(value) in NOT_APPLICABLE}
    if na == set(guess.values):
        draft.na = tuple(sorted(na))
        draft.doubts.append(message("Nobody answered it, so its type cannot be seen."))
        return draft
    recommend = bool(RECOMMEND.search(asked)) and not FROM_ONE.search(asked)
    scale = guess_scale(sorted(set(guess.values)), alike, recommend=recommend)
    if scale:
        _as_scale(draft, scale, asked, in_matrix)
        if draft.type == "nps" and 0 not in map(number_in, guess.values):
            text = message(
                "Nobody answered 0. If the scale begins at 1, it is no recommend question: use likert."
            )
            draft.doubts.append(text)
    elif not OPEN_TEXT.search(asked):
        several = bool(SEVERAL.search(guess.stem))
        options = guess_several(list(guess.values), several=several)
        options = options or guess_one(list(guess.values), several=several)
        if options:
            _as_choice(draft, options)
    if guess.stem != stem:
        draft.doubts.append(
            message("The export has only the statement. Write the question above it under text.")
        )
    return draft


def _as_scale(draft: Draft, scale: Scale, asked: str, in_matrix: bool) -> None:
    draft.family, draft.na, draft.codes = scale.family, scale.na, scale.codes
    draft.low, draft.high = scale.low, scale.high
    draft.levels = scale.levels if scale.family != "numbers" or scale.codes else ()
    if scale.family == "numbers" and one_is_best(asked) and not scale.codes:
        draft.levels = tuple(map(str, range(scale.high, scale.low - 1, -1)))
    draft.type = _scale_type(scale, asked, in_matrix)
    if draft.type == "nps":
        draft.levels, draft.codes = (), ()
    if scale.assumed:
        draft.doubts.append(
            message("Nobody chose {levels}. Correct the words of these levels.", levels=scale.assumed)
        )
    if scale.doubt and draft.type != "nps":
        doubt = message(
            "The answers are numbers. Check the ends of the scale, {low} to {high}, and whether {high} is "
            "the best.",
            low=scale.low,
            high=scale.high,
        )
        draft.doubts.append(doubt)
    if "0" in scale.na:
        draft.doubts.append(message("0 is read as not applicable. Empty na if it is an answer."))


def _scale_type(scale: Scale, asked: str, in_matrix: bool) -> str:
    if scale.family == "kano":
        return "kano_f"
    if scale.family == "numbers" and (scale.low, scale.high) == (0, 10) and RECOMMEND.search(asked):
        return "nps"
    if scale.family.startswith("importance") or (scale.family == "numbers" and IMPORTANT.search(asked)):
        return "importance"
    if not scale.family.startswith(("satisfaction", "numbers")):
        return "likert"
    if OVERALL.search(asked) and not in_matrix:
        return "csat"
    if scale.family != "numbers" or SATISFIED.search(asked):
        return "performance" if in_matrix else "likert"
    return "likert"


def _as_choice(draft: Draft, options: Options) -> None:
    draft.type = "ranking" if options.ranking else "multi" if options.separator else "single"
    draft.levels, draft.other = options.options, options.other
    if draft.type == "multi":
        draft.doubts.append(
            message(
                "Words typed under “other” may be among its options. Keep the options of the questionnaire, "
                "and name the one for other words under other."
            )
        )


def _performance_in_a_row(drafts: list[Draft]) -> None:
    """Make statements on satisfaction that follow each other a matrix: exports may lose its question."""
    for place, draft in enumerate(drafts):
        near = [other for other in drafts[max(0, place - 1) : place + 2] if other is not draft]
        if draft.type == "likert" and draft.family.startswith("satisfaction"):
            alike = any(other.family == draft.family and other.type != "csat" for other in near)
            draft.type = "performance" if alike else "csat"


def _asked_twice(drafts: list[Draft]) -> None:
    """Guess statements on numbers that are asked twice to be on performance first, then on importance."""
    numbers = [
        draft for draft in drafts if draft.family == "numbers" and draft.type == "likert" and draft.item
    ]
    first = {}
    for draft in numbers:
        first.setdefault(fold(draft.item), draft)
    twice = {fold(draft.item) for draft in numbers if first[fold(draft.item)] is not draft}
    if len(twice) < 2:
        return
    start = min(drafts.index(draft) for draft in numbers if first[fold(draft.item)] is not draft)
    for draft in numbers:
        draft.type = "importance" if drafts.index(draft) >= start else "performance"
        draft.doubts.append(
            message("These statements are asked twice. Check which is on performance, which on importance.")
        )
