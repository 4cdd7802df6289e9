"""What is kept between runs: only what changed is read again, and nothing damaged or half done counts."""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from tests.data.exports import BILLING, revenue
from wcm_helpers.data import cache
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.read import staging
from wcm_helpers.data.site_cache import site_cache

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


@pytest.mark.parametrize(
    "pattern", ["tables/billing/*[0-9a-f].parquet", "tables/billing/*.json", "facts/billing/2026-05.parquet",
                "facts/billing/manifest.json", "intake-*/reconciliation.parquet", "intake-*/manifest.json",
                "checked/*/facts_billing.parquet", "checked/*/manifest.json"]
)  # fmt: skip
def test_a_damaged_file_of_the_cache_is_noticed_and_made_again(two_months, pattern):
    _, settings = two_months
    first = take_in(settings)
    facts = build(first)
    for damage in ("cut", "gone", "empty"):
        for path in site_cache(settings).glob(pattern):
            if damage == "gone":
                path.unlink()
            else:
                path.write_bytes(path.read_bytes()[: -20 if damage == "cut" else 0])
        if pattern.startswith("tables"):  # what stands upon it must not hide it
            for folder in ("facts", "checked"):
                shutil.rmtree(site_cache(settings) / folder)
        again = take_in(settings)
        assert again.reconciliation.equals(first.reconciliation), damage
        assert build(again).billing.equals(facts.billing), damage


def test_what_no_run_needs_any_more_is_cleared_away(two_months):
    warehouse, settings = two_months
    for amount in range(4):
        warehouse.write(b6__csv=JUNE + f"I4,1,b,2026-06-04,{amount}\n")
        build(take_in(settings))
    folder = site_cache(settings)
    assert len(list(folder.glob("intake-*"))) == 2  # this one, and the one before it
    assert len(list(folder.glob("tables/billing/*.json"))) == 3  # May, June and the June before it


def test_a_run_that_is_killed_leaves_nothing_that_counts(two_months):
    _, settings = two_months
    script = (
        "import os, signal, sys\nfrom wcm_helpers.data.read import staging\n"
        "from wcm_helpers.data.intake import take_in\n"
        "from wcm_helpers.data.settings_file import load_settings\n"
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
        "from wcm_helpers.data.settings_file import load_settings\n"
        "print(build(take_in(load_settings(sys.argv[1]))).billing['revenue'].sum())"
    )
    command = [sys.executable, "-c", script, str(settings.file)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [run.communicate()[0].strip() for run in runs] == ["160000", "160000"]


@pytest.fixture
def code(tmp_path, monkeypatch):
    """Give a copy of the code whose fingerprint the cache has."""
    copy = tmp_path / "code"
    shutil.copytree(cache.CODE[0], copy / "data", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(cache, "CODE", (copy / "data", cache.CODE[1]))
    cache.code_fingerprint.cache_clear()
    yield copy / "data"
    cache.code_fingerprint.cache_clear()


@pytest.mark.parametrize("module", ["engines.py", "facts/monthly.py", "read/typed.py", "tables/billing.py"])
def test_a_change_of_any_statement_in_the_data_package_builds_every_month_again(two_months, code, module):
    _, settings = two_months
    before = build(take_in(settings))
    cache.code_fingerprint.cache_clear()
    assert build(take_in(settings)).rebuilt == ()
    with (code / module).open("a") as file:
        file.write("ANOTHER = 1\n")
    cache.code_fingerprint.cache_clear()
    after = build(take_in(settings))
    assert after.rebuilt == ("2026-05", "2026-06")
    assert after.billing.equals(before.billing)


UNITS = """
import sys
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in
from wcm_helpers.data.settings_file import load_settings
facts = build(take_in(load_settings(sys.argv[1])))
print(facts.orders["units"].sum() // 10_000, len(facts.rebuilt))
"""


def test_units_that_are_doubled_in_the_code_reach_a_user_with_a_cache(warehouse, tmp_path):
    warehouse.write(o__csv="order_id,customer_id,created_at,units\n1,a,2026-05-01 08:00,7\n")
    settings = warehouse.settings({"orders": 'path = "o.csv"'})
    package = cache.CODE[0].parent
    shutil.copytree(package, tmp_path / "p" / "wcm_helpers", ignore=shutil.ignore_patterns("__pycache__"))

    def units() -> str:
        command = [sys.executable, "-B", "-c", UNITS, str(settings.file)]
        environment = os.environ | {"PYTHONPATH": str(tmp_path / "p")}
        return subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert [units(), units()] == ["7 1", "7 0"]
    aggregation = tmp_path / "p" / "wcm_helpers" / "data" / "aggregation.py"
    text, counted = aggregation.read_text(), "coalesce(line_units, units)"
    assert counted in text
    aggregation.write_text(text.replace(counted, f"2 * {counted}"))
    assert units() == "14 1"


def test_only_its_owner_may_read_the_cache(warehouse):
    before = os.umask(0o022)
    try:
        intake = warehouse.billing(MAY)
        build(intake)
    finally:
        os.umask(before)
    root = warehouse.folder / "cache"
    modes = {path: path.stat().st_mode & 0o777 for path in (root, *root.rglob("*"))}
    assert len(modes) > 10
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


def test_a_folder_that_was_there_before_keeps_its_mode(warehouse):
    root = warehouse.folder / "cache"
    root.mkdir(mode=0o755)
    intake = warehouse.billing(MAY)
    assert root.stat().st_mode & 0o777 == 0o755
    assert site_cache(intake.settings).stat().st_mode & 0o777 == 0o700
