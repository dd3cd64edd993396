"""Ersättare och frånvaro: who stands in for me and for those I manage, and who is away."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import standing_in
from cases.errors import NotAllowed, Refused
from cases.forms.standing_in import AbsenceForm, SubstituteForm, colleagues
from cases.views.support import perform, posted, run_once
from organisation import absences, clock, roles, substitutions
from organisation.http import SignedInRequest, form_page
from organisation.models import Absence, Membership, Substitution, User


@dataclass
class Page:
    """Whose page it is: one's own, or with ``?for=`` that of somebody one manages."""

    request: SignedInRequest

    @cached_property
    def managed(self) -> list[User]:
        """Those the reader may do this for."""
        return standing_in.managed_people(self.request.user)

    @cached_property
    def person(self) -> User:
        """The one who is away."""
        wanted = self.request.GET.get("for", "")
        if not wanted:
            return self.request.user
        found = next((one for one in self.managed if one.public_id == wanted), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def seats(self) -> list[Membership]:
        """The seats that may be covered."""
        return standing_in.managed_seats(self.request.user, self.person)

    @cached_property
    def given(self) -> list[Substitution]:
        """When somebody stands in for the person; a manager sees what concerns the unit."""
        return list(
            substitutions.covering(self.person).filter(memberships__in=[seat.pk for seat in self.seats])
        )

    @cached_property
    def away(self) -> QuerySet[Absence]:
        """The person's days away."""
        return absences.ahead([self.person.pk])

    @property
    def address(self) -> str:
        """Where the page is."""
        own = self.person == self.request.user
        return reverse("substitutions") + ("" if own else f"?for={self.person.public_id}")

    def people(self) -> Any:
        """Those who could stand in: everybody who works for the same authorities."""
        authorities = {standing_in.unit_of(seat).authority_id_or_own for seat in self.seats}
        return colleagues(Q(authority__in=authorities) | Q(pk__in=authorities)).exclude(pk=self.person.pk)


@form_page
def substitutions_page(request: SignedInRequest) -> HttpResponse:
    """Name a substitute, end it with one click, note days away."""
    page = Page(request)
    person, step = page.person, request.POST.get("do", "")
    if step in {"end", "back"}:
        return _end(page, step)
    name = SubstituteForm(
        posted(request) if step == "name" else None, people=page.people(), seats=page.seats, prefix="name"
    )
    away = AbsenceForm(posted(request) if step == "away" else None, prefix="away")
    if step and (done := _take(page, step, name, away)):
        return done
    context = {
        "person": person,
        "own": person == request.user,
        "form": name,
        "absence_form": away,
        "has_seats": bool(page.seats),
        "given": [_row(row) for row in page.given],
        "held": [_row(row) for row in substitutions.covered_by(person)] if person == request.user else [],
        "absences": page.away,
        "managed": _managed(page),
    }
    return render(request, "desk/substitutions.html", context)


def _take(page: Page, step: str, name: SubstituteForm, away: AbsenceForm) -> HttpResponse | None:
    """Do what the valid form says; a refusal is said at the form, which keeps what was typed."""
    form: Any = {"name": name, "away": away}.get(step)
    if form is None or not form.is_valid():
        return None
    facts, by = form.cleaned_data, page.request.user
    days = {"starts_on": facts["starts_on"], "ends_on": facts["ends_on"]}
    try:
        if step == "name":
            run_once(
                page.request,
                lambda: _name(list(facts["seats"]), facts["substitute"], by=by, **days),
                name="name_substitute",
            )
        else:
            run_once(page.request, lambda: _note(page.person, by=by, **days), name="note_absence")
    except NotAllowed as error:
        raise Http404 from error
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    return redirect(page.address)


def _name(seats: list[Membership], substitute: User, **facts: Any) -> None:
    standing_in.name_substitute(seats, substitute, **facts)


def _note(person: User, **facts: Any) -> None:
    standing_in.note_absence(person, **facts)


def _end(page: Page, step: str) -> HttpResponse:
    by, code = page.request.user, page.request.POST.get("row", "")
    if step == "end":
        row = next((one for one in page.given if str(one.pk) == code), None)
        if row is None:
            raise Http404
        success = _("%(name)s går inte längre in.") % {"name": row.substitute.name}
        return _performed(page, lambda: standing_in.end_substitution(row, by=by), success)
    absence = next((one for one in page.away if str(one.pk) == code), None)
    if absence is None:
        raise Http404
    return _performed(page, lambda: standing_in.remove_absence(absence, by=by), _("Frånvaron är borttagen."))


def _performed(page: Page, verb: Any, success: str) -> HttpResponse:
    return perform(page.request, verb, name="end_substitution", success=success, go_to=page.address)


def _row(row: Substitution) -> dict[str, Any]:
    """One time somebody stands in, and whether it goes on."""
    today, seats = clock.today(), list(row.memberships.all())
    over = row.ended_at is not None or row.ends_on < today
    return {
        "row": row,
        "for": seats[0].user if seats else None,
        "seats": [
            f"{roles.ROLES.get(seat.group.unit_role.role, '')}, {seat.group.unit_role.unit.name}"
            for seat in seats
        ],
        "over": over,
        "ahead": not over and row.starts_on > today,
    }


def _managed(page: Page) -> list[dict[str, Any]]:
    if page.person != page.request.user:
        return []
    away = absences.until(one.pk for one in page.managed)
    return [{"user": one, "away": away.get(one.pk)} for one in page.managed]
