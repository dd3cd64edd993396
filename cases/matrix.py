"""The matrix: sections down, recipients across, as values a template can draw. Pure: no queries.

It is built from answers the reader may read; of any other answer it says at most "påbörjat".
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import matrix_totals
from cases.matrix_marks import TONES, Mark, mark_of_column, mark_of_item
from cases.models import Answer, AnswerItem, Question, Recipient, SectionVersion, Stance

OVERALL = 0
AGAINST = TONES[Stance.Tone.AGAINST][0]
Scale = Mapping[tuple[bool, str], Stance]
Counts = Mapping[tuple[int, int], int]  # comments by recipient and place


@dataclass(frozen=True, slots=True)
class Column:
    """One recipient, and its answer when the reader may read it."""

    recipient: Recipient
    answer: Answer | None
    items: Sequence[AnswerItem] = ()

    @property
    def is_released(self) -> bool:
        """Whether there are words to read."""
        return self.answer is not None and self.answer.state == Answer.State.RELEASED

    @property
    def is_late(self) -> bool:
        """Whether the answer came after its last day."""
        return self.answer is not None and self.answer.late

    @property
    def short(self) -> str:
        """The name over the column, with what sets it apart."""
        name = self.recipient.unit.short_name
        return _("%(name)s, sent") % {"name": name} if self.is_late else name

    def items_at(self, place: int) -> list[AnswerItem]:
        """The rows answered in one section, or (place 0) about the draft as a whole."""
        return [item for item in self.items if place_of(item.question) == place]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one recipient says in one row; ``words`` counts comments, or boxes with text until they are marked."""

    column: Column
    place: int
    mark: Mark
    words: int = 0
    numbered: bool = False

    @property
    def says(self) -> str:
        """The cell in words, for those who listen."""
        text = f"{self.column.short}: {self.mark.word}"
        if not self.words:
            return text
        if not self.numbered:
            return _("%(text)s, med synpunkt") % {"text": text}
        said = ngettext("%(text)s, %(n)d synpunkt", "%(text)s, %(n)d synpunkter", self.words)
        return said % {"text": text, "n": self.words}


@dataclass(frozen=True, slots=True)
class Row:
    """One section, or the draft as a whole (place 0)."""

    place: int
    title: str
    cells: list[Cell]
    shares: list[dict[str, object]] = field(default_factory=list)
    words: int = 0
    against: list[tuple[str, int]] = field(default_factory=list)

    @property
    def remarks(self) -> int:
        """How many have something to say without being against it."""
        return sum(bool(cell.words) for cell in self.cells if cell.mark.tone != AGAINST)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everything the page draws; ``numbered`` says that ``words`` counts comments, not boxes with text."""

    columns: list[Column]
    rows: list[Row]
    totals: list[matrix_totals.Total]
    words: int
    numbered: bool = False


def build(
    sections: Iterable[SectionVersion],
    stances: Iterable[Stance],
    columns: Sequence[Column],
    comments: Counts | None = None,
) -> Matrix:
    """Lay out the rows and count them; ``stances`` are the round's own two scales.

    Without ``comments`` (by recipient and place) boxes with text are counted in their stead.
    """
    scale = {(stance.overall, stance.code): stance for stance in stances}
    rows = [_row(section.position, section.heading, columns, scale, comments) for section in sections]
    rows.append(_row(OVERALL, _("Samlad bedömning"), columns, scale, comments))
    return Matrix(
        columns=list(columns),
        rows=rows,
        totals=matrix_totals.totals(rows[-1].cells),
        words=sum(row.words for row in rows),
        numbered=comments is not None,
    )


def place_of(question: Question) -> int:
    """The section's position, or 0 for the draft as a whole."""
    section = question.section_version
    return section.position if section else OVERALL


def _row(place: int, title: str, columns: Sequence[Column], scale: Scale, comments: Counts | None) -> Row:
    cells = [_cell(column, place, scale, comments) for column in columns]
    listed = [cell for cell in cells if cell.column.recipient.listed]
    return Row(
        place=place,
        title=title,
        cells=cells,
        shares=matrix_totals.shares([cell.mark.tone for cell in listed]),
        words=sum(cell.words for cell in cells),
        against=Counter(cell.mark.word for cell in cells if cell.mark.tone == AGAINST).most_common(),
    )


def _cell(column: Column, place: int, scale: Scale, comments: Counts | None) -> Cell:
    numbered = comments is not None
    words = comments.get((column.recipient.pk, place), 0) if comments is not None else 0
    if not column.is_released:
        return Cell(column, place, mark_of_column(column.recipient, column.answer), words, numbered)
    items = [item for item in column.items_at(place) if item.question.kind != Question.Kind.TEXT]
    chosen = next((item.stance for item in items), "")
    if not numbered:
        words = sum(1 for item in items if item.comment or item.wording)
    return Cell(column, place, mark_of_item(scale.get((place == OVERALL, chosen))), words, numbered)
