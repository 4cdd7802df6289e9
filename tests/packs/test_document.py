"""A document of blocks: a page and a PDF, without links to what is not in it."""

from wcm_helpers.packs.document import outputs_of, write_document
from wcm_helpers.reporting import blocks
from wcm_helpers.reporting.actions import Action
from wcm_helpers.reporting.section import section


def test_a_link_to_a_section_that_is_not_there_becomes_its_words(tmp_path):
    head = blocks.head(title="T", site="S", month="2026-05", data_up_to="2026-05-31", draft=False)
    lines = blocks.actions(
        [Action("loss", "a", "1", "b.", "c.", "here"), Action("loss", "d", "1", "e.", "f.", "elsewhere")],
        {"here": "In here", "elsewhere": "Out there"},
    )
    shown = [head, lines, *section("here", blocks.paragraph("p"), title="Here").blocks, blocks.EMPTY]
    page, pdf = write_document(outputs_of(shown), "2026-05", tmp_path / "x")
    html = page.read_text(encoding="utf-8")
    assert 'href="#here">In here</a>' in html
    assert "Out there" in html and 'href="#elsewhere"' not in html
    assert '<nav class="wcm-contents"' not in html
    assert pdf.read_bytes().startswith(b"%PDF")
