"""The sentences on what was recognised: one line for files that are alike, and what every word counts as."""

import pytest

from wcm_helpers.reporting.check_words import absent_tables, how_it_was_read, recognised_columns

TABLE = {"files": [], "amounts": {}, "states": [], "not_used": [], "not_there": []}


def file(name, encoding="utf-8", **columns):
    return {"file": name, "encoding": encoding, "columns": columns}


def test_files_that_are_alike_are_one_line():
    files = [file("b1.csv", amount="金额"), file("b2.csv", amount="金额"), file("b3.csv", amount="amount")]
    assert list(recognised_columns(TABLE | {"files": files})) == [
        "b1.csv to b2.csv (2 files): amount ← 金额", "b3.csv: amount",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"files": [file("a.csv", "gb18030"), file("b.csv")]}, "Encoding: gb18030, utf-8."),
        ({"amounts": {"currency": "EUR"}}, "Amounts are in EUR."),
        ({"amounts": {"currency": "EUR", "vat": "excluded"}}, "Amounts are in EUR, without VAT."),
        (
            {"amounts": {"currency": "EUR", "vat": "included"}},
            "Amounts are in EUR; the VAT in them is deducted.",
        ),
        ({"not_used": ["备注"]}, "Headers that are not used: 备注."),
        ({"not_there": ["status"]}, "Columns that are not there: status."),
    ],
)
def test_how_a_table_was_read_is_a_sentence_each(given, sentence):
    assert list(how_it_was_read(TABLE | given)) == [sentence]


def test_plain_utf_8_is_not_worth_a_line():
    assert list(how_it_was_read(TABLE | {"files": [file("a.csv"), file("b.csv", "utf-8-sig")]})) == []


def test_words_of_states_are_listed_with_their_reading_and_number():
    states = [
        {"column": "status", "word": "已发货", "state": "closed", "rows": 1200},
        {"column": "status", "word": "Quxiao", "state": "", "rows": 3},
        {"column": "direction", "word": "out", "state": "out", "rows": 5},
    ]
    assert list(how_it_was_read(TABLE | {"states": states})) == [
        "status: 已发货 (read as closed, 1,200), Quxiao (not known, 3).", "direction: out (5).",
    ]  # fmt: skip


def test_only_the_main_tables_say_what_their_absence_costs():
    absent = [
        {"table": "costs", "in_settings": False, "without": "No margin."},
        {"table": "calendar", "in_settings": False, "without": "No holiday."},
        {"table": "class_history", "in_settings": True, "without": "No history."},
    ]
    assert list(absent_tables(absent)) == [
        ("costs", "The settings have no [tables.costs]. No margin."),
        ("class_history", "There is no file yet. No history."),
        ("", "Tables the settings could have as well: calendar. data/README.md says what each adds."),
    ]
