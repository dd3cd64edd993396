"""Old wordings of an assignment document: read, compared with the one before, and as a file."""

import io

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import opened
from cases.file_names import clean_name
from cases.views import downloads
from directives.assignments import reach
from directives.assignments.comparing import changed_texts
from directives.paper.assignment import assignment_pdf
from directives.paper.of_version import paper_of
from directives.views import orders
from organisation.http import SignedInRequest

from .finding import readable, wording


@require_safe
def assignment_version(request: SignedInRequest, public_id: str, number: int) -> HttpResponse:
    """One wording, why it was made, and what it changed."""
    found = readable(request, public_id)
    version = wording(request, found, number)
    given = reach.wordings(found, reach.reach(found, request.user))
    opened.note(request, version, found.case)
    before = given.filter(number__lt=version.number).first()
    context = {
        "assignment": found,
        "version": version,
        "before": before,
        "ordered": orders.origin(found, request.user),
        "changed": changed_texts(before, version) if before else [],
        "versions": given.order_by("number"),
    }
    return render(request, "assignments/version.html", context)


@require_safe
def assignment_pdf_file(request: SignedInRequest, public_id: str, number: int) -> HttpResponse:
    """The wording as a file; only what has been given is one."""
    found = readable(request, public_id)
    version = wording(request, found, number)
    if version.frozen_at is None:
        raise Http404
    opened.note(request, version, found.case)
    name = clean_name(f"{found.title}.pdf")
    content = io.BytesIO(assignment_pdf(paper_of(found, version)))
    return downloads.inert_bytes(content, name, "application/pdf")  # type: ignore[return-value]
