"""Rows of totals whose word stands beside other text, such as ``C001 小计``.

A customer may be called 汇总科技 or Total Logistics, so a row is a total only if its amount is the sum of
rows of its file, and what stands beside the word names them. Any other row with such a word is used and
warned of.
"""

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

import pandas as pd

from wcm_helpers.core.formats import SCALE
from wcm_helpers.data.check import row_views
from wcm_helpers.data.check.row_views import BATCH_REJECTS
from wcm_helpers.data.engines import DuckDb
from wcm_helpers.data.read.staging import Staged
from wcm_helpers.data.sql import among
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import TOTAL_WORDS

_WORDS = "|".join(
    rf"\b{word}\b" if word.isascii() else word for word in sorted(TOTAL_WORDS, key=len, reverse=True)
)
_AT_AN_END = re.compile(rf"^(?:{_WORDS})|(?:{_WORDS})$", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]\s*$")
#: What may stand beside the word without naming anybody: a month, its days, the sign of a currency.
_NAMES_NOBODY = re.compile(r"[\d\s一二三四五六七八九十年月日季度第上下半至到本全~～/.:：,，_—–-]*")
_SEPARATORS = " :：-—–_/,，"


def word_apart(customer: str) -> str | None:
    """Return what an id has beside the word of a total at one of its ends; ``None`` without such a word.

    Examples
    --------
    >>> word_apart("C001 小计"), word_apart("5-6月总计"), word_apart("Total: C001"), word_apart("合计（元）")
    ('C001', '5-6月', 'C001', '')
    >>> word_apart("Total Logistics"), word_apart("Totalis"), word_apart("C001")
    ('Logistics', None, None)
    """
    text = _BRACKETS.sub("", unicodedata.normalize("NFKC", customer)).strip(_SEPARATORS)
    match = _AT_AN_END.search(text)
    return None if match is None else (text[: match.start()] + text[match.end() :]).strip(_SEPARATORS)


def words_of_totals(engine: DuckDb, name: str) -> dict[str, str | None]:
    """Return the customers of the used rows of a table with what :func:`word_apart` gives for each.

    Empty where none has the word of a total, or rows of the table are never totals.
    """
    if not (TABLES[name].names_customers and TABLES[name].amount is not None):
        return {}
    customers = engine.run(f"select distinct customer_id from used_{name}")
    beside = {customer: word_apart(customer) for (customer,) in customers}
    return beside if any(text is not None for text in beside.values()) else {}


def reject_totals(
    engine: DuckDb, tables: dict[str, list[Staged]], name: str, folder: Path, beside: dict[str, str | None]
) -> pd.DataFrame:
    """Reject the rows of totals among the used rows of a table, and return them as :data:`BATCH_REJECTS`.

    ``beside`` is what :func:`words_of_totals` gives.
    """
    named = {customer for customer, text in beside.items() if text is None}
    possible = {
        customer: text
        for customer, text in beside.items()
        if text is not None and (text in named or _NAMES_NOBODY.fullmatch(text))
    }
    totals = []
    for file in _files(engine, name, possible):
        totals += [(file, row) for row in _totals_of(engine, name, file, possible)]
    if not totals:
        return pd.DataFrame(columns=BATCH_REJECTS)
    engine.connection.register("totals", pd.DataFrame(totals, columns=["file", "row"]))
    query = "select file, row, 'total' as reason from totals"
    rejects = row_views.reject_rows(engine, query, name, tables[name], folder, "customer_id")
    row_views.create(engine, tables, folder)
    return rejects


def customers_like_totals(engine: DuckDb, name: str) -> list[str]:
    """Return the ids of used rows of a table that have the word of a total at one of their ends.

    The engine has the table ``customer_months`` of the batch.
    """
    ids = engine.run(
        f"select distinct customer_id from customer_months where \"table\" = '{name}' order by 1"
    )
    return [customer for (customer,) in ids if word_apart(customer) is not None]


def _files(engine: DuckDb, name: str, customers: Collection[str]) -> list[int]:
    if not customers:
        return []
    rows = f"used_{name} where {among('customer_id', customers)}"
    return [file for (file,) in engine.run(f"select distinct file from {rows} order by 1")]


def _totals_of(engine: DuckDb, name: str, file: int, possible: dict[str, str]) -> list[int]:
    """Return the rows of a file that are totals, by their words and by their sums.

    The sum may be of the rows since the last total, of all before it, of those of its month or of a customer,
    or of the whole file.
    """
    amount = f"coalesce((_amount * {SCALE})::HUGEINT, 0) as amount"
    mark = f"counted or {among('customer_id', possible)} as mark"
    engine.run(
        f"create or replace temp table sums_of_file as select *, "
        f"sum(mark::INTEGER) over (order by row) as part from (select row, customer_id, _month as month, "
        f"{amount}, _reject_reason is not null as counted, {mark} "
        f"from all_{name} where file = {file} and coalesce(_reject_reason, 'total') = 'total')"
    )
    sums = {
        (customer, month): amount
        for customer, month, amount in engine.run(
            "select customer_id, month, sum(amount) from sums_of_file where not mark "
            "group by grouping sets ((), (month), (customer_id), (customer_id, month))"
        )
    }
    parts = dict(engine.run("select part, sum(amount) from sums_of_file where not mark group by part"))
    marks = engine.run(
        "select row, customer_id, month, amount, counted, part from sums_of_file where mark order by row"
    )
    totals, since, before = [], parts.get(0, 0), parts.get(0, 0)
    for row, customer, month, amount, counted, part in marks:
        beside = "" if counted else possible[customer]
        right = {sums.get((beside or None, None)), sums.get((beside or None, month))}
        if not beside or _NAMES_NOBODY.fullmatch(beside):
            right = {since, before, sums.get((None, None)), sums.get((None, month))}
        is_total = counted or (amount != 0 and amount in right)
        totals += [row] if is_total and not counted else []
        following = parts.get(part, 0)
        since, before = following if is_total else since + following, before + following
    return totals
