"""The Markdown cells of notebooks, collected for the translators by ``make words``."""

import json
from collections.abc import Iterator
from typing import BinaryIO


def notebook_messages(file: BinaryIO, keywords: object, tags: object, options: object) -> Iterator[tuple]:
    """Yield each Markdown cell of a notebook as one message, in the form Babel requires of an extractor."""
    for number, cell in enumerate(json.loads(file.read().decode("utf-8"))["cells"], start=1):
        if cell["cell_type"] == "markdown":
            yield number, "_", "".join(cell["source"]), []
