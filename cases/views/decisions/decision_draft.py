"""Saving a decision of one's own while it is being written."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases import access
from cases.decision_drafts import save_draft
from cases.models import Case
from cases.views.saving import save_text
from organisation.http import SignedInRequest


def decision_draft(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Save the whole form; whoever comes by a link, or back from logging in, lands on the page."""
    case: Case = access.find(request.user, Case, "decide_alone", public_id=public_id)
    if request.method != "POST":
        return redirect("decision_new", case.public_id)
    save = partial(save_draft, case, by=request.user)
    return save_text(request, save, by=_("i ditt andra fönster"))
