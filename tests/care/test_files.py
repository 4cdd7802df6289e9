import csv
import io
import os
import stat

import pytest

from tests.care.cases import contact, contacts, plan
from wcm_helpers.care.files import to_care_csv, write_private
from wcm_helpers.care.wording import Names
from wcm_helpers.core.errors import WorkbookError

PLAN = plan(contacts(contact(birthday_md="05-04")))
only_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_plan_as_csv_has_days_keys_and_words():
    found = rows(to_care_csv(PLAN))
    assert len(found) == len(PLAN)
    birthday = next(row for row in found if row["kind"] == "birthday")
    assert (birthday["due_day"], birthday["date"]) == ("2026-04-30", "2026-05-04")
    assert (birthday["contact_id"], birthday["title"]) == ("K1", "Birthday of K1 (C1)")
    assert birthday["gift_cap"] == birthday["lunar_month"] == ""
    festival = next(row for row in found if row["kind"] == "mid_autumn")
    assert float(festival["gift_cap"]) == 300
    assert festival["notes"] == "The day itself is 2026-09-25. A gift may cost 300 at most."


def test_no_cell_is_a_formula():
    hostile = plan(contacts(contact("=1+1", "@C1", birthday_md="05-04")))
    names = Names({"@C1": "=A1"}, {"=1+1": "+cmd"})
    for row in rows(to_care_csv(hostile, names)):
        assert not any(value.startswith(("=", "+", "-", "@")) for value in row.values())
    assert {row["contact_id"] for row in rows(to_care_csv(hostile))} == {"'=1+1"}


def test_a_plan_without_events_is_a_heading():
    assert rows(to_care_csv(PLAN[:0])) == []
    assert to_care_csv(PLAN[:0]).startswith(b"\xef\xbb\xbfdue_day,title,date,kind")


@only_posix
def test_a_file_is_its_owners_alone_even_over_an_open_one(tmp_path):
    folder = tmp_path / "care" / "2026"
    path = write_private(folder, "care.ics", b"one")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(made.stat().st_mode) for made in (folder, folder.parent)} == {0o700}
    path.chmod(0o644)
    assert write_private(folder, "care.ics", b"two").read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["care.ics"]


@only_posix
def test_a_link_is_replaced_and_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(b"kept")
    (tmp_path / "care").mkdir()
    (tmp_path / "care" / "care.csv").symlink_to(elsewhere)
    write_private(tmp_path / "care", "care.csv", b"private")
    assert elsewhere.read_bytes() == b"kept"
    assert (tmp_path / "care" / "care.csv").read_bytes() == b"private"


@pytest.mark.parametrize("name", ["", ".", "..", "../care.ics", "a/b.ics", "a\\b.ics", "C:care.ics", "a\0b"])
def test_a_name_leads_nowhere_else(tmp_path, name):
    with pytest.raises(WorkbookError, match="is not a file name"):
        write_private(tmp_path / "care", name, b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", [".", "qidong", "qidong/../qidong/2026-05"])
def test_no_care_file_lies_among_the_published_reports(tmp_path, folder):
    published = tmp_path / "reports"
    with pytest.raises(WorkbookError, match="published reports"):
        write_private(published / folder, "care.ics", b"x", published)
    assert not published.exists()
    assert write_private(tmp_path / "reports-care", "care.ics", b"x", published).exists()


@only_posix
def test_a_link_into_the_published_reports_is_seen_through(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "care").symlink_to(tmp_path / "reports", target_is_directory=True)
    with pytest.raises(WorkbookError, match="published reports"):
        write_private(tmp_path / "care", "care.ics", b"x", tmp_path / "reports")


def test_what_fails_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    path = write_private(tmp_path, "care.ics", b"old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkbookError, match=r"care\.ics cannot be written"):
        write_private(tmp_path, "care.ics", b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["care.ics"]


def test_a_file_in_the_place_of_the_folder_is_reported(tmp_path):
    (tmp_path / "care").write_text("a file")
    with pytest.raises(WorkbookError, match="cannot be written"):
        write_private(tmp_path / "care", "care.ics", b"x")
