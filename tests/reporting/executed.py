"""Executed notebooks written out in a test, as the exporters read them."""

import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from wcm_helpers.charts import style
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.actions import Action

HOSTILE = ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "华东零售有限公司", "</style><b>"]


def cell(shown, **metadata):
    data, about = shown._repr_mimebundle_()
    return raw(data, about, **metadata)


def raw(data, about=None, **metadata):
    output = new_output("display_data", data=data, metadata=about or {})
    return new_code_cell("SECRET = 1", outputs=[output], metadata=metadata)


def head(**changed):
    values = {"title": "Classification", "site": "Lin'an", "month": "2026-05"}
    return cell(blocks.head(**{**values, "data_up_to": "31 May 2026", "draft": False, **changed}))


def of_review(review):
    """Return the notebook of a review: each of its sections in a cell, as its notebook shows them."""
    cells = [cell(block) for name in review.report.sections for block in review.section(name).blocks]
    return new_notebook(cells=cells)


def chart():
    figure, axes = style.canvas()
    axes.bar(["a", "b"], [1, 2])
    return blocks.chart(style.Chart(style.finish(figure, title="Twice", source="s", rule="r"), "Two bars."))


def notebook(*cells, **changed):
    return new_notebook(cells=[new_code_cell("import wcm"), head(**changed), *cells])


def action(text, section="moves"):
    return Action("loss", text, "12k", text, text, section)


def table(names):
    return blocks.table(pd.DataFrame({"n": names}), [blocks.Column("n", "Customer")], caption="c")


def report(**changed):
    return notebook(
        cell(blocks.actions([action(HOSTILE[0])], {"moves": "Class changes"})),
        new_markdown_cell("## Who moved?\n\nText with <b>raw</b> HTML.\n\n### Near a limit"),
        cell(table(HOSTILE)),
        cell(chart()),
        new_markdown_cell("## 全部客户"),
        **changed,
    )
