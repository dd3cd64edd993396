from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.markdown import TAGS, render

DANGEROUS = {"javascript", "data", "vbscript", "file"}


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("", ""),
        ("Vi **möter** *alla*.", "<p>Vi <strong>möter</strong> <em>alla</em>.</p>\n"),
        ("rad ett\nrad två", "<p>rad ett<br>\nrad två</p>\n"),
        ("- ett\n- två", "<ul>\n<li>ett</li>\n<li>två</li>\n</ul>\n"),
        ("3. tre", '<ol start="3">\n<li>tre</li>\n</ol>\n'),
        ("# A\n## B\n### C\n###### D", "<h4>A</h4>\n<h5>B</h5>\n<h6>C</h6>\n<h6>D</h6>\n"),
    ],
)
def test_markdown_reads_as_the_author_meant(markdown, html):
    assert render(markdown) == html


def test_a_table_scrolls_by_itself_and_aligns_by_class():
    assert render("| a | b |\n|---|--:|\n| 1 | 2 |") == (
        '<div class="table-scroll" tabindex="0"><table><thead>\n'
        '<tr>\n<th>a</th>\n<th class="align-right">b</th>\n</tr>\n</thead>\n<tbody>\n'
        '<tr>\n<td>1</td>\n<td class="align-right">2</td>\n</tr>\n</tbody>\n</table></div>'
    )


def test_a_link_out_tells_the_other_side_nothing():
    assert render("[a](https://exempel.se)") == (
        '<p><a href="https://exempel.se" rel="noopener noreferrer nofollow">a</a></p>\n'
    )


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>\n"),
        ("[a](ftp://exempel.se)", '<p><a rel="noopener noreferrer nofollow">a</a></p>\n'),
        ("![a](p.png)", '<p>!<a href="p.png" rel="noopener noreferrer nofollow">a</a></p>\n'),
    ],
)
def test_nothing_dangerous_comes_through(markdown, html):
    assert render(markdown) == html


@given(st.text() | st.text(alphabet="<>[]()!#*_`|-\n&;:\"' ajs/\\x="))
def test_a_page_gets_only_known_tags_attributes_and_addresses(markdown):
    seen = Seen()
    seen.feed(render(markdown))
    assert seen.tags <= TAGS
    assert seen.attributes <= {"href", "title", "rel", "start", "tabindex", "class"}
    assert not [address for address in seen.addresses if address.partition(":")[0].lower() in DANGEROUS]


@given(st.text(st.characters(categories=["L", "N"])))
def test_no_letter_is_lost_on_the_page(text):
    assert text in render(text)


def test_a_deeply_nested_list_keeps_its_last_item():
    nested = "\n".join("  " * level + f"- nivå {level}" for level in range(40))
    assert "nivå 39" in render(nested)


class Seen(HTMLParser):
    """The tags, attributes and addresses a browser would meet."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.addresses = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.addresses.extend(value or "" for name, value in attrs if name == "href")
