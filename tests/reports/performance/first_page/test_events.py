"""Events: the leading indicator, and empty frames where there is nothing."""

from wcm_helpers.reports.performance.first_page.events import Events, Standing


def test_the_first_standing_leads():
    first, second = Standing("on_time", 0.9, 0.8, 0.95, 50), Standing("revenue", 1.0, 1.0, 1.0, 1)
    assert Events((first, second)).leading is first
    assert Events().leading is None


def test_everything_is_empty_by_default():
    events = Events()
    assert all(len(getattr(events, name)) == 0 for name in ("groups", "underserved", "waiting", "renewals"))
    assert events.cause is None
