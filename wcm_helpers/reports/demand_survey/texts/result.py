"""What customers write, in numbers and quotes: language-free, one for all languages."""

from dataclasses import dataclass

import pandas as pd

from wcm_helpers.reports.demand_survey.texts.lexicon import Lexicon

#: The false discovery rate over all themes and industries.
LEVEL = 0.05


@dataclass(frozen=True, eq=False)
class Texts:
    """The texts of a wave.

    Attributes
    ----------
    asked : bool
        Whether the questionnaire has a question answered in words.
    anonymous : bool
        Responses are counted then, otherwise customers, each once.
    answered : int
        Who answered the survey at all.
    wrote : int
        Who wrote something to say: the base of every share.
    nothing : int
        Who wrote only that there is nothing to say.
    unmatched : int
        Responses with a text whose customer is unknown; not counted in a named survey.
    themes : pd.DataFrame
        By theme, the one most write about first: ``people``, ``share``, a column a class (people of it who
        write about the theme; NA hidden), and ``hidden`` (an anonymous survey must not show it).
    classes : pd.Series
        Who wrote, by class that may be shown.
    groups : pd.DataFrame
        Industries that write about a theme more often than the others by more than chance explains, in a
        named survey:
        ``theme``, ``industry``, ``people``, ``of_theme``, ``wrote``.
    quotes : dict of str to tuple of str
        Redacted quotes by theme, at most two.
    without : int
        Who wrote something that no theme of the lexicon matches.
    topics : list of (words, people)
        Words that occur together in texts without a theme.
    agreement : pd.DataFrame or None
        As :func:`wcm_helpers.methods.themes.compare_coding`, with a row ``""`` for all themes together; None
        without hand-coded texts.
    coded : int
        The hand-coded texts.
    lexicon : Lexicon
    """

    asked: bool
    anonymous: bool
    answered: int
    wrote: int
    nothing: int
    unmatched: int
    themes: pd.DataFrame
    classes: pd.Series
    groups: pd.DataFrame
    quotes: dict[str, tuple[str, ...]]
    without: int
    topics: list[tuple[tuple[str, ...], int]]
    agreement: pd.DataFrame | None
    coded: int
    lexicon: Lexicon
