"""The rule between the rows of a table: which rows repeat a key."""

from wcm_helpers.data.tables import TABLES

#: That a line of an export is a row of its table; totals and a header that comes again are none.
IS_A_ROW = "coalesce(_reject_reason, '') not in ('total', 'header')"


def repeated_rows(
    table: str, key: tuple[str, ...], *, keep_last: bool, flat: bool = False, among: str = ""
) -> str:
    """Return the query of rows that repeat a key: ``file, row, reason``.

    Rows equal in every column are ``duplicate`` but for one (``repeat`` in a ``flat`` file, which has the
    order again on each of its lines). Unequal rows are ``superseded`` by the last if ``keep_last``, else
    every one of them is a ``conflict``. ``among`` is a condition that restricts the rows.
    """
    usable = f"_reject_reason is null and {among}" if among else "_reject_reason is null"
    keys, names = ", ".join(key), ", ".join(TABLES[table].names)
    rows = (
        f"select file, row, hash({names}) as content, {keys} from all_{table} where {usable} "
        f"and ({keys}) in (select ({keys}) from all_{table} where {usable} "
        f"group by {keys} having count(*) > 1)"
    )
    numbered = (
        f"select file, row, row_number() over (partition by {keys}, content order by file, row) as copy, "
        f"row_number() over (partition by {keys} order by file desc, row desc) as from_last, "
        f"min(content) over (partition by {keys}) <> max(content) over (partition by {keys}) as unlike "
        f"from ({rows})"
    )
    again = "repeat" if flat else "duplicate"
    if keep_last:
        reason = (
            "case when unlike then (case when from_last > 1 then 'superseded' end) "
            f"when copy > 1 then '{again}' end"
        )
    else:
        reason = f"case when copy > 1 then '{again}' when unlike then 'conflict' end"
    return f"select file, row, {reason} as reason from ({numbered}) where ({reason}) is not null"
