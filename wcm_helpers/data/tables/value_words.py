"""Words of one export for the values of a column, as its settings name them."""

from collections.abc import Mapping
from dataclasses import replace

from wcm_helpers.core.messages import Text, message, sentences, suggestion
from wcm_helpers.data.tables.schema import Column, Table

#: By column, the words of the export for each value of the contract.
Values = Mapping[str, Mapping[str, list[str]]]

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋％（）：／　−", "0123456789.,-+%():/ -")


def folded_word(word: str) -> str:
    """Return a word as cells of a column with a set of values are compared: trimmed, half-width, small.

    Examples
    --------
    >>> folded_word("　On－Hold ")
    'on-hold'
    """
    return word.translate(_FULL_WIDTH).strip().lower()


def values_fault(table: Table, values: Values, place: str) -> Text:
    """Return what is wrong with ``values`` of a table's settings; empty if nothing is.

    Parameters
    ----------
    table : Table
    values : mapping
        As the settings have it.
    place : str
        The table in the settings, such as ``tickets`` or ``tickets.2``.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> str(values_fault(TABLES["tickets"], {"status": {"wating": ["hold"]}}, "tickets")).split(": ")[-1]
    "'wating' is not one of its values. Did you mean waiting?"
    """
    for name, words in values.items():
        where = message("[tables.{place}] values, {column}: ", place=place, column=name)
        if name not in table.names:
            fault = message("this is not a column of {table}.", table=table.name)
            return sentences(
                message("{place}{fault}", place=where, fault=fault), suggestion(name, table.names)
            )
        column = table[name]
        if column.kind not in ("choice", "text"):
            fault = message("only columns of text or of a set of values have words.")
            return message("{place}{fault}", place=where, fault=fault)
        unknown = [word for word in words if column.kind == "choice" and word not in column.choices]
        if unknown:
            fault = message("{word} is not one of its values.", word=repr(unknown[0]))
            nearest = suggestion(unknown[0], column.choices)
            return sentences(message("{place}{fault}", place=where, fault=fault), nearest)
        folded = [folded_word(word) for synonyms in words.values() for word in synonyms]
        twice = sorted({word for word in folded if folded.count(word) > 1})
        if twice:
            fault = message("{word} is named twice.", word=repr(twice[0]))
            return message("{place}{fault}", place=where, fault=fault)
    return ""


def with_values(table: Table, values: Values) -> Table:
    """Return the table with the words of an export: further synonyms of values, or replacements in texts.

    A word that the settings name means what they say, whatever the table's own words say.

    Examples
    --------
    >>> from wcm_helpers.data.tables import TABLES
    >>> tickets = with_values(TABLES["tickets"], {"status": {"waiting": ["Open"]}})
    >>> "open" in tickets["status"].choices["open"], tickets["status"].choices["waiting"][0]
    (False, 'open')
    """
    if not values:
        return table
    return replace(
        table,
        columns=tuple(
            _with_words(column, values[column.name]) if column.name in values else column
            for column in table.columns
        ),
    )


def _with_words(column: Column, words: Mapping[str, list[str]]) -> Column:
    own = {value: tuple(map(folded_word, synonyms)) for value, synonyms in words.items()}
    named = {word for synonyms in own.values() for word in synonyms}
    values = dict.fromkeys([*column.choices, *own])
    choices = {
        value: (*own.get(value, ()), *(word for word in column.choices.get(value, ()) if word not in named))
        for value in values
    }
    return replace(column, choices=choices)
