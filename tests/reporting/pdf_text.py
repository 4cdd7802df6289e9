"""The text of a PDF as a reader copies it, compared with the page of HTML it comes from."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

_BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption, summary, pre"
_DRAWN = ("svg", "style", "script", "nav", ".wcm-skip")


def squeezed(text):
    """Return a text without white space, where lines and columns of a page differ from the source."""
    return re.sub(r"\s+", "", text)


def sheets(pdf: Path) -> list[str]:
    """Return the text of each page, without its running head and foot."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed, and nothing else here reads a PDF")
    command = ["pdftotext", "-raw", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return text.rstrip("\f").split("\f")


def blocks(html: str) -> list[str]:
    """Return the text of every block of a page that is printed, without that of the blocks inside it."""
    page = BeautifulSoup(html, "lxml").body
    for drawn in page.select(", ".join(_DRAWN)):
        drawn.extract()
    innermost = [tag for tag in page.select(_BLOCKS) if not tag.select(_BLOCKS)]
    return [text for tag in innermost if (text := squeezed(tag.get_text()))]


def differing(html: str, pdf: Path, running: str) -> list[str]:
    """Return the blocks of a page whose text a reader cannot copy out of its PDF as it is.

    ``running`` is a pattern of the lines at the head and foot of every page, which may stand within a block.
    """
    printed = squeezed("".join(re.sub(running, "", sheet) for sheet in sheets(pdf)))
    # The page of its evidence stands behind a link.
    printed = re.sub(r"\(p\.\d+\)|（第\d+页）", "", printed)
    return [text for text in blocks(html) if text not in printed]
