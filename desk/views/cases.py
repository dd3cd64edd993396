"""The diary and the case page."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cases import access, decision_drafts, history, opened
from cases.models import Case, Decision, Document, DocumentFile
from cases.register_language import IN_A_PAGE
from cases.text import normalise
from desk import event_text, pictures
from desk.diary_search import searched
from directives.assignments.history import BESIDE
from directives.models import PlanVersion, SteeringDocument
from organisation.http import SignedInRequest
from organisation.models import User

ROWS = 50


@require_safe
def diary(request: SignedInRequest) -> HttpResponse:
    """Cases the person may see, newest first, searched by number or subject; decisions that fit stand beside."""
    words = normalise(request.GET.get("q", "")).strip()[:100]
    found = searched(request.user, words)
    page = Paginator(found.pop("cases"), ROWS).get_page(request.GET.get("sida"))
    context = {"page": page, "words": words, **found}
    return render(request, "desk/diary.html", context | IN_A_PAGE)


@require_safe
def case(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Number, facts, documents, where the process stands and everything that happened."""
    found = access.find(request.user, Case, "see_case", public_id=public_id)
    opened.note(request, found, found)
    may_decide = access.can(request.user, "decide_alone", found)
    documents = access.visible_to(request.user, Document, "see_case").filter(case=found)
    # what was told to one person besides is said of the assignment already
    events = history.visible_events(request.user, found).exclude(kind__in=BESIDE)
    context = {
        "case": found,
        "documents": documents.select_related("counterpart")
        .annotate(version=Max("versions__number", filter=Q(versions__frozen_at__isnull=False)))
        .order_by("number_in_case", "pk"),
        "decisions": _decisions(request.user).filter(case=found),
        "pictures": pictures.of_case(found, request.user),
        "events": event_text.lines(events[:200], reader=request.user),
        "may_prepare": access.can(request.user, "prepare_item", found),
        "may_decide": may_decide,
        "has_draft": may_decide and bool(decision_drafts.draft_of(found, request.user).typed),
        "openings": opened.of_case(request.user, found),
        "may_mark": access.can(request.user, "mark_secret", found),
    }
    return render(request, "desk/case.html", context | IN_A_PAGE)


@require_safe
def document(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One entry of the register and, when it is a draft that was sent, its frozen text."""
    visible = access.visible_to(request.user, Document, "see_case")
    found = get_object_or_404(visible.select_related("case", "counterpart", "source"), public_id=public_id)
    opened.note(request, found, found.case)
    files = access.visible_to(request.user, DocumentFile, "see_case").filter(document=found)
    decision = _decisions(request.user).filter(document=found).first()
    context = {
        "document": found,
        "files": files.select_related("file"),
        "decision": decision,
        "steering": SteeringDocument.objects.filter(decision=decision).first() if decision else None,
    }
    context |= _text_of(found, decision) | IN_A_PAGE
    return render(request, "desk/document.html", context)


def _decisions(user: User) -> Any:
    decisions = access.visible_to(user, Decision, "see_case")
    return decisions.select_related("decider", "document", "version").order_by("pk")


def _text_of(document: Document, decision: Decision | None) -> dict[str, Any]:
    """The words that were sent in it, or that it adopted."""
    if decision is not None and decision.version is not None:
        return {"version": decision.version, "sections": decision.version.sections.all()}
    original = document.source or document
    frozen = original.versions.filter(frozen_at__isnull=False)
    version = frozen.filter(round__isnull=False).first() or frozen.order_by("-number").first()
    plan = PlanVersion.objects.filter(text=version).first() if version else None
    return {"version": version, "sections": version.sections.all() if version else [], "plan_version": plan}
