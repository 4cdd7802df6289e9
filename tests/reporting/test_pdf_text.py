"""What a reader copies out of a PDF is the text of the page it comes from."""

from contextvars import copy_context

import pandas as pd
import pytest
from nbformat.v4 import new_markdown_cell

from tests.reporting.executed import action, cell, notebook, table
from tests.reporting.pdf_text import differing, sheets
from wcm_helpers.core import words
from wcm_helpers.reporting import blocks, page, typeset
from wcm_helpers.reporting.indicators import Indicator

RUNNING = r"(?m)^(Lin'an · Classification · .*|DRAFT|草稿|Page \d+ of \d+|第 ?\d+ ?页，共 ?\d+ ?页)$"
NAMES = [
    "启东东沐食品有限公司",
    "Office ﬁttings & flowers",
    "Łódź Żółw",
    "龘𠮷 Ltd.",
    "a\u202ejpg",
    "（华东）·南通",
]
LONG = (
    "启东东沐：近3个月比去年同期下降37%，“计费收入”33.0万元；affluent office workflow, efficient ﬁle. " * 12
)


def report():
    rows = pd.DataFrame({"n": [f"{name} {place}" for place in range(20) for name in NAMES], "v": 1.5e6})
    columns = [blocks.Column("n", "Customer", width="name"), blocks.Column("v", "Value", "right", bar=True)]
    return notebook(
        cell(blocks.lead(LONG[:150])),
        cell(blocks.actions([action(name, "moves") for name in NAMES[:4]], {"moves": "Class changes"})),
        cell(blocks.cards([blocks.Card(Indicator("x", NAMES[0]), "3,949万", "元", "+0.3%", NAMES[1])])),
        new_markdown_cell(f"## Class changes\n\n{LONG}\n\n- {NAMES[0]}\n- {LONG}"),
        cell(table(NAMES)),
        cell(blocks.divider()),
        new_markdown_cell("## 全部客户"),
        cell(blocks.table(rows, columns, caption=NAMES[0], note=LONG)),
        cell(blocks.rules([(name, LONG) for name in NAMES])),
        draft=True,
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_block_can_be_copied_as_it_is(language, tmp_path):
    def pages():
        words.use(language)
        html = page.render(report())
        return html, typeset.pdf(html, created=typeset.created("2026-05"))

    html, pdf = copy_context().run(pages)
    (tmp_path / "x.pdf").write_bytes(pdf)
    assert differing(html, tmp_path / "x.pdf", RUNNING) == []
    printed = "".join(sheets(tmp_path / "x.pdf"))
    assert len(printed) > 5000
    assert not {"\u2060", "\ufffd", "\u00ad"} & set(printed)


def test_a_text_that_differs_is_named(tmp_path):
    html = page.render(notebook(cell(blocks.lead("One 华东 two."))))
    (tmp_path / "x.pdf").write_bytes(typeset.pdf(html, created=typeset.created("2026-05")))
    assert differing(html.replace("华东", "华南"), tmp_path / "x.pdf", RUNNING) == ["One华南two."]
