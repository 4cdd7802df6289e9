"""The Chinese catalogues: complete, in the trade's words, and typeset as Chinese is."""

import csv
import re
from collections import defaultdict
from typing import get_args

import pytest
from pydantic import BaseModel

from tests.languages import (
    AREAS,
    calls,
    catalogues,
    chinese,
    entries,
    messages,
    messages_of,
    placeholders,
)
from wcm_helpers.core import words
from wcm_helpers.core.paths import LOCALE
from wcm_helpers.data.settings import Settings
from wcm_helpers.data.survey.survey import TYPES
from wcm_helpers.data.table_source import TableSource
from wcm_helpers.data.tables import TABLES
from wcm_helpers.reports import REPORTS

#: Latin words of a Chinese page: formats, methods and their authors, names of files and programs.
LATIN = {
    *(
        "ABC",
        "CSV",
        "Excel",
        "HTML",
        "ID",
        "ISO",
        "JSON",
        "JupyterLab",
        "PDF",
        "Parquet",
        "PostgreSQL",
        "RFM",
    ),
    *(
        "SQL",
        "SVG",
        "Spark",
        "TOML",
        "UTF",
        "XLSX",
        "YYYY",
        "MM",
        "DD",
        "wcm",
        "id",
        "means",
        "true",
        "false",
    ),  # k-means
    *("Benjamini", "Hochberg", "Cohen", "Fisher", "Gini", "HHI", "Kaplan", "Kruskal", "Wallis", "Lorenz"),
    *("Meier", "Rand", "Spearman", "Wilson", "kappa"),
    *("NPS", "Wald", "Newcombe", "Cronbach", "Feldt", "Brown", "Mann", "Whitney", "Cliff", "Likert"),
    *("Erlang", "Fader", "Hardie", "Laney", "Lee", "OTIF", "XmR"),
    *("Krippendorff", "Kano", "Fong", "Johnson", "LMG"),
    *("KANO", "csat", "likert", "single", "col"),  # a Kano question; words of a question file
    *("CNY", "USD", "EUR", "GBP", "HKD", "JPY"),
    *("DuckDB", "HH", "Java", "Python", "SQLAlchemy", "gzip"),
}
_HAN = r"[\u4e00-\u9fff]"
_FULL = r"[\u4e00-\u9fff，。；：、（）“”‘’！？…]"

#: English terms of the glossary that mean something else in a message: term, and how the message begins.
ANOTHER_SENSE: set[tuple[str, str]] = {
    ("class change", "The distance of a customer to the limit of its class changes"),
    ("contract", "No used row breaks a rule of the data contract"),
    ("rule in force", "the rule in force until"),
}

areas = pytest.mark.parametrize("area", AREAS)


def translated(area):
    """Return English key and Chinese text of the messages of an area."""
    texts = chinese()
    return {m.key: texts[m.key] for m in messages_of(area) if m.key in texts}


@areas
def test_every_message_has_a_chinese_text(area):
    texts = chinese()
    assert [f"{m.file}:{m.line} {m.key}" for m in messages_of(area) if m.key not in texts] == []


def test_every_message_of_the_code_is_collected():
    collected = {message.texts for message in messages()}
    written = list(calls())
    assert len(written) > 1000
    assert [f"{place} {texts}" for place, texts in written if texts not in collected] == []


def test_no_message_has_two_chinese_texts():
    texts = defaultdict(set)
    for file, key, text in entries():
        texts[key].add((text, file))
    assert {key: found for key, found in texts.items() if len({text for text, _file in found}) > 1} == {}


def test_no_catalogue_has_fuzzy_entries():
    assert [
        entry.id for catalogue in catalogues().values() for entry in catalogue if entry.fuzzy and entry.id
    ] == []


def test_no_entry_is_left_of_a_message_that_is_gone():
    used = {message.key for message in messages()}
    assert [f"{file}: {key}" for file, key, _text in entries() if key not in used] == []


@areas
def test_names_in_braces_are_kept(area):
    wrong = {}
    for message in messages_of(area):
        text = chinese().get(message.key)
        # Chinese has one form: it may take the number the English singular spells out, and must drop none
        expected = set().union(*map(placeholders, message.texts))
        if text is not None and placeholders(text) != expected:
            wrong[message.key] = text
    assert wrong == {}


@areas
def test_every_translation_of_a_sentence_can_be_filled_in(area):
    for key, text in translated(area).items():
        names = dict.fromkeys(placeholders(key) | placeholders(text), "1")
        assert words.language() == "en"
        text.format(**names) if names else text


@areas
def test_punctuation_between_chinese_is_full_width(area):
    wrong = {}
    for key, text in translated(area).items():
        bare = without_code(text)
        half = [
            rf'{_HAN}[,;:?!()"]|[,;?!()"]{_HAN}|{_HAN}\.(?!\w)',  # beside a Chinese character
            r"\}[,;?!]|\}[:.] |\}\)|\(\{",  # beside a value
        ]
        if re.search(_HAN, bare) and any(re.search(pattern, bare) for pattern in half):
            wrong[key] = text
    assert wrong == {}


@areas
def test_no_space_stands_beside_chinese(area):
    wrong = {
        key: text
        for key, text in translated(area).items()
        if re.search(rf"{_FULL} +[^\s=+]|[^\s=+] +{_FULL}", without_code(text))  # a sum has spaces
    }
    assert wrong == {}


@areas
def test_no_english_is_left_in_a_chinese_text(area):
    wrong = {key: left for key, text in translated(area).items() if (left := latin_words(text))}
    assert wrong == {}


def latin_words(text):
    """Return the Latin words of a text that are neither ids, code nor on the list."""
    text = re.sub(r"\{[^{}]*\}", " ", without_code(text))
    return sorted(set(re.findall(r"[A-Za-z]{2,}", text)) - LATIN - ids())


def without_code(text):
    """Return a text without what a user types: lines of the settings, commands, files and addresses."""
    setting = r'\w+ = (?:"[^"]*"|\{\w+\}|\w+)|\[[\w.{}]+\]'
    command = r"--[a-z][a-z-]*(?: [A-Z]+(?![A-Za-z]))?|wcm (?:check|report|sample|survey-draft)(?![a-z])|https?://\S+"
    file = r"[A-Za-z0-9*]*(?:[._/][A-Za-z0-9*]+)+|[A-Za-z]+_\w*|(?:utf|gb|big|cp)-?\d+"
    return re.sub(rf"`[^`]*`|{setting}|{command}|{file}", "#", text)


def ids():
    """Return the names a user writes: tables, columns and keys of the settings."""
    columns = {column.name for table in TABLES.values() for column in table.columns}
    reports = {name for report in REPORTS.values() for name in keys_of(report.settings)}
    return {*TABLES, *TYPES, *columns, *keys_of(Settings), *keys_of(TableSource), *reports}


def keys_of(model, known=frozenset()):
    """Return the keys of a model of the settings, and of the models in it."""
    inner = {
        part
        for field in model.model_fields.values()
        for part in (field.annotation, *get_args(field.annotation))
        if isinstance(part, type) and issubclass(part, BaseModel) and part not in known
    }
    return {*model.model_fields, *(key for part in inner for key in keys_of(part, known | inner))}


def test_english_in_a_chinese_text_is_seen():
    assert latin_words("见customers表的industry列，CSV文件") == []
    assert latin_words("见[classification.sections]的`this key`，{noun} = 3") == []
    assert latin_words("占billed revenue的比例") == ["billed", "revenue"]


def glossary():
    with (LOCALE / "zh" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return {row["english"]: row["chinese"] for row in csv.DictReader(file)}


def test_the_glossary_has_each_term_once():
    with (LOCALE / "zh" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        terms = [row["english"].lower() for row in csv.DictReader(file)]
    assert len(terms) == len(set(terms)) and all(glossary().values())


@areas
def test_terms_of_the_glossary_are_used(area):
    terms = sorted(glossary().items(), key=lambda item: -len(item[0]))
    wrong = []
    for key, text in translated(area).items():
        rest = re.sub(r"\{[^{}]*\}", "", without_code(key))
        for english, chinese_term in terms:
            pattern = rf"(?i)(?<![\w-]){re.escape(english)}s?(?![\w-])"
            if not re.search(pattern, rest):
                continue
            rest = re.sub(pattern, " ", rest)  # "official class" is not also "class"
            other = any(term == english and key.startswith(start) for term, start in ANOTHER_SENSE)
            if chinese_term not in text and not other:
                wrong.append((english, chinese_term, key, text))
    assert wrong == []
