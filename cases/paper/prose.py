"""Text as a tree the templates draw: Markdown with its structure, or what somebody typed, as it was typed.

Blocks are ["p", line], ["h", line], ["ul", [blocks…]], ["ol", start, [blocks…]], ["quote", blocks],
["code", text], ["table", [alignment…], [line…], [[line…]…]] and ["rule"]. A line is a list of text and
["em", line], ["strong", line], ["code", text], ["break"].
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from cases.markdown import OPTIONS

Tree = list[Any]

# A page cannot be indented for ever, and neither can a PDF/A: what lies deeper is drawn at this depth.
DEEPEST = 6
# What is nested deeper than the parser goes it drops without a word; such a text is drawn as it was typed.
TOO_DEEP = int(OPTIONS["maxNesting"]) - 5

_parser = MarkdownIt("commonmark", OPTIONS).enable("table").disable("image")
_ALIGNMENT = re.compile(r"text-align:(\w+)")


def from_plain(text: str) -> Tree:
    """Paragraphs at empty lines, every line break kept; no sign means anything but itself."""
    paragraphs = re.split(r"\n\s*\n", text.strip("\n"))
    return [["p", _lines(paragraph)] for paragraph in paragraphs if paragraph.strip()]


def from_markdown(text: str) -> Tree:
    """CommonMark and tables, every line break kept; raw HTML and pictures stay as they are written."""
    tokens = _parser.parse(text)
    if any(token.level >= TOO_DEEP for token in tokens):
        return from_plain(text)
    return _blocks(SyntaxTreeNode(tokens), depth=0)


def _lines(text: str) -> Tree:
    broken: Tree = []
    for line in text.split("\n"):
        broken += [line, ["break"]]
    return broken[:-1]


def _blocks(parent: SyntaxTreeNode, depth: int) -> Tree:
    return [block for node in parent.children for block in _block(node, depth)]


def _block(node: SyntaxTreeNode, depth: int) -> Tree:
    """The node as blocks: one, or more where it lies too deep to stand in a block of its own."""
    if node.type == "paragraph":
        return [["p", _inline(node)]]
    if node.type == "heading":
        return [["h", _inline(node)]]
    if node.type in ("fence", "code_block"):
        return [["code", node.content.rstrip("\n")]]
    if node.type == "hr":
        return [["rule"]]
    if node.type == "table":
        return [_table(node)]
    return _nested(node, depth)


def _nested(node: SyntaxTreeNode, depth: int) -> Tree:
    if depth >= DEEPEST or node.type not in ("bullet_list", "ordered_list", "blockquote"):
        return _blocks(node, depth)
    if node.type == "blockquote":
        return [["quote", _blocks(node, depth + 1)]]
    items = [_blocks(item, depth + 1) for item in node.children]
    if node.type == "ordered_list":
        return [["ol", int(node.attrs.get("start", 1)), items]]
    return [["ul", items]]


def _table(node: SyntaxTreeNode) -> Tree:
    rows = [row for part in node.children for row in part.children]
    drawn = [[_inline(cell) for cell in row.children] for row in rows]
    return ["table", [_alignment(cell) for cell in rows[0].children], drawn[0], drawn[1:]]


def _alignment(cell: SyntaxTreeNode) -> str:
    found = _ALIGNMENT.match(str(cell.attrs.get("style", "")))
    return found[1] if found else "left"


def _inline(node: SyntaxTreeNode) -> Tree:
    """What stands in the node's only inline child, if it has one."""
    return [part for inline in node.children for part in _spans(inline)]


def _span(node: SyntaxTreeNode) -> Tree:
    if node.type in ("softbreak", "hardbreak"):
        return [["break"]]
    if node.type in ("em", "strong"):
        return [[node.type, _spans(node)]]
    if node.type == "code_inline":
        return [["code", node.content]]
    if node.type == "link":
        return _link(node)
    return [node.content] if node.content else []


def _spans(node: SyntaxTreeNode) -> Tree:
    return [part for child in node.children for part in _span(child)]


def _link(node: SyntaxTreeNode) -> Tree:
    """A link's words, and its address where the words do not say it: paper cannot be clicked."""
    words, address = _spans(node), str(node.attrs["href"])
    return words if words == [address] else [*words, f" ({address})"]
