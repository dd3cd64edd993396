"""What can be done to a comment besides weighing it: hand over, gather, set apart, strike, carry over."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases import marking, weighing
from cases.errors import AlreadyDone, Refused
from cases.forms.weighing import AssignForm, DropForm, GatherForm
from cases.views.support import run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest

from .comment_page import CommentPage


class NoForm(forms.Form):
    """A button alone."""


@dataclass(frozen=True)
class Step:
    """A small form on the comment's page: how it is made, what it does, what is said afterwards."""

    name: str
    form: Callable[[CommentPage, Any], forms.Form]
    verb: Callable[[CommentPage, forms.Form], Any]
    success: Callable[[CommentPage, forms.Form], str]


def forms_of(page: CommentPage) -> dict[str, forms.Form]:
    """Every small form, empty, by its step."""
    return {name: step.form(page, None) for name, step in STEPS.items()}


def take(request: SignedInRequest, page: CommentPage, step: Step) -> HttpResponse | forms.Form:
    """Do it and come back; the form with its error when it was refused."""
    form = step.form(page, request.POST)
    if not form.is_valid():
        return form
    try:
        run_once(request, lambda: step.verb(page, form), name=f"comment_{step.name}")
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return form
    except KeyUsedForOtherContent:
        form.add_error(None, str(AlreadyDone()))
        return form
    messages.success(request, step.success(page, form))
    return redirect(page.address)


def _assign(page: CommentPage, form: forms.Form) -> Any:
    return weighing.assign(page.comment, form.cleaned_data["colleague"], by=page.user)


def _assigned(page: CommentPage, form: forms.Form) -> str:
    colleague = form.cleaned_data["colleague"]
    return _("%(name)s väger synpunkten.") % {"name": colleague.name} if colleague else _("Sparat.")


def _gather(page: CommentPage, form: forms.Form) -> Any:
    return weighing.gather(page.comment, form.cleaned_data["number"], by=page.user)


def _gathered(page: CommentPage, form: forms.Form) -> str:
    numbers = {"n": page.comment.number, "other": form.cleaned_data["number"].number}
    return _("Synpunkt %(n)s har samma hantering som synpunkt %(other)s.") % numbers


STEPS = {
    step.name: step
    for step in (
        Step(
            "assign",
            lambda page, data: AssignForm(
                data, referral_round=page.round, initial={"colleague": page.comment.assignee_id}
            ),
            _assign,
            _assigned,
        ),
        Step("gather", lambda page, data: GatherForm(data, comment=page.comment), _gather, _gathered),
        Step(
            "apart",
            lambda page, data: NoForm(data),
            lambda page, form: weighing.set_apart(page.comment, by=page.user),
            lambda page, form: _("Synpunkt %(n)s vägs nu för sig.") % {"n": page.comment.number},
        ),
        Step(
            "drop",
            lambda page, data: DropForm(data),
            lambda page, form: marking.drop(page.comment, by=page.user, reason=form.cleaned_data["reason"]),
            lambda page, form: (
                _("Synpunkt %(n)s är borttagen. Den behåller sitt nummer.") % {"n": page.comment.number}
            ),
        ),
        Step(
            "carry",
            lambda page, data: NoForm(data),
            lambda page, form: marking.carry_over(page.comment, by=page.user),
            lambda page, form: (
                _("Synpunkt %(n)s står nu i det nya svaret. Väg den igen.") % {"n": page.comment.number}
            ),
        ),
    )
}
