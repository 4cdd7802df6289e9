"""Words of an export for the values of a column, and several exports of one table."""

import pytest

from tests.data.exports import faults
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.history import read_history
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.settings_file import load_settings

TICKETS = "ticket_id,customer_id,created_at,status\n"


def test_words_of_the_settings_are_read_and_other_words_are_listed(warehouse):
    warehouse.write(t__csv=TICKETS + "1,a,2026-05-04,Ruht\n2,a,2026-05-04,open\n3,a,2026-05-04,Quatsch\n")
    settings = warehouse.settings(
        {"tickets": 'path = "t.csv"\nvalues = { status = { waiting = ["ruht", "OPEN"] } }'}
    )
    history = read_history(settings)
    assert history.table("tickets")["status"].fillna("").tolist() == ["waiting", "waiting", ""]
    assert faults(history.intake) == [(4, "Quatsch", "not_choice")]


def test_a_word_of_a_text_column_is_replaced(warehouse):
    warehouse.write(t__csv="ticket_id,created_at,category\n1,2026-05-04,Bruch \n2,2026-05-04,Verlust\n")
    settings = warehouse.settings(
        {"tickets": 'path = "t.csv"\nvalues = { category = { damage = ["bruch"] } }'}
    )
    assert read_history(settings).table("tickets")["category"].tolist() == ["damage", "Verlust"]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ("statu = { waiting = ['x'] }", "statu.*status"),
        ("status = { wating = ['x'] }", "'wating' is not one of its values.*waiting"),
        ("created_at = { waiting = ['x'] }", "only columns of text or of a set of values"),
        ("status = { waiting = ['x'], open = ['X '] }", "'x' is named twice"),
    ],
)
def test_words_for_what_is_not_there_are_refused_with_the_nearest(warehouse, values, fault):
    with pytest.raises(WorkbookError, match=fault):
        warehouse.settings({"tickets": f'path = "t.csv"\nvalues = {{ {values} }}'})


def _two_desks(warehouse, second: str):
    warehouse.settings({"tickets": 'path = "unused.csv"'})
    file = warehouse.folder / "settings.toml"
    file.write_text(
        '[site]\nid = "test"\nname = "Test"\n'
        '[[tables.tickets]]\npath = "z.csv"\nconstants = { desk = "Zendesk" }\n'
        f"[[tables.tickets]]\n{second}\n",
        encoding="utf-8",
    )
    return load_settings(file)


def test_two_desks_have_columns_encodings_and_numbers_of_their_own(warehouse):
    warehouse.write(
        z__csv="Id,created_at,Status\n1,2026-05-04 09:00,hold\n",
        j__csv="工单,提交于,状态\n1,04/05/2026 10:00,处理中\n".encode("gb18030"),
    )
    settings = _two_desks(
        warehouse,
        'path = "j.csv"\nencoding = "gb18030"\ndate_format = "%d/%m/%Y"\nconstants = { desk = "Jira" }\n'
        'columns = { ticket_id = "工单", created_at = "提交于" }',
    )
    history = read_history(settings)
    assert history.intake.faults_of() == []
    tickets = history.table("tickets")[["desk", "ticket_id", "created_at", "status"]].astype(str)
    assert tickets.to_numpy().tolist() == [
        ["Jira", "1", "2026-05-04 10:00:00", "open"],
        ["Zendesk", "1", "2026-05-04 09:00:00", "waiting"],
    ]


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ('path = "j.csv"\nencodin = "x"', r"\[tables\.tickets\.2\] encodin is not a setting.*encoding"),
        ('path = "j.csv"\nvalues = { statu = {} }', r"\[tables\.tickets\.2\] values"),
        ('path = "j.csv"\nduplicates = "last"', "duplicates must be the same"),
        ('table = "tickets"', r"\[\[tables\.tickets\]\] a table of the engine"),
    ],
)
def test_faults_of_several_exports_name_the_export(warehouse, second, fault):
    with pytest.raises(WorkbookError, match=fault):
        _two_desks(warehouse, second)


def test_a_file_of_the_second_export_that_is_missing_is_named(warehouse):
    warehouse.write(z__csv="Id,created_at\n1,2026-05-04 09:00\n")
    faults_there = take_in(_two_desks(warehouse, 'path = "gone.csv"')).faults_of()
    assert len(faults_there) == 1
    assert "gone.csv" in faults_there[0]
