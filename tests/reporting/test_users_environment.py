"""What a user has set up for other work changes no byte of a report."""

import os
import subprocess
import sys

import pytest

from tests.conftest import Shop

RC = "font.size: 30\ntext.usetex: True\nsvg.fonttype: path\nno.such.key: 1\nfigure.dpi: 30\n"


def published(folder, **environment):
    """Publish a month of the shop in a process, and return its files."""
    code = "from wcm_helpers.cli import main; main()"
    options = ["-s", str(folder / "shop.toml"), "--month", "2026-05", "--only", "classification"]
    reports = folder / f"r{len(list(folder.glob('r*')))}"
    command = [sys.executable, "-P", "-c", code, "report", *options, "--reports", str(reports)]
    own = {**os.environ, "WCM_CACHE": str(reports / ".cache"), **environment}
    done = subprocess.run(
        command, cwd=folder / "work", env=own, capture_output=True, text=True, errors="replace", check=False
    )
    assert done.returncode == 0, done.stderr
    assert not [line for line in done.stderr.splitlines() if not line.startswith("shop")]
    return {path.name: path.read_bytes() for path in (reports / "shop" / "2026-05").rglob("*.*")}


@pytest.mark.slow
def test_the_same_bytes_whatever_the_user_has_set(tmp_path):
    shop = Shop(tmp_path)
    shop.customers(("c1", "华东零售"), ("c2", "Müller"))
    home, work = tmp_path / "home", tmp_path / "work"
    work.mkdir()
    plain = published(tmp_path)
    startup = home / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("import pandas; pandas.options.display.max_rows = 1\nprint('mine')\n")
    (home / ".config" / "matplotlib").mkdir(parents=True)
    for place in (home / ".config" / "matplotlib", work):
        (place / "matplotlibrc").write_text(RC, encoding="utf-8")
    (home / "start.py").write_text("raise SystemExit\n")
    for module in ("pandas", "numpy", "matplotlib", "sitecustomize"):
        (work / f"{module}.py").write_text("raise RuntimeError('of the working folder')\n")
    changed = published(
        tmp_path,
        HOME=str(home), XDG_CONFIG_HOME=str(home / ".config"), PYTHONSTARTUP=str(home / "start.py"),
        PYTHONWARNINGS="error", MPLBACKEND="nonsense", TZ="America/St_Johns", LC_ALL="C", LANGUAGE="zh",
        PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONIOENCODING="ascii", COLUMNS="20", FORCE_COLOR="1",
        IPYTHONDIR=str(home / ".ipython"),
    )  # fmt: skip
    assert {name for name in plain if plain[name] != changed.get(name)} == set()
    assert changed.keys() == plain.keys()
