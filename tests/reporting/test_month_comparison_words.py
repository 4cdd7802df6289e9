"""What changed and what would come out otherwise, in words: English and Chinese from the same record."""

from contextvars import copy_context

import pytest

from wcm_helpers.core import words
from wcm_helpers.reporting import month_comparison_words

CARDS = {
    "en": [{"id": "value", "label": "Revenue", "from": "1.2M EUR", "to": "1.3M EUR"}],
    "zh": [{"label": "收入", "from": "120万欧元", "to": "130万欧元"}],
}
CLASSES = {"changed": 3, "up": 1, "down": 2, "entered": 1, "left": 0}
NONE = dict.fromkeys(CLASSES, 0)


def run(**changes):
    return {
        "month": "2026-10",
        "basis": {"site": {"currency": "EUR"}},
        "changes": {"month": "2026-09", "cards": CARDS, "classes": CLASSES, **changes},
    }


def restated(*reasons, **changed):
    entry = {
        "month": "2026-08", "published": "ab", "currency": "EUR", "cards": CARDS, "classes": NONE,
        "figures": [{"id": "hhi", "from": 0.2, "to": 0.21}, {"id": "gini", "from": 0.51239, "to": 0.6}],
        "reasons": list(reasons), **changed,
    }  # fmt: skip
    return {"restated": {"looked_at": ["2026-08"], "months": [entry]}}


def in_chinese(function, *values):
    def call():
        words.use("zh")
        return function(*values)

    return copy_context().run(call)


def test_classes_come_first_then_warnings_then_key_figures():
    warnings = [{"table": "billing", "reason": "absurd_amount", "rows": 2, "amount": 1234.5}]
    ended = [{"table": "orders", "reason": "alike", "rows": 1, "amount": 0.0}]
    record = run(new_warnings=warnings, ended_warnings=ended)
    assert month_comparison_words.since_title(record) == "Since September 2026"
    assert month_comparison_words.since_lines(record) == [
        "Customers that changed official class: 3 (1 up, 2 down); new in a class: 1; no longer in one: 0.",
        "New warning of the data, billing (2 rows, 1,234.50 EUR): The amount is more than a thousand times "
        "that of all other rows together; it counts.",
        "Revenue: 1.3M EUR, was 1.2M EUR.",
        "Warning of the data that has ended, orders: An earlier row is the same in every column that is "
        "read, and neither has a number of its own; both count.",
    ]
    chinese = in_chinese(month_comparison_words.since_lines, record)
    assert chinese[0] == "正式等级变动的客户：3（升1，降2）；新进入等级：1；不再有等级：0。"
    assert chinese[2] == "收入：130万欧元，原为120万欧元。"


def test_the_rest_of_a_long_list_is_counted():
    cards = {"en": [{"label": f"F{n}", "from": "1", "to": "2"} for n in range(8)]}
    lines = month_comparison_words.since_lines(run(cards=cards, classes={}))
    assert lines[-2:] == ["F4: 2, was 1.", "3 more are in run.json."]


def test_nothing_changed_is_said_and_nothing_to_compare_with_is_not():
    assert month_comparison_words.since_lines(run(cards={}, classes=NONE)) == [
        "No customer changed official class."
    ]
    assert month_comparison_words.since_lines(run(cards={}, classes={})) == [
        "No key figure, class or warning of the data changed."
    ]
    assert month_comparison_words.since_lines({"changes": {}}) == month_comparison_words.since_lines({}) == []
    assert month_comparison_words.since_title({}) == ""


def data(rows, amount, month="2026-07", table="billing"):
    return {"kind": "data", "table": table, "month": month, "rows": rows, "amount": amount}


@pytest.mark.parametrize(
    ("reason", "english", "chinese"),
    [
        (data(2, 300.0), "billing of July 2026: 2 rows more, +300.00 EUR.",
         "2026年7月的billing：多2行，+300.00欧元。"),
        (data(-1, -50.5), "billing of July 2026: 1 row fewer, −50.50 EUR.",
         "2026年7月的billing：少1行，−50.50欧元。"),
        (data(0, 100.0), "billing of July 2026: as many rows, +100.00 EUR in all.",
         "2026年7月的billing：行数不变，金额合计+100.00欧元。"),
        (data(0, 0.0), "billing of July 2026: as many rows and the same amount, with other contents.",
         "2026年7月的billing：行数和金额不变，内容有改动。"),
        (data(1, 0.0, "", "customers"), "customers: 1 row more.", "customers：多1行。"),
        (data(-3, 0.0, "", "customers"), "customers: 3 rows fewer.", "customers：少3行。"),
        ({"kind": "rule", "key": "[classification] limit_a", "from": 0.8, "to": 0.7},
         "The setting [classification] limit_a is 0.7, was 0.8.",
         "设置[classification] limit_a现为0.7，原为0.8。"),
        ({"kind": "setting", "key": "[site] currency", "from": "EUR", "to": "USD"},
         "The setting [site] currency is USD, was EUR.", "设置[site] currency现为USD，原为EUR。"),
        ({"kind": "setting", "key": "[tables.billing] values", "from": None, "to": {"a": ["b"]}},
         "The setting [tables.billing] values has changed.", "设置[tables.billing] values已改动。"),
        ({"kind": "setting", "key": "[surveys]", "from": None, "to": None},
         "The setting [surveys] has changed.", "设置[surveys]已改动。"),
        ({"kind": "survey", "wave": "h1"}, "The files of the survey wave h1 have changed.",
         "调查批次h1的文件已改动。"),
        ({"kind": "version", "from": "0.3.0", "to": "0.4.0"}, "The workbook is version 0.4.0, was 0.3.0.",
         "工作簿现为0.4.0版，原为0.3.0版。"),
        ({"kind": "version", "from": "0.3.0", "to": "0.3.0"}, "The code of the workbook has changed.",
         "工作簿的程序已改动。"),
    ],
)  # fmt: skip
def test_each_reason_is_a_sentence(reason, english, chinese):
    record = restated(reason)
    assert month_comparison_words.restated_entries(record)[0]["reasons"] == [english]
    assert in_chinese(month_comparison_words.restated_entries, record)[0]["reasons"] == [chinese]


def test_a_table_with_many_months_names_the_first_and_counts_the_rest():
    reasons = [data(1, 1.0, f"2026-{month:02d}") for month in range(1, 9)]
    lines = month_comparison_words.restated_entries(restated(*reasons))[0]["reasons"]
    assert len(lines) == 6
    assert lines[-1] == "billing: rows of 3 more months differ."


def test_a_restated_month_shows_its_key_figures_or_else_its_figures_and_classes():
    (entry,) = month_comparison_words.restated_entries(restated())
    assert (entry["folder"], entry["month"]) == ("2026-08", "August 2026")
    assert entry["moved"] == ["Revenue: published 1.2M EUR, today 1.3M EUR."]
    exact = {"en": [{"id": "value", "label": "Revenue", "from": 1234567.5, "to": 1234600},
                    {"id": "top1", "label": "Largest", "from": 0.12344, "to": 0.12341}]}  # fmt: skip
    (entry,) = month_comparison_words.restated_entries(restated(cards=exact))
    assert entry["moved"] == ["Revenue: published 1,234,567.5, today 1,234,600."]
    (entry,) = month_comparison_words.restated_entries(restated(cards={"en": []}, classes=CLASSES))
    assert entry["moved"] == [
        "gini: published 0.5124, today 0.6.",
        "hhi: published 0.2, today 0.21.",
        "Customers in another official class: 3 (1 better, 2 lower); in a class only today: 1; only when "
        "published: 0.",
    ]


def test_a_month_that_cannot_be_computed_says_why():
    entry = {"month": "2026-08", "published": "ab", "fault": "The data run from 2026-09 to 2026-10."}
    record = {"restated": {"looked_at": ["2026-08"], "months": [entry]}}
    assert month_comparison_words.restated_entries(record) == [
        {"folder": "2026-08", "month": "August 2026", "reasons": [],
         "moved": ["It can no longer be computed: The data run from 2026-09 to 2026-10."]},
    ]  # fmt: skip
    assert month_comparison_words.sentences(record) == []


def test_a_digest_has_two_sentences_at_most():
    record = {**run(), **restated(data(0, 1.0))}
    assert month_comparison_words.sentences(record) == [
        "Since September 2026: Customers that changed official class: 3 (1 up, 2 down); new in a class: 1; "
        "no longer in one: 0.",
        "Restated since it was published: August 2026; the page of this month says why.",
    ]
    assert (
        month_comparison_words.sentences({})
        == month_comparison_words.sentences({"changes": {}, "restated": {}})
        == []
    )
    assert month_comparison_words.restated_mark("2026-10") == "Restated since: see October 2026."
