"""The text of a PDF as a reader copies it, compared with the page of HTML it comes from, and its fill."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from matplotlib.image import imread

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


def nearly_empty(pdf: Path) -> list[int]:
    """Return the pages from 1 of which less than a third is used between head and foot, but the last."""
    if not shutil.which("pdftoppm"):
        pytest.skip("pdftoppm is not installed, and nothing else here draws a PDF")
    command = ["pdftoppm", "-r", "25.4", "-gray", str(pdf), str(pdf.with_suffix(""))]  # a pixel a millimetre
    subprocess.run(command, check=True)
    drawn = sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))
    return [page for page, sheet in enumerate(drawn[:-1], 1) if _used(sheet) < 1 / 3]


def _used(sheet: Path) -> float:
    text = imread(sheet)[21:-19]  # the margins
    return (text < 250).any(axis=1).nonzero()[0].max(initial=-1) / len(text)
