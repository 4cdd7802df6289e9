"""``review.compare`` of the classification: the figures of run.json, and who differs."""

import pytest

from wcm_helpers.core import words
from wcm_helpers.core.paths import ROOT
from wcm_helpers.reports import open_report


@pytest.fixture(scope="module")
def compared(sample_review):
    return sample_review.compare("2026-09")


def test_the_figures_are_those_of_each_month_on_its_own(compared, sample_review):
    alone = open_report("classification", month="2026-09", settings=str(ROOT / "workbook.toml")).figures
    now = sample_review.figures
    table = compared.tables["figures"].set_index("Figure")
    expected = {
        "Active customers": (alone["customers"], now["customers"]),
        "Customers in class A": (alone["official"]["A"], now["official"]["A"]),
        "Billed revenue, 12 months, CNY": (alone["value"], now["value"]),
        "Their loss together, CNY": (alone["loss"], now["loss"]),
        "Segment: Champions": (alone["segments"]["champions"], now["segments"]["champions"]),
    }
    for name, pair in expected.items():
        assert table.loc[name, ["September 2026", "October 2026"]].tolist() == pytest.approx(list(pair))
        assert table.loc[name, "Difference"] == pytest.approx(pair[1] - pair[0])


def test_the_tables_name_who_differs_with_values_in_whole_units(compared, sample_review):
    assert list(compared.tables) == ["figures", "classes", "entered", "left", "segments", "states"]
    changes = sample_review.moves.tables["changes"]
    assert set(compared.tables["classes"]["Customer"]) == set(changes["Customer"])
    classes = compared.tables["classes"]
    assert classes["Value in October 2026, CNY"].tolist() == pytest.approx(
        [
            sample_review.result.classes.set_index("customer_id").loc[one, "value"] / 10_000
            for one in classes["Number"]
        ]
    )
    assert "4 customers are in another official class in October 2026 than in September 2026." in " ".join(
        compared.sentences
    )


def test_one_table_is_saved(compared, tmp_path):
    [file] = compared.save(tmp_path, "classes")
    assert file.name == "compare-2026-09-classes.csv"
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == 5


def test_a_changed_rule_is_pointed_out(tmp_path, shop):
    text = '[classification]\nlimit_a = 0.6\n[[classification.before]]\nuntil = "2026-04"\nlimit_a = 0.8\n'
    settings = shop.write_settings(text)
    opened = open_report("classification", month="2026-05", settings=str(settings))
    assert any(
        "The rule changed between the two months" in text for text in opened.compare("2026-04").sentences
    )


def test_it_is_in_chinese_too(sample_review):
    words.use("zh")
    try:
        other = sample_review.with_parameters(sample_review.parameters.model_copy(update={"language": "zh"}))
        section = other.compare("2026-09")
        labels = [str(label) for table in section.tables.values() for label in table.columns]
        text = "".join(section.sentences)
    finally:
        words.use("en")
    assert "4家客户在2026年10月的正式等级与2026年9月不同。" in text
    assert not [label for label in labels if label.isascii()]
