"""A whole year planned: suggested from a rhythm, ticked and changed, then saved together."""

from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from cases.errors import Refused
from cases.forms.meetings import PlaceMixin, usual
from cases.forms.year import DayForms, RhythmForm
from cases.meetings import diaries, wording
from cases.meetings import year as years
from cases.models import Body
from cases.views import support
from cases.views.meetings import finding
from cases.views.meetings.new import meetings_of
from cases.views.meetings.year_rows import day_rows
from cases.year_of_meetings import Suggested
from ledger.idempotency import KeyUsedForOtherContent
from organisation import clock
from organisation.http import SignedInRequest, form_page

MORNING = time(9)


@form_page
def meetings_year(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Choose a rhythm, look at its days, save those that are ticked."""
    body = finding.kept_body(request, public_id)
    if request.method == "POST":
        return _save(request, body)
    rhythm = RhythmForm(_asked(request), initial=_usual(body))
    days: Any = None
    found: list[Suggested] = []
    if rhythm.is_bound and rhythm.is_valid():
        found = years.suggest(
            body, rhythm.cleaned_data["year"], rhythm.pattern(), rhythm.cleaned_data["starts_at"]
        )
        days = DayForms(initial=[{"take": True, "on": day.on, "starts_at": day.at} for day in found])
    return _page(request, body, rhythm=rhythm, days=days, found=found)


def _save(request: SignedInRequest, body: Body) -> HttpResponse:
    place, days = PlaceMixin(request.POST), DayForms(request.POST)
    if place.is_valid() & days.is_valid():
        try:
            return _planned(request, body, place, days)
        except Refused as refusal:
            place.add_error(None, str(refusal))
        except KeyUsedForOtherContent:
            return redirect(meetings_of(body))
    return _page(request, body, place=place, days=days)


def _planned(request: SignedInRequest, body: Body, place: forms.Form, days: Any) -> HttpResponse:
    chosen = [
        (form.cleaned_data["on"], form.cleaned_data["starts_at"])
        for form in days
        if form.cleaned_data.get("take")
    ]
    facts = {name: place.cleaned_data[name] for name in ("ends_at", "place", "distance")}
    support.run_once(
        request, lambda: years.plan_year(body, by=request.user, days=chosen, **facts), name="plan_year"
    )
    said = ngettext("%(count)d %(what)s är planerat.", "%(count)d %(what)s är planerade.", len(chosen))
    what = wording.a_meeting(body) if len(chosen) == 1 else wording.meetings(body)
    messages.success(request, said % {"count": len(chosen), "what": what})
    return redirect(meetings_of(body))


def _page(request: SignedInRequest, body: Body, **context: Any) -> HttpResponse:
    days, found = context.pop("days", None), context.pop("found", [])
    rows = day_rows(body, days, found) if days is not None else []
    return render(
        request,
        "meetings/year.html",
        {
            "body": body,
            "diary_place": diaries.place_of(body.unit),
            "days": days,
            "rows": rows,
            "carried": _carried(**context),
            **context,
        },
    )


def _carried(rhythm: forms.Form | None = None, place: forms.Form | None = None) -> list[forms.BoundField]:
    """The times and the place all days share, which go along unseen."""
    form = place or rhythm
    return [form[name] for name in PlaceMixin.base_fields] if form else []


def _asked(request: SignedInRequest) -> QueryDict | None:
    return request.GET if "year" in request.GET else None


def _usual(body: Body) -> dict[str, Any]:
    """Next year from the autumn on; times and place as last."""
    today = clock.today()
    return {"year": today.year + (today.month > 8), "starts_at": MORNING, **usual(body)}
