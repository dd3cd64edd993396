"""The diary and the case page."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cases import access, history, queries
from cases.models import Case, Document
from cases.text import normalise
from desk import event_text, pictures
from organisation.http import SignedInRequest

ROWS = 50
REGISTER_LANGUAGE = {"register_language": "sv"}  # whatever language its reader has chosen


@require_safe
def diary(request: SignedInRequest) -> HttpResponse:
    """Cases the person may see, newest first, searched by number or subject."""
    cases = queries.cases_of(request.user)
    words = normalise(request.GET.get("q", "")).strip()[:100]
    if words:
        cases = cases.filter(Q(number__icontains=words) | Q(title__icontains=words))
    page = Paginator(cases, ROWS).get_page(request.GET.get("sida"))
    return render(request, "desk/diary.html", {"page": page, "words": words} | REGISTER_LANGUAGE)


@require_safe
def case(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Number, facts, documents, where the process stands and everything that happened."""
    found = access.find(request.user, Case, "see_case", public_id=public_id)
    documents = access.visible_to(request.user, Document, "see_case").filter(case=found)
    context = {
        "case": found,
        "documents": documents.select_related("counterpart").order_by("number_in_case", "pk"),
        "pictures": pictures.of_case(found, request.user),
        "events": event_text.lines(history.visible_events(request.user, found)[:200]),
    }
    return render(request, "desk/case.html", context | REGISTER_LANGUAGE)


@require_safe
def document(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One entry of the register and, when it is a draft that was sent, its frozen text."""
    visible = access.visible_to(request.user, Document, "see_case")
    found = get_object_or_404(visible.select_related("case", "counterpart", "source"), public_id=public_id)
    return render(request, "desk/document.html", {"document": found} | _text_of(found) | REGISTER_LANGUAGE)


def _text_of(document: Document) -> dict[str, Any]:
    original = document.source or document
    frozen = original.versions.filter(frozen_at__isnull=False)
    version = frozen.filter(round__isnull=False).first() or frozen.order_by("-number").first()
    return {"version": version, "sections": version.sections.all() if version else []}
