"""Themes of short texts by a lexicon of words, and how well they agree with themes given by hand.

A theme says what a text is about, not whether it praises or complains: nothing here judges a mood. Chinese is
cut into words by rjieba; English is matched by whole words.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from wcm_helpers.methods.agreement import cohen_kappa

#: Texts that say there is nothing to say.
NOTHING = frozenset({
    "无", "暂无", "没有", "没", "没有意见", "无意见", "暂时没有", "没有了", "n/a", "na", "none", "no",
    "nothing", "nil", "-", "—", "/",
})  # fmt: skip
_LONG = 3  # characters: a word so long is no accident of two others beside each other
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def says_nothing(text: str) -> bool:
    """Return whether a text says only that there is nothing to say.

    Examples
    --------
    >>> says_nothing("暂无。"), says_nothing("N/A"), says_nothing("无货可发")
    (True, True, False)
    """
    plain = fold(text)
    return plain in NOTHING or plain.strip("。.!！,， ") in NOTHING | {""}


def fold(text: str) -> str:
    """Return a text in lower case, full-width letters and blanks as ordinary ones, without blanks around."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def match_themes(texts: pd.Series, words: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return which themes each text is about.

    A Chinese word of two characters counts where it begins and ends with words of the segmentation, or is
    within one, so that 发错 is no part of 开发错误; a longer one counts anywhere. An English one counts as a
    whole word, or as the beginning of one if it ends with ``*``.

    Parameters
    ----------
    texts : pd.Series of str
    words : mapping of theme to its words

    Returns
    -------
    pd.DataFrame of bool
        The index of ``texts``, a column a theme.

    Examples
    --------
    >>> texts = pd.Series(["外箱破损比较多", "Boxes were damaged", "很好"])
    >>> match_themes(texts, {"damage": ["破损", "damag*"]})["damage"].tolist()
    [True, True, False]
    """
    folded = {theme: tuple(fold(word) for word in of) for theme, of in words.items()}
    chinese = tuple(sorted({word for of in folded.values() for word in of if _CHINESE.search(word)}))
    latin = {theme: _latin_pattern(of) for theme, of in folded.items()}
    by_text = {}
    for text in texts.unique():
        plain = fold(text)
        known = _words_in(plain, chinese)
        by_text[text] = [
            bool(known & set(of)) or bool(latin[theme] and latin[theme].search(plain))
            for theme, of in folded.items()
        ]
    rows = [by_text[text] for text in texts]
    return pd.DataFrame(rows, index=texts.index, columns=list(words), dtype=bool)


def _latin_pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    parts = [
        re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
        for word in words
        if not _CHINESE.search(word)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.ASCII) if parts else None


def _words_in(plain: str, words: tuple[str, ...]) -> set[str]:
    """Return the Chinese words of the lexicon that a folded text has."""
    there = [word for word in words if word in plain]
    if not there:
        return set()
    ends = np.cumsum([0, *map(len, cut(plain))]).tolist()
    limits, inside = set(ends), list(pairwise(ends))
    return {
        word
        for word in there
        if len(word) >= _LONG
        or any(
            (start in limits and start + len(word) in limits)
            or any(low <= start and start + len(word) <= high for low, high in inside)
            for start in _places(plain, word)
        )
    }


def _places(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def cut(text: str) -> list[str]:
    """Return a text in words of the segmentation; together they are the text."""
    import rjieba  # it reads its dictionary

    return rjieba.cut(text, False)


def compare_coding(coded: pd.DataFrame, matched: pd.DataFrame) -> pd.DataFrame:
    """Compare themes given by hand with those of the lexicon.

    Parameters
    ----------
    coded, matched : pd.DataFrame of bool
        The same texts and themes.

    Returns
    -------
    pd.DataFrame
        By theme: ``coded``, ``matched``, ``both`` (texts), ``precision`` (both of matched), ``recall`` (both
        of coded) and ``kappa``; NaN where undefined.

    Examples
    --------
    By hand 2, by the lexicon 2, both 1, of 4 texts: the observed agreement is 1/2, that by chance 1/2.

    >>> coded = pd.DataFrame({"late": [True, True, False, False]})
    >>> matched = pd.DataFrame({"late": [True, False, True, False]})
    >>> compare_coding(coded, matched).loc["late", ["precision", "recall", "kappa"]].tolist()
    [0.5, 0.5, 0.0]
    """
    rows = {}
    for theme in coded:
        both = int((coded[theme] & matched[theme]).sum())
        by_hand, by_words = int(coded[theme].sum()), int(matched[theme].sum())
        rows[theme] = {
            "coded": by_hand, "matched": by_words, "both": both,
            "precision": both / by_words if by_words else np.nan,
            "recall": both / by_hand if by_hand else np.nan,
            "kappa": cohen_kappa(coded[theme], matched[theme]),
        }  # fmt: skip
    columns = ["coded", "matched", "both", "precision", "recall", "kappa"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)
