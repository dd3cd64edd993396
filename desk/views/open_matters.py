"""Öppna ärenden: what is open for me, and for each unit I manage, late or due, with whom it lies."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access, balance, open_matters
from cases.models import ReferralRound, WorkItem
from cases.text import normalise
from desk import open_rows
from organisation import clock, roles
from organisation.http import SignedInRequest
from organisation.models import Unit, User

WAITING = "vantar"
# Which of the awaited answers a tab shows.
AWAITED, UNCONFIRMED = "awaited", "obekraftade"


@dataclass
class Page:
    """What the address asks for, as far as the reader may see it; nonsense is left out."""

    request: SignedInRequest
    units: list[Unit] = field(init=False)

    def __post_init__(self) -> None:
        self.units = list(access.seats_for(self.user, "see_balance"))

    @property
    def user(self) -> User:
        """The reader."""
        return self.request.user

    @cached_property
    def unit(self) -> Unit | None:
        """The unit whose matters are shown; None for the reader's own."""
        wanted = self._asked("enhet")
        return next((unit for unit in self.units if unit.public_id == wanted), None)

    @cached_property
    def everything(self) -> open_matters.Rows:
        """What is open here."""
        if self.unit is None:
            return open_matters.held_by(self.user)
        return open_matters.without_twins(open_matters.of_unit(self.unit))

    @cached_property
    def others(self) -> open_matters.Rows:
        """What somebody else has to do first."""
        return (
            open_matters.waited_for_from(self.unit)
            if self.unit is not None
            else open_matters.waited_for_by(self.user)
        )

    @property
    def state(self) -> str:
        """Which of them are wanted."""
        return self._asked("lage") if self._asked("lage") in {"sena", "snart", WAITING} else ""

    @property
    def rows(self) -> open_matters.Rows:
        """Those before the choice of kind."""
        today = clock.today()
        if self.state == WAITING:
            return self.others
        wanted = {"sena": open_matters.late(today), "snart": open_matters.soon(today)}.get(self.state, Q())
        return self.everything.filter(wanted & self._with)

    @cached_property
    def person(self) -> User | None:
        """The one whose matters in the unit are shown."""
        if self.unit is None or not self._asked("hos"):
            return None
        holders = open_matters.of_unit(self.unit)
        near = Q(pk__in=access.people_of(self.unit).values("pk"))
        theirs = Q(pk__in=holders.values("user")) | Q(pk__in=holders.values("given_to"))
        return User.objects.filter(near | theirs, public_id=self._asked("hos")).first()

    @property
    def role(self) -> str:
        """The role whose matters in the unit are shown."""
        return self._asked("roll") if self.unit is not None and self._asked("roll") in roles.ROLES else ""

    @property
    def kind(self) -> str:
        """The kind that is shown alone."""
        wanted = self._asked("slag")
        if self.state == WAITING:
            wanted = open_rows.seen_from_outside(wanted)
        return wanted if wanted in WorkItem.Kind.values else ""

    @property
    def of_kind(self) -> Q:
        """Rows of that kind; whoever waits sees one kind for every step of an answer."""
        if not self.kind:
            return Q()
        kinds = [kind for kind in WorkItem.Kind.values if open_rows.seen_from_outside(kind) == self.kind]
        return Q(kind__in=kinds) if self.state == WAITING else Q(kind=self.kind)

    @property
    def after(self) -> open_matters.Place | None:
        """The keyset position in ``?efter=<day>_<id>``; nonsense is the first page."""
        day, _separator, last = self._asked("efter").partition("_")
        try:
            read = date.max if day == "utan" else parse_date(day)
            return (
                (read, int(last)) if read and last.isascii() and last.isdigit() and len(last) < 19 else None
            )
        except ValueError:
            return None

    def link(self, **changed: str) -> str:
        """This page with other choices; a new choice begins at the first row."""
        chosen = {
            "enhet": self.unit.public_id if self.unit else "",
            "lage": self.state,
            "slag": self.kind,
            "hos": self.person.public_id if self.person else "",
            "roll": self.role,
        }
        asked = {name: value for name, value in (chosen | changed).items() if value}
        return f"?{urlencode(asked)}" if asked else reverse("open_matters")

    @property
    def _with(self) -> Q:
        if self.person is not None:
            return open_matters.lying_with(self.person)
        return open_matters.without_a_person(self.role) if self.role else Q()

    def _asked(self, name: str) -> str:
        return normalise(self.request.GET.get(name, ""))[:64]


@require_safe
def open_matters_page(request: SignedInRequest) -> HttpResponse:
    """The figures, the list, and for a unit who has how much."""
    asked = Page(request)
    items = open_matters.page(
        asked.rows.filter(asked.of_kind), after=asked.after, limit=open_matters.PAGE + 1
    )
    shown = items[: open_matters.PAGE]
    context: dict[str, Any] = {
        "asked": asked,
        "unit": asked.unit,
        "tabs": tabs(request.user, asked.units, asked.unit.public_id if asked.unit else ""),
        "figures": _figures(asked),
        "states": _states(asked),
        "kinds": _kinds(asked),
        "rows": _drawn(asked, shown),
        "more": asked.link(efter=_place(shown[-1])) if len(items) > len(shown) else "",
        "first": asked.link() if asked.after else "",
    }
    if asked.unit is not None:
        context |= {"people": balance.per_person(asked.unit), "waiting_roles": _waiting_roles(asked.unit)}
    return render(request, "desk/open_matters.html", context)


def tabs(user: User, units: list[Unit], current: str) -> list[dict[str, Any]]:
    """Mine, each unit's, and for whoever manages rounds the answers that are awaited."""
    base = reverse("open_matters")
    found = [{"label": _("Mina"), "href": base, "current": current == ""}]
    found += [
        {"label": unit.name, "href": f"{base}?enhet={unit.public_id}", "current": current == unit.public_id}
        for unit in units
    ]
    if access.visible_to(user, ReferralRound, "manage_round").exists():
        away = reverse("awaited_answers")
        found += [
            {"label": _("Inväntar svar"), "href": away, "current": current == AWAITED},
            {
                "label": _("Inte bekräftat"),
                "href": f"{away}?visa={UNCONFIRMED}",
                "current": current == UNCONFIRMED,
            },
        ]
    return found


def _figures(asked: Page) -> list[dict[str, Any]]:
    """Each number leads to its rows."""
    counted = open_matters.figures(asked.everything, asked.others)
    return [
        {"label": label, "href": asked.link(lage=state, slag="", hos="", roll=""), "value": _capped(value)}
        for state, label, value in (
            ("", _("öppna"), counted.open),
            ("sena", _("försenade"), counted.late),
            ("snart", _("förfaller inom en vecka"), counted.soon),
            (WAITING, _("väntar på någon annan"), counted.waiting),
        )
    ]


def _capped(value: int) -> str:
    return _("fler än 1 000") if value > open_matters.COUNT_CAP else str(value)


def _states(asked: Page) -> list[dict[str, str]]:
    return [
        {"code": "sena", "label": _("Försenade")},
        {"code": "snart", "label": _("Förfaller inom en vecka")},
        {"code": WAITING, "label": _("Väntar på någon annan")},
    ]


def _kinds(asked: Page) -> list[dict[str, Any]]:
    counts: Counter[str] = Counter()
    for kind, count in open_matters.kinds_in(asked.rows):
        counts[open_rows.seen_from_outside(kind) if asked.state == WAITING else kind] += count
    return [
        {"code": kind, "label": WorkItem.Kind(kind).label, "count": count} for kind, count in counts.items()
    ]


def _drawn(asked: Page, items: list[WorkItem]) -> list[open_rows.OpenRow]:
    if asked.state == WAITING:
        return open_rows.awaited_rows(asked.user, items)
    return (open_rows.unit_rows if asked.unit else open_rows.own_rows)(asked.user, items)


def _waiting_roles(unit: Unit) -> list[dict[str, Any]]:
    return [{"load": load, "name": open_rows.role_names(load.roles)} for load in balance.per_role(unit)]


def _place(item: WorkItem) -> str:
    return f"{item.due_on.isoformat() if item.due_on else 'utan'}_{item.pk}"
