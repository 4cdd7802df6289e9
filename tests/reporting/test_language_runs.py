"""Runs in another language than the page say which language they are in."""

import pytest

from wcm_helpers.reporting.language_runs import mark


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>no run</p>", "<p>no run</p>"),
        ("<td><bdi>华东零售</bdi></td>", '<td><bdi lang="zh-Hans">华东零售</bdi></td>'),
        ("<bdi>Acme 华东</bdi>", '<bdi>Acme <bdi lang="zh-Hans">华东</bdi></bdi>'),
        (
            "<p>a（华东）·b 华 南</p>",
            '<p>a<bdi lang="zh-Hans">（华东）</bdi>·b <bdi lang="zh-Hans">华 南</bdi></p>',
        ),
        ('<img alt="华东">', '<img alt="华东">'),
        ('<p lang="zh-Hans">华东<p>b</p></p>c', '<p lang="zh-Hans">华东<p>b</p></p>c'),
        (
            '<div lang="zh"><div>华</div>东</div><p>南</p>',
            '<div lang="zh"><div>华</div>东</div><p><bdi lang="zh-Hans">南</bdi></p>',
        ),
    ],
)
def test_chinese_in_an_english_page(html, marked):
    assert mark(html, "en") == marked


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<td><bdi>Acme</bdi></td>", '<td><bdi lang="en">Acme</bdi></td>'),
        ("<p>客户Smith &amp; Sons Ltd.降级</p>", '<p>客户<bdi lang="en">Smith &amp; Sons Ltd.</bdi>降级</p>'),
        ("<p>A类 12 家，CNY</p>", "<p>A类 12 家，CNY</p>"),
        ("<bdi>C0012</bdi>", "<bdi>C0012</bdi>"),
        ("<bdi>12 &lt; 13</bdi>", "<bdi>12 &lt; 13</bdi>"),
    ],
)
def test_latin_names_in_a_chinese_page(html, marked):
    assert mark(html, "zh") == marked


def test_no_space_follows_a_full_width_mark():
    html = "<span>下降。</span> <strong>致电</strong>\n<p>一。 二</p>\n<p>三。</p>\n<p>四</p>"
    joined = "<span>下降。</span><strong>致电</strong>\n<p>一。二</p>\n<p>三。</p>\n<p>四</p>"
    assert mark(html, "zh") == joined
    assert mark("<p>Yes。 No</p>", "en") == '<p>Yes<bdi lang="zh-Hans">。</bdi> No</p>'


def test_no_space_stands_before_a_full_width_bracket():
    html = '<strong>启东东沐</strong> <span class="wcm-amount">（A类）：</span>'
    assert mark(html, "zh") == '<strong>启东东沐</strong><span class="wcm-amount">（A类）：</span>'
    assert mark("<p>Northwind (A)</p>", "en") == "<p>Northwind (A)</p>"
