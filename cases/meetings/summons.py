"""The notice of a meeting (kallelse) and its supplements: one pack with one run of page numbers."""

from dataclasses import dataclass
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import access, stored_files
from cases.meetings import agenda, papers, proposals
from cases.meetings.errors import AgendaEmpty, MeetingNotPlanned, NothingToSend
from cases.meetings.pack import Laid, made
from cases.meetings.planning import lock_meeting
from cases.meetings.preparing import NEEDS_POINTS
from cases.meetings.wording import a_meeting
from cases.models import AgendaDocument, AgendaItem, Document, DocumentFile, Meeting, Summons
from cases.registration import register_document
from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

PDF = "application/pdf"


@dataclass(frozen=True)
class Unsent:
    """What goes out next: ``number`` 0 is the notice itself; items and papers nobody has been sent.

    ``proposals`` are the items whose proposal is registered with it, new or in a new wording.
    """

    number: int
    items: list[AgendaItem]
    papers: list[AgendaDocument]
    without_points: list[AgendaItem]
    proposals: list[AgendaItem]
    is_empty: bool

    @property
    def has_news(self) -> bool:
        """Whether there is anything to send."""
        return not self.is_empty and (self.number == 0 or bool(self.items or self.papers or self.proposals))


def unsent(meeting: Meeting, items: list[AgendaItem] | None = None) -> Unsent:
    """What the next notice or supplement brings, in a constant number of queries."""
    everything = agenda.items_of(meeting) if items is None else items
    rows = [row for row in everything if not row.is_closed]
    pointed = set(
        AgendaItem.objects.filter(meeting=meeting, points__isnull=False).values_list("pk", flat=True)
    )
    return Unsent(
        number=meeting.summonses.count(),
        items=[row for row in rows if not _is_sent(row, meeting)],
        papers=papers.unsent(rows, meeting),
        without_points=[row for row in rows if row.kind in NEEDS_POINTS and row.pk not in pointed],
        proposals=[one.item for one in proposals.unregistered(rows) if not papers.is_secret(one.item)],
        is_empty=all(row.kind == AgendaItem.Kind.BREAK for row in everything),
    )


def send(meeting: Meeting, *, by: User, note: str = "", ready: proposals.Printed | None = None) -> Summons:
    """Send the notice, or what is new since last time as the next supplement; the pages go on counting.

    Proposals are registered with what is sent; ``ready`` are those drawn beforehand. The pack is stored and
    registered, and every paper is told its pages for ever. Raises AgendaEmpty, NothingToSend,
    MeetingNotPlanned, UnreadablePdf.
    """
    with work():
        held = lock_meeting(meeting)
        if held.state not in agenda.RUNS:
            raise MeetingNotPlanned
        new, rows = _to_send(held, by, ready or {})
        pack = made(held, rows, by=by, number=new.number, first_page=_next_page(held), note=note)
        summons = _store(held, new.number, pack.content, pack.first_page, pack.last_page, by)
        _tell_pages(pack.laid, summons)
        AgendaItem.objects.filter(pk__in=[item.pk for item in new.items]).update(summons=summons)
        _register(held, summons, by)
        _move_on(held, summons, by)
        return summons


def draft(meeting: Meeting, *, by: User, note: str = "") -> bytes:
    """What would be sent now, as PDF; nothing is stored: everything that was done for it is undone."""
    with work() as trial:
        new, rows = _to_send(meeting, by, {})
        pack = made(meeting, rows, by=by, number=new.number, first_page=_next_page(meeting), note=note)
        trial.last_steps.clear()
        transaction.set_rollback(True)
    return pack.content


def _to_send(meeting: Meeting, by: User, ready: proposals.Printed) -> tuple[Unsent, list[AgendaItem]]:
    """What goes out and the whole agenda, with the proposals registered and the papers of old laid again."""
    rows = agenda.items_of(meeting)
    _refuse_nothing(unsent(meeting, rows))
    proposals.register(rows, by=by, ready=ready)
    rows = agenda.items_of(meeting)
    new = unsent(meeting, rows)
    _lay_again(new.papers, meeting)
    return new, agenda.items_of(meeting)


def title_of(summons: Summons | Unsent) -> str:
    """ "Kallelse", "Tillägg 2"."""
    if summons.number == 0:
        return _("Kallelse")
    return _("Tillägg %(number)s") % {"number": summons.number}


def _refuse_nothing(new: Unsent) -> Unsent:
    if new.is_empty:
        raise AgendaEmpty
    if not new.has_news:
        raise NothingToSend
    return new


def _is_sent(item: AgendaItem, meeting: Meeting) -> bool:
    return item.summons is not None and item.summons.meeting_id == meeting.pk


def _lay_again(new: list[AgendaDocument], meeting: Meeting) -> None:
    for paper in new:
        if paper.summons is not None:
            papers.lay_again(paper, paper.position)


def _next_page(meeting: Meeting) -> int:
    last = meeting.summonses.order_by("-number").first()
    return last.last_page + 1 if last else 1


def _store(meeting: Meeting, number: int, content: bytes, first: int, last: int, by: User) -> Summons:
    return Summons.objects.create(
        meeting=meeting,
        number=number,
        sent_at=clock.now(),
        sent_by=by,
        first_page=first,
        last_page=last,
        file=stored_files.keep(BytesIO(content), PDF),
    )


def _tell_pages(laid: list[Laid], summons: Summons) -> None:
    for place in laid:
        place.paper.summons = summons
        place.paper.first_page, place.paper.pages = place.first_page, place.pages
    AgendaDocument.objects.bulk_update(
        [place.paper for place in laid], ["summons", "first_page", "pages"], batch_size=200
    )


def _register(meeting: Meeting, summons: Summons, by: User) -> None:
    if meeting.case is None:
        return
    with override("sv"):  # the register keeps one language, whoever presses
        facts = {
            "what": title_of(summons),
            "meeting": a_meeting(meeting.body),
            "day": f"{meeting.on:%Y-%m-%d}",
            "body": meeting.body.unit.name,
        }
        title = _("%(what)s till %(meeting)s %(day)s, %(body)s") % facts
        name = f"{title_of(summons)} {meeting.on:%Y-%m-%d}.pdf".lower().replace(" ", "-")
    document = register_document(
        meeting.case,
        kind=Document.Kind.SUMMONS,
        title=title[:300],
        direction=Document.Direction.OUT,
        by=by,
    )
    DocumentFile.objects.create(document=document, file=summons.file, name=name)


def _move_on(meeting: Meeting, summons: Summons, by: User) -> None:
    first = summons.number == 0
    if meeting.state == Meeting.State.PLANNED:
        meeting.state = Meeting.State.CALLED
        meeting.save(update_fields=["state"])
    record(
        "meeting.called" if first else "meeting.supplemented",
        by=by,
        on_behalf_of=access.keeping_for(by, meeting.body.unit),
        case=meeting.case,
        unit=meeting.body.unit,
        subject=meeting,
        summons=summons.pk,
        number=summons.number,
    )
