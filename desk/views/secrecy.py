"""A case's secrecy mark: set, changed and lifted, each with its reason, and everything it has been."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, opened, secrecy, secrecy_losers
from cases.forms.fields import ReasonForm
from cases.forms.secrecy import USUAL, SecrecyForm
from cases.models import Case
from cases.register_language import IN_A_PAGE
from cases.views.meetings.steps import take
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page


@form_page
def case_secrecy(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Mark the case, or change what its mark says."""
    case = _found(request, public_id)
    form = SecrecyForm(posted(request), case=case, by=request.user)
    done = take(
        request,
        form,
        lambda: secrecy.mark(case, by=request.user, **form.cleaned_data),
        name="mark_secret",
        success=_("Sekretessmarkeringen är ändrad.") if _marked(case) else _("Ärendet är sekretessmarkerat."),
        go_to=reverse("case", args=[case.public_id]),
    )
    return done or _page(request, "secrecy", case, form)


@form_page
def case_secrecy_lift(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Lift the mark, saying why."""
    case = _found(request, public_id)
    form = ReasonForm(posted(request))
    done = take(
        request,
        form,
        lambda: secrecy.lift(case, by=request.user, **form.cleaned_data),
        name="lift_secrecy",
        success=_("Sekretessmarkeringen är hävd."),
        go_to=reverse("case", args=[case.public_id]),
    )
    return done or _page(request, "secrecy_lift", case, form)


def _found(request: SignedInRequest, public_id: str) -> Case:
    related = ("unit", "diary__authority")
    found: Case = access.find_any(request.user, Case, "mark_secret", related=related, public_id=public_id)
    opened.note(request, found, found)
    return found


def _marked(case: Case) -> bool:
    return bool(case.secrecy_provision)


def _page(request: SignedInRequest, name: str, case: Case, form: Any) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "usual": USUAL,
        "losers": [] if _marked(case) else secrecy_losers.losers(case),
        "readers": secrecy.readers_of(case) if _marked(case) else [],
        "entries": case.secrecy_entries.select_related("by", "authority"),
        **IN_A_PAGE,
    }
    return render(request, f"desk/{name}.html", context)
