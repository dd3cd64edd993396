"""The officer's proposal (tjänsteutlåtande) as a document of its case: each wording that is sent is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import documents, stored_files
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
from cases.registration import register_document
from cases.text import DraftSection
from organisation import clock
from organisation.models import User

LANGUAGE = "sv"
NEVER = (AgendaItem.Kind.FORMAL, AgendaItem.Kind.BREAK, AgendaItem.Kind.DELEGATION_REPORT)
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
    """
    rows = [item for item in items if _is_officers(item)]
    written = _written(rows)
    known = _known(rows)
    found = []
    for item in rows:
        sections = written.get(item.pk, ())
        number, registered = known.get(item.proposal_id or 0, (0, ()))
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
    document = item.proposal or _born(item, by)
    version = DocumentVersion.objects.create(document=document, number=one.version, language=LANGUAGE)
    documents.replace_sections(version, one.sections)
    documents.freeze(version, by=by)
    if item.proposal is None:
        item.proposal = document
        item.save(update_fields=["proposal"])
    file = DocumentFile.objects.create(
        document=document,
        file=stored_files.keep(BytesIO(content), "application/pdf"),
        name=f"tjansteutlatande-v{one.version}.pdf",
    )
    item.papers.filter(file__document=document, summons=None).delete()  # a wording nobody was sent
    paper = AgendaDocument.objects.create(item=item, file=file, title=_title(one.version), position=0)
    tell("proposal.registered", item, by, document=document.pk, version=version.pk)
    return paper


def _born(item: AgendaItem, by: User) -> Document:
    if item.case is None:
        raise ValueError("a proposal belongs to a case")
    with override(LANGUAGE):  # the register keeps one language, whoever presses
        title = _("Tjänsteutlåtande: %(title)s") % {"title": item.title}
    return register_document(
        item.case,
        kind=Document.Kind.PROPOSAL,
        title=title[:300],
        direction=Document.Direction.INTERNAL,
        by=by,
    )


def _title(version: int) -> str:
    with override(LANGUAGE):
        if version == 1:
            return _("Tjänsteutlåtande")
        return _("Tjänsteutlåtande, version %(number)s") % {"number": version}


def _pdf(one: Wording) -> bytes:
    item = one.item
    paper = ProposalPaper(
        title=item.title,
        case_number=(item.case.number or "") if item.case else "",
        body=item.body.unit.name,
        made_at=clock.now(),
        parts=[(part.heading, part.text) for part in one.sections],
        presenter=item.presenter,
        officer=item.created_by.name,
        version=one.version,
        language=LANGUAGE,
    )
    return proposal_pdf(paper)


def _is_officers(item: AgendaItem) -> bool:
    return (
        item.case_id is not None
        and item.announced_at is not None
        and not item.is_closed
        and item.kind not in NEVER
    )


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
        document__in=[item.proposal_id for item in items if item.proposal_id], frozen_at__isnull=False
    )
    rows = versions.prefetch_related(Prefetch("sections")).order_by("number")
    return {
        row.document_id: (
            row.number,
            tuple(DraftSection(part.heading, part.text) for part in row.sections.all()),
        )
        for row in rows
    }
