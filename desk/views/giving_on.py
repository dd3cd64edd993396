"""One open item: what it is, with whom it lies, and who could have it instead."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import access, balance, giving_on, item_steps, open_matters
from cases.models import WorkItem
from cases.text import normalise
from cases.views.support import perform, too_late_page
from desk import open_rows
from organisation import absences
from organisation.http import SignedInRequest, form_page
from organisation.models import User


@form_page
def open_matter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Whoever manages the unit gives it on or takes it back; whoever has it may give it back."""
    item: WorkItem = access.find_any(
        request.user, WorkItem, "see_balance", "hold_work", related=open_matters.RELATED, pk=pk
    )
    manages = access.can(request.user, "see_balance", item)
    people = item_steps.could_take(item) if manages and item.done_at is None else []
    if request.method == "POST":
        return _take(request, item, people)
    hidden = open_rows.secrets_among(request.user, [item])
    context = {
        "item": item,
        "row": open_rows.unit_rows(request.user, [item])[0],
        "about": open_rows.title_for(item, hidden),
        "leads_to": open_rows.address(item) if _opens(request.user, item) else "",
        "list": _list(request.user, item) if manages else reverse("open_matters"),
        "unit": item.unit if manages else None,
        "people": _choices(request.user, [one for one in people if one != item.holder]),
        "may_give": manages and item.done_at is None,
        "may_take_back": item.given_to is not None and item.done_at is None,
        "was": item.holder.public_id if item.holder else "",
    }
    return render(request, "desk/open_matter.html", context)


def _take(request: SignedInRequest, item: WorkItem, people: list[User]) -> HttpResponse:
    was = _known(people, item, request.POST.get("was", ""))
    if request.POST.get("do") == "back":
        return _perform(
            request,
            item,
            lambda: giving_on.take_back(item, by=request.user, was=was),
            _("Uppgiften är tillbaka."),
        )
    to = next((one for one in people if one.public_id == request.POST.get("to")), None)
    word = normalise(request.POST.get("word", ""))
    if to is None:
        return _nobody_chosen(request, item, word)
    return _perform(
        request,
        item,
        lambda: giving_on.give(item, to, by=request.user, was=was, word=word),
        _("Uppgiften ligger nu hos %(name)s.") % {"name": to.name},
    )


def _nobody_chosen(request: SignedInRequest, item: WorkItem, word: str) -> HttpResponse:
    """Nobody was chosen, or nobody can be any more; the word that was written stays to be copied."""
    said = "" if item.done_at else _("Välj vem som ska ha uppgiften.")
    if word.strip():
        return too_late_page(request, reverse("open_matter", args=[item.pk]), said)
    messages.error(request, said or _("Det här är klart"))
    return redirect("open_matter", item.pk)


def _perform(request: SignedInRequest, item: WorkItem, verb: Any, success: str) -> HttpResponse:
    page = reverse("open_matter", args=[item.pk])
    manages = access.can(request.user, "see_balance", item)
    go_to = _list(request.user, item) if manages else reverse("open_matters")
    return perform(
        request, verb, name="give_item", success=success, go_to=go_to, back_to=page, keep_words=True
    )


def _known(people: list[User], item: WorkItem, public_id: str) -> int | None:
    """The id of whoever it lay with on the page that was read; 0 for somebody who is not known here."""
    near = [*people, *(one for one in (item.user, item.given_to) if one)]
    return next((one.pk for one in near if one.public_id == public_id), 0) if public_id else None


def _opens(user: User, item: WorkItem) -> bool:
    return item.done_at is None and (item.holder == user or item_steps.may_take(user, item))


def _list(user: User, item: WorkItem) -> str:
    """The list of the nearest unit the reader manages."""
    above = item.unit.lineage if item.unit else []
    units = [unit for unit in access.seats_for(user, "see_balance") if unit.pk in above]
    near = max(units, key=lambda unit: len(unit.lineage), default=None)
    return f"{reverse('open_matters')}?enhet={near.public_id}" if near else reverse("open_matters")


def _choices(reader: User, people: list[User]) -> list[dict[str, Any]]:
    """Whom it can be given to, how much they have already where the reader manages, and until when they are away."""
    away = absences.until(user.pk for user in people)
    seen = access.visible_to(reader, WorkItem, "see_balance").filter(done_at=None)
    load = balance.counts(seen)
    return [{"user": user, "away": away.get(user.pk), "open": load[user.pk]} for user in people]
