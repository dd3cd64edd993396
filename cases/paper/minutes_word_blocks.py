"""Draws the blocks that minutes are made of, prose too, as paragraphs, lists and tables of Word."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from cases.paper.minutes_word_look import INK, SANS, label
from cases.paper.minutes_word_xml import bar, head, number, underlined
from cases.paper.prose import Tree

SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
STEP = 7  # mm to the right for every list in a list


class Pen:
    """Writes blocks at the end of a document; ``mask`` is how hidden words stand in the text."""

    def __init__(self, document: Document, mask: str) -> None:
        self.document = document
        self.mask = mask
        # The library looks through all styles for every paragraph; we look once.
        self.styles = {str(style.name): style.style_id for style in document.styles}

    def paragraph(self, style: str = "Normal") -> Paragraph:
        """A new empty paragraph in the style."""
        paragraph = self.document.add_paragraph()
        if style != "Normal":
            paragraph._p.style = self.styles[style]
        return paragraph

    def blocks(self, blocks: Tree, depth: int = 0) -> None:
        """Every block in order; ``depth`` is how many lists and quotations they stand in."""
        for block in blocks:
            self._block(block, depth)

    def line(self, line: Tree, style: str = "Normal", depth: int = 0) -> Paragraph:
        """One paragraph of running text."""
        paragraph = self.paragraph(style)
        if depth:
            paragraph.paragraph_format.left_indent = Mm(STEP * depth)
        self.write(paragraph, line)
        return paragraph

    def write(self, paragraph: Paragraph, line: Tree, **looks: bool) -> None:
        """The line's runs at the end of the paragraph, each with its emphasis."""
        for span in line:
            if isinstance(span, str):
                self._text(paragraph, span, looks)
            elif span[0] == "break":
                paragraph.add_run().add_break()
            elif span[0] == "code":
                self._text(paragraph, span[1], looks | {"code": True})
            else:
                self.write(paragraph, span[1], **looks | {span[0]: True})

    def table(self, words: Sequence[Tree], rows: Sequence[Sequence[Tree]], sides: Sequence[str] = ()) -> None:
        """A table whose head is repeated and read with its columns."""
        table = self.document.add_table(rows=1 + len(rows), cols=len(words))
        underlined(table)
        cells = table._cells  # asked for once: every look at a cell walks the whole table
        for n, line in enumerate([cell for row in (words, *rows) for cell in row]):
            side = sides[n % len(words)] if sides else "left"
            self._cell(cells[n].paragraphs[0], line, side, is_head=n < len(words))
        head(table)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _cell(self, paragraph: Paragraph, line: Tree, side: str, *, is_head: bool) -> None:
        paragraph.alignment = SIDES.get(side, WD_ALIGN_PARAGRAPH.LEFT)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
        paragraph.paragraph_format.keep_with_next = is_head or None
        self.write(paragraph, line, strong=is_head)
        for run in paragraph.runs:
            run.font.name, run.font.size = SANS, Pt(9)

    def _text(self, paragraph: Paragraph, text: str, looks: dict[str, bool]) -> None:
        for n, part in enumerate(text.split(self.mask)):
            if n:
                bar(paragraph.add_run(self.mask[1:-1]))
            if not part:
                continue
            run = paragraph.add_run(part)
            run.bold, run.italic = looks.get("strong") or None, looks.get("em") or None
            run.font.strike = looks.get("struck") or None
            if looks.get("code"):
                label(run, size=9.5, colour=INK)

    def _block(self, block: Any, depth: int) -> None:
        kind = block[0]
        if kind == "p":
            self.line(block[1], depth=depth)
        elif kind == "h":
            self.line([["strong", block[1]]], depth=depth)
        elif kind == "quote":
            self.blocks(block[1], depth + 1)
        elif kind == "code":
            self.line([["code", block[1]]], depth=depth)
        elif kind == "table":
            self.table(block[2], block[3], block[1])
        elif kind == "grid":
            self.table([[word] for word in block[1]], [[[word] for word in row] for row in block[2]])
        elif kind == "ul":
            for item in block[1]:
                self._item(item, "List Bullet", depth)
        elif kind == "ol":
            self._numbered([(block[1] + n, item, False, "") for n, item in enumerate(block[2])], depth)
        elif kind == "points":
            points = [(one["number"], one["text"], one["struck"], one["change"]) for one in block[1]]
            self._numbered(points, depth)

    def _numbered(self, items: Sequence[tuple[int, Tree, bool, str]], depth: int) -> None:
        """Items each with a number of its own: where one is missing the list begins anew after it."""
        listed, expected = None, None
        for at, blocks, struck, change in items:
            paragraph = self._item(blocks, "List Number", depth, struck=struck)
            listed = number(paragraph, self.document, None if at == expected else at, listed)
            expected = at + 1
            if change:
                label(paragraph.add_run(f"  {change}"), bold=True)

    def _item(self, blocks: Tree, style: str, depth: int, *, struck: bool = False) -> Paragraph:
        first = blocks[0][1] if blocks and blocks[0][0] in ("p", "h") else []
        paragraph = self.paragraph(style)
        if depth:
            paragraph.paragraph_format.left_indent = Mm(STEP * (depth + 1))
        self.write(paragraph, first, struck=struck)
        self.blocks(blocks[1:] if first else blocks, depth + 1)
        return paragraph
