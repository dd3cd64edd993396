"""Steering documents adopted before this system: registered with their text or file and the § behind them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from cases import documents, stored_files
from cases.meetings.references import register_earlier
from cases.models import (
    Adoption,
    Diary,
    Document,
    DocumentFile,
    DocumentVersion,
    EarlierDecision,
    Point,
)
from cases.received import Original
from cases.registration import register_case, register_document
from cases.text import split_at_headings
from cases.uploads import CheckedUpload, check_upload
from directives.models import SteeringDocument
from directives.steering.cards import tell
from directives.steering.errors import EndsBeforeValid, TextOrFileMissing
from directives.steering.validity import begin
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User


@dataclass(frozen=True, kw_only=True)
class EarlierBasis:
    """Who adopted it, when (a day, or words where the day is not known) and by which §."""

    unit: Unit
    on: date | None
    on_words: str = ""
    paragraph: int | None = None


def register_older(
    unit: Unit,
    *,
    by: User,
    diary: Diary,
    title: str,
    basis: EarlierBasis,
    valid_from: date,
    valid_to: date | None = None,
    text: str = "",
    original: Original | None = None,
    kind: str = "",
    external_number: str | None = None,
) -> SteeringDocument:
    """Register a document that steers already, in a case of its own, with its wording fixed by a hash.

    The hash is the text's; of a document that is only a file it is the file's own. Raises
    TextOrFileMissing, UploadRefused, EndsBeforeValid and what registering a case raises.
    """
    parts = split_at_headings(text)
    if not parts and original is None:
        raise TextOrFileMissing
    if valid_to is not None and valid_to < valid_from:
        raise EndsBeforeValid
    checked = check_upload(original.name, original.stream, original.size) if original else None
    with work():
        case = register_case(diary=diary, title=title, unit=unit, by=by, external_number=external_number)
        document = register_document(
            case, kind=Document.Kind.STEERING, title=title, direction=Document.Direction.INTERNAL, by=by
        )
        version = DocumentVersion.objects.create(document=document, number=1)
        documents.replace_sections(version, parts)
        file = _keep(document, original, checked)
        _freeze(version, file if not parts else None, by)
        adoption = _adoption(version, basis, valid_from, by)
        steering = begin(version, unit, valid_from, adoption=adoption)
        if steering is None:
            raise TextOrFileMissing
        _finish(steering, kind, valid_to, by)
        return steering


def _keep(
    document: Document, original: Original | None, checked: CheckedUpload | None
) -> DocumentFile | None:
    if original is None or checked is None:
        return None
    stored = stored_files.keep(original.stream, checked.media_type)
    return DocumentFile.objects.create(document=document, file=stored, name=checked.name)


def _freeze(version: DocumentVersion, file: DocumentFile | None, by: User) -> None:
    """Whoever holds the file can reckon its hash; the text's is reckoned as for every other wording."""
    if file is None:
        documents.freeze(version, by=by)
        return
    version.frozen_at, version.frozen_by = clock.now(), by
    version.content_hash = file.file.sha256
    version.save(update_fields=["frozen_at", "frozen_by", "content_hash"])


def _adoption(version: DocumentVersion, basis: EarlierBasis, valid_from: date, by: User) -> Adoption:
    point = _point(basis, version.document.title, by)
    return Adoption.objects.create(
        point=point, version=version, version_hash=version.content_hash, valid_from=valid_from
    )


def _point(basis: EarlierBasis, title: str, by: User) -> Point:
    """A point of the older decision; one that is registered already gets one more."""
    text = _("Fastställer ”%(title)s”.") % {"title": title}
    known = EarlierDecision.objects.select_for_update().filter(
        unit=basis.unit, on=basis.on, paragraph=basis.paragraph
    )
    earlier = known.first() if basis.on and basis.paragraph else None
    if earlier is not None:
        number = (earlier.points.aggregate(last=Max("number"))["last"] or 0) + 1
        return Point.objects.create(earlier=earlier, number=number, kind="adopt", text=text, proposed=text)
    made = register_earlier(
        basis.unit,
        by=by,
        on=basis.on,
        on_words=basis.on_words,
        paragraph=basis.paragraph,
        title=title,
        points=[{"number": 1, "text": text, "kind": "adopt"}],
    )
    return made.points.get()


def _finish(steering: SteeringDocument, kind: str, valid_to: date | None, by: User) -> None:
    card = steering.document.steering_card
    card.kind = kind
    card.save(update_fields=["kind"])
    if valid_to is not None:
        steering.valid_to = valid_to
        steering.save(update_fields=["valid_to"])
    tell("steering.registered", card, by)
