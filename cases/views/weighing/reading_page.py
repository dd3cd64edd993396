"""One answer as a document to read: a sheet per section, its boxes with what is marked in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cases import answer_text, coverage, drafts
from cases.boxes import Box
from cases.matrix_marks import Mark, mark_of_item
from cases.models import AnswerItem, Field, Question, ReferralRound, SectionVersion

from .given import Given

ICONS = {
    "samlad": "file-text",
    "fragor": "circle-question-mark",
    "bilagor": "paperclip",
    "avstar": "circle-slash",
}


@dataclass(frozen=True)
class Run:
    """A stretch of a box's text: inside a comment, read, or not yet read."""

    text: str
    state: str
    number: int | None = None


@dataclass(frozen=True)
class Typed:
    """What was written in a form that was refused, and why."""

    message: str
    quote: str = ""
    place: str = ""
    comment: str = ""
    reason: str = ""


@dataclass
class BoxPage:
    """A box as the page draws it."""

    box: Box
    typed: Typed | None = None

    @property
    def key(self) -> str:
        """Its name in the page's address and forms."""
        return self.box.key

    @property
    def is_file(self) -> bool:
        """Whether it is an attachment."""
        return self.box.attachment is not None

    @property
    def state(self) -> str:
        """Whether something is left to read here."""
        if self.box.is_read:
            return "read"
        return "file" if self.is_file else "unread"

    @property
    def label(self) -> str:
        """What the box is called below its section's heading."""
        if self.box.item is None:
            return self.box.title
        if self.box.field == Field.WORDING:
            return _("Förslag till ny formulering")
        question = self.box.item.question
        return question.text if question.kind == Question.Kind.TEXT else _("Synpunkter")

    @cached_property
    def runs(self) -> list[Run]:
        """The whole text, cut where what is said about it changes."""
        numbers = {comment.pk: comment.number for comment in self.box.comments}
        return [
            Run(one.text, "comment", numbers[one.owner])
            if one.owner is not None
            else Run(one.text, "read" if self.box.read or not one.text.strip() else "unread")
            for one in self.box.runs
        ]

    @property
    def refused_mark(self) -> Typed | None:
        """What was refused in the form that marks; taking back has its own."""
        return self.typed if self.typed and not self.typed.comment else None

    @property
    def quote(self) -> str:
        """The words that could not be marked."""
        return self.refused_mark.quote if self.refused_mark else ""

    @property
    def place(self) -> str:
        """Where in the file they were said to stand."""
        return self.refused_mark.place if self.refused_mark else ""

    @property
    def error(self) -> str:
        """Why they could not be marked."""
        return self.refused_mark.message if self.refused_mark else ""

    @property
    def has_free_words(self) -> bool:
        """Whether words outside the comments are left to mark, read or not."""
        return bool(coverage.unread(self.box.text, self.box.spans))

    @property
    def marks_whole(self) -> bool:
        """Whether the box as a whole can still become one comment."""
        return not self.box.comments and self.box.read is None

    @property
    def marks_rest(self) -> bool:
        """Whether anything is left to mark as read."""
        return not self.box.is_read


@dataclass
class Sheet:
    """A section of the draft, the whole, the files or the abstention, with its boxes."""

    anchor: str
    title: str
    section: SectionVersion | None = None
    mark: Mark | None = None
    boxes: list[BoxPage] = field(default_factory=list)

    @property
    def number(self) -> int | None:
        """The section's number, unless its author has given it one."""
        own = self.section is None or drafts.carry_numbers([self.section.heading])
        return None if own or self.section is None else self.section.position

    @property
    def icon(self) -> str:
        """The symbol of what is no section."""
        return "" if self.section else ICONS[self.anchor]

    @property
    def is_read(self) -> bool:
        """Whether nothing here is left to read."""
        return all(page.box.is_read for page in self.boxes)


@dataclass
class ReadingPage:
    """The answer's sheets with something to read, and the stances taken without a word."""

    sheets: list[Sheet]
    wordless: list[Sheet]

    @property
    def first_apart(self) -> Sheet | None:
        """The first sheet that is no section, when sections come before it."""
        apart = [sheet for sheet in self.sheets if not sheet.section]
        return apart[0] if apart and len(apart) < len(self.sheets) else None

    @property
    def next_sheet(self) -> Sheet | None:
        """The first sheet where something is left to read."""
        return next((sheet for sheet in self.sheets if not sheet.is_read), None)


def read(given: Given, referral_round: ReferralRound, typed: Mapping[str, Typed]) -> ReadingPage:
    """The answer in the order of the draft, in two queries; ``typed`` is what was refused, by box."""
    sheets: dict[str, Sheet] = {}
    scale = {(one.overall, one.code): one for one in referral_round.stances.all()}
    for item in answer_text.items(given.answer):
        sheet = sheets.setdefault(_anchor(item), _sheet(item))
        if item.question.kind != Question.Kind.TEXT:
            overall = item.question.kind == Question.Kind.OVERALL
            sheet.mark = mark_of_item(scale.get((overall, item.stance)))
    for box in given.boxes:
        sheet = sheets.setdefault(_anchor(box.item), _sheet(box.item)) if box.item else _apart(sheets, box)
        sheet.boxes.append(BoxPage(box, typed.get(box.key)))
    found = list(sheets.values())
    return ReadingPage([one for one in found if one.boxes], [one for one in found if not one.boxes])


def _anchor(item: AnswerItem) -> str:
    section = item.question.section_version
    if section:
        return f"s{section.position}"
    return "samlad" if item.question.kind == Question.Kind.OVERALL else "fragor"


def _sheet(item: AnswerItem) -> Sheet:
    section = item.question.section_version
    if section:
        return Sheet(_anchor(item), section.heading, section)
    overall = item.question.kind == Question.Kind.OVERALL
    return Sheet(_anchor(item), _("Samlad bedömning") if overall else _("Frågor om helheten"))


def _apart(sheets: dict[str, Sheet], box: Box) -> Sheet:
    if box.attachment:
        return sheets.setdefault("bilagor", Sheet("bilagor", _("Bilagor")))
    return sheets.setdefault("avstar", Sheet("avstar", _("Förvaltningen avstår från att svara")))
