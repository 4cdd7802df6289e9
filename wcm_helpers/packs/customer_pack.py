"""The pack of one customer: two sides for its quarterly meeting, from the parts that the reports give.

What a report gives is looked through at the end: a part that names another customer is left out as a whole.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from wcm_helpers.core import words
from wcm_helpers.core.contacts import without_contacts
from wcm_helpers.core.messages import Message, message
from wcm_helpers.core.months import last_day
from wcm_helpers.core.words import _, joined
from wcm_helpers.data.facts.history import History
from wcm_helpers.packs.secrecy import Customers
from wcm_helpers.packs.volumes import volumes
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.block import Block, Blocks
from wcm_helpers.reporting.customer_packs import PackReader, PackSection, is_nothing, nothing
from wcm_helpers.reporting.report import Report, Review
from wcm_helpers.reporting.section import Section, section

_VOLUMES = 10


@dataclass(frozen=True, eq=False)
class Month:
    """What all packs of a month read.

    Attributes
    ----------
    history : History
    month : str
    billed : pd.DataFrame
        As :func:`wcm_helpers.packs.invoice.billed` returns it.
    by_month : pd.DataFrame
        As :func:`wcm_helpers.packs.invoice.billed_by_month` returns it.
    reviews : dict of report name to Review or None
        The reports that give parts; None for one whose tables are not there.
    reports : mapping of name to Report
    customers : Customers
    """

    history: History
    month: str
    billed: pd.DataFrame
    by_month: pd.DataFrame
    reviews: Mapping[str, Review | None]
    reports: Mapping[str, Report]
    customers: Customers


@dataclass(frozen=True)
class CustomerPack:
    """The pack of a customer, and what was withheld from it.

    Attributes
    ----------
    sections : list of Section
    withheld : list of Message
        One for each text or part that names another customer, for the analyst, without that text.
    """

    sections: list[Section]
    withheld: list[Message] = field(default_factory=list)


def customer_pack(month: Month, customer: str, name: str, file: str) -> CustomerPack:
    """Return the pack of a customer in the language in use.

    Parameters
    ----------
    month : Month
    customer, name : str
    file : str
        The name of the pack's file, for the lines of what is withheld.
    """
    withheld: dict[str, Message] = {}

    def may_read(text: str, table: str, row: str, free: bool) -> bool:
        others = month.customers.others_in(text, customer, free=free)
        if others:
            line = message(
                "{file}: a text of table {table}, row {row}, names {others} and is left out.",
                file=file, table=table, row=row, others=others[:3],
            )  # fmt: skip
            withheld[str(line)] = line
        return not others

    reader = PackReader(customer, name, may_read)
    made = [section("head", _head(month, reader))]
    left: list[Block] = []
    for key, (title, parts) in _headings(month).items():
        shown = []
        for make in parts:
            part = blocks.join(make(reader))
            if others := _others_in(part, month.customers, customer):
                line = message(
                    "{file}: the part {part} would name {others} and is left out.",
                    file=file, part=key, others=others[:3],
                )  # fmt: skip
                withheld[str(line)] = line
            else:
                shown.append(part)
        there = blocks.join(*shown).pieces
        if there and all(is_nothing(block) for block in there):
            left += there
        elif there:
            made.append(section(key, blocks.join(*there), title=title))
    if left:  # a heading for each would fill a page with nothing
        sentences = joined(block.text for block in left)
        made.append(section("left", blocks.paragraph(sentences), title=_("For completeness")))
    return CustomerPack(made, list(withheld.values()))


def _head(month: Month, reader: PackReader) -> Block:
    return blocks.head(
        title=_("Service review for {customer}", customer=without_contacts(reader.name)),
        site=month.history.settings.site.name,
        month=month.month,
        data_up_to=last_day(month.month).isoformat(),
        draft=False,
        facts=[(_("Customer number"), reader.customer_id)],
    )


_Make = Callable[[PackReader], Block | Blocks]


def _headings(month: Month) -> dict[str, tuple[str, list[_Make]]]:
    """Return title and parts of each heading, in the order of the pack."""
    own = PackSection(
        lambda _review, reader: volumes(month.history, month.month, month.billed, month.by_month, reader),
        _VOLUMES,
        lambda: _("What we did for you"),
    )
    every = [("volumes", own, None), *_parts(month)]
    headings: dict[str, tuple[str, list[_Make]]] = {}
    for key, part, review in sorted(every, key=lambda one: one[1].place):
        title = part.title() if part.title else ""
        headings.setdefault(key, (title, []))[1].append(_made(part, review, own))
    return headings


def _parts(month: Month) -> Iterator[tuple[str, PackSection, Review | None]]:
    for name, review in month.reviews.items():
        for key, part in month.reports[name].pack.items():
            if review is not None or part.absent is not None:
                yield key, part, review


def _made(part: PackSection, review: Review | None, own: PackSection) -> _Make:
    if review is None and part is not own:
        return lambda reader: nothing(part.absent())
    return lambda reader: part.make(review, reader)


def _others_in(part: Blocks, customers: Customers, own: str) -> list[str]:
    """Return the other customers that a part names, but for those called like a word of the workbook."""
    found = customers.others_in("\n".join(block.text for block in part.pieces), own, free=False)
    return [customer for customer in found if customer not in _called_like_words(customers, words.language())]


def _called_like_words(customers: Customers, language: str) -> frozenset[str]:
    return frozenset(customers.others_in(words.all_words(language), "", free=False))
