"""The packs of the invented warehouse: whole, of two sides, and with nothing of any other customer."""

import re
from datetime import date

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from tests.sample.committed import SAMPLE, table
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import ROOT
from wcm_helpers.packs.publish import file_name, write_packs
from wcm_helpers.reports import REPORTS

MONTH, TODAY = "2026-10", date(2026, 11, 15)


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """The packs of class A as pages, by customer; C00003 reads English, the others Chinese."""
    folder = tmp_path_factory.mktemp("packs")
    text = (
        (ROOT / "workbook.toml").read_text(encoding="utf-8").replace("data/sample/", f"{SAMPLE.as_posix()}/")
    )
    text = text.replace('language = "en" ', 'language = "zh" ')
    chosen = '[packs]\ncustomers = "A"\nlanguages = { C00003 = "en" }\n\n[site]'
    (folder / "s.toml").write_text(text.replace("[site]", chosen, 1), encoding="utf-8")
    files = write_packs(
        folder / "s.toml", REPORTS, folder / "reports", folder / "out", MONTH, TODAY, lambda step: None
    )
    return {path.stem: path for path in files if path.suffix == ".html"}


@pytest.fixture(scope="module")
def texts(packs):
    return {
        customer: BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").main.get_text(" ")
        for customer, path in packs.items()
    }


@pytest.fixture(scope="module")
def bills():
    """The bills of the month, without the rows that are spoilt on purpose."""
    frame = table("billing")
    frame["fen"] = [round(100 * float(amount)) for amount in frame["amount_ex_vat"]]
    return frame[frame["doc_date"].str[:7] == MONTH]


def test_every_customer_of_the_class_has_a_page_and_a_pdf_of_two_sides(packs):
    assert len(packs) >= 25
    for path in packs.values():
        pages = re.findall(rb"/Type\s*/Page\b", path.with_suffix(".pdf").read_bytes())
        assert 1 <= len(pages) <= 2, path.stem


def test_volumes_add_up_to_the_invoice(texts, bills):
    for customer, text in texts.items():
        fen = bills.loc[bills["customer_id"] == customer, "fen"].sum()
        total = re.search(r"(?:Total|合计)\s+–?\s*–?\s*(−?[\d,]+\.\d\d)", text)
        assert total, customer
        assert total[1].replace(",", "").replace("−", "-") == f"{fen / 100:.2f}", customer


def test_a_pack_names_no_other_customer(texts):
    known = pd.read_csv(SAMPLE / "customers.csv", dtype=str)
    columns = list(known.columns)
    names = dict(zip(known[columns[0]], known[columns[1]], strict=True))
    assert len(names) >= 150
    for own, text in texts.items():
        others = {number: name for number, name in names.items() if number != own and name != names[own]}
        assert names[own] in text
        found = [number for number in others if re.search(rf"\b{number}\b", text)]
        found += [name for name in others.values() if name in text.replace(names[own], "")]
        assert found == [], own


def test_nothing_of_others_is_left_when_a_reader_subtracts_its_own(texts, bills):
    """No sum over several customers is there: neither the total, nor the total without the reader's own."""
    orders = pd.concat(pd.read_csv(path, dtype=str) for path in sorted(SAMPLE.glob("orders-*.csv")))
    of_month = orders[orders["created_at"].str[:7] == MONTH]
    for own, text in texts.items():
        numbers = set(re.findall(r"\d[\d,]*(?:\.\d+)?", text))
        totals = {f"{bills['fen'].sum() / 100:,.2f}", f"{len(of_month):,}"}
        totals |= {
            f"{bills.loc[bills['customer_id'] != own, 'fen'].sum() / 100:,.2f}",
            f"{(of_month['customer_id'] != own).sum():,}",
        }
        assert not numbers & totals, own


def test_each_reads_its_own_language(texts):
    assert "What we did for you" in texts["C00003"]
    others = [text for customer, text in texts.items() if customer != "C00003"]
    assert all("我们为贵司完成的业务" in text for text in others)
    assert not any("What we did" in text for text in others)


def test_nobody_chosen_and_nothing_published_is_one_line(tmp_path):
    text = (
        (ROOT / "workbook.toml").read_text(encoding="utf-8").replace("data/sample/", f"{SAMPLE.as_posix()}/")
    )
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WorkbookError, match=r"nothing to make a pack of. Name customers under \[packs\]"):
        write_packs(tmp_path / "s.toml", REPORTS, tmp_path / "r", tmp_path / "o", MONTH, TODAY, print)
    assert not list((tmp_path / "o").rglob("*.html"))


def test_every_number_of_a_customer_is_a_name_of_its_own_for_a_file():
    numbers = ["C1", "a/b", "a_b", "../x", "a:b", ".hidden", "华东", "x" * 300]
    files = [file_name(number) for number in numbers]
    assert len(set(files)) == len(files)
    assert all(re.fullmatch(r"\w[\w.-]{0,80}", name) for name in files)
