"""What a new assignment comes of: what a decision ordered, another assignment, a process, a need."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from cases import access, undertakings
from cases.models import Case, Undertaking
from cases.text import normalise
from directives import orders
from directives.forms.assignments import LEADING
from directives.models import Assignment, Need, Process, ProcessPart
from directives.processes import needs, owners
from directives.views.orders import READING, in_short, made_of
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import User

MOST_WAITING = 20


@dataclass(frozen=True)
class Origin:
    """Where somebody came from; nothing when it is begun on its own."""

    undertaking: Undertaking | None = None
    parent: Assignment | None = None
    process: Process | None = None
    need: Need | None = None
    case: Case | None = None

    def first(self) -> dict[str, Any]:
        """What the form begins with."""
        process = self.process or (self.need.process if self.need else None)
        process = process or (self.parent.process if self.parent else None)
        return {
            "title": orders.title_of(self.undertaking) if self.undertaking else self._heading,
            "case_number": self.case.number if self.case else "",
            "process": process.public_id if process else "",
            "part": self._part,
            "parent": self.parent.public_id if self.parent else "",
        }

    @property
    def fills_vacancy(self) -> bool:
        """It is begun from a process that nobody leads: whoever takes it on is to lead it."""
        return self.process is not None and not (
            owners.owners_on(clock.today()).filter(process=self.process, part=None).exists()
        )

    @property
    def _part(self) -> str:
        """The part that was asked about, or that the assignment above is for."""
        of = self.need or self.parent if self.process is None else None
        return of.part.public_id if of is not None and of.part else ""

    def facts(self, user: User, process: Process | None, part: ProcessPart | None) -> dict[str, Any]:
        """What ``assigning.begin`` is told besides the form, where ``process`` and ``part`` were chosen."""
        vacant = self.fills_vacancy and process == self.process and part is None
        appoints = vacant and process is not None and access.can(user, "keep_processes", process)
        return {"undertaking": self.undertaking, "description": self._asked, "appoints": appoints}

    @property
    def _heading(self) -> str:
        """What is asked for, as far as it is a heading; else the process it was asked of."""
        if self.need is None and self.process is not None and self.fills_vacancy:
            return _("Processägare för %(process)s") % {"process": self.process.name}
        if self.need is None:
            return ""
        named = _("Behov i processen %(process)s") % {"process": self.need.process.name}
        return orders.heading_of(self.need.text) or named

    @property
    def _asked(self) -> str:
        return self.need.text if self.need else ""


def origin_of(request: SignedInRequest) -> Origin:
    """What the address names; 404 for what the person may not read."""
    ordered = _named(request, "bevakning", _ordered(request))
    parent = _named(request, "under", access.visible_by_any(request.user, Assignment, *LEADING))
    asked = _named(request, "behov", access.visible_by_any(request.user, Need, *needs.READING))
    process = _named(request, "process", Process.objects.all())
    return Origin(ordered, parent, process, asked, _case(request, ordered, parent))


def waiting(request: SignedInRequest) -> list[tuple[Undertaking, str]]:
    """What is ordered and still has assignments to be made of it, each with what was made so far."""
    rows = orders.waiting(_ordered(request)).order_by("due_on", "given_at", "pk")
    found = list(rows[:MOST_WAITING])
    made = made_of(found, request.user)
    return [(row, in_short(made.get(row.pk, []))) for row in found]


def _ordered(request: SignedInRequest) -> QuerySet[Undertaking]:
    seen = access.visible_by_any(request.user, Undertaking, *READING).values("pk")
    return Undertaking.objects.filter(pk__in=seen).select_related(*undertakings.RELATED)


def _named(request: SignedInRequest, name: str, rows: QuerySet[Any]) -> Any:
    code = normalise(request.GET.get(name, "")).strip()
    if not code:
        return None
    found = rows.filter(public_id=code).first()
    if found is None:
        raise Http404
    return found


def _case(request: SignedInRequest, ordered: Undertaking | None, parent: Assignment | None) -> Case | None:
    """The case it goes on in, when the person may read it."""
    case = undertakings.case_of(ordered) if ordered else None
    case = case or (parent.case if parent else None)
    seen = access.visible_to(request.user, Case, "see_case").filter(pk=case.pk) if case else None
    return seen.first() if seen is not None else None
