"""Markdown shown as HTML that may stand on any page: no raw HTML, no images, no styles, quiet headings."""

from collections.abc import Sequence
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

HIGHEST_HEADING = 4  # the page's own headings end at h3
LOWEST_HEADING = 6

TAGS = {
    *("p", "br", "hr", "h4", "h5", "h6", "blockquote", "pre", "code", "strong", "em", "a"),
    *("ul", "ol", "li", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "div": {"tabindex"}}
CLASSES = {
    "div": {"table-scroll"},
    "th": {"align-right", "align-center"},
    "td": {"align-right", "align-center"},
}
SCHEMES = {"http", "https", "mailto"}
REL = "noopener noreferrer nofollow"

ALIGNMENTS = {"text-align:right": "align-right", "text-align:center": "align-center"}


class _Renderer(RendererHTML):
    """The stock renderer with tables that scroll by themselves."""

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return '<div class="table-scroll" tabindex="0"><table>'

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return "</table></div>"


# What is nested deeper than the parser goes is dropped without a word, so it goes deeper than its usual 20.
OPTIONS = {"html": False, "breaks": True, "maxNesting": 100}

# An image would call on a stranger's server; without the rule it becomes a link after an exclamation mark.
_parser = MarkdownIt("commonmark", OPTIONS, renderer_cls=_Renderer).enable("table").disable("image")


def render(markdown: str) -> SafeString:
    """The text as safe HTML: CommonMark and tables, every line break kept, headings from h4 down."""
    tokens = _parser.parse(markdown)
    for token in tokens:
        _demote(token)
        _align(token)
    html = _parser.renderer.render(tokens, _parser.options, {})
    return mark_safe(_cleaned(html))  # noqa: S308


def _demote(token: Token) -> None:
    if token.type in ("heading_open", "heading_close"):
        level = int(token.tag[1]) + HIGHEST_HEADING - 1
        token.tag = f"h{min(level, LOWEST_HEADING)}"


def _align(token: Token) -> None:
    # The parser writes style attributes, which a strict content policy refuses.
    style = token.attrs.pop("style", None)
    if style in ALIGNMENTS:
        token.attrSet("class", ALIGNMENTS[str(style)])


def _cleaned(html: str) -> str:
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, url_schemes=SCHEMES, link_rel=REL
    )
