"""A pack holds nothing of another customer: what a free text may have brought in is looked for at the end."""

import re
from collections.abc import Mapping

_WORD = re.compile(r"[\w-]+(?:\.[\w-]+)*")
#: Shorter names and numbers without a letter occur in any text.
_SHORTEST_NAME, _SHORTEST_NUMBER = 3, 8


def foreign(text: str, own: str, names: Mapping[str, str]) -> list[str]:
    """Return the other customers that a text names, by number or name, sorted by number.

    Parameters
    ----------
    text : str
        What a reader of the pack sees.
    own : str
        The number of the customer it is for.
    names : mapping of str to str
        The name of every customer by its number.

    Examples
    --------
    >>> names = {"C1": "North Ltd", "C2": "South Ltd", "C3": "North", "7": "Seven Seas"}
    >>> foreign("North Ltd: as for South Ltd, 7 orders", "C1", names)
    ['C2']
    >>> foreign("the claim of C3", "C1", names), foreign("the claim of C13", "C1", names)
    (['C3'], [])
    """
    words = set(_WORD.findall(text))
    own_name = names.get(own, own)
    rest = text.replace(own_name, " ")
    return sorted(
        customer
        for customer, name in names.items()
        if customer != own
        and name != own_name
        and (
            (_tells(customer) and customer in words)
            or (len(name) >= _SHORTEST_NAME and name in rest and not name.isdigit())
        )
    )


def _tells(customer: str) -> bool:
    """Return whether a number is one of a customer wherever it stands: 42 may be a quantity."""
    return len(customer) >= _SHORTEST_NUMBER or any(letter.isalpha() for letter in customer)
