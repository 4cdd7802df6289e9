"""What is kept between runs: only what changed is read again, and nothing damaged or half done counts."""

import os
import resource
import shutil
import signal
import subprocess
import sys

import pytest

from tests.data.exports import BILLING, revenue
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts import monthly as fact_tables
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import site_cache, take_in
from wcm_helpers.data.read import staging

MAY = BILLING + "I1,1,a,2026-05-03,4\nI2,1,b,2026-05-04,5\n"
JUNE = BILLING + "I3,1,a,2026-06-03,7\n"


@pytest.fixture
def two_months(warehouse):
    warehouse.write(b5__csv=MAY, b6__csv=JUNE)
    return warehouse, warehouse.settings({"billing": 'path = "b*.csv"'})


def test_an_unchanged_export_is_not_read_again(two_months, monkeypatch):
    _, settings = two_months
    first = build(take_in(settings))
    monkeypatch.setattr(staging.sources, "open_source", lambda *_: pytest.fail("was opened again"))
    again = build(take_in(settings))
    assert first.rebuilt == ("2026-05", "2026-06")
    assert again.rebuilt == ()
    assert again.billing.equals(first.billing)


def test_only_the_months_of_a_changed_export_are_built_again(two_months):
    warehouse, settings = two_months
    build(take_in(settings))
    warehouse.write(b6__csv=JUNE + "I4,1,b,2026-06-04,1\n")
    found = build(take_in(settings))
    assert found.rebuilt == ("2026-06",)
    assert revenue(found) == {"a": 110_000, "b": 60_000}


def test_a_month_that_is_gone_is_gone_from_the_facts(two_months):
    warehouse, settings = two_months
    build(take_in(settings))
    (warehouse.folder / "b6.csv").unlink()
    assert build(take_in(settings)).months == ["2026-05"]


def test_a_renamed_export_builds_no_month_again(two_months):
    warehouse, settings = two_months
    build(take_in(settings))
    (warehouse.folder / "b6.csv").rename(warehouse.folder / "b7.csv")
    intake = take_in(settings)
    assert [item.label for item in intake.staged["billing"]] == ["b5.csv", "b7.csv"]
    assert build(intake).rebuilt == ()


def test_a_change_in_which_row_is_superseded_is_noticed(warehouse):
    rows = ["I1,1,a,2026-05-03,4\n", "I1,1,b,2026-05-03,4\n"]
    settings = warehouse.settings({"billing": 'path = "b*.csv"\nduplicates = "last"'})
    warehouse.write(b1__csv=BILLING + rows[0], b2__csv=BILLING + rows[1])
    assert revenue(build(take_in(settings))) == {"b": 40_000}
    warehouse.write(b1__csv=BILLING + rows[1], b2__csv=BILLING + rows[0])
    assert revenue(build(take_in(settings))) == {"a": 40_000}


@pytest.mark.parametrize("damage", ["cut", "gone", "empty"])
@pytest.mark.parametrize(
    "pattern", ["tables/billing/*[0-9a-f].parquet", "tables/billing/*.json", "facts/billing/2026-05.parquet",
                "facts/billing/manifest.json", "intake-*/ledger.parquet", "intake-*/found.json",
                "checked/*/facts_billing.parquet", "checked/*/found.json"]
)  # fmt: skip
def test_a_damaged_file_of_the_cache_is_noticed_and_made_again(two_months, pattern, damage):
    _, settings = two_months
    first = take_in(settings)
    facts = build(first)
    for path in site_cache(settings).glob(pattern):
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes(path.read_bytes()[: -20 if damage == "cut" else 0])
    if pattern.startswith("tables"):  # what stands upon it must not hide it
        for folder in ("facts", "checked"):
            shutil.rmtree(site_cache(settings) / folder)
    again = take_in(settings)
    assert again.ledger.equals(first.ledger)
    assert build(again).billing.equals(facts.billing)


def test_what_no_run_needs_any_more_is_cleared_away(two_months):
    warehouse, settings = two_months
    for amount in range(4):
        warehouse.write(b6__csv=JUNE + f"I4,1,b,2026-06-04,{amount}\n")
        build(take_in(settings))
    cache = site_cache(settings)
    assert len(list(cache.glob("intake-*"))) == 2  # this one, and the one before it
    assert len(list(cache.glob("tables/billing/*.json"))) == 3  # May, June and the June before it


def test_a_run_that_is_killed_leaves_nothing_that_counts(two_months):
    _, settings = two_months
    script = (
        "import os, signal, sys\nfrom wcm_helpers.data.read import staging\n"
        "from wcm_helpers.data.intake import take_in\nfrom wcm_helpers.data.settings import load_settings\n"
        "staging.asdict = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "take_in(load_settings(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", script, str(settings.file)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not list(site_cache(settings).glob("tables/billing/*.json"))
    assert revenue(build(take_in(settings))) == {"a": 110_000, "b": 50_000}
    assert not [path for path in site_cache(settings).glob("tables/billing/*") if path.is_dir()]


def test_two_runs_at_once_agree(two_months):
    _, settings = two_months
    script = (
        "import sys\nfrom wcm_helpers.data.intake import take_in\n"
        "from wcm_helpers.data.facts.monthly import build\n"
        "from wcm_helpers.data.settings import load_settings\n"
        "print(build(take_in(load_settings(sys.argv[1]))).billing['revenue'].sum())"
    )
    command = [sys.executable, "-c", script, str(settings.file)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [run.communicate()[0].strip() for run in runs] == ["160000", "160000"]


def test_a_cache_that_is_a_file_is_said_in_one_line(two_months, monkeypatch):
    warehouse, settings = two_months
    warehouse.write(cache_file="x")
    monkeypatch.setenv("WCM_CACHE", str(warehouse.folder / "cache_file"))
    with pytest.raises(WorkbookError, match=r"cannot use the cache .*; free space or set WCM_CACHE"):
        take_in(settings)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_cache_is_said_in_one_line(two_months, monkeypatch):
    warehouse, settings = two_months
    (warehouse.folder / "locked").mkdir(mode=0o500)
    monkeypatch.setenv("WCM_CACHE", str(warehouse.folder / "locked"))
    with pytest.raises(WorkbookError, match="Permission denied; free space or set WCM_CACHE"):
        take_in(settings)


def test_a_full_disk_is_said_in_one_line(warehouse):
    rows = "".join(f"I{n},1,customer {n * 7919 % 65537},2026-05-03,{n}\n" for n in range(20_000))
    warehouse.write(b__csv=BILLING + rows)
    settings = warehouse.settings({"billing": 'path = "b.csv"'})
    script = (
        "import resource, signal, sys\nfrom wcm_helpers.data.intake import take_in\n"
        "from wcm_helpers.data.settings import load_settings\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try:\n    take_in(load_settings(sys.argv[1]))\nexcept Exception as error:\n"
        "    print(type(error).__name__, error)"
    )
    command = [sys.executable, "-c", script, str(settings.file)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert said.startswith("WorkbookError cannot use the cache")
    assert said.count("\n") == 1
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 50_000  # the limit was that process's own
    assert revenue(build(take_in(settings)))  # and with room again nothing stands in the way


def test_the_code_that_makes_the_facts_is_part_of_their_fingerprint(two_months, monkeypatch, tmp_path):
    _, settings = two_months
    build(take_in(settings))
    changed = tmp_path / "facts.py"
    changed.write_text("# another version")
    monkeypatch.setattr(fact_tables, "__file__", str(changed))
    assert build(take_in(settings)).rebuilt == ("2026-05", "2026-06")
