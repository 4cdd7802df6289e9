"""The order of a report on paper: what needs pages turned on their side stands together at the end.

A page before a turned one ends early, so with turned sections between the others many pages are half empty.
"""

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, SECTION

from wcm_helpers.reporting.page_tree import called, classes

#: The class of the element around the sections on turned pages.
TURNED = "turned"


def turned_last(document: HtmlElement) -> None:
    """Move the sections of the appendix with a wide table to its end, and their lines in the contents.

    Parameters
    ----------
    document : HtmlElement
        The root of a report page, which is changed.
    """
    sections = [tag for tag in document.iter("section") if "of-appendix" in classes(tag)]
    wide = [tag for tag in sections if called(tag, "wide") is not None]
    if not wide:
        return
    turned = SECTION(CLASS(f"wcm-{TURNED}"))
    sections[-1].addnext(turned)
    turned.extend(wide)
    anchors = {f"#{heading.get('id')}" for section in wide for heading in section.iter("h2")}
    contents = called(document, "contents")
    lines = [] if contents is None else [line for line in contents.iter("li") if _leads_to(line, anchors)]
    for line in lines:
        line.getparent().append(line)


def _leads_to(line: HtmlElement, anchors: set[str]) -> bool:
    return any(link.get("href") in anchors for link in line.iter("a"))
