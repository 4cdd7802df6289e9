"""The page of a month at several sites: whole with any names, any reasons and any damaged record."""

import itertools
import json
import re
from html.parser import HTMLParser

import pytest

from tests.reporting.group_runs import amount, published, run, share
from wcm_helpers.core import words
from wcm_helpers.reporting import group_pages, index_pages
from wcm_helpers.reporting.comparable import figure
from wcm_helpers.reporting.group_records import SiteFailure, write_failures
from wcm_helpers.reporting.same_customers import SameCustomer, keep_same_customers

HOSTILE = "</script><img src=x onerror=alert(1)>\"'&{{7*7}}"


class Structure(HTMLParser):
    """The headings, cells and landmarks of a page in order."""

    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))


def page(reports, month="2026-05"):
    group_pages.write_group_pages(reports)
    return (reports / f"{month}.html").read_text(encoding="utf-8")


def rows(html):
    """Return the texts of the cells by row."""
    return [
        [text(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    ]


def text(markup):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup)).strip()


def test_sites_are_rows_with_intervals_verdicts_and_sums(tmp_path):
    published(tmp_path, "north", run("North", figures=[*amount(1_500_000), *share("otif", 95, 100)]))
    published(tmp_path, "south", run("South", figures=[*amount(500_000), *share("otif", 70, 100)]))
    assert rows(page(tmp_path)) == [
        ["Site", "Revenue", "Otif"],
        ["North", "1.50M CNY", "95.0% 88.8% to 97.8%, 100 cases better than elsewhere"],
        ["South", "500k CNY", "70.0% 60.4% to 78.1%, 100 cases worse than elsewhere"],
        ["All sites, together", "2.00M CNY", "–"],
    ]


def test_each_currency_has_a_line_of_its_own(tmp_path):
    customers = figure("customers", "Customers", 4, "count")
    for name, unit in {"a": "CNY", "b": "CNY", "c": "USD", "d": "USD", "e": "EUR"}.items():
        published(tmp_path, name, run(name, figures=[*amount(100, unit), *customers]))
    assert rows(page(tmp_path))[-3:] == [
        ["All sites, together", "–", "20"],
        ["Sites in CNY, together", "200 CNY", "–"],
        ["Sites in USD, together", "200 USD", "–"],
    ]


def test_more_than_six_figures_make_a_second_table(tmp_path):
    figures = [one for n in range(8) for one in figure(f"f{n}", f"F{n}", n, "count")]
    for name in ("a", "b"):
        published(tmp_path, name, run(name, figures=figures))
    heads = [row for row in rows(page(tmp_path)) if row[0] == "Site"]
    assert [len(head) for head in heads] == [7, 3]


def test_drafts_older_reports_failed_ones_and_absent_sites_are_named(tmp_path):
    published(tmp_path, "a", run("A", figures=amount(1), draft=True, data_up_to="2026-05-20"))
    published(tmp_path, "b", run("B", figures=amount(1), status="kept"))
    published(tmp_path, "c", run("C", figures=amount(1), status="failed", reason="cell 3 <b>"))
    published(tmp_path, "d", run("D", month="2026-04", figures=amount(1)))
    failures = [SiteFailure("e", "x/e.toml", (), "e.csv: <i>no file</i>")]
    write_failures(tmp_path, [], failures)
    html = page(tmp_path)
    assert [row[0] for row in rows(html)[1:4]] == [
        "A draft data up to 2026-05-20", "B from an earlier run",
        "C from an earlier run; the last one failed",
    ]  # fmt: skip
    listed = [text(item) for item in re.findall(r"<li>(.*?)</li>", html)]
    assert listed[-3:] == [  # behind what the others say
        "D: This month is not published. Latest month: April 2026", "e: e.csv: &lt;i&gt;no file&lt;/i&gt;",
        "C, One: cell 3 &lt;b&gt;",
    ]  # fmt: skip
    assert '3 of 5 sites side by side. <a href="#missing">' in html


def test_names_reasons_and_lists_from_outside_are_text(tmp_path):
    for name in ("a", "b"):
        record = run(HOSTILE, figures=figure("x", HOSTILE, 1, "count"), title=HOSTILE)
        record["headline"]["one"] = HOSTILE
        record["reports"]["two"] = {"title": HOSTILE, "status": "failed", "reason": HOSTILE, "files": []}
        folder = published(tmp_path, name, record)
        record["reports"]["one"]["files"].append("classes.csv")
        (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
        (folder / "classes.csv").write_text(f'customer_id,official_class,value\n1,"{HOSTILE}",5\n')
    keep_same_customers(tmp_path, [SameCustomer(HOSTILE, "a", "1"), SameCustomer(HOSTILE, "b", "1")])
    write_failures(tmp_path, [], [SiteFailure(HOSTILE, HOSTILE, ("2026-05",), HOSTILE)])
    html = page(tmp_path)
    tags = [tag for tag, _attributes in Structure(html).tags]
    assert "script" not in tags and "img" not in tags
    assert "{{7*7}}" in html
    assert html.count("onerror") > 8


DAMAGED = [
    {"comparable": [{"id": "x", "label": "X", "value": 10**400, "kind": "count"}]}, {"comparable": "x"},
    {"title": 5}, {"data_up_to": ""}, {"draft": "yes"}, {"reason": [], "status": "failed"},
    {"translations": {"en": {"title": [], "headline": {}, "comparable": 5}}},
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_record_does_no_harm_to_the_others(tmp_path, damage):
    published(tmp_path, "a", run("A", figures=amount(7)))
    published(tmp_path, "b", run("B", figures=amount(8), **damage))
    assert ["A", "7 CNY"] in rows(page(tmp_path))


@pytest.mark.parametrize("text", ["{", "", "[]", '{"site": {}}', "[" * 100_000])
def test_an_unreadable_record_is_no_site(tmp_path, text):
    for name in ("a", "b", "c"):
        folder = published(tmp_path, name, run(name, figures=amount(7)))
    (folder / "run.json").write_text(text, encoding="utf-8")
    assert [row[0] for row in rows(page(tmp_path))] == ["Site", "a", "b", "All sites, together"]


def test_a_month_that_one_site_has_no_more_has_no_page(tmp_path):
    for name in ("a", "b"):
        folder = published(tmp_path, name, run(name, figures=amount(7)))
    (tmp_path / "mine.html").touch()
    page(tmp_path)
    (folder / "run.json").unlink()
    group_pages.write_group_pages(tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.html")) == ["mine.html"]


def test_headings_are_in_order_and_every_head_of_a_table_says_of_what(tmp_path):
    for name in ("a", "b"):
        published(tmp_path, name, run(name, figures=[*amount(7), *share("otif", 9, 10)]))
    tags = Structure(page(tmp_path)).tags
    names = [tag for tag, _attributes in tags]
    levels = [int(tag[1]) for tag in names if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert names.count("main") == 1
    assert {attributes.get("scope") for tag, attributes in tags if tag == "th"} == {"col", "row"}
    assert names.count("caption") == names.count("table")
    assert next(attributes for tag, attributes in tags if tag == "html")["lang"] == "en"


def test_the_page_is_in_the_language_of_most_sites(tmp_path):
    for name, language in {"a": "en", "b": "zh", "c": "zh"}.items():
        published(tmp_path, name, run(name, figures=amount(70_000), language=language))
    html = page(tmp_path)
    assert '<html lang="zh-Hans">' in html
    assert "各仓库对比" in html and "7.00万元" in html
    assert words.language() == "en"


def test_the_index_and_the_months_link_to_it_and_back(tmp_path):
    for name in ("a", "b"):
        published(tmp_path, name, run(name, figures=amount(7)))
    published(tmp_path, "a", run("a", month="2026-04", figures=amount(7)))
    index_pages.write_index(tmp_path)
    html = page(tmp_path)
    assert 'href="2026-05.html"' in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="../../2026-05.html"' in (tmp_path / "a/2026-05/index.html").read_text(encoding="utf-8")
    assert "2026-04.html" not in (tmp_path / "a/2026-04/index.html").read_text(encoding="utf-8")
    assert 'href="index.html"' in html and 'href="a/2026-05/index.html"' in html
    assert 'href="a/2026-05/one.html"' in html


def test_the_same_folder_gives_the_same_bytes(tmp_path):
    for name in ("b", "a", "c"):
        published(tmp_path, name, run(name, figures=[*amount(7), *share("otif", 9, 10)]))
    first = page(tmp_path)
    (tmp_path / "2026-05.html").unlink()
    assert page(tmp_path) == first
