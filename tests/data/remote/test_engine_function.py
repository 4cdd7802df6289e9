"""The function of a settings file, from its own folder."""

import sys

import pytest

from wcm_helpers.core.errors import WorkbookError
from wcm_helpers.data.remote import engine_function
from wcm_helpers.data.remote.opening import open_engine
from wcm_helpers.data.settings import load_settings


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
        ("import nowhere_at_all\n", "there is no Python module nowhere_at_all."),
        ("", "module 'wms' has no attribute 'open'"),
    ],
)
def test_a_module_that_does_not_work_is_one_line(tmp_path, content, reason):
    home = site(tmp_path, "north", wms=content)
    text = (
        'engine = "wms:open"\n[site]\nid = "a"\nname = "A"\n'
        '[tables.orders]\ntable = "orders"\n[tables.order_lines]\ntable = "lines"\n'
    )
    (home / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WorkbookError) as error:
        open_engine(load_settings(home / "a.toml"))
    assert str(error.value).startswith('engine = "wms:open": ')
    assert reason in str(error.value)
    assert "\n" not in str(error.value)
