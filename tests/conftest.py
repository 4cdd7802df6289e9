"""What several tests need: a cache of their own, and the settings of the invented warehouse."""

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# The same examples at every run, busy machine or not; --hypothesis-profile=default looks for new ones.
settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.load_profile("same")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give each file to one worker, and so all files of a report: its fixtures open the sample once."""
    from xdist.scheduler import LoadFileScheduling

    class ByReport(LoadFileScheduling):
        def _split_scope(self, nodeid):
            file = super()._split_scope(nodeid)
            return "/".join(file.split("/")[:3]) if file.startswith("tests/reports/") else file

    return ByReport(config, log)


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory):
    """A cache the slower tests of one worker share, so that the sample is read once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, shared_cache):
    """No test reads or writes the cache of the checkout."""
    monkeypatch.setenv("WCM_CACHE", str(shared_cache))


@pytest.fixture
def shop(tmp_path):
    """A small warehouse of five customers and two months, and a function that writes more of its files."""
    return Shop(tmp_path)


class Shop:
    """Exports written for one test, and the settings that name them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.billing(
            ("c1", "2026-04-30", 500), ("c2", "2026-04-30", 300), ("c3", "2026-04-30", 100),
            ("c1", "2026-05-29", 500), ("c2", "2026-05-29", 250), ("c3", "2026-05-29", 150),
            ("c4", "2026-05-29", 60), ("c5", "2026-05-29", 40),
        )  # fmt: skip
        self.settings = self.write_settings()

    def billing(self, *rows: tuple) -> None:
        lines = ["customer_id,doc_date,amount_ex_vat", *(",".join(map(str, row)) for row in rows)]
        (self.folder / "billing.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def customers(self, *rows: tuple) -> None:
        lines = ["customer_id,customer_name", *(",".join(map(str, row)) for row in rows)]
        (self.folder / "customers.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.write_settings('[tables.customers]\npath = "customers.csv"\n')

    def write_settings(self, more: str = "", name: str = "Shop") -> Path:
        site = f'[site]\nid = "shop"\nname = "{name}"\ncurrency = "EUR"\n'
        text = site + '[tables.billing]\npath = "billing.csv"\n'
        path = self.folder / "shop.toml"
        path.write_text(text + more, encoding="utf-8")
        return path
