"""Working together: who co-ordinates, and asking a colleague for a part of the answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases import answers, asking
from cases.errors import AlreadyDone, Refused
from cases.forms.answers import AskColleagueForm
from cases.models import Answer, AnswerItem, ItemRequest, Recipient
from cases.views.support import posted, run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest

from .places import address, find_row, only_post, with_answer
from .show import show
from .taken_back import told_when_taken_back
from .writing import closed, kept


@with_answer("write_answer")
@only_post
def coordinate(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """ "Jag samordnar": seen by everybody who writes; the words of the page are saved along."""
    problem = kept(request, place, answer)
    if problem:
        return problem
    try:
        answers.take_coordination(place, by=request.user)
    except Refused as refusal:
        return closed(request, place, str(refusal))
    messages.success(request, _("Du samordnar svaret. Alla som skriver i det ser det."))
    return redirect("answer", place.public_id)


@with_answer("write_answer")
def ask(request: SignedInRequest, place: Recipient, answer: Answer, pk: int) -> HttpResponse:
    """Ask a colleague for a section; coming from the page's own button, its words are saved first."""
    item = find_row(place, pk)
    if request.method == "POST" and "ask" not in request.POST:
        return kept(request, place, answer) or redirect("answer_ask", place.public_id, pk)
    form = AskColleagueForm(posted(request), place=place, asker=request.user)
    if form.is_valid():
        try:
            run_once(request, lambda: _ask(item, form, request), name="ask_colleague")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except KeyUsedForOtherContent:
            form.add_error(None, str(AlreadyDone()))
        else:
            name = form.cleaned_data["colleague"].name
            messages.success(request, _("%(name)s har fått frågan.") % {"name": name})
            return HttpResponseRedirect(address(place) + f"#rad-{pk}")
    earlier = ItemRequest.objects.filter(item=item, done_at=None, withdrawn_at=None)
    context = {"form": form, "item": item, "earlier": earlier.select_related("colleague").first()}
    return show(request, "ask_colleague", place, answer, **context)


@told_when_taken_back
@with_answer("read_draft")
@only_post
def done(request: SignedInRequest, place: Recipient, answer: Answer, pk: int) -> HttpResponse:
    """ "Klar med mitt avsnitt": the colleague's own words are saved, then the request is finished."""
    asked = _request_to(request, place, pk)
    return _finish(request, place, answer, asked, _("Tack! Den som samordnar ser att du är klar."))


@with_answer("write_answer")
@only_post
def take_back(request: SignedInRequest, place: Recipient, answer: Answer, pk: int) -> HttpResponse:
    """ "Svara själv": the section comes back to those who write the answer."""
    item = find_row(place, pk)
    asked = ItemRequest.objects.filter(item=item, done_at=None, withdrawn_at=None).first()
    return _finish(request, place, answer, asked, _("Avsnittet är tillbaka hos er."))


def _finish(
    request: SignedInRequest, place: Recipient, answer: Answer, asked: ItemRequest | None, success: str
) -> HttpResponse:
    problem = kept(request, place, answer)
    if problem:
        return problem
    if asked is not None:
        try:
            asking.finish_request(asked, by=request.user)
        except Refused as refusal:
            return closed(request, place, str(refusal))
        messages.success(request, success)
    return HttpResponseRedirect(address(place) + (f"#rad-{asked.item_id}" if asked else ""))


def _request_to(request: SignedInRequest, place: Recipient, pk: int) -> ItemRequest:
    own = ItemRequest.objects.filter(
        item=pk, item__answer__parties__recipient=place, colleague=request.user.pk, withdrawn_at=None
    )
    found = own.order_by("-pk").first()
    if found is None:
        raise Http404
    return found


def _ask(item: AnswerItem, form: AskColleagueForm, request: SignedInRequest) -> None:
    facts = form.cleaned_data
    asking.ask_colleague(
        item,
        facts["colleague"],
        by=request.user,
        message=facts["message"],
        due_on=facts["due_on"],
    )
