"""Write the query that stages an export: typed cells, a bit for each unreadable one, the reason of a reject.

A clean cell is read by one cast. Only where that gives NULL is the cell examined further, and only rows with
such a cell, or with a blank needed one, are tested for being unusable.
"""

from functools import partial
from itertools import product

from wcm_helpers.data.read import typed
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.money_signs import own_code, without_sign_of_row
from wcm_helpers.data.read.named_columns import filter_index
from wcm_helpers.data.read.parquet_statistics import ParquetStatistics
from wcm_helpers.data.read.raw import Raw
from wcm_helpers.data.read.typed import CLEAN_BEGINS, TYPES, blank
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.sql import among, listed, quoted
from wcm_helpers.data.tables.row_sql import derived_columns, may_have_faults, row_faults
from wcm_helpers.data.tables.schema import NO_ID_WORDS, TOTAL_WORDS, Column, Table
from wcm_helpers.data.tables.value_words import folded_word

#: Reasons of a record that is no row of its table.
NO_ROW = ("empty", "total", "header")
#: Reason of a row that the settings leave out.
FILTERED = "filtered"

_WORDS = "|".join(r"\s*".join(word) if word.endswith("计") else word for word in TOTAL_WORDS)
_LATIN_WORDS = tuple(word for word in TOTAL_WORDS if word.isascii())


def present_columns(settings: Settings, table: Table, recognised: Recognised) -> list[str]:
    """Return the columns of the contract that an export, the settings or an assumption fill."""
    constants = settings.tables[table.name].constants
    return [
        column.name
        for column in table.columns
        if column.name in recognised.positions or constants.get(column.name) or column.default
    ]


def nothing_odd_between(least: str, most: str, header: str = "", *, words: bool = True) -> bool:
    """Return whether all ids from ``least`` to ``most`` are clean: none to trim, no header, no total.

    Examples
    --------
    >>> nothing_odd_between("SO1", "SO9", "order_id"), nothing_odd_between("1", "9")
    (True, True)
    >>> nothing_odd_between("-", "1"), nothing_odd_between("R", "U"), nothing_odd_between("n", "p", "order")
    (False, False, False)
    """
    if not any(first <= least and most < after for first, after in CLEAN_BEGINS) or least <= header <= most:
        return False
    if words and any(least <= word <= most for word in NO_ID_WORDS):
        return False
    return not words or not any(
        written <= most and written + chr(0x10FFFF) >= least
        for word in _LATIN_WORDS
        for first in {word[0], word[0].upper()}
        if least[0] <= first <= most[0]
        for written in map("".join, product(first, *({letter, letter.upper()} for letter in word[1:])))
    )


def ids_clean(
    statistics: ParquetStatistics, raw: Raw, settings: Settings, table: Table, recognised: Recognised
) -> bool:
    """Return whether all staged ids are clean, by the smallest and largest value of each column."""
    cells = _Cells(raw, settings, table, recognised)
    for column in table.columns:
        position = recognised.positions.get(column.name)
        if column.kind == "id" and position is not None:
            ends = statistics.min_max(column.name)
            key = position in cells.ids
            header = recognised.headers[position].strip() if key else ""
            if ends and not nothing_odd_between(*ends, header, words=key):
                return False
    return True


def selection(
    raw: Raw, settings: Settings, table: Table, recognised: Recognised, *, with_care: bool = True
) -> str:
    """Return the query that reads the typed rows of an export.

    Beside the columns of the contract it has ``_bad`` (a bit for each unreadable cell, in the order of the
    contract), ``_month``, ``_amount`` and ``_reject_reason`` (empty for a usable row).

    Parameters
    ----------
    raw, settings, table, recognised
        The export, opened, and which of its headers fills which column.
    with_care : bool
        If false, the query fails at the first cell that is not clean, and of ids tests only for a blank at
        the end: :func:`ids_clean` tests the rest afterwards. It is a tenth as long and a quarter faster.
    """
    cells = _Cells(raw, settings, table, recognised)
    quick, odd, plain, values, bits = [], {}, [], [], []
    for index, column in enumerate(table.columns):
        name, default = column.name, cells.default(column)
        position = recognised.positions.get(name)
        if position is None:
            values.append(f"cast({default} as {TYPES[column.kind]}) as {name}")
            continue
        read = f"f{index}"
        if column.kind == "id":  # a clean one is used unchanged
            read, blank_too = f"c{position}", default != "null"
            odd[index] = cells.odd_id(position, blank_too=blank_too, examined=with_care)
        elif not with_care and default == "null" and cells.one_cast(position, column):  # fails by itself
            quick.append(f"cast({cells.text(position)} as {TYPES[column.kind]}) as {read}")
        else:
            quick.append(f"{cells.clean(position, column)} as {read}")
            there = "" if default != "null" else f" and c{position} is not null"
            odd[index] = f"({read} is null{there})"
        if not with_care:
            values.append(f"{read} as {name}")
            continue
        value, text = cells.careful(position, column, f"p{index}"), cells.text(position)
        empty = f"p{index} is null or {blank(f'p{index}', column, words=position in cells.ids)}"
        plain.append(f"case when o{index} then {cells.plain(text, column)} end as p{index}")
        value = f"case when o{index} then case when {empty} then {default} else {value} end else {read} end"
        values.append(f"cast({value} as {TYPES[column.kind]}) as {name}")
        if column.kind != "text" or raw.characters.hashes:  # a text can be read unless it is an error
            bits.append(
                f"case when not o{index} or {name} is not null or {empty} then 0 else {1 << index} end"
            )
    any_odd = " or ".join(odd.values()) or "false"
    query = (
        f"select {', '.join(['*', *quick])} from (select {', '.join(cells.columns())} from {raw.relation})"
    )
    if with_care:
        marks = [f"{condition} as o{index}" for index, condition in odd.items()]
        query = f"select *, {', '.join(marks)}, {any_odd} as _odd from ({query})"
        query = f"select *, {', '.join(plain)} from ({query})"
        query = cells.directed(f"select *, {', '.join(values)} from ({query})")
        bad = f"case when _odd then {' + '.join(bits or ['0'])} else 0 end"
        query = f"select *, cast({bad} as UBIGINT) as _bad from ({query})"
        reason = cells.reject_reason("_odd")
    else:
        query = f"select *, {', '.join(values)}, {any_odd} as _odd, 0::UBIGINT as _bad from ({query})"
        query = cells.directed(query)
        reason = f"cast(case when {cells.guard('_odd')} then error('not clean') end as VARCHAR)"
    query = f"select *, {derived_columns(table, settings.site_rules)} from ({query})"
    columns = ", ".join([*present_columns(settings, table, recognised), "_bad", "_month", "_amount"])
    query = f"select {columns}, {reason} as _reject_reason{cells.left_out()} from ({query})"
    return query if cells.options.where is None else _without_left_out(query)


def _without_left_out(query: str) -> str:
    """Return the query of rows of which those that the settings leave out are rejected as filtered."""
    left_out = f"_left_out and coalesce(_reject_reason, '') not in ({listed(NO_ROW)})"
    reason = f"case when {left_out} then '{FILTERED}' else _reject_reason end as _reject_reason"
    return f"select * exclude (_left_out) replace ({reason}) from ({query})"


def total_word(cell: str) -> str:
    """Return the SQL of "the cell is the word of a total, such as 合计"."""
    return f"regexp_matches({cell}, '^[\\s\u3000]*(?i:{_WORDS})[\\s\u3000:：]*$')"


class _Cells:
    """The SQL of the cells of one export."""

    def __init__(self, raw: Raw, settings: Settings, table: Table, recognised: Recognised) -> None:
        self.raw, self.settings, self.table, self.recognised = raw, settings, table, recognised
        self.options = settings.tables[table.name]
        position = recognised.positions
        ids = [column.name for column in table.columns if column.kind == "id"]
        ids = [name for name in ids if name in table.key or table[name].needed]
        self.needed = [name for name in ids if table[name].needed]
        self.ids = {position[name] for name in ids if name in position}
        self.native = {  # cells of the type of the contract, which need not go through text
            position[column.name]
            for column in table.columns
            if column.name in position and typed.fits(raw.native.get(position[column.name], ""), column)
        }

    def columns(self) -> list[str]:
        return [
            f"c{index}" if index in self.native else f"{self.raw.text_of(index)} as c{index}"
            for index in range(len(self.raw.headers))
        ]

    def text(self, position: int) -> str:
        return self.raw.text_of(position) if position in self.native else f"c{position}"

    def default(self, column: Column) -> str:
        """Return the SQL of the value of a blank cell or an absent column."""
        present = column.name in self.recognised.positions
        assumed = "" if present or not column.default else column.default(self.settings.site_rules)
        constant = self.options.constants.get(column.name, assumed)
        return typed.constant(constant, column, self.options) if constant else "null"

    def clean(self, position: int, column: Column) -> str:
        factor = self.recognised.factor.get(column.name, 1)
        if position in self.native:
            family, zone = self.raw.native[position], self.settings.site.time_zone
            return typed.native(f"c{position}", family, column, zone, factor)
        text = self.text(position)
        value = typed.fast(text, column, self.options, factor, self.raw.characters)
        return typed.to_end_of_day(value, text) if column.whole_day else value

    def one_cast(self, position: int, column: Column) -> bool:
        """Return whether a plain cast reads a clean cell."""
        plain = self.options.decimal == "." and self.recognised.factor.get(column.name, 1) == 1
        characters = self.raw.characters
        exact = not (characters.underscores or characters.exponents)
        return (
            plain and exact and column.kind in ("number", "price", "amount") and position not in self.native
        )

    def plain(self, text: str, column: Column) -> str:
        """Return the SQL of a plain cell; the sign of an amount may be that of the currency of its row."""
        if self.table.published and column.kind == "id":
            text = typed.unmarked(text)
        currency = own_code(self.options.constants.get("currency", "") or self.settings.site.currency)
        position = self.recognised.positions.get("currency")
        if position is None or column.kind not in ("amount", "price"):
            return typed.plain(text, column, currency)
        of_row = partial(without_sign_of_row, currency=currency, cell=self.text(position))
        return typed.plain(text, column, currency, of_row)

    def odd_id(self, position: int, *, blank_too: bool, examined: bool) -> str:
        cell, characters = f"c{position}", self.raw.characters
        if examined or characters.odd:
            clean = typed.clean_id(cell, characters)
        else:
            tests = [f"not suffix({cell}, ' ')"] if characters.blanks else []
            tests += [typed.not_shortened(cell)] if characters.exponents else []
            clean = " and ".join(tests) or "true"
        if self.table.published:
            clean = f"({clean}) and not {typed.has_marks(cell)}"
        if examined and position in self.ids:
            clean = f"({clean}) and {self._no_word(cell, position)}"
        return (
            f"({cell} is null or not ({clean}))" if blank_too else f"({cell} is not null and not ({clean}))"
        )

    def left_out(self) -> str:
        """Return the SQL of whether the settings leave a row out, as a further column; empty without such."""
        where, recognised = self.options.where, self.recognised
        position = filter_index(
            recognised.headers, recognised.positions, where, self.raw.label, self.table.name
        )
        if position is None:
            return ""
        cell = f"coalesce({typed.folded(self.text(position))}, '')"
        listed_there = among(cell, map(folded_word, where.keep or where.drop))
        return f", {'not ' if where.keep else ''}({listed_there}) as _left_out"

    def directed(self, query: str) -> str:
        """Return the query of rows with the returns among them, whose numbers begin as the settings say."""
        if not self.options.returns_prefix:
            return query
        returned = f"starts_with({self.table.key[-1]}, {quoted(self.options.returns_prefix)})"
        direction = f"case when {returned} then 'return' else direction end as direction"
        return f"select * replace ({direction}) from ({query})"

    def careful(self, position: int, column: Column, plain: str) -> str:
        if position in self.native:  # a value outside its own type cannot be read from its text either
            return "null"
        factor = self.recognised.factor.get(column.name, 1)
        value = typed.careful(plain, column, self.options, self.settings.site.time_zone, factor)
        return typed.to_end_of_day(value, plain) if column.whole_day else value

    def _no_word(self, cell: str, position: int) -> str:
        """Return the SQL of "no header again, and no word of a total or of nothing" for a clean id."""
        spans = ("'G' and 'H'", "'S' and 'U'", "'g' and 'h'", "'s' and 'u'")
        initials = " or ".join(f"{cell} between {span}" for span in spans)
        long = among(f"strlen({cell})::VARCHAR", map(str, sorted({len(word) for word in _LATIN_WORDS})))
        if self.raw.characters.colons:
            long = f"({long} or suffix({cell}, ':'))"
        header = quoted(self.recognised.headers[position].strip())
        word = f"case when ({initials}) and {long} then not {self._is_total(position)} else true end"
        begins = sorted({word[0] for word in NO_ID_WORDS})
        may_be = " or ".join(
            f"{cell} between {quoted(first)} and {quoted(chr(ord(first) + 1))}" for first in begins
        )
        nothing = f"case when {may_be} then not ({among(cell, NO_ID_WORDS)}) else true end"
        return f"{cell} <> {header} and {word} and {nothing}"

    def guard(self, odd: str) -> str:
        """Return the SQL of a test that is true for every row that may be rejected."""
        present = [name for name in self.needed if name in self.recognised.positions]
        look = may_have_faults(self.table)
        if not (self.ids and present and look):  # no single cell reveals an empty row, a total or a header
            return "true"
        return " or ".join([odd, *(f"c{self.recognised.positions[name]} is null" for name in present), look])

    def reject_reason(self, odd: str) -> str:
        """Return the SQL of why a row cannot be used; null if it can."""
        empty = f"coalesce({', '.join(self.text(index) for index in range(len(self.raw.headers)))}) is null"
        rules = f"{self._header_or_total()} {row_faults(self.table, self.settings.site_rules)}"
        return f"case when {self.guard(odd)} then case when {empty} then 'empty' {rules} end end"

    def _header_or_total(self) -> str:
        """Return the SQL branches that recognise a row of totals, or a repeated header row.

        A word such as "total" in a needed or key id marks a row of totals. In the first cell or in the name
        of a customer, who may be called so, it does only where a needed id is blank. Where files were put
        together, the mark at the start of one stands before its header, and quotation marks are then text.
        """
        others = {0, self.recognised.positions.get("customer_name", 0)} - self.ids
        branches = []
        if self.ids:
            branches.append(f"when {' or '.join(map(self._is_total, sorted(self.ids)))} then 'total'")
        if others and self.needed:
            named = " or ".join(map(self._is_total, sorted(others)))
            absent = " or ".join(f"{name} is null" for name in self.needed)
            branches.append(f"when ({absent}) and ({named}) then 'total'")
        around = quoted(typed.SPACE + '"')
        again = " and ".join(
            f"case when contains({cell}, {name}) then trim({cell}, {around}) = {name} else false end"
            for position in sorted({0, *self.ids})
            for name in [quoted(self.recognised.headers[position].strip())]
            for cell in [self.text(position)]
        )
        return " ".join([*branches, f"when {again} then 'header'"])

    def _is_total(self, position: int) -> str:
        return total_word(self.text(position))
