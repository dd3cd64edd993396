"""Three bodies: one whose minutes are approved, one whose lie before the approvers, one that meets now."""

from dataclasses import dataclass, field
from io import BytesIO

from cases import official_decisions, stored_files, undertakings
from cases.meetings import (
    agenda,
    attending,
    closing,
    delegations,
    electing,
    extracts,
    in_the_room,
    notices,
    papers,
    points,
    references,
    summons,
    texts,
)
from cases.models import AgendaItem, ApprovalOccasion, Decision, Delegation, Document, DocumentFile, Meeting
from cases.registration import register_document
from organisation import clock
from tests import factories, meetings
from tests.cases.meetings.pdf import pdf_of
from tests.meetings import Board


@dataclass
class Held:
    """The boards by name, with their meeting, its first item and the occasion."""

    boards: dict[str, Board] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    items: dict[str, AgendaItem] = field(default_factory=dict)
    occasions: dict[str, ApprovalOccasion] = field(default_factory=dict)

    def item(self, name: str) -> AgendaItem:
        """The first item of a meeting, as it is now."""
        return AgendaItem.objects.get(pk=self.items[name].pk)


APPROVED, WAITING, OPEN = "SSN", "HSN", "PSN"


def build() -> Held:
    """All of it through the verbs; everything under the first two items that an item can have."""
    made, region = Held(), factories.world("SkaS")
    version = factories.open_round(region).version
    for name in (APPROVED, WAITING, OPEN):
        board = meetings.board(name, seats=5, ordinary=5)
        made.boards[name] = board
        made.meetings[name], made.items[name] = _begun(board, region, version)
    for name in (APPROVED, WAITING):
        _decided(made.boards[name], made.meetings[name], made.items[name])
    made.occasions[APPROVED] = meetings.approved(made.boards[APPROVED], made.meetings[APPROVED])
    _after(made.boards[APPROVED], made.meetings[APPROVED], made.items[APPROVED], made.occasions[APPROVED])
    made.occasions[WAITING] = meetings.before_approvers(made.boards[WAITING], made.meetings[WAITING])
    return made


def _begun(board: Board, region: factories.World, version) -> tuple[Meeting, AgendaItem]:
    """A meeting that goes on, with everything an item can have but votes."""
    meeting = meetings.meeting(board, on=clock.today())
    item, by = meetings.listed(board, meeting, title="Första"), board.secretary
    points.add_point(item, by=by, text="Fastställs.", kind="adopt", versions=[version])
    points.add_point(
        item, by=by, text="Uppdras.", kind="assign", to_unit=region.administrations[0], yearly=True
    )
    texts.save_text(item, "background", by=by, text="Bakgrund.", edition=0)
    earlier = references.register_earlier(board.unit, by=by, on=clock.today(), paragraph=7, title="Äldre")
    references.refer(item, by=by, to=earlier, relation="föranleds av")
    papers.take_from_case(item, _file(item, by), by=by)
    summons.send(meeting, by=by)
    meetings.listed(board, meeting, title="Andra")
    agenda.add_item(meeting, by=by, title="Anmälan", kind="delegation_report")
    agenda.add_item(meeting, by=by, title="Paus", kind="break")
    _delegated(board)
    return meetings.begin(board, meeting), item


def _file(item: AgendaItem, by) -> DocumentFile:
    document = register_document(
        item.case, kind=Document.Kind.PAPER, title="Underlag", direction="internal", by=by
    )
    stored = stored_files.keep(BytesIO(pdf_of(1)), "application/pdf")
    return DocumentFile.objects.create(document=document, file=stored, name="underlag.pdf")


def _delegated(board: Board) -> Decision:
    code = delegations.add_delegation(
        board.body, by=board.secretary, code="1", subject="Yttranden", delegate="Chef"
    )
    return official_decisions.decide_alone(
        meetings.case(board, "Yttrande"),
        by=board.officer,
        kind="delegated",
        title="Yttrande",
        points=[{"text": "Yttrandet lämnas."}],
        delegation=Delegation.objects.get(pk=code.pk),
    )


def _decided(board: Board, meeting: Meeting, item: AgendaItem) -> None:
    """One stands aside, the rest vote two against two, one reserves; then every item is closed."""
    by, people = board.secretary, board.ordinary
    in_the_room.stand_aside(item, people[4], by=by, reason="Anhörig")
    attending.leave(meeting.attendance.get(member=people[4]), by=by)
    votes = dict(zip(people[:4], ("yes", "no", "yes", "no"), strict=True))
    in_the_room.vote(item, votes, by=by, yes_means="Bifall", no_means="Avslag")
    in_the_room.reserve(item, people[1], by=by, text="Nej.")
    electing.elect(item, by=by, what="Val av justerare", votes=[("Ledamot 2", 3)], blank=1)
    for row in meeting.items.exclude(kind="break").order_by("position"):
        noted = row.kind == "delegation_report"
        closing.close_item(row, by=by, outcome="noted" if noted else "as_proposed")
    closing.end_meeting(meeting, by=by)


def _after(board: Board, meeting: Meeting, item: AgendaItem, occasion: ApprovalOccasion) -> None:
    notices.post_notice(occasion, by=board.secretary)
    extracts.address(item, by=board.secretary, unit=board.unit)
    extracts.send_messages(meeting, by=board.secretary)
    extracts.address(item, by=board.secretary, recipient="Föreningen")
    ordered = item.points.get(kind="assign").undertakings.get()
    undertakings.report(ordered, by=board.officer, text="Gjort.")
