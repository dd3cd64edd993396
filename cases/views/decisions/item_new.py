"""Announcing a case to a body begins here: which body, what it is to do, and the round's proposal as a point."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import access, outcome, wholes
from cases.forms.decisions import BeginItemForm
from cases.meetings import points, preparing
from cases.models import AgendaItem, Body, Case, Point, ReferralRound
from cases.views.meetings.steps import take
from cases.views.support import posted
from ledger.work import work
from organisation.http import SignedInRequest, form_page


@form_page
def item_new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Choose the body and begin the draft."""
    case: Case = access.find_any(
        request.user, Case, "prepare_item", related=("unit", "diary"), public_id=public_id
    )
    form = BeginItemForm(posted(request), initial={"title": case.title})
    closed = _closed_round(case)
    done = take(
        request,
        form,
        lambda: _begin(request, case, form, closed),
        name="draft_item",
        success=_("Ärendet är påbörjat. Skriv tjänsteutlåtandet och anmäl det sedan."),
        go_to=lambda code: reverse("item", args=[code]),
    )
    context = {
        "case": case,
        "form": form,
        "round": closed,
        "begun": case.agenda_items.exclude(state=AgendaItem.State.CLOSED).select_related("body__unit"),
    }
    return done or render(request, "decisions/item_new.html", context)


def _closed_round(case: Case) -> ReferralRound | None:
    """The case's latest round whose proposal waits for a decision of its own."""
    closed = case.rounds.filter(state=ReferralRound.State.CLOSED, revised_version__isnull=False)
    return next((one for one in closed.order_by("-pk") if wholes.whole_of(one) is None), None)


def _begin(
    request: SignedInRequest, case: Case, form: BeginItemForm, closed: ReferralRound | None
) -> AgendaItem:
    data = form.cleaned_data
    body: Body = data["body"].body
    kind = form.kind_for(body)
    adopts = closed if data["take_proposal"] and kind in preparing.NEEDS_POINTS else None
    facts: dict[str, Any] = {name: data[name] for name in ("title", "presenter")}
    with work():
        item = preparing.draft_item(case, body, by=request.user, kind=kind, referral_round=adopts, **facts)
        if adopts is not None:
            _propose(request, item, adopts)
        return item


def _propose(request: SignedInRequest, item: AgendaItem, closed: ReferralRound) -> Point:
    """The round's proposal as the first point: a board adopts it, a group takes a position on it."""
    version = outcome.proposal(closed)
    with override("sv"):
        facts = {"body": item.body.unit.name, "title": version.document.title}
        if not item.body.decides:
            text = _("%(body)s ställer sig bakom förslaget till %(title)s.") % facts
            return points.add_point(item, by=request.user, text=text)
        text = _("%(body)s fastställer %(title)s.") % facts
    return points.add_point(item, by=request.user, text=text, kind=Point.Kind.ADOPT, versions=[version])
