"""The list of service options: the one that comes along, one of a site, and what is refused."""

import pytest

from wcm_helpers.core import words
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.reports.demand_survey.proposals.options import FIELDS, OWN_LIST, in_words, read_options

NEEDS = {
    "receiving_slots", "late_cutoff", "batch_certificates", "cold_chain", "dedicated_contact", "stock_view",
    "returns_inspection", "night_dispatch", "labelling", "kitting", "holiday_dispatch", "damage_photos",
}  # fmt: skip


@pytest.fixture
def write(tmp_path):
    def written(text, encoding="utf-8"):
        path = tmp_path / "options.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return written


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_of_the_workbook_has_an_option_an_owner_and_a_measure_for_every_need(language):
    options = read_options(OWN_LIST)
    assert {*options} == NEEDS
    before = words.language()
    try:
        words.use(language)
        texts = [in_words(option, field) for option in options.values() for field in FIELDS]
    finally:
        words.use(before)
    assert all(texts)
    assert all(text.isascii() or "’" in text for text in texts) == (language == "en")
    assert {option["effort"] for option in options.values()} == {"low", "medium", "high"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_of_a_site_may_be_chinese_in_the_usual_encodings(write, encoding):
    path = write("需求,服务方案,责任人,投入\r\ncold_chain,温控库区,陈伟,高\r\n,,,\r\n", encoding)
    assert read_options(path) == {
        "cold_chain": {"need": "cold_chain", "option": "温控库区", "owner": "陈伟", "effort": "high"}
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "row 1: The column need is missing."),
        ("need,owner\na,b\n", "row 1: The column option is missing."),
        ("need,option\na,x\na,y\n", "row 3: a is listed twice."),
        ("need,option\n,x\n", "row 2: The need is empty."),
        ("need,option,effort\na,x,hgh\n", "row 2: effort = 'hgh' is none of low, medium and high."),
    ],
)
def test_a_fault_names_file_and_row(write, text, fault):
    with pytest.raises(WorkbookError, match=r"options\.csv, row") as refusal:
        read_options(write(text))
    assert fault in str(refusal.value)


def test_a_list_that_is_not_there_is_named(tmp_path):
    with pytest.raises(WorkbookError, match=r"absent\.csv cannot be read"):
        read_options(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("owner", "shown"),
    [
        ("Inbound manager", "Inbound manager"),
        ("收货主管 13800000000", "收货主管 […]"),
        ("收货主管（微信：wang_888）", "收货主管（[…]）"),
        ("Quality manager, quality@example.com", "Quality manager, […]"),
        ("仓库经理 电话 0571-87654321", "仓库经理 […]"),
    ],
)
def test_owners_are_roles_and_shown_without_contacts(write, owner, shown):
    path = write(f'need,option,option@zh,owner@zh,measure\na,x,"{owner}","{owner}","{owner}"\n')
    assert read_options(path)["a"] == {
        "need": "a", "option": "x", "option@zh": shown, "owner@zh": shown, "measure": shown, "effort": "",
    }  # fmt: skip


def test_a_need_and_the_columns_of_the_site_itself_stay(write):
    path = write("need,option,owner,phone\n4008001234,x,y,4008001234\n")
    assert read_options(path) == {
        "4008001234": {"need": "4008001234", "option": "x", "owner": "y", "phone": "4008001234", "effort": ""}
    }
