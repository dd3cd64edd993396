"""What is sent before a meeting, put together: the agenda first, then the new papers, page after page."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import file_store
from cases.meetings import agenda, papers
from cases.models import AgendaDocument, AgendaItem, Meeting
from cases.paper.agenda import AgendaFile, AgendaPaper, AgendaRow, agenda_pdf
from cases.paper.pack import PackedFile, PackFile, pack_pdf, pages_of, placed
from cases.register_language import LANGUAGE
from ledger.clock import STOCKHOLM
from organisation import clock
from organisation.models import User

UNSAID = (AgendaItem.Kind.FORMAL, AgendaItem.Kind.BREAK)
MOST_TRIES = 5


@dataclass(frozen=True)
class Laid:
    """Where a paper landed."""

    paper: AgendaDocument
    first_page: int
    pages: int


@dataclass(frozen=True)
class Pack:
    """The PDF, its first and last page, and where every new paper is in it."""

    content: bytes
    first_page: int
    last_page: int
    laid: list[Laid]


@dataclass(frozen=True)
class _Frame:
    """What the agenda says besides its rows."""

    meeting: Meeting
    by: User
    number: int
    first_page: int
    note: str


def made(
    meeting: Meeting, items: list[AgendaItem], *, by: User, number: int, first_page: int, note: str = ""
) -> Pack:
    """The agenda of ``items`` and the papers nobody has been sent; UnreadablePdf names what cannot be joined.

    The agenda is drawn until its own length agrees with the page numbers it tells.
    """
    new = papers.unsent(items, meeting)
    files = [_file(paper) for paper in new]
    frame = _Frame(meeting, by, number, first_page, note)
    with override(LANGUAGE):
        front, places = _drawn(frame, items, new, placed(files, 1))
        content = pack_pdf(front, files, first_page, language=LANGUAGE)
    last = first_page + pages_of(front) - 1 + sum(place.pages for place in places)
    return Pack(content, first_page, last, places)


def _drawn(
    frame: _Frame, items: list[AgendaItem], new: list[AgendaDocument], counted: list[PackedFile]
) -> tuple[bytes, list[Laid]]:
    length, front, places = 1, b"", _places(frame, new, counted, 1)
    for _try in range(MOST_TRIES):
        places = _places(frame, new, counted, length)
        front = agenda_pdf(_paper(frame, items, places))
        drawn = pages_of(front)
        if drawn == length:
            break
        length = drawn
    return front, places


def _places(frame: _Frame, new: list[AgendaDocument], counted: list[PackedFile], length: int) -> list[Laid]:
    before = frame.first_page + length - 1
    return [
        Laid(paper, before + file.first_page, file.pages) for paper, file in zip(new, counted, strict=True)
    ]


def _file(paper: AgendaDocument) -> PackFile:
    stored = paper.file.file
    with file_store.open_stored(stored.sha256) as content:
        return PackFile(paper.file.name, content.read(), is_new=True)


def _paper(frame: _Frame, items: list[AgendaItem], places: list[Laid]) -> AgendaPaper:
    meeting = frame.meeting
    numbers, laid = agenda.numbered(items), {place.paper.pk: place for place in places}
    return AgendaPaper(
        body=meeting.body.unit.name,
        starts_at=_at(meeting, meeting.starts_at),
        ends_at=_at(meeting, meeting.ends_at) if meeting.ends_at else None,
        made_at=clock.now(),
        rows=[_row(frame, item, numbers.get(item.pk), laid) for item in items],
        place=meeting.place,
        distance=_("Det går att delta på distans.") if meeting.distance else "",
        contact=_contact(frame.by),
        note=frame.note,
        supplement=frame.number,
        first_page=frame.first_page,
        language=LANGUAGE,
    )


def _row(frame: _Frame, item: AgendaItem, number: int | None, laid: dict[int, Laid]) -> AgendaRow:
    supplement = frame.number > 0
    secret = papers.is_secret(item)
    return AgendaRow(
        title=_("Omfattas av sekretess") if secret else item.title,
        number=number,
        diary_number=(item.case.number or "") if item.case else "",
        presenter="" if secret else item.presenter,
        kind="" if item.kind in UNSAID else capfirst(item.get_kind_display()),
        time=time_text(item),
        files=[_told(paper, laid, supplement) for paper in papers.to_send(item, frame.meeting)],
        is_new=supplement and (item.summons is None or item.summons.meeting_id != frame.meeting.pk),
    )


def _told(paper: AgendaDocument, laid: dict[int, Laid], supplement: bool) -> AgendaFile:
    place = laid.get(paper.pk)
    if place is not None:
        return AgendaFile(paper.title, place.first_page, place.pages, is_new=supplement)
    return AgendaFile(paper.title, paper.first_page or 0, paper.pages or 0)


def time_text(item: AgendaItem) -> str:
    """ "09.30", or "12.00–13.00" when it is said how long it takes."""
    if item.starts_at is None:
        return _("%(minutes)s minuter") % {"minutes": item.minutes} if item.minutes else ""
    begins = f"{item.starts_at:%H.%M}"
    if not item.minutes:
        return begins
    ends = datetime.combine(clock.today(), item.starts_at) + timedelta(minutes=item.minutes)
    return f"{begins}–{ends:%H.%M}"


def _at(meeting: Meeting, hour: time) -> datetime:
    return datetime.combine(meeting.on, hour, tzinfo=STOCKHOLM)


def _contact(by: User) -> str:
    if by.email:
        return f"{by.name}, {by.email}"
    return by.name
