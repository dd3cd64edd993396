"""What the body gets to decide on: the proposed version whole, what it changes and why, and a summary of both."""

from io import BytesIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import documents, stored_files
from cases.drafts import DraftSection
from cases.file_names import clean_name
from cases.meetings import papers, texts
from cases.models import AgendaItem, Document, DocumentFile, DocumentVersion, ItemText
from cases.paper.proposal import ProposalPaper, proposal_pdf
from cases.register_language import LANGUAGE
from cases.registration import register_document
from cases.text import normalise
from directives.models import PlanVersion, Revision
from directives.paper.plan_version import PlanVersionPaper, plan_version_pdf
from organisation.models import User

from . import referring, telling, titles

PDF = "application/pdf"


def lay(revision: Revision, item: AgendaItem, version: PlanVersion, *, by: User) -> None:
    """Lay the proposed version and the difference on the item, in the place of an earlier turn's; fill its summary."""
    with override(LANGUAGE):
        _lay_whole(item, version, by)
        _lay_difference(revision, item, version, by)
        _begin_summary(revision, item, by)


def take_off(revision: Revision, item: AgendaItem, *, by: User) -> None:
    """Leave nothing of a proposal that was taken back on its item; a summary somebody has written stays."""
    for kind in (Document.Kind.PLAN, Document.Kind.DIFFERENCE):
        papers.take_off_unsent(item, kind)
    with override(LANGUAGE):
        told = telling.short_text(revision)
    known = texts.texts_of(item)[ItemText.Field.BACKGROUND]
    if known.text and known.text == normalise(told).strip():
        texts.save_text(item, ItemText.Field.BACKGROUND, by=by, text="", edition=known.edition)


def _lay_whole(item: AgendaItem, version: PlanVersion, by: User) -> None:
    if version.text is None:
        raise ValueError("a proposed version has its text")
    title = _("%(plan)s, version %(number)s (förslag)") % {"plan": version.title, "number": version.number}
    file = _kept(version.text.document, plan_version_pdf(_paper(version, version.text)), title)
    papers.lay_newest(item, file, by=by, title=title)


def _paper(version: PlanVersion, wording: DocumentVersion) -> PlanVersionPaper:
    plan, frozen_at = version.plan, wording.frozen_at
    if frozen_at is None:
        raise ValueError("a proposed version is frozen")
    return PlanVersionPaper(
        title=version.title,
        kind=capfirst(str(plan.get_level_display())),
        version=version.number,
        period=f"{version.first_year}–{version.last_year}",
        unit=plan.unit.name,
        case_number=wording.document.case.number or "",
        frozen_at=frozen_at,
        content_hash=wording.content_hash,
        sections=[(part.heading, part.text) for part in wording.sections.all()],
    )


def _lay_difference(revision: Revision, item: AgendaItem, version: PlanVersion, by: User) -> None:
    facts = {"plan": version.title, "number": version.number}
    called = titles.told_apart(_("Vad som ändras i %(plan)s, version %(number)s") % facts, revision)
    wording = _registered_difference(revision, called, by)
    paper = ProposalPaper(
        kind=_("Vad som ändras"),
        title=called,
        case_number=wording.document.case.number or "",
        body=item.body.unit.name,
        made_at=wording.frozen_at or wording.document.drawn_up_at,
        parts=[(part.heading, part.text) for part in wording.sections.all()],
        language=LANGUAGE,
    )
    file = _kept(wording.document, proposal_pdf(paper), called)
    papers.take_off_unsent(item, Document.Kind.DIFFERENCE)  # that of an earlier turn
    papers.lay_newest(item, file, by=by, title=called)


def _registered_difference(revision: Revision, title: str, by: User) -> DocumentVersion:
    if revision.case is None:
        raise ValueError("a revision under way has its case")
    document = register_document(
        revision.case,
        kind=Document.Kind.DIFFERENCE,
        title=title,
        direction=Document.Direction.INTERNAL,
        by=by,
    )
    wording = DocumentVersion.objects.create(document=document, number=1, language=LANGUAGE)
    documents.replace_sections(wording, _changes(revision))
    documents.freeze(wording, by=by)
    return wording


def _changes(revision: Revision) -> list[DraftSection]:
    """The summary first, then each changed part with its mark, its reason, how it read and how it is to read."""
    parts = [*telling.summary_of(revision), *referring.sections_of(revision)]
    parts += telling.others_of(revision)
    return parts or [DraftSection(_("Sammanfattning"), _("Ingenting ändras mot planen som gäller."))]


def _begin_summary(revision: Revision, item: AgendaItem, by: User) -> None:
    """The item's own summary begins with the revision's; what somebody has written there stays."""
    field = ItemText.Field.BACKGROUND
    known = texts.texts_of(item)[field]
    told = telling.short_text(revision)
    if not known.text and told:
        texts.save_text(item, field, by=by, text=told, edition=known.edition)


def _kept(document: Document, content: bytes, title: str) -> DocumentFile:
    stored = stored_files.keep(BytesIO(content), PDF)
    return DocumentFile.objects.create(document=document, file=stored, name=clean_name(f"{title}.pdf"))
