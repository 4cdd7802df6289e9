"""Blank the word False where a program writes it for "nothing", as Odoo does in columns of any kind."""

from dataclasses import replace

from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.headers import Recognised
from wcm_helpers.data.read.raw import Raw
from wcm_helpers.data.sql import listed
from wcm_helpers.data.tables.schema import Table

_FALSE, _TRUE = ("false", "=false()"), ("true", "=true()")
#: Kinds of columns in which it is no value.
_KINDS = ("id", "text", "time", "date", "month")


def without_false(engine: DuckDb, raw: Raw, table: Table, recognised: Recognised) -> Raw:
    """Return an export with blanks for the word; where a column also says True, it means no and stays.

    Only exports of small tables are looked through for it: in large ones it is no id and no date, either.
    """
    places = {
        recognised.positions[c.name]
        for c in table.columns
        if c.kind in _KINDS and c.name in recognised.positions
    }
    cells = [f"c{place}" for place in sorted(places - set(raw.native))]
    if table.number or not cells:
        return raw
    words = {cell: f"lower(trim({cell}))" for cell in cells}
    tests = [
        f"bool_or({word} in ({listed(_FALSE)})) and not bool_or({word} in ({listed(_TRUE)}))"
        for word in words.values()
    ]
    says_false = engine.run(f"select {', '.join(tests)} from {raw.relation}")[0]
    blanked = [
        f"case when {words[cell]} in ({listed(_FALSE)}) then null else {cell} end as {cell}"
        for cell, there in zip(cells, says_false, strict=True)
        if there
    ]
    if not blanked:
        return raw
    return replace(raw, relation=f"(select * replace ({', '.join(blanked)}) from {raw.relation})")
