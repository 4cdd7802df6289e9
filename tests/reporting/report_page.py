"""A small report page of HTML, as tests of the PDF read it."""


def page(body, lang="en", draft="no"):
    about = {
        "title": "Classification",
        "site": "Lin'an",
        "month": "2026-05",
        "month_name": "May 2026",
        "draft": draft,
    }
    metas = "".join(f'<meta name="wcm-{name}" content="{value}">' for name, value in about.items())
    return (
        f'<html lang="{lang}"><head>{metas}<title>T</title></head><body><h1>Which?</h1>{body}</body></html>'
    )


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


HOSTILE = [
    '#eval("1")', "$x_$", "<b>bold</b>", "*star*", "_under_", "back\\slash", "@ref", "=heading", "//comment",
    "`raw`", '"quoted"', "#import", "]}", "华东零售有限公司",
]  # fmt: skip


SVG = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5IiBoZWlnaHQ9IjkiLz4="
