"""The sentences of wcm check on what was recognised: columns, encodings, currency, tax, words of states."""

from collections.abc import Iterator

from wcm_helpers.core.formats import number
from wcm_helpers.core.words import _, joined, ngettext

#: Tables that every site has in some form; of the others a page names only which are not there.
_MAIN = ("customers", "orders", "order_lines", "billing", "costs")


def recognised_columns(table: dict) -> Iterator[str]:
    """Yield which header each column was read from, once for all files that are alike."""
    alike: dict[tuple, list[str]] = {}
    for file in table["files"]:
        alike.setdefault(tuple(file["columns"].items()), []).append(file["file"])
    for columns, files in alike.items():
        names = [column if column == header else f"{column} ← {header}" for column, header in columns]
        yield _("{files}: {columns}", files=_files(files), columns=", ".join(names))


def how_it_was_read(table: dict) -> Iterator[str]:
    """Yield how a table was read: unusual encodings, what amounts are, words of states, what is not read."""
    encodings = dict.fromkeys(file["encoding"] for file in table["files"] if file["encoding"])
    if encodings.keys() - {"utf-8", "utf-8-sig"}:
        yield _("Encoding: {encodings}.", encodings=", ".join(encodings))
    if amounts := table["amounts"]:
        yield _amounts(amounts["currency"], amounts.get("vat", ""))
    by_column: dict[str, list[dict]] = {}
    for entry in table["states"]:
        by_column.setdefault(entry["column"], []).append(entry)
    for column, entries in by_column.items():
        words_read = ", ".join(_word_read(entry) for entry in entries)
        yield _("{column}: {words}.", column=column, words=words_read)
    if table["not_used"]:
        yield _("Headers that are not used: {headers}.", headers=", ".join(table["not_used"]))
    if table["not_there"]:
        yield _("Columns that are not there: {columns}.", columns=", ".join(table["not_there"]))


def _amounts(currency: str, vat: str) -> str:
    if vat == "included":
        return _("Amounts are in {currency}; the VAT in them is deducted.", currency=currency)
    if vat == "excluded":
        return _("Amounts are in {currency}, without VAT.", currency=currency)
    return _("Amounts are in {currency}.", currency=currency)


def _word_read(entry: dict) -> str:
    n = number(entry["rows"])
    if not entry["state"]:
        return _("{word} (not known, {n})", word=entry["word"], n=n)
    if entry["state"] == entry["word"]:
        return _("{word} ({n})", word=entry["word"], n=n)
    return _("{word} (read as {state}, {n})", word=entry["word"], state=entry["state"], n=n)


def absent_tables(absent: list[dict]) -> Iterator[tuple[str, str]]:
    """Yield the tables that did not come in with what a report lacks; the small ones only by their names."""
    others = []
    for table in absent:
        there = (
            _("There is no file yet.")
            if table["in_settings"]
            else _("The settings have no [tables.{name}].", name=table["table"])
        )
        if table["in_settings"] or table["table"] in _MAIN:
            yield table["table"], joined([there, table["without"]])
        else:
            others.append(table["table"])
    if others:
        yield (
            "",
            _(
                "Tables the settings could have as well: {tables}. data/README.md says what each adds.",
                tables=", ".join(others),
            ),
        )


def _files(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    first, last = names[0], names[-1]
    return ngettext(
        "{first} to {last} ({n} file)", "{first} to {last} ({n} files)", len(names), first=first, last=last
    )
