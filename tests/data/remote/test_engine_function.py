"""The function of a settings file, from its own folder."""

import sys

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.remote import engine_function
from wcm_helpers.data.remote.opening import open_engine
from wcm_helpers.data.settings_file import load_settings


def site(folder, name, **files):
    """Return the folder of a site with Python files; ``pack__wms`` is pack/wms.py."""
    home = folder / name
    for file, content in files.items():
        path = home / (file.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return home


def test_two_sites_with_modules_of_one_name_are_read_each_from_its_own(tmp_path):
    north = site(tmp_path, "north", wms="import place\ndef open():\n    return place.NAME\n",
                 place="NAME = 'north'\n")  # fmt: skip
    south = site(tmp_path, "south", wms="import place\ndef open():\n    return place.NAME\n",
                 place="NAME = 'south'\n")  # fmt: skip
    answers = [engine_function.call("wms:open", folder) for folder in (north, south, north)]
    assert answers == ["north", "south", "north"]
    assert not {"wms", "place"} & set(sys.modules)


def test_packages_of_one_name_are_told_apart_too(tmp_path):
    content = "from .where import NAME\ndef open():\n    return NAME\n"
    homes = [
        site(tmp_path, name, pack____init__="", pack__wms=content, pack__where=f"NAME = {name!r}\n")
        for name in ("north", "south")
    ]
    assert [engine_function.call("pack.wms:open", home) for home in homes] == ["north", "south"]


def test_a_module_beside_the_settings_goes_before_an_installed_one_of_its_name(tmp_path):
    home = site(tmp_path, "north", json="def open():\n    return 'ours'\n")
    import json

    assert engine_function.call("json:open", home) == "ours"
    assert sys.modules["json"] is json


def test_a_module_runs_once_until_it_is_changed(tmp_path):
    home = site(tmp_path, "north", wms="made = []\ndef open():\n    made.append(1)\n    return len(made)\n")
    assert [engine_function.call("wms:open", home) for _ in range(2)] == [1, 2]
    site(tmp_path, "north", wms="def open():\n    return 'new'\n")
    assert engine_function.call("wms:open", home) == "new"


def test_an_installed_module_needs_no_file(tmp_path):
    assert engine_function.call("os:getpid", tmp_path) > 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("def open(:\n", "invalid syntax (wms.py, line 1)"),
        ("import sys\nsys.exit('no licence')\n", "the function failed with SystemExit: no licence"),
        ("def open():\n    raise SystemExit(3)\n", "the function failed with SystemExit: 3"),
        ("class Stop(BaseException):\n    pass\nraise Stop('no lease')\n", "failed with Stop: no lease"),
        ("def open():\n    raise GeneratorExit\n", "the function failed with GeneratorExit: GeneratorExit"),
        (
            "import asyncio\ndef open():\n    raise asyncio.CancelledError('too slow')\n",
            "the function failed with CancelledError: too slow",
        ),
        ("import nowhere_at_all\n", "there is no Python module nowhere_at_all."),
        ("", "module 'wms' has no attribute 'open'"),
    ],
)
def test_a_module_that_does_not_work_is_one_line(tmp_path, content, reason):
    home = site(tmp_path, "north", wms=content)
    with pytest.raises(WorkbookError) as error:
        open_engine(settings_of(home))
    assert str(error.value).startswith('engine = "wms:open": ')
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def settings_of(home):
    text = (
        'engine = "wms:open"\n[site]\nid = "a"\nname = "A"\n'
        '[tables.orders]\ntable = "orders"\n[tables.order_lines]\ntable = "lines"\n'
    )
    (home / "a.toml").write_text(text, encoding="utf-8")
    return load_settings(home / "a.toml")


@pytest.mark.parametrize(
    "end", ["SystemExit('no licence')", "GeneratorExit('no licence')", "OSError('no licence')"]
)
@pytest.mark.parametrize("call", ["frame", "close"])
def test_an_engine_that_ends_when_it_is_asked_or_closed_is_one_line(tmp_path, call, end):
    content = (
        "class Engine:\n    dialect = 'duckdb'\n    def frame(self, sql):\n        return None\n"
        f"    def {call}(self, *sql):\n        raise {end}\n"
        "def open():\n    return Engine()\n"
    )
    engine = open_engine(settings_of(site(tmp_path, "north", wms=content)))
    with pytest.raises(WorkbookError, match=r"^wms:open: the engine reports: no licence$"):
        getattr(engine, call)(*["select 1"] * (call == "frame"))


@pytest.mark.parametrize(
    "content", ["raise KeyboardInterrupt\n", "def open():\n    raise KeyboardInterrupt\n"]
)
def test_an_interrupt_still_stops_the_run(tmp_path, content):
    with pytest.raises(KeyboardInterrupt):
        open_engine(settings_of(site(tmp_path, "north", wms=content)))
