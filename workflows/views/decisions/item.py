"""An item on its way to a meeting, on one page: drafted by an officer, reviewed, announced, put on an agenda."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.forms.meetings import PaperForm
from cases.meetings import papers
from cases.meetings.drafting import OFFICERS, still
from cases.meetings.errors import ItemTaken
from cases.meetings.whereabouts import where
from cases.models import AgendaItem
from cases.views.decisions.draft_page import DraftPage
from cases.views.decisions.draft_rows import facts_form
from cases.views.decisions.places import OF_ITEM, Place, find_item, item_address
from cases.views.meetings.during import words
from cases.views.meetings.during.trouble import Problem, Tried
from cases.views.meetings.steps import take as take_form
from cases.views.support import run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page

from . import draft_steps, judging


@form_page
def item(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Write the draft, judge it, or read what became of it."""
    place = find_item(request, public_id)
    if request.method != "POST":
        return _show(request, DraftPage(place, request.user, Tried(request.GET)))
    do = request.POST.get("do", "save")
    if do in judging.STEPS:
        return judging.take(request, place, do) or _show(request, _judged(request, place))
    if not place.may_prepare:
        raise Http404
    if not place.may_write:
        return _too_late(request, place.item)
    return _attach(request, place) if do == "attach" else _take(request, place, do)


def _show(request: SignedInRequest, page: DraftPage, status: int = 200) -> HttpResponse:
    context = {"page": page, "item": page.item, "place": page.place, "tried": page.tried}
    return render(request, "decisions/item.html", context, status=status)


def _judged(request: SignedInRequest, place: Place) -> DraftPage:
    """The page again, with the reason that was missing."""
    problem = Problem("reason", _("Skriv en motivering."))
    return DraftPage(place, request.user, Tried(request.POST, [problem]))


def _take(request: SignedInRequest, place: Place, do: str) -> HttpResponse:
    """Save every text of the form, then do what the button says."""
    typed = request.POST
    try:
        with still(place.item, *OFFICERS):
            problems = words.take(place.item, typed, by=request.user)
    except Refused:
        return _too_late(request, place.item)
    problems += _wrong_facts(place, typed)
    if problems:
        overtaken = any(one.theirs is not None for one in problems)
        return _again(request, place, problems, status=409 if overtaken else 200)
    return _step(request, place, do)


def _wrong_facts(place: Place, typed: QueryDict) -> list[Problem]:
    """What is wrong with the title and the other facts, if they were sent."""
    form = facts_form(place.item, typed)
    wrong = form.errors if form.is_bound else {}
    return [Problem(f"item_{name}", str(rows[0]), str(form[name].label)) for name, rows in wrong.items()]


def _step(request: SignedInRequest, place: Place, do: str) -> HttpResponse:
    page = DraftPage(place, request.user)

    def verb() -> object:
        with still(place.item, *OFFICERS):
            return draft_steps.take(page, request.POST, do)

    try:
        done = run_once(request, verb, name="item")
    except KeyUsedForOtherContent:
        message = _("Sidan var redan skickad. Texterna är sparade; gör om det sista du gjorde.")
        return _again(request, place, [Problem("", message)])
    except draft_steps.Misfit as refusal:
        return _again(request, place, [Problem(refusal.field, str(refusal))])
    except ItemTaken:
        return _too_late(request, place.item)
    except Refused as refusal:
        return _again(request, place, [Problem("", str(refusal))])
    return _onward(request, place, do, str(done or ""))


def _onward(request: SignedInRequest, place: Place, do: str, done: str) -> HttpResponse:
    if said := draft_steps.success(do):
        messages.success(request, said)
    searched = request.POST.get("q", "").strip()
    query = f"?{urlencode({'q': searched})}" if do == "search" and searched else ""
    return redirect(item_address(place.item) + query + draft_steps.anchor(do, done))


def _again(
    request: SignedInRequest, place: Place, problems: list[Problem], status: int = 200
) -> HttpResponse:
    """The page with what was typed and the reasons, read anew."""
    return _show(request, DraftPage(place, request.user, Tried(request.POST, problems)), status)


def _attach(request: SignedInRequest, place: Place) -> HttpResponse:
    form = PaperForm(request.POST, request.FILES)

    def verb() -> object:
        sent = form.cleaned_data["file"]
        facts = {"name": sent.name, "stream": sent.file, "size": sent.size}
        return papers.attach(place.item, by=request.user, title=form.cleaned_data["title"], **facts)

    done = take_form(
        request,
        form,
        verb,
        name="attach_paper",
        success=_("Handlingen är registrerad och ligger på ärendet."),
        go_to=item_address(place.item),
    )
    return done or _show(request, DraftPage(place, request.user, paper_form=form))


def _too_late(request: SignedInRequest, item: AgendaItem) -> HttpResponse:
    """The item was sent on meanwhile: says so and shows what was written, so that it can be taken along."""
    context = {
        "message": str(ItemTaken(where=where(AgendaItem.objects.select_related(*OF_ITEM).get(pk=item.pk)))),
        "text": words.words_of(request.POST),
        "back": item_address(item),
    }
    return render(request, "errors/409.html", context, status=409)
