"""Messages without a language: stored as an English text and its values, worded when somebody reads them.

An error raised in a worker, kept in the cache or written to a file outlives the language of its run. A
:class:`Message` is therefore looked up in the catalogue each time it is shown.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from wcm_helpers.core import formats
from wcm_helpers.core.addresses import without_secrets
from wcm_helpers.core.words import _, joined, ngettext

#: So many known names are listed where none is near.
_MOST_NAMES = 40
#: The longest text of a library that a message repeats.
_LONGEST_REASON = 300


@dataclass(frozen=True)
class Formatted:
    """A value that is written by a function of :mod:`wcm_helpers.core.formats` in the language in use.

    Examples
    --------
    >>> str(Formatted("month_name", "2026-05")), str(Formatted("percent", 0.5, 0))
    ('May 2026', '50%')
    """

    form: str
    value: object
    decimals: int | None = None

    def __str__(self) -> str:
        decimals = () if self.decimals is None else (self.decimals,)
        return getattr(formats, self.form)(self.value, *decimals)


@dataclass(frozen=True)
class Message:
    """A text for readers: an English message of the catalogue, and the values of its ``{names}``.

    Attributes
    ----------
    msgid : str
        The English text, the singular where there is a plural.
    values : tuple of (name, value)
        A text is shown as it is, a whole number with thousands separated, a tuple as a list of names, and
        another message or a :class:`Formatted` in the language in use. Numbers of lines are texts.
    plural : str
        The English plural; empty for a message without one.
    n : int
        What decides between singular and plural; ``{n}`` in the text.
    """

    msgid: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str = ""
    n: int = 0

    def __str__(self) -> str:
        values = {name: _worded(value) for name, value in self.values}
        return ngettext(self.msgid, self.plural, self.n, **values) if self.plural else _(self.msgid, **values)


def message(msgid: str, **values: object) -> Message:
    """Return a message to be worded later; ``_()`` words one at once.

    Examples
    --------
    >>> str(message("{table}: {rows} rows of {files}", table="orders", rows=1234, files=("a.csv", "b.csv")))
    'orders: 1,234 rows of a.csv and b.csv'
    """
    return Message(msgid, _frozen(values))


def nmessage(one: str, many: str, n: int, **values: object) -> Message:
    """Return a message with a singular and a plural, to be worded later; ``ngettext()`` words one at once.

    Examples
    --------
    >>> str(nmessage("{n} row of {table}", "{n} rows of {table}", 2, table="orders"))
    '2 rows of orders'
    """
    return Message(one, _frozen(values), many, int(n))


@dataclass(frozen=True)
class Paragraph:
    """Whole sentences that follow each other in one text."""

    parts: tuple[object, ...]

    def __str__(self) -> str:
        return joined(map(str, self.parts))


def sentences(*parts: object) -> Paragraph:
    """Return whole sentences as one text; empty ones are left out.

    Examples
    --------
    >>> str(sentences(message("{name} is not a table.", name="order"), "", "Did you mean orders?"))
    'order is not a table. Did you mean orders?'
    """
    return Paragraph(tuple(part for part in parts if part))


def suggestion(name: str, known: Iterable) -> Message | str:
    """Return the sentence behind a refusal of a name: the nearest known one, or all; empty for too many.

    Examples
    --------
    >>> str(suggestion("limt_a", ["limit_a", "limit_b"]))
    'Did you mean limit_a?'
    """
    names = sorted(map(str, known))
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return message("Did you mean {name}?", name=close[0])
    return message("There are: {names}.", names=names) if len(names) <= _MOST_NAMES else ""


def fault_of_the_workbook(error: Exception, secrets: Iterable[str] = ()) -> Message:
    """Return the message on an error that no data may cause, in one line without any of the secrets.

    Examples
    --------
    >>> str(fault_of_the_workbook(ZeroDivisionError("division by zero")))[:50]
    'ZeroDivisionError: division by zero stopped the ru'
    """
    reason = " ".join(without_secrets(str(error), secrets).split())[:_LONGEST_REASON]
    return message(
        "{error} stopped the run. This is a fault of the workbook, not of your data.",
        error=f"{type(error).__name__}: {reason}",
    )


def to_json(text: object) -> object:
    """Return a message, a value or a text as JSON has it; :func:`from_json` is the way back."""
    if isinstance(text, Message):
        plural = {"plural": text.plural, "n": text.n} if text.plural else {}
        return {"msgid": text.msgid, "values": {name: to_json(v) for name, v in text.values}, **plural}
    if isinstance(text, Paragraph):
        return {"sentences": [to_json(part) for part in text.parts]}
    if isinstance(text, Formatted):
        return {"form": text.form, "value": text.value, "decimals": text.decimals}
    if isinstance(text, tuple):
        return [to_json(part) for part in text]
    return text if isinstance(text, int) else str(text)


def from_json(content: object) -> object:
    """Return the message, value or text of :func:`to_json`.

    Examples
    --------
    >>> text = nmessage("{n} row of {file}", "{n} rows of {file}", 2, file="a.csv")
    >>> from_json(to_json(text)) == text
    True
    """
    if isinstance(content, dict) and "form" in content:
        return Formatted(**content)
    if isinstance(content, dict) and "sentences" in content:
        return Paragraph(tuple(map(from_json, content["sentences"])))
    if isinstance(content, dict):
        values = tuple((name, from_json(value)) for name, value in content["values"].items())
        return Message(content["msgid"], values, content.get("plural", ""), content.get("n", 0))
    return tuple(map(from_json, content)) if isinstance(content, list) else content


#: The text of an error or a fault.
Text = Message | Paragraph | str


def _frozen(values: dict[str, object]) -> tuple[tuple[str, object], ...]:
    """Return values that can be compared, hashed and written as JSON."""
    return tuple((name, _plain(value)) for name, value in values.items())


def _plain(value: object) -> object:
    if isinstance(value, str | Message | Paragraph | Formatted | bool):
        return value
    if isinstance(value, Iterable):
        return tuple(map(_plain, value))
    return int(value) if hasattr(value, "__index__") else str(value)


def _worded(value: object) -> str:
    if isinstance(value, tuple):
        return formats.listed([_worded(part) for part in value])
    return formats.number(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)
