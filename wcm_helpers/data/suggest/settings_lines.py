"""Write suggestions as lines of a settings file, for a person to look at and to accept."""

from collections.abc import Iterator

from wcm_helpers.core.toml_text import toml_text
from wcm_helpers.core.words import _, ngettext
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.suggest.suggestions import Suggestions


def settings_lines(suggestions: Suggestions, name: str) -> Iterator[str]:
    """Yield the lines: what helped as settings, what a person must decide as comments.

    Parameters
    ----------
    suggestions : Suggestions
    name : str
        Of the settings file they are for.
    """
    yield "# " + _("Suggested for {file}: look at every line, and copy there what is right.", file=name)
    if not (suggestions.made or suggestions.questions):
        yield "# " + _("Nothing to suggest.")
    for table in _tables(suggestions):
        yield ""
        yield f"[tables.{table}]" if table else "[site]"
        yield from _of_table(suggestions, table)
    yield ""
    for table, outcome in suggestions.left.items():
        if outcome.fault:
            yield "# " + _("{table} still stops: {fault}", table=table, fault=str(outcome.fault))
        elif n := len(outcome.bad):
            left = ngettext(
                "{table}: {n} row or cell still cannot be read.",
                "{table}: {n} rows or cells still cannot be read.",
                n,
                table=table,
            )
            yield f"# {left}"


def _tables(suggestions: Suggestions) -> list[str]:
    """Return the tables with a line, ``[site]`` first."""
    names = {entry.table for entry in (*suggestions.made, *suggestions.questions)}
    return sorted(names, key=lambda name: [*("",), *suggestions.settings.tables].index(name))


def _of_table(suggestions: Suggestions, table: str) -> Iterator[str]:
    for entry in suggestions.made:
        if entry.table == table and not entry.sure:
            yield "# " + _("Only you can tell whether this is right: {reason}", reason=str(entry.reason))
            for change in (entry.change, *entry.others):
                yield from ("# " + line for line in _written(suggestions.settings, table, change))
        elif entry.table == table:
            yield from ("# " + line for line in str(entry.reason).splitlines())
            yield from _written(suggestions.settings, table, entry.change)
    asked = [entry for entry in suggestions.questions if entry.table == table]
    for entry in asked:
        yield "# " + str(entry.reason)
        yield from ("# " + line for line in _written(suggestions.settings, table, entry.change))


def _written(settings: Settings, table: str, change: dict[str, object]) -> Iterator[str]:
    """Yield options as TOML; of one that is a table all that the settings have then, since it is one line."""
    source = settings.tables[table] if table else settings.site
    for name, value in change.items():
        whole = {**getattr(source, name), **value} if isinstance(value, dict) else value
        yield f"{name} = {toml_text(whole)}"
