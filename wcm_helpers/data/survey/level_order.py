"""Whether the levels of a question, in words everybody knows, run from worst to best."""

import re
import unicodedata
from collections.abc import Sequence

from wcm_helpers.data.survey.draft_words import FAMILIES, KANO, fold

_NUMBERED = re.compile(r"^\d+\s*[-–.、:：]\s*(?=\D)")
#: Often or seldom may be the worst: it depends on the question.
_EITHER_WAY = ("frequency", "frequency_en", "rude_en")
_BEST = "|".join(
    re.escape(word) for name, family in FAMILIES.items() if name not in _EITHER_WAY for word in family[-1]
)
_ONE_IS_BEST = re.compile(
    rf"(?<![\d.])1\s*分?\s*[=:–-]\s*(?:{_BEST})|(?:{_BEST})\s*[=:]\s*1(?!\d)", re.IGNORECASE
)


def one_is_best(text: str) -> bool:
    """Return whether the text of a question says that 1 is the best answer.

    Examples
    --------
    >>> one_is_best("总体满意度（1=非常满意，5=非常不满意）"), one_is_best("1 = very dissatisfied")
    (True, False)
    """
    return bool(_ONE_IS_BEST.search(unicodedata.normalize("NFKC", text)))


def wrong_order(levels: Sequence[str], *, kano: bool = False) -> bool:
    """Return whether all levels are words of one known scale, and not from worst to best.

    Parameters
    ----------
    levels : sequence of str
    kano : bool
        Whether they answer a Kano question; these run from "like" to "dislike".

    Examples
    --------
    >>> wrong_order(["满意", "一般", "不满意"]), wrong_order(["不满意", "一般", "满意"])
    (True, False)
    """
    families = [KANO] if kano else [f for name, f in FAMILIES.items() if name not in _EITHER_WAY]
    for family in families:
        places = {fold(word): place for place, level in enumerate(family) for word in level}
        positions = [places.get(fold(_NUMBERED.sub("", level))) for level in levels]
        if positions and None not in positions and len(set(positions)) == len(positions):
            return positions != sorted(positions)
    return False
