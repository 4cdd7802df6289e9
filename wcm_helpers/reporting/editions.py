"""A published report in each of its languages, as the pages of months and sites show it."""

from collections.abc import Iterator
from contextvars import copy_context

from wcm_helpers.core import words
from wcm_helpers.core.words import _
from wcm_helpers.reporting import language_runs
from wcm_helpers.reporting.run_record import report_file


def links_of(run: dict, name: str, entry: dict, language: str) -> list[tuple[str, str]]:
    """Return file and words of the links to a report in one language, in the words of the language."""
    main = next(iter(entry.get("languages") or [run["language"]]))
    labels = copy_context().run(_link_words, language)
    kinds = {kind: report_file(name, kind, language * (language != main)) for kind in labels}
    return [(file, labels[kind]) for kind, file in kinds.items() if file in entry.get("files", ())]


def editions(run: dict, name: str, entry: dict) -> Iterator[dict]:
    """Yield a report's title, headline and files in each of its languages, in the words of the language."""
    for language in entry.get("languages") or [run["language"]]:
        translation = entry.get("translations", {}).get(language, {})
        title = translation.get("title", entry.get("title", name))
        cards = translation.get("cards", entry.get("cards", []))
        label, facts = copy_context().run(_label_and_facts, language, title, cards)
        yield {
            "label": label,
            "facts": facts,
            "language": language_name(language),
            "lang": language_runs.tag(language),
            "headline": translation.get("headline", run["headline"].get(name, "")),
            "actions": translation.get("actions", entry.get("actions", [])),
            "links": links_of(run, name, entry, language),
        }


def language_name(language: str) -> str:
    """Return the name of a language in itself.

    Examples
    --------
    >>> language_name("en"), language_name("zh")
    ('English', '中文')
    """
    from babel import Locale

    return Locale.parse(language).get_display_name(language) or language


def _label_and_facts(language: str, title: object, cards: list[dict]) -> tuple[str, list[tuple[str, str]]]:
    """Return the title before a headline, and the name and value of each card, with the values before it."""
    _use(language)
    return _("{name}:", name=str(title)), [
        (
            str(card.get("label", "")),
            _("{value} ({earlier})", value=str(card.get("value", "")), earlier=str(card["earlier"]))
            if card.get("earlier")
            else str(card.get("value", "")),
        )
        for card in cards
    ]


def _use(language: str) -> None:
    if language in words.languages():  # a page of an earlier version may be in a language that is gone
        words.use(language)


def _link_words(language: str) -> dict[str, str]:
    _use(language)
    return {
        "html": _("Read on screen"),
        "pdf": _("Print (PDF)"),
        "tables.xlsx": _("Tables (Excel)"),
        "ipynb": _("Notebook"),
    }
