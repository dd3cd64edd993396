"""One wording of a steering document: its text, its card, what it hangs together with, and comparing two."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases import access, decided
from cases.models import DocumentFile, ReferralRound, WorkItem
from cases.views import downloads
from cases.views.decisions import links
from directives.models import SteeringCard, SteeringDocument
from directives.steering import comparing, qr, readable_by, restoring, reviews
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import Unit

from . import around
from .places import find_wording, typed

OVER = (ReferralRound.State.DECIDED, ReferralRound.State.CANCELLED)


@require_safe
def steering_document(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One wording: its text, its hash, the decision, how long it is valid, its card and the other wordings."""
    found = find_wording(request, public_id)
    card: SteeringCard = found.document.steering_card
    today = clock.today()
    context = {
        "document": found,
        "card": card,
        "sections": found.version.sections.all(),
        "files": found.document.files.select_related("file"),
        "is_valid": found.steers_on(today),
        "is_coming": today < found.valid_from,
        "ends_later": card.ended_on is not None and today < card.ended_on,
        "others": comparing.in_lineage(readable_by(request.user), card).exclude(pk=found.pk),
        "round": _round(request, found),
        "printed_at": clock.now(),
    }
    return render(
        request,
        "directives/steering_document.html",
        context
        | around.of(request.user, card)
        | _kept(request, card)
        | _seal(found)
        | _basis(request, found),
    )


@require_safe
def steering_compare(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Two wordings of one document, or of it and one it has replaced, word by word; the older one first."""
    found = find_wording(request, public_id)
    lineage = comparing.in_lineage(readable_by(request.user), found.document.steering_card)
    other = get_object_or_404(lineage.exclude(pk=found.pk), public_id=typed(request, "lydelse"))
    before, after = sorted((found, other), key=lambda row: (row.valid_from, row.pk))
    context = {
        "document": found,
        "before": before,
        "after": after,
        "sections": comparing.compare(before.version, after.version),
    }
    return render(request, "directives/steering_compare.html", context)


@require_safe
def steering_file(request: SignedInRequest, public_id: str, file_id: str) -> HttpResponse:
    """The document as the file it was registered with; whoever reads the document reads the file."""
    found = find_wording(request, public_id)
    file = get_object_or_404(
        DocumentFile.objects.select_related("file"), document=found.document_id, public_id=file_id
    )
    return downloads.inert(file.file, file.name)  # type: ignore[return-value]


def _kept(request: SignedInRequest, card: SteeringCard) -> dict[str, Any]:
    """What the keeper and the owner can do."""
    may_keep = access.visible_to(request.user, SteeringCard, "keep_steering").filter(pk=card.pk).exists()
    asked = WorkItem.objects.filter(
        target_type="steeringcard", target_id=card.pk, kind=WorkItem.Kind.REVIEW_STEERING, done_at=None
    )
    return {
        "may_keep": may_keep,
        "review_asked": may_keep and asked.exists(),
        "revision": reviews.waiting_revision(card) if may_keep else None,
        "may_begin_round": may_keep and access.visible_to(request.user, Unit, "create_round").exists(),
        "reviews": card.reviews.select_related("by", "round")[:20],
        "ends": restoring.told_of(card),
        "revised_in": _revised_in(request, card),
    }


def _revised_in(request: SignedInRequest, card: SteeringCard) -> ReferralRound | None:
    """The round the latest review began, for those who may see it, until the document has ended."""
    latest = card.reviews.first()
    if latest is None or latest.round_id is None or card.ended_on is not None:
        return None
    rounds = access.visible_by_any(request.user, ReferralRound, "see_round", "manage_round")
    found: ReferralRound | None = rounds.filter(pk=latest.round_id).exclude(state__in=OVER).first()
    return found


def _seal(found: SteeringDocument) -> dict[str, Any]:
    """Where anybody asks whether a print is the valid one."""
    address = check_address(found)
    return {"check_address": address, "qr": qr.code(address)}


def check_address(found: SteeringDocument) -> str:
    """The public address that says whether this wording is the valid one."""
    return f"{settings.SITE_URL}{reverse('steering_check', args=[found.public_id])}"


def _basis(request: SignedInRequest, found: SteeringDocument) -> dict[str, Any]:
    """Where the decision is read, for those who may."""
    target = found.paragraph or found.basis or found.earlier
    readable = decided.only_readable(request.user, [target] if target else [])
    ended = found.document.steering_card
    by = ended.ended_item or ended.ended_decision or ended.ended_earlier
    may_read = decided.only_readable(request.user, [by] if by else [])
    return {
        "basis_href": links.href_of(target) if readable else "",
        "ended_by": links.name_of(by) if may_read else "",
        "ended_href": links.href_of(by) if may_read else "",
    }


def _round(request: SignedInRequest, document: SteeringDocument) -> ReferralRound | None:
    """The round it came of, for those who may see it."""
    rounds = access.visible_by_any(request.user, ReferralRound, "see_round", "manage_round")
    found: ReferralRound | None = rounds.filter(pk=document.round_id).first()
    return found
