"""The words of a report in the reader's language, from a catalogue.

English is the language of the source. A folder ``locale/<language>/LC_MESSAGES`` adds a language; all its
text catalogues (``*.po``) are read together, so that there is no compiled copy to update.
"""

import gettext
import io
from collections.abc import Iterable
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import LOCALE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_language: ContextVar[str] = ContextVar("language", default="en")


def languages() -> list[str]:
    """Return the languages of reports, English first."""
    return ["en", *sorted({file.parent.parent.name for file in LOCALE.glob("*/LC_MESSAGES/*.po")})]


def use(language: str) -> None:
    """Set the language of reports, one of :func:`languages`.

    Raises
    ------
    WorkbookError
        If there is no catalogue for it.
    """
    _require(language)
    _language.set(language)


def _require(language: str) -> None:
    if language not in languages():
        raise WorkbookError(
            _(
                'There are no reports in the language "{language}"; the languages are {languages}.',
                language=language,
                languages=", ".join(languages()),
            )
        )


def parse_languages(text: str) -> tuple[str, ...]:
    """Return the languages of a list such as ``en,zh``, each once; none for an empty text.

    Raises
    ------
    WorkbookError
        If one has no catalogue.

    Examples
    --------
    >>> parse_languages("zh, en,zh")
    ('zh', 'en')
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        _require(name)
    return names


def language() -> str:
    """Return the language of reports."""
    return _language.get()


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    if name == "en":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    write_mo(compiled, _messages(name))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _messages(name: str) -> "Catalog":
    """Return the translated messages of a language, of all its catalogues."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    together = Catalog(locale=name)
    for file in sorted((LOCALE / name / "LC_MESSAGES").glob("*.po")):
        with file.open("rb") as text:
            for message in read_po(text, locale=name):
                if message.id and not message.fuzzy and any(message.string):
                    together[message.id] = message
    return together


@cache
def all_words(language: str) -> str:
    """Return every message of a language, one a line, its ``{names}`` not filled in.

    Examples
    --------
    >>> "on time and in full" in all_words("en"), "on time and in full" in all_words("zh")
    (True, False)
    """
    source = language == "en"  # English has no catalogue: its messages are the ids of any other language
    catalogue = _messages(languages()[1] if source else language)
    texts = (message.id if source else message.string for message in catalogue if message.id)
    return "\n".join(text if isinstance(text, str) else "\n".join(text) for text in texts)


def _(message: str, **values: object) -> str:
    """Return ``message`` in the language in use, its ``{names}`` filled in.

    Examples
    --------
    >>> _("{n} of {total} customers", n=3, total=12)
    '3 of 12 customers'
    """
    text = _catalogue(language()).gettext(message) if message else ""
    return text.format(**values) if values else text


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """Return the singular or plural for ``n`` in the language in use, its ``{names}`` filled in.

    Examples
    --------
    >>> ngettext("{n} customer", "{n} customers", 1)
    '1 customer'
    >>> ngettext("{n} customer", "{n} customers", 0)
    '0 customers'
    >>> ngettext("{n} customer", "{n} customers", 12_345)
    '12,345 customers'
    """
    # English and Chinese both separate thousands by a comma; formats.number builds on this module.
    return _catalogue(language()).ngettext(one, many, n).format(**{"n": f"{n:,}", **values})


def joined(sentences: Iterable[str]) -> str:
    """Return whole sentences as one paragraph, without the empty ones: a space between them, none in Chinese.

    Examples
    --------
    >>> joined(["One.", "", "Two."])
    'One. Two.'
    """
    between = "" if language().startswith("zh") else " "
    return between.join(sentence for sentence in sentences if sentence)
