"""Asking administrations for representatives, and what came back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, takers
from cases.text import normalise
from cases.views.meetings.steps import take
from cases.views.support import posted, too_late_page
from directives.forms.nominations import AcceptForm, BackForm, LogInForm, RequestForm
from directives.models import Nomination, NominationRequest, Nominee
from directives.processes import nominations, seating
from directives.views.processes.finding import led_process
from organisation.http import SignedInRequest, form_page

State = Nomination.State
ASKING = ("lead_process", "keep_processes")


@form_page
def nomination_new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """To which network, from whom, how many, by when."""
    found = led_process(request.user, public_id)
    form = RequestForm(posted(request), process=found)
    done = take(
        request,
        form,
        lambda: nominations.ask(found, by=request.user, **form.cleaned_data),
        name="nomination_ask",
        success=_("Förvaltningarna har fått frågan."),
        go_to=lambda made: reverse("nomination_request", args=[made]),
    )
    return done or render(request, "directives/nomination_new.html", {"process": found, "form": form})


@form_page
def nomination_request(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every administration's answer: accepted, sent back or called off, and who waits for a log-in."""
    found: NominationRequest = access.find_any(
        request.user, NominationRequest, *ASKING, related=("process", "network"), public_id=public_id
    )
    do, about = request.POST.get("do", ""), normalise(request.POST.get("about", ""))
    rows = list(_nominations(found))
    forms = {one.public_id: _forms(request, do, one, about) for one in rows}
    log_ins = {nominee.pk: _log_in(request, do, nominee, about) for one in rows for nominee in _waiting(one)}
    if request.method == "POST":
        form, verb = _chosen(request, rows, forms, log_ins, do, about)
        here = reverse("nomination_request", args=[public_id])
        done = take(request, form, verb, name=f"nomination_{do}", success=_success(do), go_to=here)
        if done is not None:
            return done
        if not _still_open(found, do, about):
            return too_late_page(request, here, " ".join(form.non_field_errors()))
    context = {
        "asked": found,
        "rows": [
            (one, forms[one.public_id], [(who, log_ins.get(who.pk)) for who in one.nominees.all()])
            for one in rows
        ],
        "takers": takers.offered() if log_ins else [],
    }
    return render(request, "directives/nomination_request.html", context)


def _nominations(found: NominationRequest) -> Any:
    return found.nominations.select_related("unit", "given_by", "settled_by").prefetch_related(
        "nominees__user", "nominees__replaces"
    )


def _waiting(nomination: Nomination) -> list[Nominee]:
    """Who is accepted but has no log-in yet."""
    if nomination.state != State.ACCEPTED:
        return []
    return [one for one in nomination.nominees.all() if one.user_id is None]


def _forms(request: SignedInRequest, do: str, one: Nomination, about: str) -> dict[str, Any]:
    def made(name: str, form: Any) -> Any:
        sent = request.POST if do == name and about == one.public_id else None
        return form(sent, auto_id=f"id_{one.public_id}_{name}_%s")

    return {
        "accept": made("accept", AcceptForm),
        "send_back": made("send_back", BackForm),
        "withdraw": made("withdraw", BackForm),
    }


def _log_in(request: SignedInRequest, do: str, nominee: Nominee, about: str) -> LogInForm:
    sent = request.POST if do == "log_in" and about == str(nominee.pk) else None
    return LogInForm(sent, auto_id=f"id_{nominee.pk}_%s")


def _chosen(
    request: SignedInRequest, rows: list[Nomination], forms: Any, log_ins: Any, do: str, about: str
) -> tuple[Any, Any]:
    """The form that was sent and the verb behind it; what is not there is 404."""
    by = request.user
    if do == "log_in":
        accepted = [one for one in rows if one.state == State.ACCEPTED]
        nominees = {str(who.pk): who for one in accepted for who in one.nominees.all()}
        if about not in nominees:
            raise Http404
        nominee = nominees[about]  # a second click is answered as the first one was, though nobody waits
        form = log_ins.get(nominee.pk) or _log_in(request, do, nominee, about)
        return form, lambda: seating.give_log_in(nominee, by=by, **form.cleaned_data)
    verbs: dict[str, Any] = {
        "accept": seating.accept,
        "send_back": nominations.send_back,
        "withdraw": nominations.withdraw,
    }
    if about not in forms or do not in verbs:
        raise Http404
    nomination = next(one for one in rows if one.public_id == about)
    form = forms[about][do]
    return form, lambda: verbs[do](nomination, by=by, **form.cleaned_data)


def _success(do: str) -> str:
    """What happens next."""
    said = {
        "accept": _("Nomineringen är godkänd. De nominerade får sina platser från den dag du valde."),
        "send_back": _(
            "Nomineringen är tillbaka hos förvaltningen, som får veta varför och kan nominera på nytt."
        ),
        "withdraw": _("Frågan är tillbakatagen. Förvaltningen får veta varför."),
        "log_in": _("Den nominerade har fått sin plats."),
    }
    return said[do]


def _still_open(found: NominationRequest, do: str, about: str) -> bool:
    """Whether the page still shows the form that could not be carried out."""
    if do == "log_in":
        return found.nominations.filter(nominees__pk=about, nominees__user=None).exists()
    state = found.nominations.get(public_id=about).state
    return state == State.GIVEN or (state == State.ASKED and do == "withdraw")
