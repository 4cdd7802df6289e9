"""Choose quotes that identify nobody."""

import re
from collections.abc import Iterable

import pandas as pd

from wcm_helpers.core.formats import missing
from wcm_helpers.methods.redaction import MARK, redact

#: Quotes of a theme, and the characters of one; a longer one is cut.
QUOTES, LONGEST = 2, 120
_TYPICAL = 24  # characters: long enough to say something, short enough to be read
_FORMS = re.compile(
    r"(股份|集团|科技|贸易|实业)?(有限责任公司|有限公司|公司|集团)$|[\s,]*(co|ltd|inc|llc|gmbh)\.?", re.I
)


def names_to_hide(names: Iterable[object]) -> list[str]:
    """Return names of customers, whole and without their legal form, to take out of quotes.

    Examples
    --------
    >>> names_to_hide(["苇渡电子科技有限公司", None])
    ['苇渡电子', '苇渡电子科技有限公司']
    """
    whole = {str(name).strip() for name in names if not missing(name)}
    return sorted({part for name in whole for part in (name, _FORMS.sub("", name).strip()) if len(part) > 2})


def choose_quotes(
    written: pd.DataFrame, matched: pd.DataFrame, names: Iterable[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Return the quotes of each theme, redacted: of different people, not the same words twice.

    Texts about this theme alone and of ordinary length come first; the choice does not depend on the order of
    the rows.

    Parameters
    ----------
    written : pd.DataFrame
        ``person`` and ``text``, one row a text.
    matched : pd.DataFrame of bool
        The same rows; a column a theme that may be quoted.
    names : iterable of str
        Names to take out.
    """
    names = tuple(names)
    themes = matched.sum(axis=1)
    quotes = {}
    for theme in matched:
        rows = written[matched[theme]].assign(themes=themes)
        rows["off"] = (rows["text"].str.len() - _TYPICAL).abs()
        chosen: list[str] = []
        people: set[object] = set()
        for row in rows.sort_values(["themes", "off", "text", "person"]).itertuples():
            quote = _shortened(redact(row.text, names))
            if row.person not in people and quote not in chosen and _says_something(quote):
                chosen.append(quote)
                people.add(row.person)
            if len(chosen) == QUOTES:
                break
        quotes[theme] = tuple(chosen)
    return quotes


def _says_something(quote: str) -> bool:
    return len(quote.replace(MARK, "").strip(" ，。,.!！")) >= 4


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
