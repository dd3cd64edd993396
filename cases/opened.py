"""Who opened something of a case that is marked as secret: kept for the registrar, for good (DOMAIN § 9)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import User

from . import access
from .models import AgendaItem, Case, Meeting, Opening

MOST = 100
WHAT: dict[str, Any] = {
    "case": _("ärendet"),
    "document": _("en handling"),
    "documentfile": _("en fil"),
    "meeting": _("sammanträdets protokoll eller handlingar"),
    "assignment": _("uppdraget"),
    "assignmentversion": _("uppdragshandlingen"),
    "steeringdocument": _("styrdokumentet"),
    "agendaitem": _("ärendet på en dagordning"),
    "agendadocument": _("ett underlag"),
    "decision": _("ett beslut"),
    "referralround": _("remissrundan"),
}


@dataclass(frozen=True)
class Line:
    """One opening: when, by whom, and what was opened."""

    at: datetime
    by: str
    what: str


def note(request: SignedInRequest, thing: Model, case: Case | None) -> None:
    """Keep that the person reads ``thing`` of a marked case: one insert; nothing for any other case."""
    if case is None or not case.secrecy_provision or request.method not in ("GET", "HEAD"):
        return
    Opening.objects.create(
        case_id=case.pk,
        user_id=request.user.pk,
        what=thing._meta.model_name or "",
        what_id=thing.pk,
        at=clock.now(),
    )


def note_items(request: SignedInRequest, meeting: Meeting, items: QuerySet[AgendaItem]) -> None:
    """Keep that the person reads these § of marked cases in the minutes or the pack: one insert for all."""
    if request.method not in ("GET", "HEAD"):
        return
    marked = items.exclude(case=None).exclude(case__secrecy_provision="")
    now = clock.now()
    Opening.objects.bulk_create(
        Opening(case_id=case, user_id=request.user.pk, what="meeting", what_id=meeting.pk, at=now)
        for case in marked.order_by("case").values_list("case", flat=True).distinct()
    )


def of_case(user: User, case: Case) -> list[Line]:
    """The newest openings of the case, for whoever keeps its diary; empty for everybody else."""
    if not access.can(user, "read_openings", case):
        return []
    rows = list(Opening.objects.filter(case_id=case.pk).order_by("-pk")[:MOST])
    people = User.objects.in_bulk({row.user_id for row in rows})
    return [Line(row.at, people[row.user_id].name, str(WHAT.get(row.what, row.what))) for row in rows]
