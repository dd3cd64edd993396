"""Steps of an answer: confirm, send for approval, approve or return, give, abstain."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import access, answer_changes, answer_text, approvals
from cases.errors import AlreadyDone, AnswerClosed, NotAllowed, Refused
from cases.forms.answers import AbstainForm, ApprovalForm, ReleaseForm
from cases.models import Answer, Recipient
from cases.views.answers.pages import AnswerPage, read
from cases.views.answers.places import address, find_place, only_post, with_answer
from cases.views.answers.show import show
from cases.views.support import posted, run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest
from workflows import engine

TOO_LATE = (AlreadyDone, AnswerClosed, KeyUsedForOtherContent)


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
    form = forms.Form(posted(request))
    if request.method == "POST":
        find_place(request.user, place.public_id, "write_answer", "approve_answer")
        result = take(
            request,
            place,
            form,
            lambda: engine.submit(answer, by=request.user),
            name="submit",
            success=_("Svaret är skickat för godkännande."),
        )
        if result:
            return result
    context = {"form": form, "missing": answer_text.missing(answer), "approvers": approvers(place)}
    return show_document(request, "review", place, answer, **context)


@with_answer("approve_answer")
def approval(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """The manager reads every word and says yes, or no and why."""
    form = ApprovalForm(posted(request))
    if request.method == "POST":
        result = (
            _returned(request, place, answer, form)
            if _says_no(request)
            else _approved(request, place, answer, form)
        )
        if result:
            return result
    # the fingerprint is taken before the words are read: newer words are refused, never approved unread
    words = answer_text.snapshot(answer)
    page = read(place, answer, request.user)
    context = {
        "page": page,
        "form": form,
        "read_hash": answer_text.text_hash(words),
        "read_words": form.sealed(words),
        "changes": _changes_while_reading(form, words, page),
        "earlier": list(answer.approvals.select_related("by", "on_behalf_of").order_by("-pk")),
    }
    return show(request, "approval", place, answer, **context)


@with_answer("release_answer")
def release(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """Give the approved answer on the administration's behalf."""
    form = ReleaseForm(posted(request), place=place)
    if request.method == "POST" and form.is_valid():
        result = take(
            request,
            place,
            form,
            lambda: engine.release(answer, by=request.user),
            name="release",
            success=_("Svaret är lämnat. Här är kvittot."),
            go_to="kvitto/",
        )
        if result:
            return result
    context = {
        "form": form,
        "approval": approvals.latest_approval(answer),
        "change": approvals.change_since_approval(answer),
    }
    return show_document(request, "release", place, answer, **context)


@with_answer("release_answer")
@only_post
def ask_again(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """The text changed after the approval: ask for a new one."""
    form = forms.Form(request.POST)
    result = take(
        request,
        place,
        form,
        lambda: engine.ask_again(answer, by=request.user),
        name="ask_again",
        success=_("Svaret är skickat för nytt godkännande."),
    )
    if result:
        return result
    messages.error(request, " ".join(str(error) for error in form.non_field_errors()))
    return redirect("answer_release", place.public_id)


@with_answer("write_answer", "approve_answer")
def abstain(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """Abstain from answering: somebody named has decided it, and why."""
    form = AbstainForm(posted(request), place=place)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        result = take(
            request,
            place,
            form,
            lambda: engine.abstain(answer, by=request.user, **facts),
            name="abstain",
            success=_("Det är registrerat att ni avstår från att svara."),
            go_to="kvitto/",
        )
        if result:
            return result
    return show(request, "abstain", place, answer, form=form)


def take(
    request: SignedInRequest,
    place: Recipient,
    form: forms.Form,
    step: Callable[[], Any],
    *,
    name: str,
    success: str,
    go_to: str = "",
) -> HttpResponse | None:
    """Take the step once and go on; None when it was refused, with the reason in the form.

    Whoever comes second is led to where the answer stands now, with what they wrote in hand.
    """
    try:
        run_once(request, step, name=name)
    except NotAllowed as error:
        raise Http404 from error
    except TOO_LATE:
        return _somebody_was_first(request, place)
    except Refused as refusal:
        form.full_clean()
        form.add_error(None, str(refusal))
        return None
    messages.success(request, success)
    return redirect(address(place, go_to))


def approvers(place: Recipient) -> list[Any]:
    """Who may approve the administration's answer today."""
    return list(access.holders("approve_answer", place.unit).order_by("name"))


def show_document(
    request: SignedInRequest, template: str, place: Recipient, answer: Answer, **context: Any
) -> HttpResponse:
    """A page with the whole answer as a document."""
    page: AnswerPage = read(place, answer, request.user)
    return show(request, template, place, answer, page=page, **context)


def _says_no(request: SignedInRequest) -> bool:
    return request.POST.get("step") == "return"


def _approved(
    request: SignedInRequest, place: Recipient, answer: Answer, form: ApprovalForm
) -> HttpResponse | None:
    form.is_valid()
    read_hash = form.cleaned_data.get("read_hash", "")
    return take(
        request,
        place,
        form,
        lambda: engine.approve(answer, by=request.user, read_hash=read_hash),
        name="approve",
        success=_("Svaret är godkänt. Nu kan det lämnas."),
        go_to=_after_approval(request, place),
    )


def _changes_while_reading(form: ApprovalForm, words: answer_text.Snapshot, page: AnswerPage) -> list[str]:
    before = form.words_read()
    if before is None:
        return []
    scales = {row.question.pk: {option.code: option.label for option in row.options} for row in page.rows}
    return answer_changes.between(before, words, scales)


def _after_approval(request: SignedInRequest, place: Recipient) -> str:
    return "lamna/" if access.can(request.user, "release_answer", place) else ""


def _returned(
    request: SignedInRequest, place: Recipient, answer: Answer, form: ApprovalForm
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    comment = form.cleaned_data["comment"]
    if not comment.strip():
        form.add_error("comment", _("Skriv vad som behöver ändras, så att de som skriver vet."))
        return None
    return take(
        request,
        place,
        form,
        lambda: engine.return_for_changes(answer, by=request.user, comment=comment),
        name="return",
        success=_("Svaret är tillbaka hos dem som skriver, med din kommentar."),
    )


def _somebody_was_first(request: SignedInRequest, place: Recipient) -> HttpResponse:
    typed = request.POST.get("comment") or request.POST.get("reason")
    said = _("Det här är redan gjort. Så här står svaret nu.")
    if not typed:
        messages.info(request, said)
        return redirect("answer", place.public_id)
    said = _("Det här är redan gjort. Det du skrev finns kvar här.")
    context = {"message": said, "text": typed, "back": address(place)}
    return render(request, "errors/409.html", context, status=409)
