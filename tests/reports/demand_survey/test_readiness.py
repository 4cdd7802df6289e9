"""Which months the demand survey can be made of, and what forbids it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.data.exports import Warehouse
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.reports.demand_survey.readiness import latest_month, readiness

QUESTIONS = "question_id,type,text\nQ1,nps,Recommend\n"
WAVE = (
    '[surveys.{name}]\nmonth = "{month}"\nanonymous = {anonymous}\npath = "{name}.csv"\nquestions = "q.csv"\n'
)
TODAY = date(2026, 6, 15)


@pytest.fixture
def history(tmp_path, monkeypatch):
    """Give a function from waves (name, month, cells) to the history of a warehouse."""
    monkeypatch.setenv("WCM_CACHE", str(tmp_path / "cache"))

    def history(*waves, tables=("customers",), anonymous="false"):
        warehouse = Warehouse(tmp_path)
        warehouse.write(
            q__csv=QUESTIONS,
            customers__csv="customer_id\na\n",
            costs__csv="customer_id,month,cost\na,2026-05,1\n",
        )
        for name, _month, cells in waves:
            rows = "".join(f"{n},{cell}\n" for n, cell in enumerate(cells))
            warehouse.write(**{f"{name}__csv": f"id,Recommend\n{rows}"})
        text = "".join(WAVE.format(name=name, month=month, anonymous=anonymous) for name, month, _ in waves)
        first, *rest = [(name, f'path = "{name}.csv"') for name in tables]
        settings = warehouse.settings(dict(rest) | {first[0]: f"{first[1]}\n{text}"})
        return read_history(settings, tables)

    return history


def test_it_can_be_made_from_the_first_closed_wave_on(history):
    read = history(("new", "2026-05", [9, 8]), ("old", "2025-05", [7]), ("later", "2026-12", [1]))
    state = readiness(read, None, TODAY)
    assert (state.months[0], state.months[-1], len(state.months)) == ("2025-05", "2026-05", 13)
    assert state.notes == ("The newest wave is of May 2026 and has 2 responses.",)
    assert (state.blocking, state.warnings) == ((), ())
    assert latest_month(read, None, TODAY) == "2026-05"


def test_a_wave_that_cannot_be_read_blocks_with_its_place(history):
    (fault,) = readiness(history(("may", "2026-05", [9, "good"])), None, TODAY).blocking
    assert "may.csv, record 3" in fault
    assert "good" in fault


def test_a_lexicon_that_cannot_be_read_blocks_with_its_row(history, tmp_path):
    read = history(("may", "2026-05", [9]))
    (tmp_path / "own.csv").write_text("theme,words\ndamage,\n", encoding="utf-8")
    settings = read.settings.model_copy(update={"extra": {"demand_survey": {"lexicon": "own.csv"}}})
    (fault,) = readiness(replace(read, intake=replace(read.intake, settings=settings)), None, TODAY).blocking
    assert "own.csv, row 2: A theme needs a name" in fault


def test_no_closed_wave_is_no_fault(history):
    read = history(("may", "2026-12", [9]))
    state = readiness(read, None, TODAY)
    assert state.not_yet == "No wave of the survey has closed yet."
    assert "month under [surveys.…]" in state.setting
    with pytest.raises(WorkbookError, match="No wave"):
        latest_month(read, None, TODAY)


@pytest.mark.parametrize(("anonymous", "warned"), [("false", 1), ("true", 0)])
def test_a_named_survey_needs_the_customer_table(history, anonymous, warned):
    read = history(("may", "2026-05", [9]), tables=("costs",), anonymous=anonymous)
    assert len(readiness(read, None, TODAY).warnings) == warned
