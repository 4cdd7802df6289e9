"""The register of the next month: carried, reopened, closed, proposed, and read back unchanged."""

import pandas as pd
import pytest

from tests.reports.performance.measures.made_up import FIELDS, MONTH, Review, register
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.reporting.csv_files import to_csv
from wcm_helpers.reports.performance.measures.analysis import without_apostrophes
from wcm_helpers.reports.performance.measures.register import COLUMNS, next_register

SHOWN = {"metric": "on_time", "scope": "LA1", "start": "2026-05-01"}
NOT_SHOWN = {**SHOWN, "scope": "LA2"}
ROWS = register(
    {"id": "M1", **SHOWN, "status": "done", "owner": "赵强"},
    {"id": "M2", **SHOWN, "status": "in_progress", "expected_effect": "-5 h"},
    {"id": "M3", **NOT_SHOWN, "status": "closed", "closed_at": "2026-09-01", "evidence": "report.pdf"},
    {"id": "M4", **NOT_SHOWN, "status": "closed", "closed_at": "2026-09-01", "decision": "too dear, 张"},
    {"id": "M5", **SHOWN, "metric": "claims", "status": "closed", "closed_at": "2026-09-01"},
    {"id": "M6", **SHOWN, "start": "2026-09-15", "status": "in_progress", "due": "2026-12-31"},
)
SIGNAL = ("on_time", "site", "LA2", MONTH, "outside_low", "concern", 4.0, 2)


@pytest.fixture(scope="module")
def following() -> pd.DataFrame:
    return next_register(Review(ROWS, [SIGNAL]))


def test_nothing_stays_closed_without_an_effect_or_a_decision(following):
    status = following.set_index("id")["status"].to_dict()
    assert {name: status[name] for name in ("M1", "M2", "M3", "M4", "M5", "M6")} == {
        "M1": "closed", "M2": "in_progress", "M3": "in_progress", "M4": "closed", "M5": "in_progress",
        "M6": "in_progress",
    }  # fmt: skip


def test_a_closed_measure_has_its_effect_as_evidence_and_a_named_file_is_kept(following):
    rows = following.set_index("id")
    assert rows.loc["M1", "closed_at"] == "2026-10-31"
    assert " points (" in rows.loc["M1", "evidence"]
    assert (rows.loc["M3", "evidence"], rows.loc["M3", "closed_at"]) == ("report.pdf", "")


def test_a_flag_that_no_measure_is_about_is_proposed():
    proposed = next_register(Review(ROWS.iloc[:2], [SIGNAL])).iloc[-1]
    assert (proposed["metric"], proposed["scope"], proposed["status"]) == ("on_time", "LA2", "not_started")
    assert proposed["evidence"] == "Control chart of October 2026: worse than usual for 2 months."


def test_proposals_can_be_handed_over_and_are_added_once():
    proposals = pd.DataFrame({"id": ["P1", "M1"], "metric": ["on_time", "on_time"]})
    rows = next_register(Review(ROWS), proposals)
    assert rows["id"].tolist() == ["M1", "M2", "M3", "M4", "M5", "M6", "P1"]
    assert rows.iloc[-1].to_dict() == {
        **dict.fromkeys(COLUMNS, ""), "id": "P1", "metric": "on_time", "status": "not_started",
    }  # fmt: skip


def _read(folder, content: bytes) -> pd.DataFrame:
    (folder / "measures.csv").write_bytes(content)
    settings = folder / "site.toml"
    text = '[site]\nid = "s"\nname = "S"\ncurrency = "CNY"\n[tables.actions]\npath = "measures.csv"\n'
    settings.write_text(text, encoding="utf-8")
    return without_apostrophes(take_in(load_settings(settings)).used_rows("actions"))


def test_the_table_reads_it_back_unchanged(tmp_path, following):
    back = _read(tmp_path, to_csv(following))
    back = back.assign(**{name: back[name].dt.strftime("%Y-%m-%d") for name in ("start", "due", "closed_at")})
    expected = following.sort_values("id", ignore_index=True)
    pd.testing.assert_frame_equal(
        back[list(FIELDS)].astype(object).fillna(""), expected[list(FIELDS)], check_dtype=False
    )


def test_the_actions_of_a_survey_can_be_read(tmp_path):
    survey = pd.DataFrame(
        {
            "id": ["2026-09-01"], "metric": ["On time"], "scope": ["class A"], "owner": ["Site manager"],
            "start": [""], "due": [""], "status": ["not started"], "expected_effect": ["Fewer ask for it."],
            "evidence": ["Demand survey"], "need": ["fast"], "option": ["Book a slot"], "customers": [3],
            "revenue": [12.5],
        }
    )  # fmt: skip
    rows = _read(tmp_path, to_csv(survey))
    assert rows.loc[0, ["id", "status", "description"]].tolist() == [
        "2026-09-01",
        "not_started",
        "Book a slot",
    ]
    carried = next_register(Review(rows)).iloc[0]
    assert (carried["status"], carried["scope"]) == ("not_started", "class A")
