"""The question file of the invented survey names the columns of its exports, in two languages."""

import pytest

from tests.sample.committed import SAMPLE, read
from wcm_helpers.data.survey.survey import TYPES


@pytest.fixture(scope="module")
def questions():
    return read(SAMPLE / "survey-questions.csv").set_index("question_id", drop=False)


def test_every_question_has_one_column_of_each_export(questions):
    for wave in ("2026-03", "2026-09"):
        headers = read(SAMPLE / f"survey-{wave}.csv").columns.tolist()
        assert headers[8:] == questions["columns"].tolist()
        assert headers[7] == "1、客户编号"


def test_every_answer_is_an_option_of_its_question(questions):
    for wave in ("2026-03", "2026-09"):
        frame = read(SAMPLE / f"survey-{wave}.csv")
        for row in questions[questions["levels"] != ""].itertuples():
            known = {*row.levels.split("|"), row.na, "(空)", "(跳过)"} - {""}
            cells = {one.split("〖")[0] for cell in frame[row.columns] for one in cell.split("┋")}
            assert cells <= known, row.question_id


def test_lists_are_parallel_and_types_known(questions):
    assert set(questions["type"]) <= set(TYPES)
    for row in questions.to_dict("records"):
        levels = row["levels"].split("|")
        assert len(levels) == len(row["levels@en"].split("|"))
        assert row["text@en"]
        assert bool(row["item"]) == bool(row["item@en"])
        if row["type"] == "multi" and row["need"]:
            assert len(row["need"].split("|")) == len(levels)


def test_pairs_have_partners_and_one_item_is_reversed(questions):
    importance = questions[questions["type"] == "importance"]
    assert (questions.loc[importance["pair_id"], "item"].tolist()) == importance["item"].tolist()
    for kind in ("kano_f", "kano_d"):
        assert questions.loc[questions["type"] == kind, "pair_id"].tolist() == ["K1", "K2"]
    assert questions.index[questions["reversed"] == "true"].tolist() == ["R3"]
