"""The progress of a run: plain lines in a log, and on a terminal the time left."""

from contextvars import copy_context
from pathlib import Path

import pytest

from wcm_helpers.core import words
from wcm_helpers.reporting.progress import TimeLeft, show_progress


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def test_a_log_has_one_plain_line_a_step_and_no_times(capsys):
    complete = []
    with show_progress(complete.append) as progress:
        progress("shop: reading the exports")
        progress.begin(3)
        progress.end(published=True)
        progress.end(published=True)
        progress.published("shop 2026-05: published", Path("r/shop/2026-05"))
    assert capsys.readouterr().err == "shop: reading the exports\nshop 2026-05: published\n"
    assert complete == [Path("r/shop/2026-05")]


@pytest.fixture
def left():
    clock = Clock()
    counted = TimeLeft(clock)
    counted.begin(12)
    return counted, clock


def test_two_months_make_an_estimate(left):
    counted, clock = left
    for published, words_added in ((True, ""), (True, " · 2 of 12 done, about 4 minutes left")):
        clock.now += 20
        counted.end(published=published)
        assert counted.added_to("writing") == "writing" + words_added  # 40 s / 2 × 10 = 200 s


def test_a_month_that_failed_at_once_says_nothing_of_the_others(left):
    counted, clock = left
    for _month in range(5):
        counted.end(published=False)
    assert counted.added_to("writing") == "writing"
    clock.now += 60
    for _month in range(2):
        counted.end(published=True)
    assert counted.added_to("writing") == "writing · 7 of 12 done, about 3 minutes left"  # 30 s × 5


@pytest.mark.parametrize(
    ("seconds", "language", "text"),
    [(5, "en", "w · 11 of 12 done, less than a minute left"),
     (1320, "en", "w · 11 of 12 done, about 2 minutes left"),
     (660, "en", "w · 11 of 12 done, about 1 minute left"), (660, "zh", "w；已完成11/12，约剩1分钟")],
)  # fmt: skip
def test_the_last_month_is_worded_in_every_language(left, seconds, language, text):
    counted, clock = left
    clock.now += seconds
    for _month in range(11):
        counted.end(published=True)
    assert copy_context().run(added_in, language, counted) == text


def added_in(language, counted):
    words.use(language)
    return counted.added_to("w")


def test_when_all_is_done_nothing_is_left(left):
    counted, _clock = left
    for _month in range(12):
        counted.end(published=True)
    assert counted.added_to("w") == "w"


def test_a_terminal_shows_the_estimate(monkeypatch):
    import rich.status

    shown = []
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr(rich.status.Status, "update", lambda self, line: shown.append(line))
    clock = Clock()
    with show_progress(lambda folder: None, clock) as progress:
        progress.begin(4)
        clock.now += 120
        progress.end(published=True)
        progress.end(published=True)
        progress("shop 2026-05 (3 of 4): writing")
    assert shown == ["shop 2026-05 (3 of 4): writing · 2 of 4 done, about 2 minutes left"]
