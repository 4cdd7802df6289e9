"""The page of one customer: found by number or name, from what the sections of a review compute."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import Text, message, nmessage, sentences
from wcm_helpers.core.words import _
from wcm_helpers.reporting.block import Block, Blocks
from wcm_helpers.reporting.section import Section, section

#: So many customers are named where none has the number or name that was asked for.
NEAREST = 5


@dataclass(frozen=True)
class CustomerPages:
    """What a report shows of one customer.

    Attributes
    ----------
    names : callable, from a review to names by customer id
        Quick: it must not compute a section, since it answers the Tab key.
    make : callable, from a review and a customer id to blocks
    """

    names: Callable[[Any], Mapping[str, str]]
    make: Callable[[Any, str], Block | Blocks]


class CustomerLookup:
    """The customers of a review: ``customer("C00035")`` or ``customer["C00035"]`` is the page of one.

    Parameters
    ----------
    names : mapping of customer id to name
    page : callable, from a customer id to Section
    """

    def __init__(self, names: Mapping[str, str], page: Callable[[str], Section]) -> None:
        self.names, self._page = names, page

    def __call__(self, customer: object) -> Section:
        """Return the page of a customer, given its number, or its name where no other has it.

        Raises
        ------
        WorkbookError
            If there is no such customer, with the nearest ones, or if several have the name.
        """
        return self._page(find_customer(str(customer).strip(), self.names))

    def __getitem__(self, customer: object) -> Section:
        return self(customer)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, customer: object) -> bool:
        return customer in self.names

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.names)

    def __repr__(self) -> str:
        return str(
            nmessage(
                "{n} customer. Its number or name in brackets gives its page.",
                "{n} customers. The number or name of one in brackets gives its page.",
                len(self),
            )
        )


def lookup(review: Any, sections: dict[str, Section]) -> CustomerLookup:
    """Return the customers of a review; a page is made when it is first asked for.

    Parameters
    ----------
    review : Review
    sections : dict of str to Section
        Those made so far; pages are added to them.

    Raises
    ------
    WorkbookError
        If the report has no pages of single customers.
    """
    pages = review.report.customers
    if pages is None:
        refusal = message("The report {report} has no pages of single customers.", report=review.report.name)
        raise WorkbookError(refusal)
    names = pages.names(review)

    def page(customer: str) -> Section:
        key = f"customer-{customer}"
        if key not in sections:
            title = _("{name} ({number})", name=names[customer], number=customer)
            sections[key] = section(key, pages.make(review, customer), title=title, layer="appendix")
        return sections[key]

    return CustomerLookup(names, page)


def find_customer(wanted: str, names: Mapping[str, str]) -> str:
    """Return the id of a customer from its id, or from its name where no other has it.

    Raises
    ------
    WorkbookError
        In one line, with the nearest customers or those of the same name.

    Examples
    --------
    >>> find_customer("North Tea", {"C1": "North Tea", "C2": "South Tea"})
    'C1'
    """
    if wanted in names:
        return wanted
    same = [customer for customer, name in names.items() if name == wanted]
    if len(same) == 1:
        return same[0]
    if same:
        raise WorkbookError(
            message(
                "Several customers are called {name}: {numbers}. Give one of these numbers.",
                name=wanted,
                numbers=same[:NEAREST],
            )
        )
    raise WorkbookError(_refusal(wanted, names))


def _refusal(wanted: str, names: Mapping[str, str]) -> Text:
    refusal = message("No customer has the number or name {wanted}.", wanted=repr(wanted))
    near = nearest(wanted, names)
    if not near:
        return refusal
    shown = [message("{number} ({name})", number=customer, name=names[customer]) for customer in near]
    return sentences(refusal, message("The nearest are {customers}.", customers=shown))


def nearest(wanted: str, names: Mapping[str, str]) -> list[str]:
    """Return the customers whose number or name contains a text, then those with a similar one.

    Examples
    --------
    >>> nearest("c0035", {"C00035": "Qidong", "C00036": "Rugao", "X": "c0035 Ltd"})
    ['X', 'C00035', 'C00036']
    """
    text = wanted.casefold()
    written = {customer: (customer.casefold(), names[customer].casefold()) for customer in names}
    within = [customer for customer, both in written.items() if text and any(text in one for one in both)]
    by_text: dict[str, list[str]] = {}
    for customer, both in written.items():
        for one in both:
            by_text.setdefault(one, []).append(customer)
    similar = difflib.get_close_matches(text, by_text, n=NEAREST)
    every = [*within, *(customer for one in similar for customer in by_text[one])]
    return list(dict.fromkeys(every))[:NEAREST]
