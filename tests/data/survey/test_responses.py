"""Who sent a response, when, from which group, and what an anonymous wave leaves out."""

import pandas as pd
import pytest

from tests.data.survey.exports import wave
from wcm_helpers.core.errors import WorkbookError

SCALE = {"question_id": "S", "type": "csat", "text": "Rate", "levels": "bad|fair|good", "na": "n/a"}
CUSTOMERS = pd.DataFrame(
    {
        "customer_id": ["001", "002"],
        "customer_name": ["Abel Ltd", "Bonn Ltd"],
        "current_level": ["A", None],
        "industry": ["Food", "Cars"],
    }
)


def test_customers_by_number_and_without_one_by_name(tmp_path):
    rows = [
        ["customer id", "firm", "Rate"],
        ["001", "", "good"],
        ["", "BONN", "fair"],
        ["999", "Bonn Ltd", "bad"],
        ["", "", "good"],
    ]
    survey = wave(
        tmp_path, [SCALE], rows, CUSTOMERS, columns={"customer_id": "customer id", "customer_name": "firm"}
    )
    assert survey.responses["customer_id"].tolist() == ["001", "002", None, None]
    assert survey.responses["customer_text"].tolist() == ["001", "BONN", "Bonn Ltd", ""]
    assert survey.responses["class"].tolist() == ["A", None, None, None]
    assert survey.responses["industry"].tolist() == ["Food", "Cars", None, None]


def test_numbers_that_lost_their_zeros_are_matched_with_nobody_and_named(tmp_path):
    rows = [["customer id", "Rate"], ["1", "good"], ["1", "bad"], ["9", "bad"], ["002", "bad"]]
    survey = wave(tmp_path, [SCALE], rows, CUSTOMERS)
    assert survey.responses["customer_id"].tolist() == [None, None, None, "002"]
    assert [str(note) for note in survey.notes] == [
        "export.csv: 1 customer number is without the zeros before it and is matched with nobody (1). "
        "Export the column as text."
    ]


def test_groups_of_the_export_where_the_customer_is_unknown(tmp_path):
    rows = [["customer id", "c", "Rate"], ["001", "B", "good"], ["", "C", "good"]]
    survey = wave(tmp_path, [SCALE], rows, CUSTOMERS, columns={"class": "c"})
    assert survey.responses["class"].tolist() == ["A", "C"]


def test_an_anonymous_wave_has_nothing_that_leads_to_a_person(tmp_path):
    rows = [
        ["Respondent ID", "customer id", "IP", "email", "who", "c", "Rate"],
        ["77001", "001", "192.0.2.7", "a@abel.example", "Ann", "", "good"],
        ["77002", "", "192.0.2.8", "b@bonn.example", "Bob", "C", "bad"],
    ]
    survey = wave(
        tmp_path, [SCALE], rows, CUSTOMERS, anonymous=True,
        columns={"customer_id": "customer id", "respondent": "who", "class": "c"},
    )  # fmt: skip
    assert survey.responses["class"].tolist() == ["A", "C"]  # the group of the customer, without the customer
    assert survey.responses["customer_id"].isna().all()
    everything = "".join(
        frame.to_csv()
        for frame in (survey.responses, survey.states, survey.scores, survey.texts, survey.others)
    ) + "".join(map(str, survey.notes))
    for trace in ("001", "77001", "77002", "192.0", "@", "Ann", "Bob"):
        assert trace not in everything


def test_an_anonymous_wave_looks_for_no_customer_unless_told(tmp_path):
    rows = [["customer id", "Rate"], ["001", "good"]]
    survey = wave(tmp_path, [SCALE], rows, CUSTOMERS, anonymous=True)
    assert survey.responses["class"].tolist() == [None]


def test_response_numbers_are_those_of_the_export_each_once(tmp_path):
    rows = [["序号", "Rate"], ["7", "good"], ["7", "bad"], ["", "fair"]]
    survey = wave(tmp_path, [SCALE], rows)
    assert survey.responses.index.tolist() == ["7", "7 (#2)", "4"]
    assert 'record 3: the response number "7" is there twice' in str(survey.notes[0])


def test_times_durations_modes_and_weights(tmp_path):
    rows = [
        ["from", "to", "how", "w", "Rate"],
        ["2026-05-11 10:00", "2026-05-11 10:03", "phone", "2.5", "good"],
        ["2026-05-11 10:00", "", "", "", "n/a"],
        ["", "", "", "", ""],
    ]
    columns = {"started_at": "from", "submitted_at": "to", "mode": "how", "weight": "w"}
    survey = wave(tmp_path, [SCALE], rows[:3], columns=columns, mode="questionnaire")
    found = survey.responses
    assert found["duration_s"].fillna(-1).tolist() == [180, -1]
    assert found["mode"].tolist() == ["phone", "questionnaire"]
    assert found["weight"].tolist() == [2.5, 1]
    assert found["empty"].tolist() == [False, False]  # "not applicable" is a response


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            ["soon", "1", "1"],
            'record 2, column "to": "soon" cannot be read as submitted_at. This is not a time',
        ),
        (["2026-05-11", "0", "1"], 'column "w": "0" cannot be read as weight. A weight is a number above 0'),
        (["2026-05-11", "1", "x"], 'column "took": "x" cannot be read as duration. This is not a duration'),
    ],
)
def test_cells_of_other_columns_that_cannot_be_read(tmp_path, row, words):
    columns = {"submitted_at": "to", "weight": "w", "duration": "took"}
    with pytest.raises(WorkbookError) as error:
        wave(tmp_path, [SCALE], [["to", "w", "took", "Rate"], [*row, "good"]], columns=columns)
    assert words in str(error.value)
