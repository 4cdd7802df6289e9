"""A page of HTML and a PDF of the sections of a pack."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbformat.v4 import new_code_cell, new_notebook, new_output

from wcm_helpers.reporting import page, typeset
from wcm_helpers.reporting.block import Block

_LINK = re.compile(r'<a class="wcm-evidence" href="#([^"]*)">(.*?)</a>')


def outputs_of(blocks: Iterable[Block]) -> list[Any]:
    """Return blocks as the outputs of a cell, as a notebook stores them."""
    bundles = (block._repr_mimebundle_() for block in blocks)
    return [new_output("display_data", data=data, metadata=about) for data, about in bundles if data]


def write_document(outputs: Iterable[Any], month: str, path: Path) -> list[Path]:
    """Write outputs as ``<path>.html`` and ``<path>.pdf``, and return the files.

    A link to a section that is not among them becomes its words.
    """
    notebook = new_notebook(cells=[new_code_cell("", outputs=list(outputs))])
    html = page.render(notebook, contents=False)
    there = set(re.findall(r' id="([^"]*)"', html))
    html = _LINK.sub(lambda match: match[0] if match[1] in there else match[2], html)
    files = [path.with_name(f"{path.name}.{end}") for end in ("html", "pdf")]
    files[0].write_text(html, encoding="utf-8")
    files[1].write_bytes(typeset.pdf(html, created=typeset.created(month)))
    return files
