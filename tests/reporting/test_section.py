"""A section keeps what its reader sees: frames in whole units, charts, sentences, rules."""

import pandas as pd
import pytest

from wcm_helpers.charts import style
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.core.formats import short_amount
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.section import section


@pytest.fixture
def shown():
    # 12.5 and 3 in ten-thousandths
    frame = pd.DataFrame({"name": ["x", "y"], "value": [125_000, 30_000], "unseen": [1, 2]})
    columns = [
        blocks.Column("name", "Customer"),
        blocks.Column("value", "Value, EUR", "right", short_amount, scaled=True),
    ]
    figure, axes = style.canvas()
    axes.bar(["x", "y"], [12.5, 3])
    chart = style.Chart(style.finish(figure, title="x leads", source="s", rule="r"), "Two bars.")
    return section(
        "sizes",
        blocks.join(
            blocks.lead("x leads."),
            blocks.EMPTY,
            blocks.table(frame, columns, name="customers", caption="Customers"),
            blocks.chart(chart, "bars"),
            blocks.details("How", blocks.rules([("Size", "by value")])),
            blocks.paragraph("That is all."),
        ),
    )


def test_a_table_is_the_one_on_the_page_in_whole_units(shown):
    expected = pd.DataFrame({"Customer": ["x", "y"], "Value, EUR": [12.5, 3.0]})
    pd.testing.assert_frame_equal(shown.tables["customers"], expected)


def test_charts_sentences_and_rules_are_reached_by_name(shown):
    assert shown.charts["bars"].alt == "Two bars."
    assert shown.sentences == ["x leads.", "That is all."]
    assert shown.rules == {"Size": "by value"}


def test_saving_writes_tables_and_charts(shown, tmp_path):
    files = shown.save(tmp_path / "out")
    assert [path.name for path in files] == ["sizes-customers.csv", "sizes-bars.svg"]
    lines = files[0].read_text(encoding="utf-8-sig").splitlines()
    assert lines == ['Customer,"Value, EUR"', "x,12.5", "y,3.0"]
    assert files[1].read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(("name", "file"), [("customers", "sizes-customers.csv"), ("bars", "sizes-bars.svg")])
def test_one_table_or_one_chart_is_saved_alone(shown, tmp_path, name, file):
    assert shown.save(tmp_path / "out", name) == [tmp_path / "out" / file]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [file]


@pytest.mark.parametrize("name", ["customer", "bars.svg", "nothing like it"])
def test_a_wrong_name_says_what_there_is_and_writes_nothing(shown, tmp_path, name):
    with pytest.raises(WorkbookError) as refusal:
        shown.save(tmp_path / "out", name)
    assert str(refusal.value) == f"sizes has no table or chart '{name}'. It has customers and bars."
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", ["tables", "charts"])
def test_a_wrong_key_says_in_one_line_what_there_is(shown, kind):
    with pytest.raises(KeyError) as refusal:
        getattr(shown, kind)["client"]
    (line,) = refusal.value._render_traceback_()
    assert line.startswith("wcm: ") and "has no table or chart 'client'. It has " in line
    assert getattr(shown, kind).get("client") is None


def test_a_section_of_words_alone_has_nothing_to_save_by_name(tmp_path):
    with pytest.raises(WorkbookError, match="words has no table and no chart to save"):
        section("words", blocks.lead("One.")).save(tmp_path, "changes")


def test_a_name_with_the_signs_of_a_path_stays_in_the_folder(tmp_path):
    frame = pd.DataFrame({"n": [1]})
    one = blocks.table(frame, [blocks.Column("n", "N")], name="t", caption="c")
    files = section("customer-../A:1", one).save(tmp_path)
    assert [path.name for path in files] == ["customer-..%2FA%3A1-t.csv"]
    assert files[0].parent == tmp_path


def test_it_shows_itself_with_a_short_list(shown):
    lines = repr(shown).splitlines()
    assert lines[0] == "Section 'sizes'"
    assert "  tables: customers (2 rows: Customer, Value, EUR)" in lines
    assert len(lines) < 6


def test_a_second_table_of_a_name_is_numbered_and_none_is_lost():
    frame = pd.DataFrame({"n": [1]})
    one = blocks.table(frame, [blocks.Column("n", "N")], name="t", caption="c")
    assert list(section("s", blocks.join(one, one)).tables) == ["t", "t_2"]
