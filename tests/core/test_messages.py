import json

import pytest

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.messages import (
    Formatted,
    Message,
    from_json,
    message,
    nmessage,
    sentences,
    suggestion,
    to_json,
)

CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

msgid "{table} has no rows."
msgstr "{table} 没有数据行。"

msgid "It was read on {days}."
msgstr "读取于{days}。"

msgid "{n} row of {table}"
msgid_plural "{n} rows of {table}"
msgstr[0] "{table} 的 {n} 行"
"""


def test_an_error_made_in_one_language_is_read_in_another(chinese):
    error = WorkbookError(message("{table} has no rows.", table="orders"))
    assert str(error) == "orders has no rows."
    words.use("zh")
    assert str(error) == "orders 没有数据行。"


def test_values_are_written_in_the_language_of_the_reader(chinese):
    days = tuple(Formatted("month_name", month) for month in ("2026-04", "2026-05"))
    text = sentences(
        message("{table} has no rows.", table="orders"), message("It was read on {days}.", days=days)
    )
    assert str(text) == "orders has no rows. It was read on April 2026 and May 2026."
    words.use("zh")
    assert str(text) == "orders 没有数据行。读取于2026年4月和2026年5月。"


def test_a_plural_is_chosen_when_it_is_read(chinese):
    one, many = (nmessage("{n} row of {table}", "{n} rows of {table}", n, table="orders") for n in (1, 1234))
    assert (str(one), str(many)) == ("1 row of orders", "1,234 rows of orders")
    words.use("zh")
    assert (str(one), str(many)) == ("orders 的 1 行", "orders 的 1,234 行")


@pytest.mark.parametrize(
    "text",
    [
        "a text from elsewhere {with} braces",
        message("{table} has no rows.", table="{n}"),
        message("It was read on {days}.", days=["1", Formatted("amount", 12_340_000, 2), 12]),
        nmessage("{n} row of {table}", "{n} rows of {table}", 3, table=message("a table")),
        sentences(message("{table} has no rows.", table="orders"), "As seen elsewhere."),
    ],
)
def test_json_is_the_same_message(text):
    stored = json.loads(json.dumps(to_json(text)))
    assert from_json(stored) == text
    assert str(from_json(stored)) == str(text)


def test_the_nearest_name_is_suggested_else_all_of_them():
    assert str(suggestion("limt_a", ["limit_b", "limit_a"])) == "Did you mean limit_a?"
    assert str(suggestion("x", ["b", "a", "c"])) == "There are: a, b and c."
    assert suggestion("x", map(str, range(41))) == ""


def test_equal_messages_are_one_key():
    assert {message("{n}", n=[1, 2]): 1}[Message("{n}", (("n", (1, 2)),))] == 1
