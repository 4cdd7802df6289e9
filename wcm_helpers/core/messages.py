"""Messages without a language: stored as an English text and its values, worded when somebody reads them.

An error raised in a worker, kept in the cache or written to a file outlives the language of its run. A
:class:`Message` is therefore looked up in the catalogue each time it is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wcm_helpers.core import formats
from wcm_helpers.core.words import _, ngettext

#: Functions of :mod:`wcm_helpers.core.formats` that a value may name.
FORMATS = ("number", "amount", "percent", "month_name")


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


def sentences(*parts: object) -> object:
    """Return whole sentences as one message; empty ones are left out.

    Examples
    --------
    >>> str(sentences(message("{name} is not a table.", name="order"), "", "Did you mean orders?"))
    'order is not a table. Did you mean orders?'
    """
    given = [part for part in parts if part]
    first = given[0] if given else ""
    for second in given[1:]:
        first = message("{first} {second}", first=first, second=second)
    return first


def to_json(text: object) -> object:
    """Return a message, a value or a text as JSON has it; :func:`from_json` is the way back."""
    if isinstance(text, Message):
        plural = {"plural": text.plural, "n": text.n} if text.plural else {}
        return {"msgid": text.msgid, "values": {name: to_json(v) for name, v in text.values}, **plural}
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
    if isinstance(content, dict):
        values = tuple((name, from_json(value)) for name, value in content["values"].items())
        return Message(content["msgid"], values, content.get("plural", ""), content.get("n", 0))
    return tuple(map(from_json, content)) if isinstance(content, list) else content


def _frozen(values: dict[str, object]) -> tuple[tuple[str, object], ...]:
    """Return values that can be compared, hashed and written as JSON."""
    return tuple((name, _plain(value)) for name, value in values.items())


def _plain(value: object) -> object:
    if isinstance(value, str | Message | Formatted | bool):
        return value
    if isinstance(value, Iterable):
        return tuple(map(_plain, value))
    return int(value) if hasattr(value, "__index__") else str(value)


def _worded(value: object) -> str:
    if isinstance(value, tuple):
        return formats.listed([_worded(part) for part in value])
    return formats.number(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)
