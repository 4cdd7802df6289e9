"""ARCHITECTURE.md is true: its map is the tree, its files are there, and what lies below knows no report."""

import ast
import re
from pathlib import Path

import pytest

from wcm_helpers.core.paths import ROOT
from wcm_helpers.reports import REPORTS

PACKAGE = ROOT / "wcm_helpers"
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
#: The layer ``classes`` has the settings of a report in it, for several reports; what lies below knows none.
ABOVE = ("reports", "classes", "packs", "cli.py", "cli_arguments.py", "cli_process.py")
BELOW = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] not in ABOVE]


def _map() -> dict[str, list[str]]:
    """Return the modules the map names, by folder."""
    block = TEXT.split("<!-- map -->")[1].split("<!-- /map -->")[0]
    rows = [line.strip("| ").split(" | ") for line in block.strip().splitlines()[2:]]
    return {folder.strip("`"): sorted(modules.split()) for folder, _answers, modules in rows}


def test_the_map_is_the_tree():
    tree: dict[str, list[str]] = {}
    for path in MODULES:
        folder = path.parent.relative_to(ROOT).as_posix()
        tree.setdefault(folder, []).append(path.stem)
    assert _map() == {folder: sorted(names) for folder, names in tree.items()}


@pytest.mark.parametrize("heading", ["Add a table", "Add a section", "Add a report", "Add a language"])
def test_what_is_added_is_added_in_ten_steps(heading):
    section = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    assert 3 <= len(re.findall(r"(?m)^\d+\. ", section)) <= 10


def test_every_file_it_names_is_there():
    names = set(
        re.findall(r"`((?:data|core|methods|charts|reporting|reports|tests|wcm_helpers)/[\w/.]+\.\w+)`", TEXT)
    )
    assert len(names) > 12
    missing = [name for name in names if not (ROOT / name).exists() and not (PACKAGE / name).exists()]
    assert missing == []


def test_the_way_of_a_figure_is_ten_files():
    way = TEXT.split("## One figure's way")[1].split("\n## ")[0]
    assert len(re.findall(r"(?m)^\d+\. `", way)) == 10


#: Names of reports that mean something else below: a question of a survey is on importance or performance.
OTHER_WORDS = {"performance"}


def test_nothing_below_the_reports_names_one():
    naming = {}
    for path in BELOW:
        nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
        texts = {
            node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        naming[path.relative_to(PACKAGE).as_posix()] = ({*REPORTS} - OTHER_WORDS) & {*texts, *names}
    assert len(naming) > 200
    assert {path: reports for path, reports in naming.items() if reports} == {}


CLASSIFICATION = "reports/classification"
SURVEY = "reports/demand_survey"

#: Modules whose behaviour is tested elsewhere, and where.
TESTED_ELSEWHERE: dict[str, str] = {
    **{
        f"reports/performance/pack/{name}.py": "tests/reports/performance/pack/test_section.py"
        for name in ("measures", "open_issues", "service")
    },
    "reports/demand_survey/respondents/result.py": "tests/reports/demand_survey/respondents/test_analysis.py",
    **{
        f"data/remote/{name}.py": "tests/data/remote/test_postgresql.py"
        for name in ("batch", "cells", "findings", "opening", "reasons", "rows", "tables")
    },
    **{f"sample/{name}.py": "tests/sample/test_sample.py" for name in ("chance", "names", "writing")},
    "sample/survey_texts.py": "tests/sample/test_survey.py",
    "reports/demand_survey/texts/result.py": "tests/reports/demand_survey/texts/test_analysis.py",
    "data/read/raw.py": "tests/data/read/test_sources.py",
    **{
        f"data/service/{name}.py": "tests/data/service/test_otif_table.py"
        for name in ("judged_batch", "judging", "rules")
    },
    **{
        f"data/service/{name}.py": "tests/data/service/test_wms_exports.py"
        for name in ("order_log", "stages")
    },
    "sample/service_orders.py": "tests/sample/test_planted_service.py",
    **{  # dataclasses alone
        f"{CLASSIFICATION}/{question}/result.py": f"tests/{CLASSIFICATION}/{question}/test_analysis.py"
        for question in (
            "backtest",
            "certainty",
            "clusters",
            "industries",
            "lifecycle",
            "money",
            "rfm",
            "value_bases",
        )
    },
    **{
        f"{CLASSIFICATION}/{question}/sentences.py": f"tests/{CLASSIFICATION}/{question}/test_analysis.py"
        for question in ("certainty", "rfm")
    },
    **{
        f"reports/classification/rfm/{name}.py": "tests/reports/classification/rfm/test_analysis.py"
        for name in ("measures", "notes")
    },
    **{
        f"reports/demand_survey/first_page/{name}_words.py": f"tests/{SURVEY}/first_page/test_lines.py"
        for name in ("need", "other", "unhappy")
    },
    "reports/demand_survey/agreement/result.py": "tests/reports/demand_survey/agreement/test_analysis.py",
    "reports/classification/clusters/section.py": "tests/reports/classification/industries/test_section.py",
    "reports/classification/costs_without_activity.py": "tests/data/facts/test_costs.py",
    "care/rules.py": "tests/care/test_events.py",
    "reporting/pack_settings.py": "tests/packs/test_chosen.py",
}


def test_the_tests_mirror_the_package():
    missing = []
    for path in MODULES:
        relative = path.relative_to(PACKAGE)
        elsewhere = TESTED_ELSEWHERE.get(relative.as_posix())
        mirrored = Path("tests") / relative.parent / f"test_{relative.name}"
        if not (ROOT / (elsewhere or mirrored)).exists():
            missing.append(mirrored.as_posix())
    assert missing == []
