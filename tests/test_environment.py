"""The environment is said once: what conda is told, what the lock holds and what the code imports agree."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = PROJECT["project"]["dependencies"]
EXTRAS = [line for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines]
DEVELOPING = PROJECT["dependency-groups"]["dev"]


def _without_extras(requirement: str) -> str:
    return re.sub(r"\[.*?\]", "", requirement)


def _conda_lines() -> list[str]:
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    return [line.strip()[2:] for line in text.splitlines() if re.match(r"\s*- [a-z]", line)]


def test_conda_is_told_the_same_names_and_ranges():
    told = {line for line in _conda_lines() if line != "conda-forge" and not line.startswith("pip")}
    assert told == {_without_extras(line) for line in [*NEEDED, *DEVELOPING]} | {"python>=3.11,<3.14"}


def test_the_lock_names_every_requirement_with_a_hash_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    locked = {line.split("==")[0].lower() for line in lock.splitlines() if re.match(r"[a-z0-9]", line)}
    wanted = {re.split(r"[\[><=]", line)[0].lower() for line in [*NEEDED, *DEVELOPING]}
    assert wanted <= locked
    assert all(entry.count("--hash=sha256:") for entry in re.split(r"\n(?=[a-z0-9])", lock.strip()))


def _imported() -> set[str]:
    names = set()
    for path in (ROOT / "wcm_helpers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"wcm_helpers"}


def test_every_import_is_a_declared_requirement():
    # A package may be called lunar-python where it is required and lunar_python where it is installed.
    declared = {re.split(r"[\[><=]", line)[0].lower().replace("-", "_") for line in [*NEEDED, *EXTRAS]}
    providers = packages_distributions()
    for name in sorted(_imported()):
        found = {dist.lower().replace("-", "_") for dist in providers.get(name, [name])}
        assert found & declared, f"{name} comes from {found or 'nowhere'}, which pyproject.toml does not name"


@pytest.mark.parametrize("place", [ROOT.resolve(), Path.home().resolve()], ids=["checkout", "home"])
def test_no_path_of_a_machine_is_kept(place):
    kept = [ROOT / "README.md", ROOT / "Makefile", ROOT / ".ci" / "run", *ROOT.glob("notebooks/*.ipynb")]
    assert [path.name for path in kept if f"{place}/" in path.read_text(encoding="utf-8")] == []
