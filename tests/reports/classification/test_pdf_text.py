"""The report of the sample in both languages: its text can be copied out of a PDF of filled pages."""

from contextvars import copy_context

import pytest

from tests.reporting.executed import of_review
from tests.reporting.pdf_text import differing, nearly_empty, sheets
from wcm_helpers.core import words
from wcm_helpers.reporting import page, typeset

RUNNING = r"(?m)^(.*临安示范仓 · .*|Page \d+ of \d+|第 ?\d+ ?页，共 ?\d+ ?页)$"
MEGABYTE = 1_000_000


def pages(review, language):
    words.use(language)
    parameters = review.parameters.model_copy(update={"language": language})
    html = page.render(of_review(review.with_parameters(parameters)))
    return html, typeset.pdf(html, created=typeset.created("2026-10"))


@pytest.mark.parametrize("language", words.languages())
def test_every_block_can_be_copied_as_it_is_from_pages_a_third_full(sample_review, language, tmp_path):
    html, pdf = copy_context().run(pages, sample_review, language)
    (tmp_path / "x.pdf").write_bytes(pdf)
    assert differing(html, tmp_path / "x.pdf", RUNNING) == []
    assert "\u2060" not in "".join(sheets(tmp_path / "x.pdf"))
    assert nearly_empty(tmp_path / "x.pdf") == []
    assert len(html.encode()) <= 2 * MEGABYTE
    assert len(pdf) <= 1.5 * MEGABYTE
