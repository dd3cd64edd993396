"""Steps of an answer: confirm, send for approval, give, abstain."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases import access, answer_text, approvals
from cases.errors import AlreadyDone, NotAllowed, Refused
from cases.forms.answers import AbstainForm, ReleaseForm
from cases.models import Answer, Recipient
from cases.views.answers.pages import read
from cases.views.answers.places import find_place, only_post, with_answer
from cases.views.answers.show import show
from cases.views.support import posted, run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest
from workflows import engine
from workflows.views.taking import take


def acknowledge(request: SignedInRequest, public_id: str) -> HttpResponse:
    """ "Bekräfta mottagandet": the answer is laid out and its process begins; once."""
    place = find_place(request.user, public_id, "write_answer", "approve_answer")
    if request.method == "POST":
        try:
            run_once(request, lambda: engine.acknowledge(place, by=request.user), name="acknowledge")
        except NotAllowed as error:
            raise Http404 from error
        except KeyUsedForOtherContent:
            messages.error(request, str(AlreadyDone()))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Mottagandet är bekräftat. Nu kan ni börja skriva."))
    return redirect("answer", public_id)


@with_answer("read_draft")
def review(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """The whole answer before it is sent: what is missing, who will approve it."""
    if request.method == "POST":
        find_place(request.user, place.public_id, "write_answer", "approve_answer")
    form = forms.Form(posted(request))
    if taken := take(
        request,
        place,
        form,
        lambda: engine.submit(answer, by=request.user),
        name="submit",
        success=_("Svaret är skickat för godkännande."),
    ):
        return taken
    context = {"form": form, "missing": answer_text.missing(answer), "approvers": approvers(place)}
    return _show_document(request, "review", place, answer, **context)


@with_answer("release_answer")
def release(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """Give the approved answer on the administration's behalf."""
    form = ReleaseForm(posted(request), place=place)
    if taken := take(
        request,
        place,
        form,
        lambda: engine.release(answer, by=request.user),
        name="release",
        success=_("Svaret är lämnat. Här är kvittot."),
        go_to="kvitto/",
    ):
        return taken
    context = {
        "form": form,
        "approval": approvals.latest_approval(answer),
        "change": approvals.change_since_approval(answer),
    }
    return _show_document(request, "release", place, answer, **context)


@with_answer("release_answer")
@only_post
def ask_again(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """The text changed after the approval: ask for a new one."""
    form = forms.Form(request.POST)
    if taken := take(
        request,
        place,
        form,
        lambda: engine.ask_again(answer, by=request.user),
        name="ask_again",
        success=_("Svaret är skickat för nytt godkännande."),
    ):
        return taken
    messages.error(request, " ".join(str(error) for error in form.non_field_errors()))
    return redirect("answer_release", place.public_id)


@with_answer("write_answer", "approve_answer")
def abstain(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """Abstain from answering: somebody named has decided it, and why."""
    form = AbstainForm(posted(request), place=place)
    if taken := take(
        request,
        place,
        form,
        lambda: engine.abstain(answer, by=request.user, **form.cleaned_data),
        name="abstain",
        success=_("Det är registrerat att ni avstår från att svara."),
        go_to="kvitto/",
    ):
        return taken
    return show(request, "abstain", place, answer, form=form)


def approvers(place: Recipient) -> list[Any]:
    """Who may approve the administration's answer today."""
    return list(access.holders("approve_answer", place.unit).order_by("name"))


def _show_document(
    request: SignedInRequest, template: str, place: Recipient, answer: Answer, **context: Any
) -> HttpResponse:
    """A page with the whole answer as a document."""
    return show(request, template, place, answer, page=read(place, answer, request.user), **context)
