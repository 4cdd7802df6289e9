from wcm_helpers.core.errors import WorkbookError


def test_a_notebook_shows_the_line_without_a_traceback():
    assert WorkbookError("month = 'x' is not a month")._render_traceback_() == [
        "wcm: month = 'x' is not a month"
    ]
