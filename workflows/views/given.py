"""Changing an answer that was given: a new one grows from it, it is taken back, or nothing comes of it."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases import replacing
from cases.errors import AnswerNotGiven
from cases.forms.given import DropForm, TakeBackForm
from cases.models import Answer, Recipient
from cases.standing import Standing
from cases.views.answers.over import why_over
from cases.views.answers.places import find_place
from cases.views.answers.show import show
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page
from workflows import engine
from workflows.views.taking import take


@form_page
def replace(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say what changing the answer means; then begin the new one with the words of the given one."""
    place = find_place(request.user, public_id, "prepare_answer")
    standing = Standing(place, request.user)
    form = forms.Form(posted(request))
    if not standing.may_replace and request.method != "POST":
        return _leave(request, place, _why_not_replaced(standing))
    done = take(
        request,
        place,
        form,
        lambda: engine.replace_answer(place, by=request.user),
        name="replace_answer",
        success=_("Nu kan ni ändra. Det nya svaret börjar med orden i det förra."),
    )
    return done or show(request, "replace", place, standing.given, form=form, heading=_heading(standing))


@form_page
def withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take a given answer back, saying why: the very one that the page showed."""
    place = find_place(request.user, public_id, "release_answer")
    standing = Standing(place, request.user, ("release_answer",))
    form = TakeBackForm(posted(request), initial={"answer": _id(standing.counts)})
    shown = _shown(standing, request.POST.get("answer", ""), standing.counts)
    if shown is None and request.method != "POST":
        return _leave(request, place, str(AnswerNotGiven()))
    done = take(
        request,
        place,
        form,
        lambda: _withdraw(request, place, shown, form),
        name="withdraw_answer",
        success=_("Svaret är återtaget. Det registrerade originalet finns kvar."),
    )
    return done or show(
        request, "withdraw", place, shown or standing.given, form=form, heading=_("Ta tillbaka svaret")
    )


@form_page
def drop(request: SignedInRequest, public_id: str) -> HttpResponse:
    """ "Sluta ändra": the answer being written is never given; what was given stays as it was."""
    place = find_place(request.user, public_id, "prepare_answer")
    standing = Standing(place, request.user)
    form = DropForm(posted(request), initial={"answer": _id(standing.under_way)})
    shown = _shown(standing, request.POST.get("answer", ""), standing.under_way)
    if shown is None or not (request.method == "POST" or replacing.is_replacement(place, shown)):
        return _leave(request, place, _("Det finns inget påbörjat svar att sluta ändra."))
    done = take(
        request,
        place,
        form,
        lambda: engine.drop_replacement(shown, by=request.user, reason=form.cleaned_data["reason"]),
        name="drop_replacement",
        success=_("Ändringen är avbruten. Det ni skrev finns kvar att läsa under Lämnade svar."),
    )
    return done or show(request, "drop", place, shown, form=form, heading=_("Sluta ändra"))


def _withdraw(request: SignedInRequest, place: Recipient, shown: Answer | None, form: forms.Form) -> Answer:
    if shown is None:
        raise AnswerNotGiven
    return engine.withdraw_answer(place, shown, by=request.user, reason=form.cleaned_data["reason"])


def _shown(standing: Standing, public_id: str, present: Answer | None) -> Answer | None:
    """The answer the sent page was about; the present one for a page that names none."""
    named = [answer for answer in standing.answers if answer.public_id == public_id]
    return named[0] if named else present


def _heading(standing: Standing) -> str:
    return _("Ändra svaret") if standing.counts else _("Skriv ett nytt svar")


def _id(answer: Answer | None) -> str:
    return answer.public_id if answer else ""


def _why_not_replaced(standing: Standing) -> str:
    if standing.under_way is not None:
        return _("Ett svar är redan påbörjat. Skriv vidare här.")
    return why_over(standing.place) or str(AnswerNotGiven())


def _leave(request: SignedInRequest, place: Recipient, why: str) -> HttpResponse:
    messages.info(request, why)
    return redirect("answer", place.public_id)
