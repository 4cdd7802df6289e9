from pathlib import Path

from wcm_helpers.reporting.progress import show_progress


def test_a_log_has_one_plain_line_a_step(capsys):
    complete = []
    with show_progress(complete.append) as progress:
        progress("shop: reading the exports")
        progress.published("shop 2026-05: published", Path("r/shop/2026-05"))
    assert capsys.readouterr().err == "shop: reading the exports\nshop 2026-05: published\n"
    assert complete == [Path("r/shop/2026-05")]
