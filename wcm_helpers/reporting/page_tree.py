"""Read a report page of HTML as a tree: the children, classes and text of an element."""

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

_INVISIBLE = ("script", "style")


def read(html: str) -> HtmlElement:
    """Return the root element of a page, without comments, scripts and styles.

    Examples
    --------
    >>> words_in(read("<title>T</title><p>one<!-- two --> and<style>p {}</style> three</p>").find("body"))
    'one and three'
    """
    # Each chart is one attribute, which may exceed the default limit of libxml2.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    document = document_fromstring(html.encode(), parser=parser)
    etree.strip_elements(document, *_INVISIBLE, with_tail=False)
    return document


def pieces(tag: HtmlElement) -> Iterator[str | HtmlElement]:
    """Yield the direct children of an element, texts and elements, in order.

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
    """Return the classes of an element, without the prefix of the workbook.

    Examples
    --------
    >>> sorted(classes(read('<p class="wcm-note wide">a</p>').find(".//p")))
    ['note', 'wide']
    """
    return {name.removeprefix("wcm-") for name in tag.get("class", "").split()}


def first(tag: HtmlElement, *names: str) -> HtmlElement | None:
    """Return the first descendant with one of these tags; None if there is none."""
    return next(tag.iterdescendants(*names), None)


def called(tag: HtmlElement, name: str) -> HtmlElement | None:
    """Return the first descendant of the class ``name``; None if there is none."""
    full_name = f"wcm-{name}"
    return next(
        (inner for inner in tag.iterdescendants() if full_name in inner.get("class", "").split()), None
    )


def words_in(tag: HtmlElement) -> str:
    """Return the text of an element and its descendants."""
    return "".join(tag.itertext())
