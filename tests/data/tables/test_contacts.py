"""Contacts: days that exist, consent, and no cell of a protected column anywhere it could be read."""

import json
from datetime import date

import pandas as pd
import pytest

from tests.data.exports import BILLING
from tests.data.tables.rows import intake_of, rejects_of, warned_of
from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.fingerprints import fingerprints
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reporting.check_page import check_sites
from wcm_helpers.reports import REPORTS

TABLE = "contacts"

HEAD = "联系人编号,客户编号,姓名,手机,邮箱,职务,决策角色,生日,是否农历,是否闰月,同意联系,同意日期,离职日期"
GOOD = "K1,007,赵小敏,13812345678,zhao@example.com,仓储经理,决策者,05-04,是,否,是,2026-01-02,"
#: One word of each protected column of the rows below.
SECRETS = (
    "赵小敏", "钱大伟", "13812345678", "13999999999", "zhao@example.com", "决策者", "影响者", "05-04",
    "02-30", "01-31", "13-77", "1980", "昨天", "也许", "某天", "2026-01-02", "孙丽丽", "密语",
)  # fmt: skip


@pytest.fixture(autouse=True)
def english():
    yield
    words.use("en")  # a check is worded in the language it is asked for


def test_good_rows_are_used_without_a_warning(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD, GOOD,
        "K2,007,,,,,,02-29,否,,,,",
        "K3,8,,,,,,06-30,是,是,否,,2026-03-01",  # day 30 of a leap month of the moon
    )  # fmt: skip
    assert (intake.faults_of(), intake.rejects.empty, warned_of(intake)) == ([], True, {})
    rows = intake.used_rows(TABLE)
    assert rows["birthday_md"].tolist() == ["05-04", "02-29", "06-30"]
    assert rows["consent"].fillna(False).tolist() == [True, False, False]
    assert rows["left_date"].iloc[2] == pd.Timestamp("2026-03-01")


def test_doubtful_rows_are_used_and_warned_of(warehouse):
    intake = intake_of(
        warehouse, TABLE, HEAD,
        "K1,a,,,,,,02-30,否,,,,",  # no such day of the sun
        "K2,a,,,,,,01-31,是,,,,",  # no such day of the moon
        "K3,a,,,,,,01-31,,是,,,",  # a leap month of the sun
        "K4,a,,,,,,,,,是,,",
        "K5,a,,,,,,02-30,是,,,,",
    )  # fmt: skip
    assert warned_of(intake) == {
        "no_such_day": (2, 2), "no_leap_month": (1, 4), "consent_without_date": (1, 5),
    }  # fmt: skip


def test_broken_and_empty_rows_are_rejected_with_their_reason(warehouse):
    intake = intake_of(warehouse, TABLE, HEAD, ",a,,,,,,,,,,,", "K2,,,,,,,,,,,,", ",,,,,,,,,,,,", GOOD)
    assert rejects_of(intake) == [(2, "blank"), (3, "blank"), (4, "empty")]


def test_a_report_gets_three_columns_and_no_name_of_a_contact_even_in_the_role(warehouse):
    intake_of(warehouse, TABLE, HEAD, GOOD.replace("仓储经理", "赵小敏的助理 13812345678"))
    history = read_history(warehouse.settings({TABLE: 'path = "x.csv"'}, site="publish_names = true"))
    rows = history.table(TABLE)
    assert rows.to_dict("list") == {
        "contact_id": ["K1"], "customer_id": ["007"], "role": ["[…]的助理 […]"],
    }  # fmt: skip
    whole = history.protected_table(TABLE)
    assert (list(whole), whole["contact_name"].tolist()) == (TABLES[TABLE].names, ["赵小敏"])


def test_a_published_fingerprint_tells_nothing_of_protected_cells(warehouse):
    prints = []
    for row in (GOOD, GOOD.replace("赵小敏", "钱大伟").replace("05-04", "06-05"), GOOD.replace("007", "8")):
        intake_of(warehouse, TABLE, HEAD, row)
        history = read_history(warehouse.settings({TABLE: 'path = "x.csv"'}))
        prints.append(fingerprints(history)["fingerprint"].tolist())
    assert prints[0] == prints[1] != prints[2]


BROKEN = (
    GOOD,
    "K2,007,钱大伟,13999999999,q@example.com,经理,影响者,13-77,也许,密语,某天,昨天,昨天",  # unreadable cells
    ",007,钱大伟,13999999999,,经理,影响者,1980-05-04,,,,,",  # no number
    "K4,,钱大伟,13999999999,,经理,影响者,05-04,,,,,",  # no customer
    "K5,007,孙丽丽,13999999999,,经理",  # too few cells
    'K6,007,"孙丽丽" 密语,13999999999,,经理,影响者,05-04,,,,,',  # a stray quotation mark
    "合计,,密语,13999999999,,,,,,,,,",  # a total
    "K7,007,赵小敏,,,经理,,02-30,否,,是,,",  # warned of
    "K8,007,赵小敏,,,经理,,01-31,是,是,,,",
    GOOD,
)


@pytest.mark.parametrize(
    ("duplicates", "conflict", "quoted"),
    [
        ("", "", True),
        ("", GOOD.replace("赵小敏", "钱大伟"), False),
        ("", GOOD.replace("05-04", ""), False),
        ('duplicates = "last"', GOOD.replace("赵小敏", "钱大伟"), True),
    ],
)
def test_no_list_and_no_message_has_a_protected_cell(warehouse, capsys, duplicates, conflict, quoted):
    rows = [row for row in (*BROKEN, conflict) if row and (quoted or '"' not in row)]
    warehouse.write(b__csv=BILLING + "1,1,007,2026-05-29,80\n")
    warehouse.write(x__csv="\n".join([HEAD, *rows]) + "\n", c__csv="customer_id\n8\n")
    settings = warehouse.settings(
        {
            "contacts": f'path = "x.csv"\n{duplicates}', "billing": 'path = "b.csv"',
            "customers": 'path = "c.csv"',
        }
    )  # fmt: skip
    out = warehouse.folder / "rejected.csv"
    for language in ("en", "zh"):
        for as_json in (False, True):
            check_sites(
                [warehouse.folder / "settings.toml"], REPORTS, date(2026, 6, 1), language=language,
                rejects=None if as_json else out, as_json=as_json,
            )  # fmt: skip
    printed = capsys.readouterr()
    intake = take_in(settings)
    listed = [intake.rejects.to_csv(), intake.monthly_warnings.to_csv(), intake.reconciliation.to_csv()]
    listed += [str(fault.message) for fault in intake.blocking]
    listed += [remark for items in intake.staged.values() for item in items for remark in item.read_remarks()]
    text = "\n".join([printed.out, printed.err, out.read_text("utf-8"), *listed])
    assert len(intake.rejects) > 5  # the rows above did come to the lists
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize(
    ("head", "options"),
    [
        (GOOD, ""),  # no header at all
        ("x,客户编号,姓名,赵小敏,05-04", ""),  # a needed column is missing, and cells beside the headers
        (GOOD, "header_row = 1\ncolumns = {customer_id = 'col:B'}"),
    ],
)
def test_no_refusal_has_a_protected_cell(warehouse, head, options):
    warehouse.write(x__csv="\n".join([head, GOOD, GOOD.replace("K1", "K2")]) + "\n")
    settings = warehouse.settings({TABLE: f'path = "x.csv"\n{options}'})
    with pytest.raises(WorkbookError) as refusal:
        read_history(settings, [TABLE])
    assert [secret for secret in SECRETS if secret in str(refusal.value)] == []


def test_the_lists_of_a_table_that_is_not_protected_still_show_its_cells(warehouse):
    intake = intake_of(warehouse, "costs", "客户编号,月份,成本", "a,2026-05,x", ",2026-05,12,3")
    assert json.loads(intake.rejects["value"].to_json(orient="values")) == ["x", ",2026-05,12,3"]
