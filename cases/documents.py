"""Drafts, their sections, and freezing a version so that its text can never change again."""

from collections.abc import Iterable

from ledger.work import work
from organisation import clock
from organisation.models import User

from .errors import RoundNotDraft
from .models import Case, Document, DocumentVersion, Section, SectionVersion
from .text import DraftSection, canonical_hash, normalise


def start_draft(case: Case, *, title: str) -> DocumentVersion:
    """A new, unregistered draft in the case with an empty first version (TF 2:12)."""
    document = Document.objects.create(
        case=case,
        kind=Document.Kind.DRAFT,
        title=title,
        direction=Document.Direction.INTERNAL,
        drawn_up_at=clock.now(),
    )
    return DocumentVersion.objects.create(document=document, number=1)


def next_version(base: DocumentVersion) -> DocumentVersion:
    """A new, empty and unfrozen version of the same document, in the same language."""
    return DocumentVersion.objects.create(
        document=base.document, number=base.document.versions.count() + 1, language=base.language
    )


def replace_sections(version: DocumentVersion, parts: Iterable[DraftSection]) -> list[SectionVersion]:
    """Lay a draft's sections anew; a section whose heading stays keeps its identity.

    Raises RoundNotDraft when the version is frozen.
    """
    with work():
        _refuse_frozen(version)
        known = {old.heading: old.section for old in version.sections.select_related("section")}
        version.sections.all().delete()
        return [
            _lay(version, position, part, known.pop(part.heading, None))
            for position, part in enumerate(parts, start=1)
        ]


def freeze(version: DocumentVersion, *, by: User) -> None:
    """Fix the version's text for ever and store the hash of its canonical form."""
    _refuse_frozen(version)
    version.frozen_at, version.frozen_by = clock.now(), by
    version.content_hash = content_hash(version)
    version.save(update_fields=["frozen_at", "frozen_by", "content_hash"])


def content_hash(version: DocumentVersion) -> str:
    """SHA-256 of the version's sections as canonical JSON (samrad-doc/1)."""
    return canonical_hash(
        {
            "title": version.document.title,
            "language": version.language,
            "sections": [
                {
                    "section": part.section.public_id,
                    "heading": part.heading,
                    "text": part.text,
                    "keywords": part.keywords,
                }
                for part in version.sections.select_related("section")
            ],
        }
    )


def _lay(
    version: DocumentVersion, position: int, part: DraftSection, section: Section | None
) -> SectionVersion:
    return SectionVersion.objects.create(
        section=section or Section.objects.create(document=version.document),
        version=version,
        position=position,
        heading=normalise(part.heading)[:300],
        text=normalise(part.text),
        keywords=[word[:80] for word in part.keywords],
    )


def _refuse_frozen(version: DocumentVersion) -> None:
    if version.frozen_at is not None:
        raise RoundNotDraft
