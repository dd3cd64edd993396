"""An administration names its people."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access
from cases.views.meetings.steps import take
from cases.views.support import posted, too_late_page
from directives.forms.nominations import NomineeForm, NoteForm
from directives.models import Nomination
from directives.processes import nominations
from directives.processes.nomination_places import RELATED
from directives.processes.nominees import Named, speaking_for
from organisation.http import SignedInRequest, form_page

OPEN = (Nomination.State.ASKED, Nomination.State.GIVEN)


@form_page
def nomination(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A row per seat; may be changed until the process owner has accepted."""
    found: Nomination = access.find_any(
        request.user, Nomination, "nominate", related=RELATED, public_id=public_id
    )
    if found.state not in OPEN:
        if request.method == "POST":
            return too_late_page(request, request.path)
        return _page(request, found, [], None)
    rows = _rows(request, found)
    note = NoteForm(posted(request), initial={"note": found.note})
    valid = [row.is_valid() for row in rows]  # every row says what is wrong with it
    if request.method == "POST" and all(valid):
        done = take(
            request,
            note,
            lambda: nominations.give(found, by=request.user, people=_people(rows), **note.cleaned_data),
            name="nomination_give",
            success=_(
                "Nomineringen är lämnad. När processägaren har godkänt den får de nominerade sina platser."
            ),
            go_to=reverse("nomination", args=[public_id]),
        )
        if done is not None:
            return done
    return _page(request, found, rows, note)


def _rows(request: SignedInRequest, found: Nomination) -> list[NomineeForm]:
    """A form per seat, filled with what was named before."""
    named = list(found.nominees.select_related("user", "replaces"))
    return [
        NomineeForm(
            posted(request),
            nomination=found,
            prefix=f"plats-{number}",
            initial=_initial(named[number]) if number < len(named) else {},
        )
        for number in range(found.request.seats)
    ]


def _initial(nominee: Any) -> dict[str, Any]:
    return {
        "user": nominee.user.public_id if nominee.user else "",
        "name": nominee.name,
        "email": nominee.email,
        "replaces": nominee.replaces.public_id if nominee.replaces else "",
    }


def _people(rows: list[NomineeForm]) -> list[Named]:
    return [row.named for row in rows if row.named is not None]


def _page(
    request: SignedInRequest, found: Nomination, rows: list[NomineeForm], note: NoteForm | None
) -> HttpResponse:
    context = {
        "nomination": found,
        "asked": found.request,
        "rows": rows,
        "note_form": note,
        "nominees": found.nominees.select_related("user", "replaces"),
        "speaking": speaking_for(found.unit),
    }
    return render(request, "directives/nomination.html", context)
