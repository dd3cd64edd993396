"""Saving one text of an assignment document while it is being written."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from cases.errors import Refused
from cases.templatetags.text_tags import clock_time
from cases.views import saving
from directives.assignments.drafting import save_text
from directives.assignments.errors import TextOvertaken
from directives.models import TEXTS
from organisation import clock
from organisation.http import SignedInRequest, form_page

from .finding import commissioned


@form_page
def assignment_autosave(request: SignedInRequest, public_id: str, field: str) -> HttpResponse:
    """Save one text of the draft; a colleague's newer text is answered, never replaced."""
    found = commissioned(request, public_id)
    if field not in TEXTS:
        raise Http404
    if request.method != "POST":
        return redirect("assignment_edit", found.public_id)
    edition = saving.edition_of(request)
    if edition is None:
        return saving.page_too_old()
    try:
        version = save_text(
            found, field, by=request.user, text=request.POST.get("value", ""), edition=edition
        )
    except TextOvertaken as refusal:
        return saving.overtaken(refusal, theirs=refusal.theirs, version=refusal.edition, by=refusal.who)
    except Refused as refusal:
        return saving.refused(str(refusal))
    at = clock_time(clock.now())
    return saving.stored(version.editions.get(field, 0), at=at, said=at)
