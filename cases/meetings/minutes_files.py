"""Minutes as files: PDF and Word, made of what was approved; the registered one is made once."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.translation import override

from cases import stored_files
from cases.meetings import minutes_paper
from cases.models import ApprovalOccasion, DocumentFile
from cases.paper.minutes import extract_pdf, minutes_pdf
from cases.paper.minutes_word import minutes_docx
from cases.register_language import LANGUAGE
from organisation.models import User


def pdf(occasion: ApprovalOccasion, said: dict[str, Any] | None = None) -> bytes:
    """The minutes of one approval as they are approved so far; ``said`` is what their reader may read of them."""
    with override(LANGUAGE):
        return minutes_pdf(minutes_paper.of_occasion(occasion, said=said))


def word(occasion: ApprovalOccasion, said: dict[str, Any] | None = None) -> bytes:
    """The same as a Word file."""
    with override(LANGUAGE):
        return minutes_docx(minutes_paper.of_occasion(occasion, said=said))


def public_pdf(
    occasion: ApprovalOccasion, masks: list[str], *, said: dict[str, Any], removed: int = 0
) -> bytes:
    """What the public reads: ``said`` of what was approved, these words hidden, ``removed`` things in all."""
    with override(LANGUAGE):
        paper = minutes_paper.of_occasion(occasion, masked=masks, said=said)
        return minutes_pdf(replace(paper, removed=removed), public=True)


def extract(
    occasion: ApprovalOccasion, numbers: Collection[int], *, by: User, at: datetime, recipient: str = ""
) -> bytes:
    """An extract of some §, certified by whoever sends it."""
    with override(LANGUAGE):
        return extract_pdf(
            minutes_paper.of_occasion(occasion),
            numbers,
            certified_by=by.name,
            certified_at=at,
            recipient=recipient,
        )


def draft(said: dict[str, Any], *, at: datetime) -> bytes:
    """The minutes as they stand now, marked as not approved."""
    with override(LANGUAGE):
        return minutes_pdf(minutes_paper.paper(said, made_at=at))


def register(occasion: ApprovalOccasion) -> None:
    """Keep the approved minutes' PDF with their registered document."""
    if occasion.document is None:
        return
    meeting = occasion.meeting
    DocumentFile.objects.create(
        document=occasion.document,
        file=stored_files.keep(BytesIO(pdf(occasion)), "application/pdf"),
        name=f"protokoll-{meeting.on}.pdf",
    )
