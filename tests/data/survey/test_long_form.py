"""Waves in long form: the same answers as of an export, and what is refused."""

from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.survey.long_form import LongForm, long_form_of, read_long_wave
from wcm_helpers.data.survey.waves import read_waves
from wcm_helpers.data.survey_source import SurveySource

QUESTIONS = """survey_id,question_id,type,text,levels,codes,na,other,shown_if
may,SAT,csat,Satisfied,bad|fair|good,,N/A,,
may,REC,nps,Recommend,,,,,
may,CLM,single,Complaint,yes|no,,,,
may,SVC,multi,Services,"labels, new|kits|other",,,other,CLM=yes
may,TXT,text,Remarks,,,,,
june,SAT,csat,Satisfied,bad|fair|good,,,,
"""
RESPONSES = """survey_id,response_id,question_id,value,customer_id,submitted_at,mode
may,1,SAT,good,007,2026-05-03 10:00,telephone
may,1,REC,0,007,2026-05-03 10:00,telephone
may,1,CLM,yes,007,2026-05-03 10:00,telephone
may,1,SVC,"labels, new|other: pallets",007,,
may,1,TXT,=none,,,
may,2,SAT,N/A,008,2026-05-04 10:00,
may,2,CLM,no,008,,
june,1,SAT,bad,,,
"""


@pytest.fixture
def may(warehouse):
    warehouse.write(
        q__csv=QUESTIONS, r__csv=RESPONSES, c__csv="customer_id,customer_name,industry\n007,Seven,food\n"
    )
    wave = '[surveys.may]\nmonth = "2026-05"\nanonymous = false\n'
    settings = warehouse.settings(
        {
            "customers": 'path = "c.csv"',
            "survey_questions": 'path = "q.csv"',
            "survey_responses": f'path = "r.csv"\n{wave}',
        }
    )
    history = read_history(settings)
    (survey,) = read_waves(settings, history.customers, "2026-05", long_form_of(history.table))
    return survey


def test_answers_are_read_as_of_an_export(may):
    assert may.scores["SAT"].tolist()[0] == 3
    assert may.scores["REC"].tolist()[0] == 0
    assert may.states["SAT"].tolist() == ["answered", "not_applicable"]
    assert may.states["SVC"].tolist() == ["answered", "not_shown"]
    assert may.states["REC"].tolist() == ["answered", "blank"]
    assert may.choices["SVC"].iloc[0].to_dict() == {"labels, new": True, "kits": False, "other": True}
    assert may.others["text"].tolist() == ["pallets"]
    assert may.texts["TXT"].tolist() == ["=none", ""]


def test_responses_have_customer_time_and_mode(may):
    assert may.responses.index.tolist() == ["1", "2"]
    assert may.responses["customer_id"].where(may.responses["customer_id"].notna(), None).tolist() == [
        "007",
        None,
    ]
    assert may.responses["customer_text"].tolist() == ["007", "008"]
    assert may.responses["mode"].tolist() == ["telephone", ""]
    assert may.responses["industry"].tolist()[0] == "food"
    assert str(may.responses["submitted_at"].iloc[0]) == "2026-05-03 10:00:00"


def _read(name="may", questions=QUESTIONS, responses=RESPONSES, **more):
    from io import StringIO

    frames = [
        pd.read_csv(StringIO(text), dtype=str, keep_default_na=False) for text in (questions, responses)
    ]
    tables = LongForm(*(frame.where(frame != "", None) for frame in frames))
    source = SurveySource(month="2026-05", **({"anonymous": False} | more))
    return read_long_wave(name, source, tables, None, ZoneInfo("Asia/Shanghai"))


def test_an_anonymous_wave_has_no_customer():
    survey = _read(anonymous=True)
    assert survey.responses["customer_id"].isna().all()
    assert set(survey.responses["customer_text"]) == {""}


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"name": "mai"}, r"survey_questions has no row with survey_id = mai\. Did you mean may"),
        ({"responses": RESPONSES.replace("may,1,REC", "may,1,REK")},
         r"answers to REK, which is no question of may"),
        ({"responses": RESPONSES.replace("may,1,SAT,good,007", "may,1,SAT,good,009")},
         r"rows of response 1 have different values of customer_id: 0"),
        ({"responses": RESPONSES.replace("SAT,good", "SAT,great")}, "great"),
        ({"questions": QUESTIONS.replace("REC,nps", "REC,npx")}, "survey_questions, REC"),
    ],
)  # fmt: skip
def test_what_is_refused(more, message):
    with pytest.raises(WorkbookError, match=message):
        _read(**more)


def test_a_wave_without_an_export_needs_its_tables(warehouse):
    settings = warehouse.settings(
        {"customers": 'path = "c.csv"\n[surveys.may]\nmonth = "2026-05"\nanonymous = true\n'}
    )
    with pytest.raises(WorkbookError, match=r"\[surveys\.may\] has no path.*\[tables\.survey_questions\]"):
        read_waves(settings, None, "2026-05")
