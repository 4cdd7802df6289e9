"""The words of a report in the reader's language, from a catalogue.

English is the language of the source. A folder ``locale/<language>/LC_MESSAGES/wcm.po`` adds a language; the
text catalogue itself is read, so that there is no compiled copy to update.
"""

import gettext
import io
from contextvars import ContextVar
from functools import cache

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import LOCALE

_language: ContextVar[str] = ContextVar("language", default="en")


def languages() -> list[str]:
    """Return the languages of reports, English first."""
    return ["en", *sorted(folder.parent.parent.name for folder in LOCALE.glob("*/LC_MESSAGES/wcm.po"))]


def use(language: str) -> None:
    """Set the language of reports, one of :func:`languages`.

    Raises
    ------
    WorkbookError
        If there is no catalogue for it.
    """
    if language not in languages():
        raise WorkbookError(f"language {language!r} has no catalogue; there are: {', '.join(languages())}")
    _language.set(language)


def language() -> str:
    """Return the language of reports."""
    return _language.get()


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    if name == "en":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with (LOCALE / name / "LC_MESSAGES" / "wcm.po").open("rb") as text:
        write_mo(compiled, read_po(text, locale=name))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


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
