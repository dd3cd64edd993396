"""What a point adopts: frozen wordings, and files as they are, each by the hash of its content."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Q, QuerySet

from cases.models import Adoption, Document, DocumentFile, DocumentVersion, Point
from cases.text import normalise
from organisation import clock
from organisation.models import User

# A file may be what is decided; these are what others have decided, answered or been told.
NEVER_ADOPTED = (
    Document.Kind.ANSWER,
    Document.Kind.DECISION,
    Document.Kind.EXTRACT,
    Document.Kind.FEEDBACK,
    Document.Kind.MINUTES,
    Document.Kind.SUMMONS,
)
HAS_WORDS = Q(frozen_at__isnull=True) | Q(sections__isnull=False)


def adopt(point: Point, facts: dict[str, Any], *, by: User) -> None:
    """Let the point adopt exactly these, valid from a day or as soon as the decision is.

    A title of its own is that of the only one; the kind is every one's.

    Without ``versions`` among ``facts`` what it adopts stays as it is.
    """
    wanted: Iterable[DocumentVersion | DocumentFile] | None = facts.get("versions")
    if wanted is None and point.kind == Point.Kind.ADOPT:
        return
    point.adoptions.all().delete()
    chosen = list(wanted or ())
    title = normalise(facts.get("adopted_title", "")).strip()[:300] if len(chosen) == 1 else ""
    for one in chosen:
        version = one if isinstance(one, DocumentVersion) else version_of(one, by=by)
        Adoption.objects.create(
            point=point,
            version=version,
            version_hash=version.content_hash,
            valid_from=facts.get("valid_from"),
            title="" if title == version.document.title else title,
            kind=facts.get("adopted_kind", ""),
        )


def only_files(files: QuerySet[DocumentFile]) -> QuerySet[DocumentFile]:
    """Those that are their whole document: nothing else says in words what it holds."""
    written = DocumentVersion.objects.filter(HAS_WORDS).values("document")
    known = files.exclude(document__kind__in=NEVER_ADOPTED).exclude(document__in=written)
    return known.select_related("document", "file").order_by("document_id", "pk")


def version_of(file: DocumentFile, *, by: User) -> DocumentVersion:
    """The file as a frozen version of its document, made once: its hash is the file's own SHA-256."""
    document = Document.objects.select_for_update(no_key=True).get(pk=file.document_id)
    known = document.versions.filter(content_hash=file.file.sha256).first()
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    return known or DocumentVersion.objects.create(
        document=document,
        number=last + 1,
        frozen_at=clock.now(),
        frozen_by=by,
        content_hash=file.file.sha256,
    )
