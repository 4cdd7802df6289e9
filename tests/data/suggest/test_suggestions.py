"""What is suggested was tried on the files: accepted as it stands, it lets them be read."""

import tomllib

import pytest

from wcm_helpers.data.intake import take_in
from wcm_helpers.data.settings_file import load_settings
from wcm_helpers.data.suggest.settings_lines import settings_lines
from wcm_helpers.data.suggest.suggestions import suggest

SOUND = "".join(f"S{number},b,2026-05-01,5\n" for number in range(6))
HEAD = "invoice_no,customer_id,doc_date,amount\n"


def suggestions_of(warehouse, content, options="", site=""):
    warehouse.write(b__csv=content)
    return suggest(take_in(warehouse.settings({"billing": f'path = "b.csv"\n{options}'}, site=site)))


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        ("发票号,客户编号,开票日期,金额\n1,甲,2026-05-03,5\n".encode("gb18030"), "", {"encoding": "gb18030"}),
        (HEAD.encode("utf-16-le"), 'encoding = "gb18030"', {"encoding": "utf-16-le"}),
        (
            "No;Cust;Bill Dt;Net amt\nI1;C1;03/05/2026;1.100,50\nI2;C2;14/05/2026;200,00\n", "",
            {
                "header_row": 1, "decimal": ",", "date_format": "%d/%m/%Y",
                "columns": {"customer_id": "Cust", "doc_date": "Bill Dt", "amount_ex_vat": "Net amt"},
            },
        ),
        ("发票号,付款方客户,日期A,日期B,金额\n1,c,2026-05-03,x,5\n2,d,2026-05-04,y,6\n", "",
         {"columns": {"customer_id": "付款方客户", "doc_date": "日期A"}}),
        (HEAD + "1,a,03.05.2026,5\n2,a,31.05.2026,7\n", "", {"date_format": "%d.%m.%Y"}),
        (HEAD.replace("\n", ",信用,红字\n") + "1,a,2026-05-01,5,,n.n\n2,a,2026-05-02,5,,n.n\n", "",
         {"ignore": ["红字"]}),
    ],
)  # fmt: skip
def test_the_settings_that_let_the_file_be_read_are_found(warehouse, content, options, expected):
    found = suggestions_of(warehouse, content, options)
    changes = {}
    for entry in found.made:
        assert entry.sure
        changes |= entry.change
    assert changes == expected
    assert found.left["billing"].clean


def test_the_tax_that_a_header_names_is_suggested_for_the_site(warehouse):
    content = "invoice_no,customer_id,doc_date,金额(含税),税率\n1,a,2026-05-01,106,6%\n"
    (found,) = suggestions_of(warehouse, content).made
    assert (found.table, found.change) == ("", {"vat": "included"})


def test_dates_that_two_forms_read_are_left_to_a_person(warehouse):
    found = suggestions_of(warehouse, HEAD + "1,a,03/05/2026,5\n2,a,04/05/2026,7\n")
    (entry,) = found.made
    forms = [change["date_format"] for change in (entry.change, *entry.others)]
    assert forms == ["%d/%m/%Y", "%m/%d/%Y"]
    assert "date_format" not in found.settings.tables["billing"].model_fields_set
    lines = [line for line in settings_lines(found, "w.toml") if "date_format" in line]
    assert lines == ['# date_format = "%d/%m/%Y"', '# date_format = "%m/%d/%Y"']


def test_blanks_that_a_value_above_may_fill_are_left_to_a_person(warehouse):
    found = suggestions_of(warehouse, HEAD + "1,a,2026-05-03,5\n,,,6\n2,b,2026-05-04,5\n,,,6\n")
    (entry,) = found.made
    assert (entry.change, entry.sure) == ({"fill_down": ["invoice_no", "customer_id", "doc_date"]}, False)
    assert '# fill_down = ["invoice_no", "customer_id", "doc_date"]' in list(settings_lines(found, "w.toml"))


def test_a_file_that_is_read_whole_asks_for_nothing(warehouse):
    found = suggestions_of(warehouse, HEAD + "1,a,2026-05-01,5\n")
    assert (found.made, found.questions) == ([], [])
    assert "# Nothing to suggest." in list(settings_lines(found, "w.toml"))


def test_what_no_setting_can_mend_is_said_to_be_left(warehouse):
    found = suggestions_of(warehouse, HEAD + "1,a,2026-05-01,five\n2,,2026-05-01,5\n" + SOUND)
    assert "# billing: 2 rows or cells still cannot be read." in list(settings_lines(found, "w.toml"))


def test_unknown_words_and_assumed_values_are_asked_about(warehouse):
    orders = "order_id,customer_id,created_at,status\n1,a,2026-05-01,Quxiao\n2,a,2026-05-02,Quxiao\n"
    warehouse.write(o__csv=orders + "3,a,2026-05-03,已发货\n")
    found = suggest(take_in(warehouse.settings({"orders": 'path = "o.csv"'})))
    assert [(entry.table, entry.change) for entry in found.questions] == [
        ("orders", {"values": {"status": {"cancelled": ["Quxiao"]}}}),
        ("orders", {"constants": {"direction": "out"}}),
    ]
    assert str(found.questions[0].reason).startswith("2 rows say Quxiao.")


def test_the_lines_are_settings_that_keep_what_was_there(warehouse):
    content = "发票;客户;开票日;金额\n1;c;2026-05-03;1.100,50\n"
    found = suggestions_of(
        warehouse, content, 'columns = { invoice_no = "发票" }\nconstants = { uom = "托" }'
    )
    lines = tomllib.loads("\n".join(settings_lines(found, "w.toml")))
    assert lines["tables"]["billing"]["columns"] == {
        "invoice_no": "发票", "customer_id": "客户", "doc_date": "开票日",
    }  # fmt: skip
    text = '[site]\nid = "t"\nname = "T"\n[tables.billing]\npath = "b.csv"\nconstants = { uom = "托" }\n'
    written = "\n".join(line for line in settings_lines(found, "w.toml") if not line.startswith("[tables"))
    (warehouse.folder / "accepted.toml").write_text(text + written, encoding="utf-8")
    accepted = take_in(load_settings(warehouse.folder / "accepted.toml"))
    assert accepted.blocking == []
    assert int(accepted.reconciliation["amount"].sum()) == 11_005_000  # 1,100.50 in ten-thousandths


def test_trials_leave_nothing_behind(warehouse, tmp_path):
    suggestions_of(warehouse, HEAD + "1,a,03/05/2026,5\n")
    assert list((tmp_path / "cache").glob("trial-*")) == []
