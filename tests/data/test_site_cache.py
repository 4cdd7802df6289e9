"""The cache of a site: where it cannot be used, one line says so and what to do."""

import os
import resource
import subprocess
import sys

import pytest

from tests.data.exports import BILLING, revenue
from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.facts.monthly import build
from wcm_helpers.data.intake import take_in


@pytest.fixture
def one_month(warehouse):
    warehouse.write(b__csv=BILLING + "I1,1,a,2026-05-03,4\n")
    return warehouse, warehouse.settings({"billing": 'path = "b.csv"'})


def test_a_cache_that_is_a_file_is_said_in_one_line(one_month, monkeypatch):
    warehouse, settings = one_month
    warehouse.write(cache_file="x")
    monkeypatch.setenv("WCM_CACHE", str(warehouse.folder / "cache_file"))
    with pytest.raises(WorkbookError, match=r"^The cache .* cannot be used .*\. Free space, or set WCM"):
        take_in(settings)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_cache_is_said_in_one_line(one_month, monkeypatch):
    warehouse, settings = one_month
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
        "from wcm_helpers.data.settings_file import load_settings\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try:\n    take_in(load_settings(sys.argv[1]))\nexcept Exception as error:\n"
        "    print(type(error).__name__, error)"
    )
    command = [sys.executable, "-c", script, str(settings.file)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert said.startswith("WorkbookError The cache ")
    assert said.count("\n") == 1
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 50_000  # the limit was that process's own
    assert revenue(build(take_in(settings)))  # and with room again nothing stands in the way
