"""Tickets of a desk worked by hand, and logs without a ticket table."""

import json
import shutil
from datetime import datetime

import pandas as pd
import pytest

from tests.data.service.warehouses import csv, history_of
from tests.golden import shared
from wcm_helpers.data.service.rules import ServiceRules
from wcm_helpers.data.service.tickets import read_tickets
from wcm_helpers.methods.survival import quantiles_by_group

TABLES = {
    "sla_terms": 'path = "sla_terms.csv"',
    "calendar": 'path = "calendar.csv"',
    "tickets": 'path = "zendesk_tickets.csv"\ncolumns = { ticket_id = "id", '
    'customer_id = "organization_external_id", severity = "priority" }',
    "ticket_events": 'path = "zendesk_ticket_events.csv"',
}


@pytest.fixture(scope="module")
def expected():
    return json.loads(shared("service/tickets/expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tickets(tmp_path_factory, shared_cache):
    folder = tmp_path_factory.mktemp("desk")
    for name in ("sla_terms", "calendar", "zendesk_tickets", "zendesk_ticket_events"):
        shutil.copy(shared(f"service/tickets/{name}.csv"), folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        return read_tickets(history_of(folder, TABLES), ServiceRules(), "2026-10")


def written(moment):
    return "" if pd.isna(moment) else f"{moment:%Y-%m-%d %H:%M}"


def breached(verdict):
    return "-" if verdict is None or verdict != verdict else "N" if verdict else "Y"


def test_every_ticket_has_its_times_and_verdicts(tickets, expected):
    rows = tickets.rows.set_index("ticket_id")
    for name, want in expected["per_ticket"].items():
        number = str(4000 + int(name[1:]))
        if name in expected["merged"]:
            assert number not in rows.index
            continue
        row = rows.loc[number]
        hours = [
            row[f"{kind}_hours"] * (-1 if pd.isna(row[done]) else 1)  # open: hours so far, with a minus
            for kind, done in (("response", "responded_at"), ("resolution", "resolved_at"))
        ]
        assert row["severity"] == want["sev"], (name, want["why"])
        assert hours == pytest.approx([want["rh"], want["zh"]]), (name, want["why"])
        for kind in ("response", "resolution"):
            assert written(row[f"due_{kind}"]) == want[f"due_{kind}"], (name, want["why"])
            assert breached(row[f"{kind}_kept"]) == want[f"breach_{kind}"], (name, want["why"])
    assert tickets.listed["reason"].tolist() == ["merged"]


@pytest.mark.parametrize(
    ("kind", "done", "figure"),
    [("response", "responded_at", "first_response"), ("resolution", "resolved_at", "resolution")],
)
def test_percentiles_and_breaches_of_the_desk(tickets, expected, kind, done, figure):
    want, rows = expected["by_desk"]["zendesk"], tickets.rows
    cases = pd.DataFrame(
        {"desk": "z", "minutes": 60 * rows[f"{kind}_hours"], "open": rows[done].isna(), "n": 1}
    )
    quantiles = quantiles_by_group(cases, ["desk"], [0.5, 0.9]).set_index("share")
    for share, name in ((0.5, "p50"), (0.9, "p90")):
        ends = [want[figure][name][end] for end in ("estimate", "lower", "upper")]
        got = quantiles.loc[share, ["value", "low", "high"]].astype(float).tolist()
        assert got == pytest.approx([float("nan") if end is None else end for end in ends], nan_ok=True)
    assert quantiles.loc[0.5, ["n", "open"]].tolist() == [want[figure]["n"], want[figure]["censored"]]
    judged = rows[rows[f"{kind}_kept"].notna()]
    for month, counts in want[f"{kind}_by_due_month"].items():
        of_month = judged[judged[f"due_{kind}"].map(written).str.startswith(month)]
        late = int((~of_month[f"{kind}_kept"].astype(bool)).sum())
        assert {"due": len(of_month), "breached": late} == counts


def test_a_month_does_not_know_later_events(tmp_path):
    tables = {
        "tickets": csv(
            tmp_path, "t.csv", "ticket_id,customer_id,created_at,status", "1,c,2026-09-29 10:00,solved"
        ),
        "ticket_events": csv(
            tmp_path, "e.csv", "ticket_id,at,actor,kind,field,from_value,value,public",
            "1,2026-09-29 10:00,customer,Create,status,,new,",
            "1,2026-10-02 10:00,agent,Change,status,new,solved,",
        ),
    }  # fmt: skip
    row = read_tickets(history_of(tmp_path, tables), ServiceRules(), "2026-09").rows.iloc[0]
    assert pd.isna(row["resolved_at"])
    assert row["resolution_hours"] == 38  # from the 29th at 10:00 to the end of the 30th


def test_a_desk_without_a_log_has_no_automatic_answers(tmp_path):
    header = "ticket_id,customer_id,created_at,first_response_at,resolved_at,agent_replies"
    tables = {
        "tickets": csv(
            tmp_path, "t.csv", header,
            "1,c,2026-09-01 09:00,2026-09-01 09:00,2026-09-01 15:00,0",  # the resolution is the answer
            "2,c,2026-09-01 09:00,2026-09-01 10:00,2026-09-01 15:00,2",
            "3,c,2026-09-01 09:00,2026-09-01 08:00,2026-09-01 15:00,1",  # before it came in: not usable
        )
    }  # fmt: skip
    tickets = read_tickets(history_of(tmp_path, tables), ServiceRules(), "2026-09")
    hours = tickets.rows.set_index("ticket_id")["response_hours"]
    assert hours.loc[["1", "2"]].tolist() == [6, 1]
    assert pd.isna(hours["3"])
    assert "response_before_creation" in set(tickets.listed["reason"])
    assert not tickets.with_log


LIST = "ticket_id,customer_id,created_at,first_response_at,resolved_at,status"
CHANGES = "ticket_id,at,actor,kind,field,from_value,value,public"


def test_a_log_of_states_alone_leaves_the_answers_to_the_list(tmp_path):
    tables = {
        "tickets": csv(
            tmp_path, "t.csv", LIST,
            "1,c,2026-09-01 09:00,2026-09-01 10:30,2026-09-01 15:00,Done",
            "2,c,2026-09-01 09:00,,2026-09-01 13:00,Done",  # the resolution is the answer
            "3,c,2026-09-30 21:00,,,Open",
        ),
        "ticket_events": csv(
            tmp_path, "e.csv", CHANGES,
            "1,2026-09-01 09:30,agent,,status,Open,In Progress,",
            "1,2026-09-01 14:00,agent,,status,In Progress,Done,",
            "2,2026-09-01 13:00,agent,,status,Open,Done,",
        ),
    }  # fmt: skip
    rows = read_tickets(history_of(tmp_path, tables), ServiceRules(), "2026-09").rows.set_index("ticket_id")
    assert rows["response_hours"].tolist() == [1.5, 4, 3]  # the third: open, three hours to the month's end
    assert rows["resolution_hours"].tolist() == [5, 4, 3]  # by the log, not the list's 15:00


def test_a_log_of_comments_alone_leaves_the_resolution_to_the_list(tmp_path):
    tables = {
        "tickets": csv(tmp_path, "t.csv", LIST, "1,c,2026-09-01 09:00,,2026-09-01 15:00,Solved"),
        "ticket_events": csv(tmp_path, "e.csv", CHANGES, "1,2026-09-01 11:00,agent,Comment,,,hello,true"),
    }
    row = read_tickets(history_of(tmp_path, tables), ServiceRules(), "2026-09").rows.iloc[0]
    assert (row["response_hours"], row["resolution_hours"]) == (2, 6)


def test_a_ticket_done_at_an_unknown_time_is_neither_open_nor_late(tmp_path):
    tables = {
        "tickets": csv(
            tmp_path, "t.csv", LIST,
            "1,c,2026-09-01 09:00,2026-09-01 10:00,,已完成",
            "2,c,2026-09-01 09:00,,,处理中",
            "3,c,2026-09-01 09:00,,,已取消",
        ),
        "sla_terms": csv(
            tmp_path, "s.csv", "customer_id,service,sla_hours,clock,valid_from",
            "c,resolution,24,all_hours,2026-01-01", "c,response,4,all_hours,2026-01-01",
        ),
    }  # fmt: skip
    tickets = read_tickets(history_of(tmp_path, tables), ServiceRules(), "2026-09")
    rows = tickets.rows.set_index("ticket_id")
    assert list(rows.index) == ["1", "2"]
    assert pd.isna(rows.loc["1", "resolution_hours"])
    assert rows["resolution_kept"].tolist() == [None, False]
    assert rows["response_kept"].tolist() == [True, False]
    assert tickets.listed["reason"].tolist() == ["cancelled", "resolved_without_time"]


def test_a_desk_that_records_no_answers_has_no_response_time(tmp_path):
    header = "ticket_id,customer_id,created_at,resolved_at"
    tables = {"tickets": csv(tmp_path, "t.csv", header, "1,c,2026-09-01 09:00,2026-09-01 15:00")}
    row = read_tickets(history_of(tmp_path, tables), ServiceRules(), "2026-09").rows.iloc[0]
    assert pd.isna(row["response_hours"])
    assert row["resolution_hours"] == 6


def test_a_log_alone_makes_a_ticket_of_every_case(tmp_path):
    log = shared("data/helpdesk_italian_log.csv.gz")
    columns = 'ticket_id = "CaseID", kind = "ActivityID", '
    tables = {
        "ticket_events": f'path = "{log.as_posix()}"\ncolumns = {{ {columns}'
        'happened_at = "CompleteTimestamp" }'
    }
    history = history_of(tmp_path, tables, through="2014-01")
    tickets = read_tickets(history, ServiceRules(), "2014-01")
    raw = pd.read_csv(log, parse_dates=["CompleteTimestamp"])
    cases = raw.groupby("CaseID")["CompleteTimestamp"].agg(["min", "max", "size"])
    assert tickets.only_log
    assert len(tickets.rows) == len(cases)
    first = tickets.rows.set_index("ticket_id").loc["2"]
    assert first["created_at"] == datetime(2012, 4, 3, 16, 55, 38)
    ended = cases[cases["size"] > 1]
    hours = (ended["max"] - ended["min"]).dt.total_seconds() / 3600
    assert tickets.rows["resolution_hours"][tickets.rows["resolved_at"].notna()].median() == pytest.approx(
        hours.median()
    )


def test_a_resolution_that_cannot_be_is_neither_open_nor_late(tmp_path):
    header = "ticket_id,customer_id,created_at,first_response_at,resolved_at"
    tables = {
        "tickets": csv(
            tmp_path, "t.csv", header,
            "1,c,2026-09-02 09:00,2026-09-02 10:00,2026-09-01 09:00",  # the day before
            "2,c,2026-09-03 09:00,2026-09-03,2026-09-03",  # later that day, nobody knows when
            "3,c,2026-09-04 09:00,2026-09-04 10:00,2026-09-05",  # 15 hours to the begin of the day
            "4,c,2026-09-05 09:00,2026-09-04 10:00,",
        ),
        "sla_terms": csv(
            tmp_path, "s.csv", "customer_id,service,sla_hours,clock,valid_from",
            "c,resolution,24,all_hours,2026-01-01", "c,response,4,all_hours,2026-01-01",
        ),
    }  # fmt: skip
    tickets = read_tickets(history_of(tmp_path, tables), ServiceRules(), "2026-09")
    rows = tickets.rows.set_index("ticket_id")
    assert rows["resolution_kept"].tolist() == [None, None, True, False]
    assert rows["resolution_hours"].isna().tolist() == [True, True, False, False]
    assert rows.loc["3", "resolution_hours"] == 15
    assert rows["response_kept"].tolist() == [True, None, True, None]
    assert dict(zip(tickets.listed["reason"], tickets.listed["example"], strict=True)) == {
        "resolved_before_creation": "1",
        "resolved_without_time": "2",
        "response_without_time": "2",
        "response_before_creation": "4",
    }


def test_no_answer_is_said_to_be_wrong_of_a_desk_that_records_none(tmp_path):
    header = "ticket_id,customer_id,created_at,resolved_at"
    tables = {"tickets": csv(tmp_path, "t.csv", header, "1,c,2026-09-02 09:00,2026-09-01 15:00")}
    listed = read_tickets(history_of(tmp_path, tables), ServiceRules(), "2026-09").listed
    assert listed["reason"].tolist() == ["no_term", "resolved_before_creation"]


def test_a_ticket_resolved_later_was_open_at_the_end_of_the_month(tmp_path):
    row = "1,c,2026-09-02 09:00,{},{},{}"
    terms = csv(
        tmp_path, "s.csv", "customer_id,service,sla_hours,clock,valid_from",
        "c,resolution,24,all_hours,2026-01-01", "c,response,4,all_hours,2026-01-01",
    )  # fmt: skip
    other = "2,c,2026-09-02 09:00,2026-09-02 10:00,2026-09-02 11:00,Done"
    seen = []
    for answered, resolved, state in (("", "", "Open"), ("2026-10-05 08:00", "2026-10-05 09:00", "Done")):
        tickets = csv(tmp_path, "t.csv", LIST, row.format(answered, resolved, state), other)
        judged = read_tickets(
            history_of(tmp_path, {"tickets": tickets, "sla_terms": terms}), ServiceRules(), "2026-09"
        )
        seen.append(judged.rows.astype(str).to_dict("records"))
        assert judged.listed.empty
    assert seen[0] == seen[1]
    assert (seen[1][0]["response_kept"], seen[1][0]["resolution_kept"]) == ("False", "False")


def test_the_states_of_approvals_are_known(tmp_path):
    header = "审批编号,客户编号,发起时间,完成时间,当前状态"
    rows = ("1,c,2026-09-02 09:00,,已通过", "2,c,2026-09-02 09:00,,审批中", "3,c,2026-09-02 09:00,,已撤回",
            "4,c,2026-09-02 09:00,,已拒绝")  # fmt: skip
    tickets = read_tickets(
        history_of(tmp_path, {"tickets": csv(tmp_path, "t.csv", header, *rows)}), ServiceRules(), "2026-09"
    )
    hours = tickets.rows.set_index("ticket_id")["resolution_hours"]
    assert hours.isna().to_dict() == {"1": True, "2": False, "4": True}  # decided, nobody knows when
