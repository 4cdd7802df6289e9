"""A report page of HTML as a tree: what an element is made of, what it is called, what it says."""

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_UNSEEN = ("script", "style")


def read(html: str) -> HtmlElement:
    """Return the element ``html`` of a page, without comments, scripts and styles.

    Examples
    --------
    >>> words_in(read("<title>T</title><p>one<!-- two --> and<style>p {}</style> three</p>").find("body"))
    'one and three'
    """
    # Charts stand in the page as one attribute each, which may be longer than libxml2 takes by itself.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    document = document_fromstring(html.encode(), parser=parser)
    etree.strip_elements(document, *_UNSEEN, with_tail=False)
    return document


def pieces(tag: HtmlElement) -> Iterator[str | HtmlElement]:
    """Yield the texts and elements right inside an element, in order.

    Examples
    --------
    >>> [p if isinstance(p, str) else p.tag for p in pieces(read("<p>a<b>b</b>c<i></i></p>").find(".//p"))]
    ['a', 'b', 'c', 'i']
    """
    if tag.text:
        yield tag.text
    for child in tag:
        yield child
        if child.tail:
            yield child.tail


def classes(tag: HtmlElement) -> set[str]:
    """Return what an element is called, without the prefix of the workbook.

    Examples
    --------
    >>> sorted(classes(read('<p class="wcm-note wide">a</p>').find(".//p")))
    ['note', 'wide']
    """
    return {name.removeprefix("wcm-") for name in tag.get("class", "").split()}


def first(tag: HtmlElement, *names: str) -> HtmlElement | None:
    """Return the first element of these names inside an element, however deep; None if there is none."""
    return next(tag.iterdescendants(*names), None)


def called(tag: HtmlElement, name: str) -> HtmlElement | None:
    """Return the first element inside an element that is called ``name``; None if there is none."""
    whole = f"wcm-{name}"
    return next((inner for inner in tag.iterdescendants() if whole in inner.get("class", "").split()), None)


def words_in(tag: HtmlElement) -> str:
    """Return all text inside an element."""
    return "".join(tag.itertext())
