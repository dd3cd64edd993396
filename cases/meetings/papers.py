"""Papers on items: brought from outside, taken from the case, taken off again before they are sent."""

from collections.abc import Iterable
from typing import IO

from django.db.models import Q, QuerySet

from cases import access
from cases.meetings.case_files import judged, register_file
from cases.meetings.paper_errors import NoCaseForPaper, PaperAdopted, PaperSent, PaperThere, TooManyPapers
from cases.meetings.places import tell, writable
from cases.models import AgendaDocument, AgendaItem, Case, Document, DocumentFile, Meeting
from ledger.work import work
from organisation.models import User

MOST_PAPERS = 100
OF_THE_ROUND = Document.Kind.COMPILATION


def attach(
    item: AgendaItem, *, by: User, name: str, stream: IO[bytes], size: int, title: str = ""
) -> AgendaDocument:
    """Register a file in the item's case, or in the meetings' case of the year, and lay it on the item.

    Raises UploadRefused, UnreadablePdf for what cannot be joined in the pack, NoCaseForPaper, TooManyPapers.
    """
    brought = judged(name=name, stream=stream, size=size, title=title)
    with work():
        locked = writable(item)
        return _lay(locked, register_file(_case_of(locked), brought, by=by), brought.title, by)


def take_from_case(item: AgendaItem, file: DocumentFile, *, by: User) -> AgendaDocument:
    """Lay a registered document on the item. Raises PaperThere, TooManyPapers."""
    with work():
        return _lay(writable(item), file, file.document.title, by)


def lay_newest(item: AgendaItem, file: DocumentFile, *, by: User, title: str) -> AgendaDocument:
    """Lay a document's newest file on the item; an older one of it that nobody was sent goes. Raises TooManyPapers."""
    with work():
        locked = writable(item)
        locked.papers.filter(file__document=file.document_id, summons=None).delete()
        return _lay(locked, file, title, by)


def take_off_unsent(item: AgendaItem, kind: str) -> None:
    """Take the papers of a kind that nobody was sent off the item; the documents stay registered."""
    with work():
        writable(item).papers.filter(file__document__kind=kind, summons=None).delete()


def remove(paper: AgendaDocument, *, by: User) -> None:
    """Take a paper off the item; the document stays registered.

    Raises PaperSent for what was sent, PaperAdopted for what a point adopts.
    """
    with work():
        locked = writable(paper.item)
        fresh = AgendaDocument.objects.select_related("file").get(pk=paper.pk)
        if fresh.summons_id is not None:
            raise PaperSent
        _refuse_adopted(locked, fresh)
        tell("paper.removed", locked, by, file=fresh.file_id)
        fresh.delete()


def _refuse_adopted(item: AgendaItem, paper: AgendaDocument) -> None:
    """A point that adopts what nobody finds among the papers any more would decide on something unseen."""
    adopting = item.points.filter(struck=False, adoptions__version__document=paper.file.document_id)
    if point := adopting.order_by("number").first():
        raise PaperAdopted(number=point.number, title=paper.title)


def to_take(item: AgendaItem, user: User) -> QuerySet[DocumentFile]:
    """Files of the item's case that ``user`` may lay on it: those they may read, and the round's compilation."""
    readable = Q(pk__in=access.visible_to(user, DocumentFile, "see_case").values("pk"))
    if item.round_id is not None:
        readable |= Q(document__kind=OF_THE_ROUND)
    files = DocumentFile.objects.filter(
        readable, document__case=item.case_id, document__registered_at__isnull=False
    )
    laid = AgendaDocument.objects.filter(item=item).values("file__file")
    return files.exclude(file__in=laid).select_related("document", "file").order_by("-document__pk", "pk")


def of_meeting(item: AgendaItem, meeting: Meeting) -> list[AgendaDocument]:
    """The item's papers as this meeting has them: its own, and those sent to another that come here too."""
    papers = list(item.papers.all())
    own = [paper for paper in papers if paper.summons is None or not is_unsent(paper, meeting)]
    known = {paper.file.file_id for paper in own}
    moved = {paper.file.file_id: paper for paper in papers if paper.file.file_id not in known}
    return [*own, *moved.values()]


def unsent(items: Iterable[AgendaItem], meeting: Meeting) -> list[AgendaDocument]:
    """The papers on an agenda that go out next, in its order; what is closed is sent to nobody any more."""
    waiting = [item for item in items if not item.is_closed]
    return [paper for item in waiting for paper in to_send(item, meeting) if is_unsent(paper, meeting)]


def to_send(item: AgendaItem, meeting: Meeting) -> list[AgendaDocument]:
    """The item's papers that are in the meeting's pack, which everybody called reads: never a secret case's."""
    return [] if is_secret(item) else of_meeting(item, meeting)


def is_secret(item: AgendaItem) -> bool:
    """Whether the item's case bears a secrecy mark."""
    return item.case is not None and bool(item.case.secrecy_provision)


def is_unsent(paper: AgendaDocument, meeting: Meeting) -> bool:
    """Whether those called to this meeting have still to be sent the paper."""
    return paper.summons is None or paper.summons.meeting_id != meeting.pk


def lay_again(paper: AgendaDocument, position: int) -> AgendaDocument:
    """The same paper once more, unsent: what was sent to a meeting that was cancelled keeps its pages there."""
    file = DocumentFile.objects.create(
        document=paper.file.document, file=paper.file.file, name=paper.file.name
    )
    return AgendaDocument.objects.create(item=paper.item, file=file, title=paper.title, position=position)


def _case_of(item: AgendaItem) -> Case:
    case = item.case or (item.meeting.case if item.meeting else None)
    if case is None:
        raise NoCaseForPaper
    return case


def _lay(item: AgendaItem, file: DocumentFile, title: str, by: User) -> AgendaDocument:
    laid = AgendaDocument.objects.filter(item=item)
    if laid.filter(file__file=file.file_id).exists():
        raise PaperThere(title=title)
    count = laid.count()
    if count >= MOST_PAPERS:
        raise TooManyPapers(most=MOST_PAPERS)
    paper = AgendaDocument.objects.create(item=item, file=file, title=title[:300], position=count + 1)
    tell("paper.added", item, by, file=file.pk)
    return paper
