"""The private files have the names; nothing else that the report writes has any of them."""

import csv
import io
import os
import re
import stat
import zipfile
from contextvars import copy_context
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from tests.reporting.pdf_text import sheets
from tests.reports.service_plan.keeping_in_touch.cases import warehouse
from wcm_helpers.core.paths import ROOT
from wcm_helpers.packs.private_files import private_files_of_run
from wcm_helpers.reporting.batch import publish_all
from wcm_helpers.reporting.site_months import ReportRequest
from wcm_helpers.reports import REPORTS
from wcm_helpers.reports.service_plan.keeping_in_touch.care_month import care_of
from wcm_helpers.reports.service_plan.keeping_in_touch.private_files import CARE_FILES, care_files, names_of

CONTACTS = (
    "contact_id,customer_id,contact_name,birthday_md,consent",
    "K1,C1,Berta Blum,11-03,yes", "K2,C1,,11-04,yes", "K3,C1,Carl Clausen,11-05,",
)  # fmt: skip


#: What is drawn and no text: the outlines of letters and lines, and embedded pictures.
OUTLINES = re.compile(r""" d=\\?"[^"]*"|data:\w+/[^"')]+""")


def test_the_calendar_is_read_back_whole(plan_review):
    from icalendar import Calendar

    events = plan_review.computed(care_of).events
    files = care_files(plan_review)
    assert {*files} == {"care.ics", "care.csv"}
    entries = Calendar.from_ical(files["care.ics"]).walk("VEVENT")
    assert len(entries) == len(events) > 20
    days = sorted(entry.decoded("dtstart").isoformat() for entry in entries)
    assert days == sorted(events["due_day"].dt.strftime("%Y-%m-%d"))
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    rows = list(csv.DictReader(io.StringIO(files["care.csv"].decode("utf-8-sig"))))
    assert [row["due_day"] for row in rows] == days
    assert sorted(row["title"] for row in rows) == sorted(str(entry["summary"]) for entry in entries)


def test_names_are_of_who_agreed_and_a_contact_without_one_keeps_its_number(tmp_path):
    review = warehouse(tmp_path, contacts=CONTACTS)
    text = care_files(review)["care.csv"].decode("utf-8-sig")
    assert "Birthday of Berta Blum (Anton)" in text and "Birthday of K2 (Anton)" in text
    assert "Clausen" not in text
    assert names_of(review).contacts["K1"] == "Berta Blum"


def test_without_contacts_and_contracts_there_are_no_files(tmp_path):
    review = warehouse(tmp_path)
    assert care_files(review) == {}
    assert CARE_FILES.folder(review.settings) == ""


@pytest.fixture(scope="session")
def published(tmp_path_factory, shared_cache):
    """Publish the plan of the invented warehouse once, with its private files; tests must not change it."""
    home = tmp_path_factory.mktemp("plan")
    private = replace(CARE_FILES, folder=lambda settings: str(home / "care"))
    reports = {**REPORTS, "service_plan": replace(REPORTS["service_plan"], private=private)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WCM_CACHE", str(shared_cache))
        settings, languages = str(ROOT / "workbook.toml"), ("en", "zh")
        request = ReportRequest(settings, ("2026-10",), {}, ("service_plan",), languages)
        beside = {"private_files": partial(private_files_of_run, reports, home / "r")}
        publish = partial(publish_all, beside=beside)
        errors = copy_context().run(publish, [request], reports, home / "r", date(2026, 11, 15), 1)
    assert errors == []
    return home


@pytest.fixture(scope="session")
def texts(published, plan_review):
    """Return what each published file and each table of a section says."""
    files = [path for path in (published / "r").rglob("*") if path.is_file()]
    found = {path.name: OUTLINES.sub("", contents(path)) for path in files}
    assert {path.suffix for path in files} >= {".html", ".pdf", ".ipynb", ".xlsx", ".svg", ".json", ".txt"}
    for name in plan_review.report.sections:
        for key, frame in plan_review.section(name).tables.items():
            found[f"{name}.{key}"] = frame.to_csv()
    return found


def contents(path):
    """Return the text of a file: the cells of a workbook, the words of a PDF, of HTML with its markup."""
    if path.suffix == ".pdf":
        return "\n".join(sheets(path))
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return path.read_bytes().decode("utf-8", "replace")


def test_no_published_file_has_a_name_number_or_mail_of_a_contact(texts, plan_review):
    contacts = plan_review.history.protected_table("contacts")
    customers = "\n".join(plan_review.history.customers["customer_name"])
    for column in ("contact_name", "phone", "email", "contact_id"):
        values = {value for value in contacts[column].dropna() if value not in customers}
        assert len(values) > 100
        for place, text in texts.items():
            assert not {value for value in values if value in text}, (place, column)


def test_no_published_file_has_a_day_of_birth_or_one_on_which_it_is_kept(texts, plan_review):
    contacts = plan_review.history.protected_table("contacts")
    days = {tuple(map(int, text.split("-"))) for text in contacts["birthday_md"].dropna()}
    form = re.compile(r"(?<![\d.-])(\d\d)-(\d\d)(?![\d.-])|(?<!\d)(\d{1,2})月(\d{1,2})日")
    for place, text in texts.items():
        assert "Birthday of" not in text, place
        if not place.endswith(".svg"):
            words = re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)
            there = {tuple(int(part) for part in groups if part) for groups in form.findall(words)}
            assert not there & days, (place, there & days)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_private_files_are_their_owners_alone_and_have_the_names(published, plan_review):
    folder = published / "care" / "linan" / "2026-10"
    assert sorted(path.name for path in folder.iterdir()) == ["care.csv", "care.ics"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert {stat.S_IMODE(one.stat().st_mode) for one in (folder, folder.parent)} == {0o700}
    contacts = plan_review.history.protected_table("contacts").set_index("contact_id")["contact_name"]
    events = plan_review.computed(care_of).events
    text = (folder / "care.csv").read_text(encoding="utf-8-sig")
    assert all(contacts[one] in text for one in events["contact_id"] if one)
