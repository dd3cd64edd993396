"""A body as its secretary keeps it: its rules, members, offices, first § of the year, delegation order."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.forms.bodies import DelegationForm, DiaryForm, EndForm, MemberForm, RulesForm, SeriesForm
from cases.meetings import bodies, delegations, diaries
from cases.meetings.paper_errors import NoSuchDay
from cases.models import Body, BodyMember
from cases.text import normalise
from cases.views.meetings import finding
from cases.views.meetings.steps import take
from cases.views.support import perform
from ledger.numbers import last_of
from organisation import clock
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit

FORMS: dict[str, Callable[..., forms.BaseForm]] = {
    "rules": RulesForm,
    "member": MemberForm,
    "series": SeriesForm,
    "delegation": DelegationForm,
    "diary": DiaryForm,
}
STEPS = {"up": -1, "down": 1}


@form_page
def body(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Everything about how a unit meets; the first time its rules are all there is."""
    unit = finding.kept_unit(request, public_id)
    found = Body.objects.filter(unit=unit).select_related("unit").first()
    made = {name: _form(request, name, found) for name in FORMS}
    done = _done(request, unit, found, made) if request.method == "POST" else None
    return done or render(request, "meetings/body.html", _context(unit, found, made))


def _form(request: SignedInRequest, name: str, found: Body | None) -> forms.BaseForm:
    sent = request.POST if request.POST.get("do") == name else None
    if name == "rules":
        return RulesForm(sent, instance=found)
    if name == "series":
        return SeriesForm(sent, initial={"year": clock.today().year})
    return FORMS[name](sent)


def _done(
    request: SignedInRequest, unit: Unit, found: Body | None, made: dict[str, Any]
) -> HttpResponse | None:
    do = request.POST.get("do", "")
    if do == "rules":
        return _saved(
            request, made[do], lambda: bodies.set_up(unit, by=request.user, **made[do].cleaned_data)
        )
    if found is None:
        return redirect(request.path)
    if do in FORMS:
        return _saved(request, made[do], lambda: _write(request, found, do, made[do]))
    if do in {"end", "office", "move"}:
        return _change_member(request, found, do)
    if do == "end_delegation":
        item = get_object_or_404(found.delegations, public_id=_code(request, "delegation"))
        return _step(request, found, do, lambda: delegations.end_delegation(item, by=request.user))
    return redirect(request.path)


def _write(request: SignedInRequest, found: Body, do: str, form: Any) -> Any:
    if do == "member":
        return bodies.add_member(found, by=request.user, **form.facts())
    if do == "diary":
        return diaries.begin(found.unit, by=request.user, code=form.cleaned_data["code"])
    if do == "series":
        data = form.cleaned_data
        return bodies.begin_series(found, by=request.user, year=data["year"], last=data["first"] - 1)
    return delegations.add_delegation(found, by=request.user, **form.cleaned_data)


def _change_member(request: SignedInRequest, found: Body, do: str) -> HttpResponse:
    code, _space, way = _code(request, "member").partition(" ")
    member = get_object_or_404(found.members.select_related("body__unit", "user"), public_id=code)
    return _step(request, found, do, lambda: _changed(request, member, do, way))


def _changed(request: SignedInRequest, member: BodyMember, do: str, way: str) -> Any:
    if do == "move":
        return bodies.move_member(member, STEPS.get(way, 0), by=request.user)
    if do == "office":
        office = request.POST.get("office", "")
        return bodies.give_office(
            member, office if office in BodyMember.Office.values else "", by=request.user
        )
    form = EndForm(request.POST)
    if not form.is_valid():
        raise NoSuchDay
    return bodies.end_membership(member, by=request.user, on=form.cleaned_data["on"])


def _saved(request: SignedInRequest, form: forms.BaseForm, verb: Callable[[], Any]) -> HttpResponse | None:
    return take(request, form, verb, name="change_body", success=_("Sparat."), go_to=request.path)


def _step(request: SignedInRequest, found: Body, do: str, verb: Callable[[], Any]) -> HttpResponse:
    here = reverse("body", args=[found.unit.public_id])
    return perform(request, verb, name=f"body_{do}", success=_("Sparat."), go_to=here)


def _code(request: SignedInRequest, name: str) -> str:
    return normalise(request.POST.get(name, ""))


def _context(unit: Unit, found: Body | None, made: dict[str, Any]) -> dict[str, Any]:
    context = {"unit": unit, "body": found, **{f"{name}_form": form for name, form in made.items()}}
    context["bound"] = [form for form in made.values() if form.is_bound]
    if found is None:
        return context
    members = list(bodies.members_on(found, clock.today()))
    kinds = BodyMember.Kind
    return context | {
        "ordinary": [one for one in members if one.kind == kinds.ORDINARY],
        "substitutes": [one for one in members if one.kind == kinds.SUBSTITUTE],
        "offices": BodyMember.Office.choices,
        "today": clock.today(),
        "delegations": found.delegations.filter(ends_on__isnull=True),
        "last_paragraph": _last_paragraph(found),
        "diary_place": diaries.place_of(unit),
    }


def _last_paragraph(found: Body) -> int:
    return last_of(bodies.paragraph_series(found, clock.today().year))
