"""A pack holds nothing of another customer: which others a text names, by number, name or short name."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

#: Legal forms and trades at the end of a name: people write it without them.
_FORMS = re.compile(
    r"(有限责任公司|股份有限公司|有限公司|集团公司|集团|公司|商贸|贸易|科技|实业|物流|供应链|电子商务|电子|服装|服饰|食品"
    r"|医药|日用品|家居|化妆品|[\s,.()]+|\b(co|ltd|limited|llc|inc|corp|corporation|company|gmbh|ag|kg|plc|bv|sa)\b)+$"
)
_WORD = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*|[^\W_a-z0-9]+")
#: A shorter name in Latin letters, a short name, or a number without letters occurs in any text.
_SHORTEST_LATIN, _SHORTEST_CORE, _SHORTEST_NUMBER, _SHORTEST_WHOLE = 3, 4, 4, 8
_YEAR = re.compile(r"(19|20)\d\d")


class Customers:
    """The customers of a site, looked for in texts.

    Parameters
    ----------
    names : mapping of str to str
        The name of every customer by its number.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {customer: _plain(name) for customer, name in names.items()}
        self._signs = {customer: _signs(customer, name) for customer, name in self._names.items()}
        self._by_number: dict[str, list[str]] = {}
        for customer in names:
            self._by_number.setdefault(_plain(customer), []).append(customer)
        self._named: dict[str, list[str]] = {}

    def others_in(self, text: str, own: str, *, free: bool = True) -> list[str]:
        """Return the other customers that a text names, sorted by number.

        Width, case, blanks and hidden characters make no difference. A customer of the same name is not told
        apart.

        Parameters
        ----------
        text : str
        own : str
            The number of the customer who reads it.
        free : bool
            Whether a person wrote it: then a number of four digits is one of a customer, while among the
            figures of a table it is a quantity.

        Examples
        --------
        >>> customers = Customers({"C1": "North Ltd", "C2": "South Tea Ltd", "C3": "North", "4711": "Ost"})
        >>> customers.others_in("North Ltd: as for SOUTH TEA, C13 and c-3", "C1")
        ['C2']
        >>> customers.others_in("the claim of c3", "C1"), customers.others_in("as for 4711", "C1")
        (['C3'], ['4711'])
        >>> customers.others_in("4711 pallets", "C1", free=False)
        []
        """
        plain = _plain(text)
        named = self._named.get(plain)
        if named is None:
            named = self._named[plain] = self._all_in(plain)
        own_name, own_signs = self._names.get(own), self._signs.get(own, ())
        others = [one for one in named if one != own and self._names[one] != own_name]
        if not others:
            return []
        numbers = self._numbers_in(plain.replace(_plain(own), " ") if len(own) > 1 else plain)
        if not free:
            numbers = {one for one in numbers if not one.isdigit() or len(one) >= _SHORTEST_WHOLE}
        return sorted(
            one
            for one in others
            if one in numbers or any(_stands_alone(sign, plain, own_signs) for sign in self._signs[one])
        )

    def _all_in(self, plain: str) -> list[str]:
        """Return every customer that a plain text names, by number or name."""
        numbers = self._numbers_in(plain)
        return [
            customer
            for customer, signs in self._signs.items()
            if customer in numbers or any(_stands_alone(sign, plain, ()) for sign in signs)
        ]

    def _numbers_in(self, plain: str) -> set[str]:
        words = {part for word in _WORD.findall(plain) for part in (word, *re.split(r"[-_.]", word))}
        return {customer for word in words if _tells(word) for customer in self._by_number.get(word, ())}


def _plain(text: str) -> str:
    """Return a text in one width and case, without hidden characters, each run of blanks as one."""
    letters = unicodedata.normalize("NFKC", text)
    seen = "".join(
        letter for letter in letters if unicodedata.category(letter) not in ("Cf", "Cc") or letter in "\t\n"
    )
    return " ".join(seen.casefold().split())


def _signs(customer: str, name: str) -> tuple[str, ...]:
    """Return the name of a customer and the short one without its legal form, those that tell."""
    if name == _plain(customer) or name.replace(" ", "").isdigit():
        return ()
    core = _FORMS.sub("", name).strip()
    short = [core] if core != name and len(core) >= _SHORTEST_CORE else []
    return tuple(sign for sign in (name, *short) if len(sign) >= (_SHORTEST_LATIN if sign.isascii() else 2))


def _stands_alone(sign: str, plain: str, own: Sequence[str]) -> bool:
    """Return whether a name is in a text otherwise than as a part of the reader's own name.

    A Latin name has to be whole words, a Chinese one may have blanks within. Where it is also the reader's
    own name without its legal form, it is the other customer's.
    """
    if not sign.isascii():
        sign, plain = sign.replace(" ", ""), plain.replace(" ", "")
        own = [one.replace(" ", "") for one in own]
    if sign not in plain:
        return False
    mine = [(*span, place == 0) for place, one in enumerate(own) for span in _spans(one, plain)]
    return any(
        not any(
            first <= start and end <= last and (whole or last - first > end - start)
            for first, last, whole in mine
        )
        for start, end in _spans(sign, plain)
    )


def _spans(sign: str, plain: str) -> Iterator[tuple[int, int]]:
    """Yield where a name begins and ends in a text."""
    name = re.escape(sign)
    pattern = rf"(?<![a-z0-9]){name}(?![a-z0-9])" if sign.isascii() else name
    yield from (match.span() for match in re.finditer(pattern, plain))


def _tells(word: str) -> bool:
    """Return whether a word can be the number of a customer: a year or a short number may be anything."""
    if not word.isdigit():
        return any(letter.isalpha() for letter in word)
    return len(word) >= _SHORTEST_NUMBER and not (len(word) == _SHORTEST_NUMBER and _YEAR.fullmatch(word))
