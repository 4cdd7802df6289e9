import json

from wcm_helpers.reporting.summary import summary_lines


def test_each_month_ends_with_its_headline_and_what_to_do(tmp_path):
    for month, status in (("2026-05", "published"), ("2026-04", "kept")):
        run = {
            "site": {"id": "shop", "name": "Shop"}, "month": month, "language": "en",
            "headline": {"one": "Two left class A."},
            "reports": {"one": {"status": status, "files": [], "actions": ["c1: call.", "c2: visit."]}},
        }  # fmt: skip
        (tmp_path / month).mkdir()
        (tmp_path / month / "run.json").write_text(json.dumps(run), encoding="utf-8")
    assert summary_lines([tmp_path / "2026-05", tmp_path / "2026-04"]) == [
        "", "Shop, April 2026",
        "", "Shop, May 2026", "  Two left class A.", "  - c1: call.", "  - c2: visit.",
    ]  # fmt: skip


def test_the_gravest_change_and_restated_months_follow(tmp_path):
    run = {
        "site": {"id": "shop", "name": "Shop"}, "month": "2026-05", "language": "en", "headline": {},
        "reports": {},
        "changes": {"month": "2026-04", "cards": {"en": [{"label": "Revenue", "from": "1", "to": "2"}]},
                    "classes": {}},
        "restated": {"looked_at": ["2026-04"], "months": [
            {"month": "2026-04", "published": "a", "currency": "EUR", "figures": [], "cards": {},
             "classes": {}, "reasons": []}]},
    }  # fmt: skip
    (tmp_path / "run.json").write_text(json.dumps(run), encoding="utf-8")
    assert summary_lines([tmp_path]) == [
        "", "Shop, May 2026", "  Since April 2026: Revenue: 2, was 1.",
        "  Restated since it was published: April 2026; the page of this month says why.",
    ]  # fmt: skip
