"""The compiled document for those who answered: what the round's setting opens after the closing."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access
from cases.models import Decision, Document, DocumentFile
from cases.views.outcome.places import find_round
from directives.models import SteeringDocument
from organisation.http import SignedInRequest


@require_safe
def round_compilation(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The compiled document, newest first, and what was decided; 404 before there is one to read."""
    referral_round = find_round(request, public_id, "see_round", "manage_round")
    files = (
        access.visible_by_any(request.user, DocumentFile, "see_case", "read_shared")
        .filter(document__case=referral_round.case, document__kind=Document.Kind.COMPILATION)
        .select_related("document", "file")
        .order_by("-pk")
    )
    if not files:
        raise Http404
    decision = Decision.objects.filter(round=referral_round).select_related("decider", "version").first()
    context = {
        "round": referral_round,
        "files": files,
        "decision": decision,
        "steering": SteeringDocument.objects.filter(decision=decision).first() if decision else None,
    }
    return render(request, "outcome/compilation.html", context)
