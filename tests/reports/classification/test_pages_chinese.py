"""The invented warehouse in both languages: no English left in Chinese pages, no Chinese in English ones."""

import re

import pytest
from bs4 import BeautifulSoup
from matplotlib.text import Text

from tests.test_languages import latin_words
from wcm_helpers.core import words
from wcm_helpers.reports.classification.report import CLASSIFICATION

_HAN = re.compile(r"[\u4e00-\u9fff]+")
#: What made the report, as the section on versions names it.
_PROGRAMS = ("Python", "pandas", "duckdb", "matplotlib", "papermill")

#: All but the record: ids and numbers for run.json, in a hidden cell.
sections = pytest.mark.parametrize("name", [name for name in CLASSIFICATION.sections if name != "record"])


@pytest.fixture(scope="module")
def in_language(sample_review):
    """Return a function from language and section to its blocks; the results are computed once."""
    reviews = {
        "en": sample_review,
        "zh": sample_review.with_parameters(sample_review.parameters),
    }

    def made(language, name):
        words.use(language)
        try:
            return reviews[language].section(name)
        finally:
            words.use("en")

    return made


@pytest.fixture(scope="module")
def names(sample_review, in_language):
    """What the data of the warehouse say in either language: names, ids, industries, cells of exports."""
    directory, classes = sample_review.result.directory, sample_review.result.classes
    found = {*directory.index, *_PROGRAMS, sample_review.settings.site.name}
    for column in ("customer_name", "industry", "customer_type", "status"):
        found |= set(directory[column].dropna())
    for column in ("approved_by", "override_reason"):
        found |= set(classes[column].dropna())
    for table in in_language("en", "data").tables.values():
        found |= {part for cell in table.get("Value found", ()) for part in re.split(r"[\s,]+", str(cell))}
    return sorted({str(name) for name in found} - {""}, key=len, reverse=True)


def read(section):
    """Return every text of a section: on the page, in alternative texts, and drawn in figures."""
    texts = []
    for block in section.blocks:
        page = BeautifulSoup(block.html, "lxml")
        for style in page(["style", "script", "svg"]):
            style.decompose()
        texts += page.stripped_strings
        texts += [image["alt"] for image in page("img")]
        texts.append(block.text)
    for chart in section.charts.values():
        texts += [chart.alt, *(text.get_text() for text in chart.figure.findobj(Text))]
    return [text for text in dict.fromkeys(texts) if text.strip()]


def without(names, text):
    """Return a text without the names of the data, also where a line breaks or ends in the middle of one."""
    text = re.sub(r"(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff])", "", text).replace("\n", " ")
    for name in names:
        text = text.replace(name, " ")
        for length in range(len(name), 3, -1) if "…" in text else ():
            text = text.replace(name[:length].rstrip() + "…", " ")
    return text


@sections
def test_no_english_is_left_in_chinese(name, in_language, names):
    left = {}
    for text in read(in_language("zh", name)):
        found = latin_words(without(names, text))
        if found:
            left[text[:120]] = found
    assert left == {}


@sections
def test_no_chinese_is_left_in_english(name, in_language, names):
    left = {}
    for text in read(in_language("en", name)):
        found = _HAN.findall(without(names, text))
        if found:
            left[text[:120]] = found
    assert left == {}


def test_both_languages_show_the_same_figures(in_language):
    # the split of words differs, the rows and columns of a table do not
    for name in CLASSIFICATION.sections:
        english, chinese = (in_language(language, name) for language in ("en", "zh"))
        assert list(english.charts) == list(chinese.charts)
        assert {key: table.shape for key, table in english.tables.items()} == {
            key: table.shape for key, table in chinese.tables.items()
        }
