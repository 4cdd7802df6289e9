"""An anonymous survey, attacked: nothing on any page tells what a group under five answered."""

import csv
import re

import pandas as pd
import pytest

from tests.reports.demand_survey.conftest import opened
from wcm_helpers.core.paths import ROOT

WAVE = ROOT / "data/sample/survey-2026-09.csv"
#: Heads of columns that count people.
COUNTS = re.compile(r"(?i)answers|answered|responses|customers|base|^n$|chose")


@pytest.fixture(scope="module")
def variants(tmp_path_factory, shared_cache):
    """Return the sections of the same anonymous wave, whose small groups A and B exchanged members.

    The first 3 responses are of class A, the next 9 of B, the others of C; then none of A and 12 of B.
    """
    folder = tmp_path_factory.mktemp("anonymous")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        return [_sections(_site(folder / str(few), few)) for few in (3, 0)]


def _site(folder, few):
    """Write the newest wave of the sample with a column for the class, and return the settings."""
    folder.mkdir()
    with WAVE.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    classes = ["A"] * few + ["B"] * (12 - few) + ["C"] * (len(rows) - 12)
    with (folder / "wave.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["等级", *head], *([letter, *row] for letter, row in zip(classes, rows, strict=True))]
        )
    sample = ROOT / "data/sample"
    settings = folder / "site.toml"
    settings.write_text(
        '[site]\nid = "site"\nname = "Site"\ncurrency = "CNY"\n'
        f'[tables.customers]\npath = "{sample / "customers.csv"}"\n'
        '[surveys.now]\nmonth = "2026-09"\nanonymous = true\npath = "wave.csv"\n'
        f'questions = "{sample / "survey-questions.csv"}"\n'
        'columns = { class = "等级", submitted_at = "提交答卷时间", duration = "所用时间" }\n',
        encoding="utf-8",
    )
    return settings


def _sections(settings):
    review = opened(month="2026-09", settings=settings)
    names = [name for name in review.report.sections if name not in _OF_THE_KIT]
    return {name: review.section(name) for name in names}


#: Sections that describe the run: files, fingerprints, versions.
_OF_THE_KIT = ("appendix", "data", "data_page", "glossary", "versions")


def test_members_of_hidden_groups_can_be_exchanged_without_a_trace(variants):
    one, other = ({name: [b.text for b in s.blocks] for name, s in side.items()} for side in variants)
    assert [name for name in one if one[name] != other[name]] == []


def test_no_table_counts_fewer_than_five(variants):
    few = []
    for name, section in variants[0].items():
        for key, table in section.tables.items():
            for label, column in table.items():
                numbers = pd.to_numeric(column, errors="coerce")
                if COUNTS.search(str(label)) and numbers.between(1, 4).any() and (numbers % 1 == 0).all():
                    few.append(f"{name}.{key}: {label}")
    assert few == []


def test_no_sentence_counts_fewer_than_five(variants):
    few = re.compile(r"\b[1-4] of \d+ (?:answers|responses)|\b[1-4] (?:answers?|responses?)\b(?! per)")
    told = [
        f"{name}: {found.group()}"
        for name, section in variants[0].items()
        for sentence in section.sentences
        if (found := few.search(sentence))
    ]
    assert told == []


def test_no_customer_is_named(variants):
    with (ROOT / "data/sample/customers.csv").open(encoding="utf-8", newline="") as file:
        names = {row["customer_name"] for row in csv.DictReader(file)}
    texts = "\n".join(block.text for section in variants[0].values() for block in section.blocks)
    assert not [name for name in names if name and name in texts]
