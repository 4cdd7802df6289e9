"""Match the responses of a survey with the customers of the warehouse, by number or by name."""

import re
from collections.abc import Callable, Sequence

import pandas as pd

from wcm_helpers.data.survey.folding import fold

_ENDING = re.compile(
    r"(?:股份有限公司|有限责任公司|有限公司|集团公司|总公司|分公司|公司"
    r"|(?:co\.?,?)?(?:ltd|limited|inc|llc|gmbh|plc|corp|corporation)\.?|co\.?|company)$"
)
_MARKS = re.compile(r"[.,·'\"“”‘’()\[\]《》、-]")


def bare_name(name: str) -> str:
    """Return a company name without width, blanks, case, marks and its legal form.

    Examples
    --------
    >>> bare_name("澄屿汽车配件（东莞）有限公司") == bare_name("澄屿汽车配件(东莞)")
    True
    >>> bare_name("Tallowby  Apparel  Co., Ltd.")
    'tallowbyapparel'
    """
    folded = fold(name)
    without = _ENDING.sub("", folded)
    return _MARKS.sub("", without or folded)


def matched_by_number(numbers: Sequence[str], customers: pd.DataFrame) -> list[str | None]:
    """Return the customer of each number, None where there is none; case and width do not count."""
    return _matched(numbers, customers["customer_id"], customers["customer_id"], (str.strip, fold))


def without_zeros(numbers: Sequence[str], customers: pd.DataFrame) -> list[str]:
    """Return the different numbers that are no customer, but would be with zeros before them.

    Examples
    --------
    >>> without_zeros(["13", "9", "013", ""], pd.DataFrame({"customer_id": ["013", "9"]}))
    ['13']
    """
    known = {fold(str(number)) for number in customers["customer_id"]}
    bare = {number.lstrip("0") for number in known if number.startswith("0")}
    return [text for text in dict.fromkeys(numbers) if fold(text) not in known and fold(text) in bare]


def matched_by_name(names: Sequence[str], customers: pd.DataFrame) -> list[str | None]:
    """Return the customer of each name; None where there is none, or several have it.

    A name is sought as written, then without case, width and blanks, then also without its legal form.
    """
    if "customer_name" not in customers:
        return [None] * len(names)
    return _matched(names, customers["customer_name"], customers["customer_id"], (str.strip, fold, bare_name))


def _matched(
    written: Sequence[str], keys: pd.Series, ids: pd.Series, forms: Sequence[Callable[[str], str]]
) -> list[str | None]:
    owner_of: dict[str, str | None] = dict.fromkeys(written)
    for form in forms:
        sought = [text for text, owner in owner_of.items() if owner is None and text.strip()]
        if not sought:
            break
        owners: dict[str, set[str]] = {}
        for key, customer in zip(keys, ids, strict=True):
            if isinstance(key, str) and key.strip():
                owners.setdefault(form(key), set()).add(str(customer))
        for text in sought:
            if len(same := owners.get(form(text), ())) == 1:
                owner_of[text] = next(iter(same))
    return [owner_of[text] for text in written]
