"""One comment: weigh it and take the next one; every other step comes back to its page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import weighing
from cases.errors import AlreadyDone, Refused
from cases.forms.weighing import WeighForm
from cases.views.support import run_once
from cases.weighing_errors import WeighedMeanwhile
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page

from . import ledger, steps, weigh_form
from .choice import Choice
from .comment_around import Around
from .comment_page import CommentPage
from .finding import find_comment
from .listing import Listing, next_unweighed
from .similar import similar


@form_page
def comment(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The comment and what became of it; whoever may still weigh it does so here."""
    page = _page(request, public_id)
    if request.method != "POST":
        return _show(request, page)
    do = request.POST.get("do", "")
    if do in weigh_form.PREFILLS:
        return _show(request, page, weigh=weigh_form.prefilled(page, request.POST, do))
    step = steps.STEPS.get(do)
    if step is None:
        return _weigh(request, page)
    done = steps.take(request, page, step)
    return _show(request, page, **{step.name: done}) if isinstance(done, forms.Form) else done


def _page(request: SignedInRequest, public_id: str) -> CommentPage:
    return CommentPage(find_comment(request, public_id), Choice.of(request.GET), request.user)


def _ticked(request: SignedInRequest) -> frozenset[str]:
    return frozenset(request.POST.getlist("also"))


def _show(request: SignedInRequest, page: CommentPage, **tried: Any) -> HttpResponse:
    """The page with its forms; ``tried`` are those that were refused, by name."""
    listing = Listing(page.round, page.choice, request.user, opened=page.comment)
    context = ledger.around(listing) | {
        "page": page,
        "others": Around(page, listing, _ticked(request)),
        "comment": page.comment,
        "forms": steps.forms_of(page) | tried,
        "form": tried.get("weigh") or weigh_form.of(page),
        "theirs": tried.get("theirs"),
    }
    status = 409 if "theirs" in tried else 200
    return render(request, "weighing/ledger.html", context, status=status)


def _weigh(request: SignedInRequest, page: CommentPage) -> HttpResponse:
    form = weigh_form.of(page, request.POST)
    if not form.is_valid():
        return _show(request, page, weigh=form)
    try:
        run_once(request, lambda: _weigh_all(request, page, form), name="weigh")
    except WeighedMeanwhile as refusal:
        return _meanwhile(request, page, refusal)
    except Refused as refusal:
        return _refused(request, page, form, str(refusal))
    except KeyUsedForOtherContent:
        return _refused(request, page, form, str(AlreadyDone()))
    return _onward(request, page, form)


def _weigh_all(request: SignedInRequest, page: CommentPage, form: WeighForm) -> None:
    """Weigh the comment, and let those that were ticked share what becomes of it."""
    facts = form.cleaned_data
    weighing.weigh(
        page.comment,
        by=request.user,
        version=facts["version"] or 0,
        outcome=facts["outcome"],
        reason=facts["reason"],
        wording=form.wording,
    )
    for other in similar(page.comment, _ticked(request)):
        if other.is_ticked:
            weighing.gather(other.comment, page.comment, by=request.user)


def _onward(request: SignedInRequest, page: CommentPage, form: WeighForm) -> HttpResponse:
    outcome = dict(form.fields["outcome"].choices)[form.cleaned_data["outcome"]]  # type: ignore[attr-defined]
    said = {"n": page.comment.number, "outcome": outcome}
    messages.success(request, _("Synpunkt %(n)s: %(outcome)s.") % said)
    if request.POST.get("do") == "stay":
        return redirect(page.address)
    onward = next_unweighed(page.round, page.choice, request.user, after=page.comment.number or 0)
    if not onward:
        messages.info(request, _("Det finns ingen synpunkt kvar att väga här."))
    return redirect(onward or page.address)


def _meanwhile(request: SignedInRequest, page: CommentPage, refusal: WeighedMeanwhile) -> HttpResponse:
    """A colleague was faster: theirs is shown beside what was written, which is kept in the form."""
    newer = _page(request, page.comment.public_id)
    form = weigh_form.again(newer, request.POST)
    form.add_error(None, str(refusal))
    return _show(request, newer, weigh=form, theirs=newer.comment.disposition)


def _refused(request: SignedInRequest, page: CommentPage, form: WeighForm, message: str) -> HttpResponse:
    """The form with the reason; where nothing can be weighed any more, what was written is shown to be kept."""
    newer = _page(request, page.comment.public_id)
    if newer.may_weigh:
        form.add_error(None, message)
        return _show(request, newer, weigh=form)
    words = [request.POST.get(name, "") for name in ("heading", "text", "reason")]
    context = {"message": message, "text": "\n\n".join(filter(None, words)), "back": page.address}
    return render(request, "errors/409.html", context, status=409)
