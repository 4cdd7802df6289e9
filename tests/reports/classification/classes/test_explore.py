import json
import subprocess
import sys
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest

from tests.reports.classification.facts import classify_last_months
from wcm_helpers.methods.abc import Rule
from wcm_helpers.reporting import blocks, page
from wcm_helpers.reports.classification.classes import explore as module
from wcm_helpers.reports.classification.classes.explore import Board, explore, is_live
from wcm_helpers.reports.classification.classes.what_if import reclassify
from wcm_helpers.reports.classification.sentences import finding

# Of 100: x 50 starts at 0, y 27 at .50, z 15 at .77, w 8 at .92: A A A B.
# May alone, of 50: x starts at 0, y at .40, z at .70, w at .90: A A A B as well.
FOUR = {"x": [30, 20], "y": [12, 15], "z": [5, 10], "w": [3, 5]}


@pytest.fixture
def undrawn(monkeypatch):
    """The title in place of the picture, which takes half a second to draw."""
    monkeypatch.setattr(module, "_picture", finding)


undrawn_here = pytest.mark.usefixtures("undrawn")


def opened(rows=FOUR, rule=None, names=None):
    return SimpleNamespace(result=classify_last_months(rows, names, rule))


def board(rows=FOUR, **options):
    return Board(opened(rows, **options).result)


def counts(sliders):
    table = sliders.counts.value.split("<tbody>")[1]
    return [row.split("<bdi>")[2].split("<")[0] for row in table.split("<tr>")[1:]]


def values_of(sliders):
    return [part.value for part in (sliders.status, sliders.counts, sliders.picture, sliders.boundary)]


def test_it_opens_with_the_rule_in_force():
    sliders = board()
    assert (sliders.limit_a.value, sliders.limit_b.value, sliders.months.value, sliders.crossing.value) == (
        0.80, 0.95, 2, "into",
    )  # fmt: skip
    assert "This is the rule in force." in sliders.status.value
    assert counts(sliders) == ["3", "1", "0", "0"]
    assert sliders.picture.value.startswith(
        '<figure class="wcm-chart" tabindex="0"><img alt="Pareto curve of billed revenue'
    )


def test_a_slider_changes_all_that_is_shown():
    sliders = board()
    before = sliders.picture.value, sliders.boundary.value
    sliders.limit_a.value = 0.75  # z starts at .77: B
    assert counts(sliders) == ["2", "2", "0", "0"]
    assert "1 customer is in another class than under the rule in force: z (A → B)." in sliders.status.value
    sliders.limit_b.value = 0.90  # w starts at .92: C
    assert counts(sliders) == ["2", "1", "1", "0"]
    assert (
        "2 customers are in another class than under the rule in force: z (A → B) and w (B → C)."
        in sliders.status.value
    )
    assert "A: 2 customers, 77.0%, B: 1 customer, 15.0% and C: 1 customer, 8.0%" in sliders.picture.value
    assert (sliders.picture.value, sliders.boundary.value) != before


@undrawn_here
def test_the_window_and_the_crossing_change_the_classes():
    # May alone; with next the ends decide: x .40 A, y .70 A, z .90 B, w 1.0 C.
    sliders = board()
    sliders.months.value = 1
    assert counts(sliders) == ["3", "1", "0", "0"]
    sliders.crossing.value = "next"
    assert counts(sliders) == ["2", "1", "1", "0"]


@undrawn_here
@pytest.mark.parametrize(
    ("limit_a", "limit_b", "raised"), [(0.85, 0.60, "86%"), (0.70, 0.70, "71%"), (0.99, 0.5, "100%")]
)
def test_limits_the_wrong_way_round_are_put_right_and_said(limit_a, limit_b, raised):
    sliders = board()
    sliders.limit_b.value = limit_b
    sliders.limit_a.value = limit_a
    assert f"{raised} is counted instead." in sliders.status.value
    assert sum(map(int, counts(sliders))) == 4
    sliders.limit_b.value = 1.0
    assert "instead" not in sliders.status.value


@undrawn_here
def test_set_back_returns_to_the_rule_in_force_with_one_answer(monkeypatch):
    sliders = board()
    opening = sliders.status.value, sliders.counts.value, sliders.picture.value, sliders.boundary.value
    sliders.limit_a.value, sliders.limit_b.value, sliders.months.value, sliders.crossing.value = (
        0.5,
        0.6,
        1,
        "next",
    )
    answers = []
    monkeypatch.setattr(module, "reclassify", lambda *given: answers.append(given) or reclassify(*given))
    sliders.back.click()
    assert len(answers) == 1
    assert (
        sliders.status.value,
        sliders.counts.value,
        sliders.picture.value,
        sliders.boundary.value,
    ) == opening


@undrawn_here
def test_set_back_restores_limits_that_are_off_the_sliders_steps():
    sliders = board(rule=Rule(limit_a=0.8333, limit_b=0.995, window_months=2))
    assert "This is the rule in force." in sliders.status.value
    sliders.limit_a.value = 0.5
    sliders.back.click()
    assert sliders.limit_a.value == 0.8333
    assert "This is the rule in force." in sliders.status.value


@undrawn_here
def test_the_review_stays_as_it_is():
    review_ = opened()
    classes, rule = review_.result.classes.copy(), review_.result.rule
    sliders = Board(review_.result)
    sliders.limit_a.value = 0.5
    pd.testing.assert_frame_equal(review_.result.classes, classes)
    assert review_.result.rule is rule


@undrawn_here
def test_a_month_without_activity_is_said_and_nothing_old_is_left_standing():
    sliders = board({"x": [5, None], "y": [2, None]})
    sliders.months.value = 1
    assert "No customer was active in May 2026." in sliders.status.value
    assert (sliders.counts.value, sliders.picture.value, sliders.boundary.value) == ("", "", "")
    sliders.back.click()
    assert counts(sliders)[0] == "2"  # y starts at 5/7 = .71


@pytest.mark.parametrize(
    "rows",
    [{"x": [5]}, {"x": [5, 5], "y": [5, 5]}, {"x": [-5, -1]}, {"g": [9900, 9900], "k": [1, None]}],
    ids=["one", "equal", "negative", "giant"],
)
def test_strange_books_do_not_stop_it(rows):
    sliders = board(rows)
    sliders.limit_a.value, sliders.limit_b.value = 0.06, 0.07
    assert sliders.status.value and sliders.counts.value and sliders.picture.value and sliders.boundary.value


@undrawn_here
def test_every_control_says_what_it_is():
    sliders = board()
    for control in (sliders.limit_a, sliders.limit_b, sliders.months, sliders.crossing, sliders.back):
        assert control.description
    assert not any(slider.continuous_update for slider in (sliders.limit_a, sliders.limit_b, sliders.months))
    assert 'role="status"' in sliders.status.value
    assert (sliders.months.min, sliders.months.max) == (1, 2)
    assert board({"x": [5]}).months.disabled


@undrawn_here
def test_names_are_no_markup():
    sliders = board(names={"z": "<img src=x>"})
    sliders.limit_a.value = 0.75
    assert "<img src=x>" not in sliders.status.value + sliders.boundary.value + sliders.picture.value


def shell(**given):
    """Return a kernel's shell as JupyterLab's would be, but for what is given."""
    options = {
        "kernel": object(),
        "user_ns": {"In": ["month = '2026-05'"]},
        "asked": {"allow_stdin": True},
        **given,
    }
    return SimpleNamespace(
        kernel=options["kernel"], user_ns=options["user_ns"], get_parent=lambda: {"content": options["asked"]}
    )


SERVED = {"JPY_SESSION_NAME": "/n.ipynb"}
INJECTED = {"In": ["month = '2026-05'", "# Parameters\nmonth = '2026-04'\n"]}


@pytest.mark.parametrize(
    ("given", "environment", "expected"),
    [
        ({}, SERVED, True),
        ({"user_ns": {"In": [], "__vsc_ipynb_file__": "/n.ipynb"}}, {}, True),
        ({}, {}, False),
        ({"kernel": None}, SERVED, False),
        ({"user_ns": INJECTED}, SERVED, False),
        ({"user_ns": {**INJECTED, "__vsc_ipynb_file__": "/n.ipynb"}}, {}, False),
        ({"asked": {"allow_stdin": False}}, SERVED, False),
        ({"asked": {}}, SERVED, False),
    ],
    ids=["lab", "code", "unknown", "no kernel", "papermill", "papermill in code", "unattended", "silent"],
)
def test_only_where_somebody_sits_it_is_live(given, environment, expected):
    assert is_live(shell(**given), environment) is expected


def test_outside_a_notebook_it_is_quiet(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "/n.ipynb")
    assert explore(opened()) == blocks.EMPTY


@undrawn_here
def test_live_it_leaves_nothing_for_an_export_to_show(monkeypatch):
    monkeypatch.setattr(module, "is_live", lambda: True)
    block = explore(opened())
    data, about = block._repr_mimebundle_()
    assert set(data) == {"application/vnd.jupyter.widget-view+json", "text/plain"}
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"]
    head = blocks.head(title="T", site="S", month="2026-05", data_up_to="", draft=False)
    output = nbformat.v4.new_output("execute_result", json.loads(json.dumps(data)), metadata=about)
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("blocks.head()", outputs=[_output(head)]),
            nbformat.v4.new_code_cell("explore(review)", outputs=[output]),
        ]
    )
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    html = page.render(notebook)
    notebook.cells.pop()
    assert html == page.render(notebook)


def _output(block):
    data, about = block._repr_mimebundle_()
    return nbformat.v4.new_output("execute_result", data, metadata=about)


def test_unattended_in_a_kernel_it_is_quiet_even_where_jupyterlab_started_the_run(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "/n.ipynb")
    from nbclient import NotebookClient

    asks = (
        "import sys\nfrom wcm_helpers.reports.classification.classes.explore import is_live\n"
        "(is_live(), 'ipywidgets' in sys.modules)"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(asks)])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    assert notebook.cells[0].outputs[0].data["text/plain"] == "(False, False)"


def test_to_import_it_loads_no_widgets():
    module = "wcm_helpers.reports.classification.classes.explore"
    code = f"import sys, {module}; sys.exit('ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@undrawn_here
def test_a_moved_slider_dims_the_old_answer_until_the_new_one_is_there(monkeypatch):
    sliders = board()
    assert "wcm-working" not in sliders.answer._dom_classes
    old = sliders.counts.value
    seen = []

    def slow(*given):
        seen.append((sliders.answer._dom_classes, sliders.status.value, sliders.counts.value))
        return reclassify(*given)

    monkeypatch.setattr(module, "reclassify", slow)
    sliders.limit_a.value = 0.75
    [(classes, status, counts_then)] = seen
    assert classes == ("wcm-working",) and "being worked out" in status and counts_then == old
    assert sliders.answer._dom_classes == () and "being worked out" not in sliders.status.value
    assert sliders.counts.value != old


@undrawn_here
def test_an_answer_that_is_nobody_is_not_left_dimmed():
    sliders = board({"x": [5, None], "y": [2, None]})
    sliders.months.value = 1
    assert sliders.answer._dom_classes == () and "No customer was active" in sliders.status.value
