"""Tickets of the invented desk: their log is theirs, and nobody works at night or at the weekend."""

import pandas as pd
import pytest

from tests.sample.committed import SAMPLE, read


@pytest.fixture(scope="module")
def tickets():
    return read(SAMPLE / "tickets.csv")


@pytest.fixture(scope="module")
def log():
    frame = read(SAMPLE / "ticket_events.csv")
    return frame.assign(at=pd.to_datetime(frame["时间"]))


def test_the_log_begins_every_ticket_when_it_came_in(tickets, log):
    made = log[(log["动作"] == "创建") & (log["字段"] == "状态")].set_index("工单编号")["时间"]
    assert made.index.is_unique
    assert made.reindex(tickets["工单编号"]).tolist() == tickets["提交时间"].tolist()


def test_agents_answer_in_office_hours(log):
    answers = log[(log["角色"] == "agent") & (log["动作"] == "回复")]["at"]
    assert len(answers) > 500
    assert (answers.dt.day_of_week < 5).all()
    assert answers.dt.hour.between(9, 18).all()


def test_tickets_come_in_at_the_weekend_too(tickets):
    assert (pd.to_datetime(tickets["提交时间"]).dt.day_of_week > 4).mean() > 0.05


def test_what_is_solved_is_solved_in_its_log_at_the_same_moment(tickets, log):
    last = log[log["新值"] == "已解决"].groupby("工单编号")["时间"].max()
    solved = tickets[tickets["解决时间"] != ""].set_index("工单编号")["解决时间"]
    assert last.reindex(solved.index).tolist() == solved.tolist()
    assert (tickets.loc[tickets["解决时间"] != "", "状态"] == "已解决").all()


def test_claims_are_of_damaged_or_wrong_goods(tickets):
    claimed = tickets[tickets["理赔金额"] != ""]
    assert set(claimed["类别"]) == {"货损", "错发"}
    assert claimed["理赔金额"].astype(float).between(50, 1000).all()
