"""The waves a month may see, in order, and what is remarked when two are alike."""

import pytest

from tests.data.survey.exports import settings_with, write_questions, write_rows
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.survey.waves import read_waves

SCALE = {"question_id": "S", "type": "csat", "text": "Rate", "levels": "bad|fair|good"}
TEXT = {"question_id": "T", "type": "text", "text": "More?"}
SPRING = [
    ["序号", "提交时间", "respondent", "Rate", "More?"],
    ["1", "2026-03-30 10:00", "ann", "good", "Thank you"],
    ["2", "2026-04-02 10:00", "bob", "bad", "Late twice"],
    ["3", "", "eve", "fair", ""],
]


@pytest.fixture
def shop(tmp_path):
    write_questions(tmp_path / "q.csv", [SCALE, TEXT])

    def _settings(autumn):
        write_rows(tmp_path / "spring.csv", SPRING)
        write_rows(tmp_path / "autumn.csv", autumn)
        common = {"anonymous": False, "questions": "q.csv", "columns": {"respondent": "respondent"}}
        return settings_with(
            tmp_path,
            autumn={"month": "2026-09", "path": "autumn.csv", **common},
            spring={"month": "2026-03", "path": "spring.csv", **common},
        )

    return _settings


AUTUMN = [SPRING[0], ["1", "2026-09-01 09:00", "ann", "fair", "Better"]]


def notes(wave):
    return [str(note) for note in wave.notes if "names the customer" not in str(note)]


def test_waves_in_the_order_of_their_months(shop):
    assert [wave.name for wave in read_waves(shop(AUTUMN), None, "2026-09")] == ["spring", "autumn"]
    assert [wave.name for wave in read_waves(shop(AUTUMN), None, "2026-08")] == ["spring"]
    assert read_waves(shop(AUTUMN), None, "2026-02") == []


def test_a_response_after_the_month_is_not_counted_and_said(shop):
    (march,) = read_waves(shop(AUTUMN), None, "2026-03")
    assert march.responses.index.tolist() == ["1", "3"]
    assert march.texts["T"].tolist() == ["Thank you", ""]
    assert notes(march) == ["spring.csv: 1 response was submitted after March 2026 and is not counted."]
    (april,) = read_waves(shop(AUTUMN), None, "2026-04")
    assert len(april.responses) == 3 and notes(april) == []


def test_two_waves_of_one_export_are_remarked(shop):
    _spring, autumn = read_waves(shop(SPRING), None, "2026-09")
    assert notes(autumn) == [
        "autumn.csv: the last response is of April 2026, long before September 2026, the month of the wave. "
        "Check path and month under [surveys.autumn].",
        "[surveys.autumn] and [surveys.spring] have the same export (autumn.csv). One of them names the "
        "wrong file.",
    ]


def test_a_wave_whose_answers_are_of_later_months_is_remarked(shop):
    late = [
        SPRING[0],
        ["1", "2026-10-01 09:00", "ann", "fair", ""],
        ["2", "2026-11-01 09:00", "bob", "bad", ""],
    ]
    _spring, autumn = read_waves(shop(late), None, "2026-12")
    assert notes(autumn) == [
        "autumn.csv: most responses were submitted after September 2026, the month of the wave. Check month "
        "under [surveys.autumn]."
    ]


def test_two_waves_of_one_month_are_refused(shop):
    settings = shop(AUTUMN)
    both = {name: wave.model_copy(update={"month": "2026-09"}) for name, wave in settings.surveys.items()}
    settings = settings.model_copy(update={"surveys": both})
    with pytest.raises(WorkbookError, match=r"autumn\] and \[surveys.spring\] are both of September 2026"):
        read_waves(settings, None, "2026-09")
    assert read_waves(settings, None, "2026-08") == []


def test_answers_that_are_there_in_an_earlier_wave_are_remarked(shop):
    again = [SPRING[0], ["9", "2026-09-01 09:00", "bob", "bad", "Late twice"], *AUTUMN[1:]]
    _spring, autumn = read_waves(shop(again), None, "2026-09")
    assert notes(autumn) == [
        "autumn.csv: 1 response has the sender and all answers of one in [surveys.spring] (9). Check that "
        "the export is of one wave only."
    ]


def test_a_double_submission_is_remarked(shop):
    again = [AUTUMN[0], *[[n, "2026-09-01 09:00", "ann", "fair", "Better"] for n in "123"]]
    _spring, autumn = read_waves(shop(again), None, "2026-09")
    assert len(autumn.responses) == 3
    assert notes(autumn) == [
        "autumn.csv: 2 responses repeat earlier ones of the same sender with the same answers (2 and 3). "
        "All are counted."
    ]


@pytest.mark.parametrize("size", [0, 1, 3])
def test_waves_of_few_responses(shop, size):
    rows = [SPRING[0], *SPRING[1 : 1 + size]]
    autumn = read_waves(shop(rows), None, "2026-09")[-1]
    assert len(autumn.responses) == len(autumn.states) == size
    assert autumn.responses["submitted_at"].dtype.kind == "M"
    assert autumn.scores["S"].dtype == float
    assert autumn.responses["empty"].dtype == bool
