"""Markdown cells of a notebook as messages for the translators."""

import io
import json

from wcm_helpers.core.paths import NOTEBOOKS
from wcm_helpers.reporting.notebook_messages import notebook_messages


def test_each_markdown_cell_is_one_message_with_its_number():
    cells = [
        {"cell_type": "markdown", "source": ["# Which?\n", "\n", "今天"]},
        {"cell_type": "code", "source": ["x = 1"]},
        {"cell_type": "markdown", "source": "## Who?"},
    ]
    file = io.BytesIO(json.dumps({"cells": cells}).encode("utf-8"))
    assert list(notebook_messages(file, None, None, None)) == [
        (1, "_", "# Which?\n\n今天", []), (3, "_", "## Who?", []),
    ]  # fmt: skip


def test_the_first_message_of_a_stored_notebook_is_its_title():
    with (NOTEBOOKS / "01_classification.ipynb").open("rb") as file:
        _number, _keyword, text, _comments = next(notebook_messages(file, None, None, None))
    assert text.startswith("# ")
