"""One question or need: its words, what came of it, and for those it reached what can be done."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, takers
from cases.models import ReferralRound
from cases.views.meetings.steps import take
from cases.views.support import too_late_page
from directives.forms.needs import AnswerForm, CloseForm, MergeForm, RouteForm, TurnForm
from directives.models import Assignment, Need
from directives.processes import leads_to, needs, turning
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit

LEADING = ("lead_process", "keep_processes")


@form_page
def need(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Read by its asker and by those it reached; each form on the page is one way to settle it."""
    found: Need = access.find_any(
        request.user, Need, *needs.READING, related=needs.RELATED, public_id=public_id
    )
    may = _may(request, found)
    do = request.POST.get("do", "")
    forms = _forms(request, found, do)
    if request.method == "POST":
        if do not in forms:
            return redirect(request.path)
        if found.state in needs.OPEN and not may[do]:
            return too_late_page(request, request.path)
        if done := _take(request, found, do, forms[do]):
            return done
        found.refresh_from_db()
        if found.state not in needs.OPEN:
            return too_late_page(request, request.path, " ".join(forms[do].non_field_errors()))
    context = {
        "need": found,
        "may": may,
        "may_any": any(may.values()),
        "handling": may["answer"],
        "forms": forms,
        "bound": forms.get(do),
        "merged": _merged(request, found),
        "target": _shown(request, found.merged_into),
        "round": _round(request, found.head),
        "assignment": _assignment(request, found.head),
        "may_begin_round": may["route"] and access.visible_to(request.user, Unit, "create_round").exists(),
        "may_commission": may["route"] and access.visible_to(request.user, Unit, "commission").exists(),
        "takers": takers.offered() if may["route"] else [],
    }
    return render(request, "directives/need.html", context)


def _may(request: SignedInRequest, found: Need) -> dict[str, bool]:
    """Which forms this person gets: the asker may close, the routed unit may answer, the leader may all."""
    is_open = found.state in needs.OPEN
    leads = is_open and any(access.can(request.user, action, found) for action in LEADING)
    handles = leads or (is_open and access.can(request.user, "handle_need", found))
    own = is_open and found.asker_id == request.user.pk
    rounds = leads and _rounds(request, found).exists()
    return {
        "answer": handles,
        "merge": leads and needs.others_of(found).exists(),
        "route": leads,
        "turn": rounds,
        "close": leads or own,
    }


def _forms(request: SignedInRequest, found: Need, do: str) -> dict[str, Any]:
    def sent(name: str) -> Any:
        return request.POST if do == name else None

    return {
        "answer": AnswerForm(sent("answer"), auto_id="id_answer_%s"),
        "merge": MergeForm(sent("merge"), others=needs.others_of(found), auto_id="id_merge_%s"),
        "route": RouteForm(sent("route"), auto_id="id_route_%s"),
        "turn": TurnForm(sent("turn"), rounds=_rounds(request, found), auto_id="id_turn_%s"),
        "close": CloseForm(sent("close"), auto_id="id_close_%s"),
    }


def _take(request: SignedInRequest, found: Need, do: str, form: Any) -> HttpResponse | None:
    verbs: dict[str, tuple[Callable[..., Need], str]] = {
        "answer": (needs.answer, _("Svaret är lämnat.")),
        "merge": (needs.merge, _("Frågorna är sammanförda.")),
        "route": (needs.route, _("Frågan är lämnad vidare.")),
        "turn": (turning.turn, _("Remissrundan är kopplad till frågan.")),
        "close": (needs.close, _("Frågan är avslutad.")),
    }
    verb, success = verbs[do]
    return take(
        request,
        form,
        lambda: verb(found, by=request.user, **form.cleaned_data),
        name=f"need_{do}",
        success=success,
        go_to=reverse("need", args=[found.public_id]),
    )


def _rounds(request: SignedInRequest, found: Need) -> Any:
    """Rounds of the process that this person manages."""
    managed = access.visible_to(request.user, ReferralRound, "manage_round")
    return managed.filter(unit=found.process.unit_id or 0).order_by("-created_at", "-pk")


def _merged(request: SignedInRequest, found: Need) -> Any:
    """Those that were merged into this one, as far as this person may read them."""
    seen = access.visible_by_any(request.user, Need, *needs.READING)
    return seen.filter(merged_into=found).select_related("asker", "asker_unit", "merged_into__routed_unit")


def _shown(request: SignedInRequest, target: Need | None) -> Need | None:
    """The question it was merged into; its answer reaches the asker, its words may not be theirs to read."""
    if target is None:
        return None
    seen = access.visible_by_any(request.user, Need, *needs.READING)
    return seen.filter(pk=target.pk).first()


def _assignment(request: SignedInRequest, found: Need) -> Assignment | None:
    seen = access.visible_by_any(request.user, Assignment, *leads_to.SEEING)
    return seen.filter(pk=found.assignment_id).first() if found.assignment_id else None


def _round(request: SignedInRequest, found: Need) -> ReferralRound | None:
    seen = access.visible_by_any(request.user, ReferralRound, "see_round", "manage_round")
    return seen.filter(pk=found.round_id).first() if found.round_id else None
