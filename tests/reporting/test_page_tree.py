"""A page of HTML as a tree: text in order, elements by class, comments and scripts removed."""

from wcm_helpers.reporting import page_tree

PAGE = page_tree.read(
    '<title>T</title><body><p class="wcm-note wide">one<b>two</b>three<i></i></p>'
    "<p>four<!-- five --><script>six</script><style>seven</style>eight<?nine?></p></body>"
)


def test_text_and_elements_inside_an_element_keep_their_order():
    parts = list(page_tree.pieces(PAGE.find(".//p")))
    assert [part if isinstance(part, str) else part.tag for part in parts] == ["one", "b", "three", "i"]


def test_comments_scripts_and_styles_are_removed_and_the_text_after_them_stays():
    assert page_tree.words_in(PAGE.findall(".//p")[1]) == "foureight"


def test_classes_are_without_the_prefix():
    assert page_tree.classes(PAGE.find(".//p")) == {"note", "wide"}
    assert page_tree.classes(PAGE.find(".//b")) == set()


def test_elements_are_reached_by_tag_and_by_class():
    body = PAGE.find("body")
    assert page_tree.first(body, "i", "b").tag == "b"
    assert page_tree.first(body, "table") is None
    assert page_tree.called(body, "note").tag == "p"
    assert page_tree.called(body, "not") is None


def test_an_attribute_of_more_than_ten_million_letters_is_read():
    page = page_tree.read(f'<body><img src="{"a" * 11_000_000}"></body>')
    assert len(page.find(".//img").get("src")) == 11_000_000
