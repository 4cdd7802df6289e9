"""Packs of the invented warehouse, its texts poisoned: of two sides, with nothing of any other customer."""

import re
import unicodedata
from contextvars import copy_context
from datetime import date

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from tests.sample.committed import MONTHS, SAMPLE, read, table
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.paths import ROOT
from wcm_helpers.packs.monthly import packs_of_site
from wcm_helpers.packs.publish import file_name
from wcm_helpers.reports import REPORTS

MONTH, TODAY = "2026-10", date(2026, 11, 15)
#: Of all classes; C00150 is young, C00018 has no tickets, C00003 answered the survey and reads English.
CHOSEN = ["C00002", "C00003", "C00018", "C00039", "C00044", "C00050", "C00112", "C00129", "C00150"]
OTHER, OWNER, INTERNAL = "C00077", "赵铁柱", "price up, churn risk"
HOSTILE = {
    "C00018": "<img src=x onerror=alert(1)>",
    "C00039": '=HYPERLINK("http://x","y")',
    "C00050": "</script><script>alert(2)</script>",
    "C00112": "\u202eabc\u202d Ltd",
}
#: The open tickets, each with a text that names another customer in a way of its own.
TICKETS = {"GD000910": "和{name}一样", "GD000911": "货主{small}的货"}
POISONED = ("customers", "tickets", "improvements")
#: What is about a customer and not for it.
NEVER = ["class", "客户等级", "A类", "毛利", "流失"]


def site(folder, chosen):
    """Write settings with some lines under ``[packs]``, and return the file."""
    text = (ROOT / "workbook.toml").read_text(encoding="utf-8")
    text = text.replace("data/sample/", f"{SAMPLE.as_posix()}/")
    text = text.replace('language = "en" ', 'language = "zh" ')
    for name in POISONED:
        text = text.replace(f"{SAMPLE.as_posix()}/{name}.csv", f"{name}.csv")
    log = '[tables.interventions]\npath = "interventions.csv"\n\n'
    text = text.replace("[tables.actions]", f"{log}[tables.actions]")
    (folder / "s.toml").write_text(text.replace("[site]", f"{chosen}\n[site]", 1), encoding="utf-8")
    return folder / "s.toml"


def poison(folder):
    """Write tables with hostile names, and texts that name another customer, a person or a reason."""
    customers, tickets, register = (read(SAMPLE / f"{name}.csv") for name in POISONED)
    names = dict(zip(customers["customer_id"], customers["customer_name"], strict=True)) | HOSTILE
    customers["customer_name"] = customers["customer_id"].map(names)
    words = {"name": names[OTHER], "small": OTHER.lower()}
    for number, form in TICKETS.items():
        tickets.loc[tickets["工单编号"] == number, "类别"] = form.format(**words)
    plain = dict.fromkeys(register.columns, "") | {
        "指标": "otif_order",
        "负责人": OWNER,
        "开始日期": "2026-05-01",
        "状态": "进行中",
        "预期效果": INTERNAL,
        "证据": f"{names[OTHER]}也投诉",
        "对照组": OTHER,
    }
    short = names[OTHER].removesuffix("有限公司")
    added = [
        {"编号": "X1", "对象": "C00003", "措施": "Own gate"},
        {"编号": "X2", "对象": OTHER, "措施": "其他措施"},
        {"编号": "X3", "对象": "C00003", "措施": f"照{short}的做法"},
        {"编号": "X4", "对象": "C00044", "措施": f"{OWNER}每周致电 13800000000"},
        {"编号": "X5", "对象": "C00044", "指标": "margin", "措施": "涨价"},
    ]
    register = pd.concat([register, pd.DataFrame([{**plain, **row} for row in added])], ignore_index=True)
    for name, frame in zip(POISONED, (customers, tickets, register), strict=True):
        frame.to_csv(folder / f"{name}.csv", index=False)
    log = [
        ("otif_order", "C00002", "2026-08", "measure", INTERNAL),
        ("on_time", "C00002", "2026-07", "rebase", OTHER),
    ]
    columns = ["metric", "scope", "month", "kind", "reason"]
    pd.DataFrame(log, columns=columns).to_csv(folder / "interventions.csv", index=False)
    return names


@pytest.fixture(scope="module")
def made(tmp_path_factory, shared_cache):
    """The packs, the names of all customers, and the folder."""
    folder = tmp_path_factory.mktemp("packs")
    names = poison(folder)
    settings = site(folder, f'[packs]\ncustomers = {CHOSEN}\nlanguages = {{ C00003 = "en" }}\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        arguments = (settings, REPORTS, folder / "reports", folder / "out", MONTH, TODAY)
        return copy_context().run(packs_of_site, *arguments, lambda step: None), names, folder


@pytest.fixture(scope="module")
def pages(made):
    return {path.stem: path for path in made[0].files if path.suffix == ".html"}


@pytest.fixture(scope="module")
def soups(pages):
    texts = {customer: path.read_text(encoding="utf-8") for customer, path in pages.items()}
    return {customer: BeautifulSoup(text, "lxml") for customer, text in texts.items()}


@pytest.fixture(scope="module")
def texts(soups):
    return {customer: soup.main.get_text(" ") for customer, soup in soups.items()}


@pytest.fixture(scope="module")
def bills():
    """The bills, without the rows that are spoilt on purpose, in hundredths."""
    frame = table("billing")
    frame["fen"] = [round(100 * float(amount)) for amount in frame["amount_ex_vat"]]
    return frame.assign(month=frame["doc_date"].str[:7])


def closed(text):
    """Return a text in one width and case, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def test_every_chosen_customer_has_a_page_and_a_pdf_of_two_sides(made, pages):
    assert sorted(pages) == CHOSEN and made[0].failures == []
    for path in pages.values():
        sides = re.findall(rb"/Type\s*/Page\b", path.with_suffix(".pdf").read_bytes())
        assert 1 <= len(sides) <= 2, path.stem


def test_volumes_add_up_to_the_invoice(texts, bills):
    for customer, text in texts.items():
        own = bills[(bills["customer_id"] == customer) & (bills["month"] == MONTH)]
        total = re.search(r"(?:Total|合计)\s+–?\s*–?\s*(−?[\d,]+\.\d\d)", text)
        assert bool(total) == bool(len(own)), customer
        if total:
            assert total[1].replace(",", "").replace("−", "-") == f"{own['fen'].sum() / 100:.2f}", customer


def test_every_amount_is_one_of_its_own(texts, bills):
    """So that no sum over others is there to subtract from: a month, a line of the bill, or its total."""
    months = [*MONTHS[-12:], "2025-10"]
    recent = bills[bills["month"].isin(months)].groupby(["customer_id", "month"])["fen"].sum()
    keys = ["customer_id", "invoice_no", "service_code", "uom"]
    lines = bills[bills["month"] == MONTH].groupby(keys)["fen"].sum()
    for customer, text in texts.items():
        own = {f"{abs(fen) / 100:,.2f}" for sums in (recent, lines) for fen in sums.get(customer, ())}
        shown = set(re.findall(r"[\d,]+\.\d\d(?!\d)", text)) - {"0.00"}
        assert shown, customer
        assert shown - own == set(), customer


def test_no_count_is_that_of_all_orders_or_of_all_the_others(texts):
    orders = pd.concat(read(path) for path in sorted(SAMPLE.glob("orders-202[56].csv")))
    of_month = orders[orders["created_at"].str[:7] == MONTH]
    for customer, text in texts.items():
        rest = (of_month["customer_id"] != customer).sum()
        assert not set(re.findall(r"\d[\d,]*", text)) & {f"{len(of_month):,}", f"{rest:,}"}, customer


def test_a_pack_names_no_other_customer_no_person_and_no_reason(texts, made):
    names = made[1]
    assert len(names) >= 150
    for own, text in texts.items():
        others = {number: name for number, name in names.items() if number != own and name != names[own]}
        signs = [*others, *others.values(), *(name.removesuffix("有限公司") for name in others.values())]
        signs += [OWNER, INTERNAL, "13800000000", "投诉", "涨价", "其他措施", *NEVER]
        plain = closed(text).replace(closed(names[own]), "")
        assert [sign for sign in signs if closed(sign) in plain] == [], own


def test_what_is_withheld_is_said_to_the_analyst_with_its_row_and_the_rest_is_there(made, texts):
    notes = list(map(str, made[0].notes))
    rows = {("tickets", number) for number in TICKETS} | {("actions", "X3")}
    assert {tuple(re.search(r"table (\w+), row (\w+),", note).groups()) for note in notes} == rows
    assert all(OTHER in note and made[1][OTHER] not in note for note in notes)
    assert "Own gate" in texts["C00003"] and "A measure for you" in texts["C00003"]
    assert "自2026年8月起" in closed(texts["C00002"])
    assert "GD000910" in texts["C00129"] and "GD000911" in texts["C00003"]


def test_hostile_names_are_text(soups, texts):
    for customer, soup in soups.items():
        assert not soup.find_all(attrs={"onerror": True}) and not soup.main.find_all("script"), customer
        assert not any("alert(" in script.get_text() for script in soup.find_all("script")), customer
    for customer in ("C00018", "C00039", "C00050"):
        assert closed(HOSTILE[customer]) in closed(texts[customer])
    assert "\u202e" not in texts["C00112"]


def test_each_reads_its_own_language(texts):
    assert "What we did for you" in texts["C00003"]
    others = [text for customer, text in texts.items() if customer != "C00003"]
    assert all("我们为贵司完成的业务" in text and "What we did" not in text for text in others)


def test_nobody_chosen_and_nothing_published_is_one_line(made, tmp_path):
    settings = site(made[2], "")
    arguments = (settings, REPORTS, tmp_path / "r", tmp_path / "o", MONTH, TODAY, print)
    with pytest.raises(WorkbookError, match=r'customers = "A"'):
        copy_context().run(packs_of_site, *arguments)
    assert not list((tmp_path / "o").rglob("*.html"))


def test_every_number_of_a_customer_is_a_name_of_its_own_for_a_file():
    numbers = ["C1", "a/b", "a_b", "../x", "a:b", ".hidden", "华东", "x" * 300, "sales"]
    files = [file_name(number) for number in numbers]
    assert len({*files, "sales"}) == len(files) + 1
    assert all(re.fullmatch(r"\w[\w.-]{0,80}", name) for name in files)
