"""What is registered as it is sent: the officer's proposal (tjänsteutlåtande), and the list of delegated decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import documents, stored_files
from cases.meetings import reported_list
from cases.meetings.places import tell
from cases.models import (
    AgendaDocument,
    AgendaItem,
    Document,
    DocumentFile,
    DocumentVersion,
    ItemText,
    Point,
)
from cases.paper.proposal import ProposalPaper, proposal_pdf
from cases.register_language import LANGUAGE
from cases.registration import register_document
from cases.text import DraftSection
from organisation import clock
from organisation.models import User

LIST = Document.Kind.REPORT
REPORT = AgendaItem.Kind.DELEGATION_REPORT
NEVER = (AgendaItem.Kind.FORMAL, AgendaItem.Kind.BREAK)
BACKGROUND = ItemText.Field.BACKGROUND


@dataclass(frozen=True)
class Wording:
    """A proposal as it is written now, and the version it would be registered as."""

    item: AgendaItem
    sections: tuple[DraftSection, ...]
    version: int


Printed = Mapping[int, tuple[Wording, bytes]]


def unregistered(items: Iterable[AgendaItem]) -> list[Wording]:
    """The proposals whose wording is not registered as it is written, in a constant number of queries.

    A proposal is what an officer announced in a case with a text of its own; what is closed is left alone.
    The list of an item that reports delegated decisions is written by what waits to be reported (KL 6:40).
    """
    told = [item for item in items if _reports(item)]
    rows = [item for item in items if _is_officers(item)] + told
    written = _written(rows) | {item.pk: reported_list.sections(item) for item in told}
    known = _known(rows)
    found = []
    for item in rows:
        sections = written.get(item.pk, ())
        document = _document_of(item)
        number, registered = known.get(document.pk if document else 0, (0, ()))
        if sections and sections != registered:
            found.append(Wording(item, sections, number + 1))
    return found


def printed(items: Iterable[AgendaItem]) -> Printed:
    """The PDF of every proposal that is to be registered, drawn before the transaction that sends it."""
    return {one.item.pk: (one, _pdf(one)) for one in unregistered(items)}


def register(items: Iterable[AgendaItem], *, by: User, ready: Printed) -> list[AgendaDocument]:
    """Register and freeze each proposal that is not registered as it is written, and lay it first on its item.

    What was written since ``ready`` was drawn is drawn again. The register number comes at commit.
    """
    return [_register(one, by, _ready(one, ready)) for one in unregistered(items)]


def _ready(one: Wording, ready: Printed) -> bytes:
    drawn, content = ready.get(one.item.pk, (None, b""))
    same = drawn is not None and (drawn.sections, drawn.version) == (one.sections, one.version)
    return content if same else _pdf(one)


def _register(one: Wording, by: User, content: bytes) -> AgendaDocument:
    item = one.item
    document = _document_of(item) or _born(item, by)
    version = DocumentVersion.objects.create(document=document, number=one.version, language=LANGUAGE)
    documents.replace_sections(version, one.sections)
    documents.freeze(version, by=by)
    if item.proposal is None and item.kind != REPORT:
        item.proposal = document
        item.save(update_fields=["proposal"])
    file = DocumentFile.objects.create(
        document=document,
        file=stored_files.keep(BytesIO(content), "application/pdf"),
        name=f"{'delegationsbeslut' if item.kind == REPORT else 'tjansteutlatande'}-v{one.version}.pdf",
    )
    item.papers.filter(file__document=document, summons=None).delete()  # a wording nobody was sent
    paper = AgendaDocument.objects.create(item=item, file=file, title=_title(one), position=0)
    tell("proposal.registered", item, by, document=document.pk, version=version.pk)
    return paper


def _born(item: AgendaItem, by: User) -> Document:
    case = item.case or (item.meeting.case if item.meeting else None)
    if case is None:
        raise ValueError("a proposal belongs to a case")
    with override(LANGUAGE):
        title = _("%(kind)s: %(title)s") % {"kind": _kind(item), "title": item.title}
    return register_document(
        case,
        kind=LIST if item.kind == REPORT else Document.Kind.PROPOSAL,
        title=title[:300],
        direction=Document.Direction.INTERNAL,
        by=by,
    )


def _document_of(item: AgendaItem) -> Document | None:
    """What the item's wordings are registered as: a proposal of its case, a list among the meeting's papers."""
    if item.kind != REPORT:
        return item.proposal
    return next((row.file.document for row in item.papers.all() if row.file.document.kind == LIST), None)


def _kind(item: AgendaItem) -> str:
    return _("Delegationsbeslut att anmäla") if item.kind == REPORT else _("Tjänsteutlåtande")


def _title(one: Wording) -> str:
    with override(LANGUAGE):
        if one.version == 1:
            return _kind(one.item)
        return _("%(kind)s, version %(number)s") % {"kind": _kind(one.item), "number": one.version}


def _pdf(one: Wording) -> bytes:
    item = one.item
    case = item.case or (item.meeting.case if item.meeting else None)
    with override(LANGUAGE):
        kind = _kind(item)
    paper = ProposalPaper(
        kind=kind,
        title=item.title,
        case_number=(case.number or "") if case else "",
        body=item.body.unit.name,
        made_at=clock.now(),
        parts=[(part.heading, part.text) for part in one.sections],
        presenter=item.presenter,
        officer="" if item.kind == REPORT else item.created_by.name,
        version=one.version,
        language=LANGUAGE,
    )
    return proposal_pdf(paper)


def _is_officers(item: AgendaItem) -> bool:
    return (
        item.case_id is not None
        and item.announced_at is not None
        and not item.is_closed
        and item.kind not in (*NEVER, REPORT)
    )


def _reports(item: AgendaItem) -> bool:
    in_case = item.meeting is not None and item.meeting.case_id is not None
    return item.kind == REPORT and in_case and not item.is_closed


def _written(items: list[AgendaItem]) -> dict[int, tuple[DraftSection, ...]]:
    """The sections of each proposal with a text: the points as they were proposed, then the background."""
    ids = [item.pk for item in items]
    texts = dict(
        ItemText.objects.filter(item__in=ids, field=BACKGROUND)
        .exclude(text="")
        .values_list("item_id", "text")
    )
    points: dict[int, list[str]] = {}
    for point in Point.objects.filter(item__in=list(texts), added=False).order_by("number"):
        points.setdefault(point.item_id or 0, []).append(
            _as_row(len(points.get(point.item_id or 0, ())) + 1, point)
        )
    with override(LANGUAGE):
        names = _("Förslag till beslut"), _("Sammanfattning av ärendet")
    return {
        pk: tuple(
            DraftSection(heading, words)
            for heading, words in zip(names, ("\n".join(points.get(pk, ())), text), strict=True)
            if words
        )
        for pk, text in texts.items()
    }


def _as_row(number: int, point: Point) -> str:
    """A point as a numbered row of Markdown, whatever lines it has."""
    lead = f"{number}. "
    return lead + point.proposed.replace("\n", "\n" + " " * len(lead))


def _known(items: list[AgendaItem]) -> dict[int, tuple[int, tuple[DraftSection, ...]]]:
    """The number and the sections of the newest version, by document."""
    versions = DocumentVersion.objects.filter(
        document__in=[document.pk for item in items if (document := _document_of(item))],
        frozen_at__isnull=False,
    )
    rows = versions.prefetch_related(Prefetch("sections")).order_by("number")
    return {
        row.document_id: (
            row.number,
            tuple(DraftSection(part.heading, part.text) for part in row.sections.all()),
        )
        for row in rows
    }
