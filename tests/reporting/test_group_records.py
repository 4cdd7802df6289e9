"""What failed, kept for the pages of the group until it is tried again."""

import json

import pytest

from wcm_helpers.reporting.group_records import (
    FAILURES,
    SiteFailure,
    failures_of,
    read_failures,
    write_failures,
)

MAY = SiteFailure("a", "x/a.toml", ("2026-05",), "no file")
LATEST = SiteFailure("b", "x/b.toml", (), "no month")


def test_a_failure_concerns_its_months_and_one_of_the_latest_the_newest(tmp_path):
    write_failures(tmp_path, [], [MAY, LATEST])
    assert failures_of(tmp_path, "2026-05", newest=True) == {"a": "no file", "b": "no month"}
    assert failures_of(tmp_path, "2026-05", newest=False) == {"a": "no file"}
    assert failures_of(tmp_path, "2026-04", newest=False) == {}


def test_a_later_run_replaces_what_it_tried_again_and_leaves_the_rest(tmp_path):
    write_failures(tmp_path, [], [MAY, LATEST])
    write_failures(tmp_path, [("x/a.toml", ("2026-04",))], [])
    assert read_failures(tmp_path) == [MAY, LATEST]
    write_failures(tmp_path, [("x/a.toml", ("2026-04", "2026-05"))], [])
    assert read_failures(tmp_path) == [LATEST]
    write_failures(tmp_path, [("x/b.toml", ())], [])
    assert not (tmp_path / FAILURES).exists()


@pytest.mark.parametrize(
    "content",
    ["", "{", "null", "5", "[" * 100_000, '[{"site": "a"}]', "[null]",
     json.dumps([{"site": "a", "settings": "b", "months": ["../../x"], "reason": "c"}]),
     json.dumps([{"site": "a", "settings": "b", "months": 5, "reason": "c"}])],
)  # fmt: skip
def test_a_damaged_record_is_as_none(tmp_path, content):
    (tmp_path / FAILURES).write_text(content, encoding="utf-8")
    assert read_failures(tmp_path) == []
    write_failures(tmp_path, [], [MAY])
    assert read_failures(tmp_path) == [MAY]
