"""A report in each of its languages: its title, its links, and its figures with the values before."""

from tests.reporting.test_index_pages import two_languages
from wcm_helpers.reporting import index_pages
from wcm_helpers.reporting.editions import editions


def test_values_before_stand_in_the_brackets_of_the_language():
    run, card = two_languages(), {"label": "Revenue", "value": "1.2M", "earlier": "1.1M a month ago"}
    run["reports"]["one"]["cards"] = [card, {**card, "earlier": ""}]
    chinese_card = {"label": "收入", "value": "120万", "earlier": "上月110万"}
    run["reports"]["one"]["translations"]["zh"]["cards"] = [chinese_card]
    english, _, chinese = index_pages.month_page(run).partition('<div lang="zh-Hans">')
    assert "<dd>1.2M (1.1M a month ago)</dd>" in english and "<dd>1.2M</dd>" in english
    assert "<dd>120万（上月110万）</dd>" in chinese


def test_a_language_that_is_gone_is_written_in_the_one_in_use():
    run = two_languages()
    run["reports"]["one"]["languages"] = ["fr"]
    (edition,) = editions(run, "one", run["reports"]["one"])
    assert (edition["language"], edition["label"], edition["headline"]) == ("français", "One:", "3 of 9.")
