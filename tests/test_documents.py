"""What the documents promise is there: the tree and commands of the README, the tables of notebooks."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _tree() -> list[str]:
    """Return the paths the README's tree names, each by its indentation under the folder above."""
    block = re.search(r"```text\n(.*?)```", README, re.DOTALL)[1]
    folders: list[str] = []
    paths = []
    for line in block.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        name = line.split()[0]
        folders[depth:] = [name]
        paths.append("".join(folders))
    return paths


@pytest.mark.parametrize("path", _tree())
def test_what_the_tree_names_is_there(path):
    assert (ROOT / path).exists()


def test_the_tree_names_everything_at_the_top():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/")[0] for line in tracked.splitlines()} - {".gitignore"}
    named = {path.split("/")[0] for path in _tree()}
    assert top == named


def test_the_tree_names_every_part_of_the_package():
    parts = {
        path.name + ("/" if path.is_dir() else "")
        for path in (ROOT / "wcm_helpers").iterdir()
        if path.name not in ("__init__.py", "__pycache__")
    }
    assert parts <= {path.removeprefix("wcm_helpers/") for path in _tree()}


def test_every_make_target_the_readme_names_is_one():
    targets = set(re.findall(r"(?m)^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"(?m)(?:^|`)make ([a-z]+)", README))
    assert named <= targets
    assert {"report", "test", "lab", "lint", "refresh", "sample", "bench", "help"} <= targets


def test_every_link_leads_somewhere():
    for document in (README, *(path.read_text(encoding="utf-8") for path in ROOT.glob("*/README.md"))):
        for link in re.findall(r"\]\(([^)#:]+)\)", document):
            assert any(
                (base / link).exists() for base in (ROOT, *(p.parent for p in ROOT.glob("*/README.md")))
            ), link


def test_every_notebook_stands_in_the_table_with_its_question():
    table = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        question = re.search(r'"# (.*?)"', path.read_text(encoding="utf-8"))[1]
        assert path.name in table
        assert question in table


def test_the_changelog_opens_with_the_version_of_the_project():
    version = re.search(r'(?m)^version = "(.*)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))[1]
    first = re.search(r"(?m)^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[1]
    assert first == version


def test_every_folder_of_the_package_has_its_catalogue():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    names = re.search(r"(?m)^CATALOGUES := (.*)$", makefile)[1].split()
    parts = [part for name in names for part in re.search(rf"(?m)^{name} := (.*)$", makefile)[1].split()]
    package = ROOT / "wcm_helpers"
    modules = {
        path.relative_to(package).parts for path in package.rglob("*.py") if path.name != "__init__.py"
    }
    folders = {"/".join(module[:2]) if module[0] == "reports" else module[0] for module in modules}
    assert sorted(parts) == sorted(folders)


def test_the_catalogue_for_translators_is_up_to_date(tmp_path):
    """`make words` collects what readers see; what is committed must be that."""
    found = tmp_path / "wcm.pot"
    lazy = ["--keyword", "message", "--keyword", "nmessage:1,2"]
    options = ["--mapping", "babel.cfg", *lazy, "--no-location", "--sort-output", "--omit-header"]
    pybabel = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
    subprocess.run([*pybabel, *options, "--output", found, "wcm_helpers"], cwd=ROOT, check=True)
    assert found.read_text(encoding="utf-8") == (ROOT / "wcm_helpers/locale/wcm.pot").read_text(
        encoding="utf-8"
    )
