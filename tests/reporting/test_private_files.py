from tests.reporting.small_report import read, small_report
from wcm_helpers.reporting.private_files import PrivateFiles


def test_a_report_has_private_files_only_where_it_says_so(shop):
    private = PrivateFiles(lambda settings: settings.site.id, lambda review: {"a.csv": b"x"})
    assert small_report().private is None
    report = small_report(private=private)
    assert report.private.folder(read(shop).settings) == "shop"
    assert report.private.make(None) == {"a.csv": b"x"}
