"""What each engine spells in its own way; everything else is SQL that all of them read alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from wcm_helpers.data.sql import among, literal


@dataclass(frozen=True)
class Dialect:
    """What an engine spells in its own way; everything else is SQL that all of them read alike.

    ``month`` is the month of a day or moment as YYYY-MM, ``among`` tests whether a text is one of some words.

    ``text`` and ``moment`` are the types of texts and of times without a zone; ``bit`` is the number with
    one bit set; ``named`` quotes a name, ``hashed`` turns a text into a number, ``described`` lists the
    columns of a table with their types. A ``fence`` prevents a planner from copying an expression to each
    place that names it; where there is none, ``materialise`` caches rows.
    """

    name: str
    text: str
    moment: str
    bit: Callable[[str], str]
    named: Callable[[str], str]
    hashed: Callable[[str], str]
    described: Callable[[str], str]
    month: Callable[[str], str]
    among: Callable[[str, Iterable[str]], str]
    fence: str = ""
    materialise: Callable[[str, str], str] | None = None
    dropped: Callable[[str], str] | None = None


def _in_quotes(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _in_list(text: str, words: Iterable[str]) -> str:
    return f"{text} in ({', '.join(map(literal, words))})"


DUCKDB = Dialect(
    name="duckdb",
    text="VARCHAR",
    moment="TIMESTAMP",
    bit=lambda number: f"(cast(1 as BIGINT) << {number})",
    named=_in_quotes,
    hashed=lambda text: f"hash({text})",
    described=lambda table: f"describe {table}",
    month=lambda day: f"strftime({day}, '%Y-%m')",
    among=among,
)

POSTGRESQL = Dialect(
    name="postgresql",
    text="TEXT",
    moment="TIMESTAMP",
    bit=lambda number: f"(cast(1 as BIGINT) << cast({number} as INTEGER))",
    named=_in_quotes,
    hashed=lambda text: f"hashtextextended({text}, 0)",
    described=lambda table: (
        "select a.attname as name, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type "
        "from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = to_regclass('"
        + table.replace("'", "''")
        + "') and a.attnum > 0 and not a.attisdropped order by a.attnum"
    ),
    month=lambda day: f"substr(cast(cast({day} as DATE) as TEXT), 1, 7)",
    among=_in_list,
    fence="offset 0",
)

SPARK = Dialect(
    name="spark",
    text="STRING",
    moment="TIMESTAMP_NTZ",
    bit=lambda number: f"shiftleft(cast(1 as BIGINT), {number})",
    named=lambda name: "`" + name.replace("`", "``") + "`",
    hashed=lambda text: f"xxhash64({text})",
    described=lambda table: f"describe table {table}",
    month=lambda day: f"substr(cast(cast({day} as DATE) as STRING), 1, 7)",
    among=_in_list,
    materialise=lambda name, sql: f"cache lazy table {name} as select * from {sql} k",
    dropped=lambda name: f"drop view if exists {name}",
)

#: The engines of a user by name. Their SQL nests deeper than that of files: there DuckDB plans an IN list a
#: hundred times as fast as its own function, and no order of rows has to be held.
DIALECTS = {dialect.name: replace(dialect, among=_in_list) for dialect in (DUCKDB, POSTGRESQL, SPARK)}
