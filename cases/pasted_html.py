"""An HTML fragment from a word processor as Markdown lines: lists numbered, tables kept, no word left out. Pure."""

import re
from html.parser import HTMLParser

import nh3

from cases.markdown_tables import markdown_table

LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|div|span|br|ol|ul|li|table|tr|td|th|h[1-6]|strong|em|b|i)\b[^<>]*>", re.I
)
LISTS = {"ol", "ul"}
ROWS_AND_CELLS = {"tr", "td", "th"}
# The tags of anything else (emphasis, links, spans) are dropped, and their words go on in the same line.
BREAKS = {
    *("p", "div", "br", "hr", "li", "blockquote", "pre", "dl", "dt", "dd", "section", "article", "main"),
    *("header", "footer", "aside", "figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot"),
    *LISTS,
    *ROWS_AND_CELLS,
}
HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
INDENT = "   "
ATTRIBUTES = {"ol": {"start"}, "li": {"value"}}
UNSEEN = {"style", "script", "template"}


def looks_like_html(pasted: str) -> bool:
    """Whether the text holds tags that a reader was not meant to see."""
    return bool(LOOKS_LIKE_HTML.search(pasted))


def markdown_of(html: str) -> str:
    """The fragment as Markdown: one line a paragraph or list item, a table as a table, emphasis dropped."""
    # The stock parser takes a time that grows with the square of what is never closed, so all is closed first.
    tags = BREAKS | HEADINGS.keys()
    reader = _Reader()
    reader.feed(nh3.clean(html, tags=tags, attributes=ATTRIBUTES, clean_content_tags=UNSEEN))
    reader.close()
    return "\n".join(reader.finish())


class _Reader(HTMLParser):
    """Gathers words into a line, or into a cell while a table is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.marker = ""  # of a list item or heading whose words have not come yet
        self.lists: list[int | None] = []  # the next number of each open list; None for bullets
        self.tables = 0
        self.rows: list[list[str]] = []  # of the outermost open table

    def finish(self) -> list[str]:
        self._end_line()
        self._end_table()
        self._end_line()
        return self.lines

    def handle_data(self, data: str) -> None:
        self._write(re.sub(r"\s+", " ", data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_line()
        self._begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._end_line()
        self._end(tag)

    def _write(self, words: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += words
        else:
            self.line += words

    @property
    def _in_cell(self) -> bool:
        return bool(self.rows and self.rows[-1])

    def _end_line(self) -> None:
        if self._in_cell:
            self._write(" ")
        elif self.line.strip():
            indent = self.marker or INDENT * len(self.lists)
            self.lines.append(indent + self.line.strip())
            self.line = self.marker = ""

    def _begin(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "table":
            self.tables += 1
        elif tag in ROWS_AND_CELLS:
            self._begin_cell(tag)
        elif not self._in_cell:
            self._begin_block(tag, attrs)

    def _begin_cell(self, tag: str) -> None:
        """A table within a cell is read as words of that cell."""
        if self.tables == 1 and tag == "tr":
            self.rows.append([])
        elif self.tables == 1:
            self.rows = self.rows or [[]]
            self.rows[-1].append("")

    def _begin_block(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in LISTS:
            self.lists.append(_number(attrs.get("start")) if tag == "ol" else None)
        elif tag == "li":
            self.marker = self._next_marker(attrs)
        elif tag in HEADINGS:
            self.marker = HEADINGS[tag]

    def _next_marker(self, attrs: dict[str, str | None]) -> str:
        depth = INDENT * max(0, len(self.lists) - 1)
        following = self.lists[-1] if self.lists else None
        if following is None:
            return f"{depth}- "
        number = _number(attrs.get("value"), following)
        self.lists[-1] = number + 1
        return f"{depth}{number}. "

    def _end(self, tag: str) -> None:
        if tag == "table" and self.tables:
            self.tables -= 1
            if not self.tables:
                self._end_table()
        elif not self._in_cell:
            self._end_block(tag)

    def _end_table(self) -> None:
        if self.marker and self.rows:
            self.lines.append(self.marker.rstrip())
            self.marker = ""
        self.lines += ["", *markdown_table(self.rows), ""]
        self.rows = []

    def _end_block(self, tag: str) -> None:
        if tag in LISTS and self.lists:
            self.lists.pop()
        if tag == "li" or tag in HEADINGS:
            self.marker = ""
        if not self.lists:
            self.lines.append("")


def _number(written: str | None, otherwise: int = 1) -> int:
    return int(written) if written and re.fullmatch(r"[0-9]{1,3}", written) else otherwise
