"""The files of the invented warehouse: rebuilt byte for byte, and of the contract."""

import pytest

from tests.sample.committed import LAST, MONTHS, SAMPLE, files, read
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.sample import write_sample


def test_the_committed_sample_is_rebuilt_byte_for_byte(tmp_path):
    paths = write_sample(tmp_path)
    assert files(tmp_path) == files(SAMPLE)
    assert sorted(paths) == sorted(tmp_path.rglob("*.csv"))


def test_the_committed_sample_is_small_and_plain():
    content_by_name = files(SAMPLE)
    assert sum(map(len, content_by_name.values())) < 5_000_000
    assert not any(b"\r" in content or b'""' in content for content in content_by_name.values())
    assert all(content.decode("utf-8").endswith("\n") for content in content_by_name.values())


def test_another_seed_is_another_world(tmp_path):
    first, second = tmp_path / "1", tmp_path / "2"
    write_sample(first, seed=1, customers=12, months=4)
    write_sample(second, seed=2, customers=12, months=4)
    one, other = files(first), files(second)
    assert one.keys() == other.keys()
    same = {name for name in one if one[name] == other[name]}
    # What goes wrong when, and what is asked, is part of the story, not of chance.
    story = {"truth/months.csv", "truth/survey.csv", "survey-questions.csv", "survey-hand-coded.csv"}
    story |= {"calendar.csv", "improvements.csv", "truth/performance.csv", "gift_rules.csv"}
    # Twelve customers and four months have no class, so nobody is entitled to anything of its own.
    story |= {"service_entitlements.csv", "truth/service_plan.csv"}
    assert same == story


def test_writing_again_replaces(tmp_path):
    write_sample(tmp_path, customers=5, months=3)
    before = files(tmp_path)
    write_sample(tmp_path, customers=5, months=3)
    assert files(tmp_path) == before


def test_years_of_another_sample_are_not_mixed_in(tmp_path):
    write_sample(tmp_path, customers=5, months=3, last_month="2025-06")
    with pytest.raises(WorkbookError, match=r"billing-2025\.csv belongs to another"):
        write_sample(tmp_path, customers=5, months=3, last_month="2026-06")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("seed", -1),
        ("customers", 0),
        ("months", 2),
        ("volume", 0.0),
        ("volume", float("nan")),
        ("last_month", "May"),
    ],
)
def test_a_number_out_of_range_is_refused(tmp_path, name, value):
    with pytest.raises(WorkbookError, match=name.replace("last_", "")):
        write_sample(tmp_path / "new", **{name: value})
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("customers", "months"), [(1, 3), (7, 5), (40, 14)])
def test_a_small_world_is_whole(tmp_path, customers, months):
    write_sample(tmp_path, customers=customers, months=months)
    assert len(read(tmp_path / "customers.csv")) == customers
    periods = {period for path in tmp_path.glob("billing-*.csv") for period in read(path)["period"]} - {""}
    assert periods <= set(MONTHS[-months:])
    assert LAST in periods


def test_the_size_dial_scales(tmp_path):
    count, billed = {}, {}
    for volume in (1.0, 4.0):
        folder = tmp_path / str(volume)
        write_sample(folder, customers=60, months=3, volume=volume)
        count[volume] = len(read(folder / "orders-2026.csv"))
        total = read(folder / "billing-2026.csv")["amount_ex_vat"].iloc[-1]
        billed[volume] = float(total)
    assert 3.0 < count[4.0] / count[1.0] < 4.2  # those with one order at least had more than their due
    assert billed[4.0] / billed[1.0] == pytest.approx(4, rel=0.05)
    write_sample(tmp_path / "many", customers=300, months=3)
    assert len(read(tmp_path / "many" / "customers.csv")) == 300


def test_ids_are_text_with_their_zeros(customers, bills, orders, lines):
    assert customers["customer_id"].tolist() == [f"C{n:05d}" for n in range(1, 151)]
    assert lines["sku_id"].str.fullmatch(r"0\d{6}").all()
    assert bills["invoice_no"].str.fullmatch(r"[FR]\d{4}-\d{5}").all()
    assert orders["order_id"].is_unique
    assert not bills.duplicated(["invoice_no", "line_no"]).any()
    assert not lines.duplicated(["order_id", "line_no"]).any()
    assert customers["customer_name"].is_unique


def test_every_value_is_one_the_contract_knows(customers, bills, orders):
    assert set(customers["customer_type"]) == {"合同仓储", "电商仓配", "散客", "平台"}
    assert set(customers["industry"]) == {"电子", "医药", "快消", "服装", "汽配", "家居", "食品", "化工"}
    assert set(customers["current_level"]) == {"", "大", "一般", "小客户"}
    assert set(customers["status"]) == {"active", "paused", "ended"}
    assert set(bills["service_code"]) == {"仓储", "装卸", "出库操作", "包装", "配送", "增值"}
    assert set(orders["direction"]) == {"out", "in", "return"}
    assert set(orders["status"]) == {"closed", "cancelled", "open"}
    assert set(orders["cancel_by"]) == {"", "我方", "客户"}
    flags = [customers["contractual"], customers["public_sector"], bills["disputed"], bills["pass_through"]]
    assert all(set(flag) == {"true", "false"} for flag in flags)
    assert set(orders["doc_ok"]) == {"true", "false", ""}
