"""The whole answer as a page: sheets in the order of the draft, progress, what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cases import access, answer_text
from cases.models import (
    Answer,
    AnswerAttachment,
    AnswerItem,
    ItemRequest,
    Question,
    Recipient,
    SectionVersion,
)
from organisation.models import User

from .boxes import Option, Row, Typed


@dataclass
class Sheet:
    """A section of the draft with everything asked about it."""

    number: int
    section: SectionVersion
    rows: list[Row] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """Its name in the page's address."""
        return f"s{self.number}"

    @property
    def lead(self) -> Row:
        """The row that stands for the section: its stance comes first."""
        return self.rows[0]

    @property
    def is_done(self) -> bool:
        """Whether the section counts as answered."""
        return self.lead.is_done

    @property
    def has_text(self) -> bool:
        """Whether anything at all has been answered here."""
        return any(not row.item.is_empty for row in self.rows)


@dataclass
class AnswerPage:
    """Everything a page shows of an answer, read in a constant number of queries."""

    place: Recipient
    answer: Answer
    sheets: list[Sheet]
    general: list[Row]
    overall: Row | None
    attachments: list[AnswerAttachment]

    @property
    def sections(self) -> list[SectionVersion]:
        """The draft's sections."""
        return [sheet.section for sheet in self.sheets]

    @property
    def done(self) -> int:
        """How many sections are answered."""
        return sum(sheet.is_done for sheet in self.sheets)

    @property
    def total(self) -> int:
        """How many sections there are."""
        return len(self.sheets)

    @property
    def next_sheet(self) -> Sheet | None:
        """The first section without an answer that the reader can answer."""
        return next((sheet for sheet in self.sheets if sheet.lead.editable and not sheet.is_done), None)

    @property
    def rows(self) -> list[Row]:
        """Every row in the order of the page."""
        return [row for sheet in self.sheets for row in sheet.rows] + self.apart

    @property
    def waiting(self) -> list[Row]:
        """Rows a colleague has been asked for, one per section."""
        leads = [sheet.lead for sheet in self.sheets] + self.apart
        return [row for row in leads if row.request is not None]

    @property
    def mine(self) -> list[Row]:
        """Rows the reader has been asked for, one per section."""
        return [row for row in self.waiting if row.is_mine]

    @property
    def apart(self) -> list[Row]:
        """Rows about the whole."""
        return self.general + ([self.overall] if self.overall else [])

    @property
    def general_done(self) -> bool:
        """Whether every general question has an answer."""
        return all(row.is_done for row in self.general)

    @property
    def can_write(self) -> bool:
        """Whether the reader may change anything at all."""
        return any(row.may_write for row in self.rows)


def read(
    place: Recipient, answer: Answer, reader: User, typed: Mapping[str, Typed] | None = None
) -> AnswerPage:
    """The answer as ``reader`` may see and change it; ``typed`` is what could not be saved."""
    scales = _scales(place)
    requests = {row.item_id: row for row in _open_requests(answer)}
    writable = _writable(answer, reader)
    rows = []
    for item in answer_text.items(answer):
        request = requests.get(item.pk)
        mine = request is not None and request.colleague_id == reader.pk
        rows.append(
            Row(
                item=item,
                place=place,
                options=scales[item.question.kind == Question.Kind.OVERALL],
                may_write=item.pk in writable,
                request=request,
                is_mine=mine,
                typed=typed or {},
            )
        )
    return _page(place, answer, rows)


def _page(place: Recipient, answer: Answer, rows: Iterable[Row]) -> AnswerPage:
    sheets: dict[int, Sheet] = {}
    general, overall = [], None
    for row in rows:
        section = row.question.section_version
        if section is not None:
            sheet = sheets.setdefault(section.pk, Sheet(len(sheets) + 1, section))
            sheet.rows.append(row)
        elif row.question.kind == Question.Kind.OVERALL:
            overall = row
        else:
            general.append(row)
    attachments = list(answer.attachments.select_related("file", "added_by"))
    return AnswerPage(place, answer, list(sheets.values()), general, overall, attachments)


def _scales(place: Recipient) -> dict[bool, list[Option]]:
    scales: dict[bool, list[Option]] = {True: [], False: []}
    for stance in place.round.stances.all():
        scales[stance.overall].append(Option.of(stance))
    return scales


def _open_requests(answer: Answer) -> Iterable[ItemRequest]:
    waiting = ItemRequest.objects.filter(item__answer=answer, done_at__isnull=True, withdrawn_at__isnull=True)
    return waiting.select_related("colleague", "asked_by")


def _writable(answer: Answer, reader: User) -> set[int]:
    if not answer.is_open:
        return set()
    rows = access.visible_to(reader, AnswerItem, "write_answer").filter(answer=answer)
    return set(rows.values_list("pk", flat=True))
