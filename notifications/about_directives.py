"""What events of assignments, questions to a process, nominations and steering documents are about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from directives.models import Assignment, Need, Nomination, Process, SteeringCard
from ledger.models import Event
from organisation.models import Unit, User

from . import about_plans
from .about_meetings import AboutMeeting

READERS = ("commission", "take_assignment", "see_assignment")
# told to whoever was asked and is not any more: the assignment itself is not theirs to read
NOT_ASKED = {"assignment.offer_moved", "assignment.transfer_recalled", "assignment.transfer_lapsed"}


@dataclass(frozen=True)
class AboutQuestion(AboutMeeting):
    """A question about an assignment that nobody has to answer any more; its button leads to one's own list."""

    def opens_to(self, person: User, page: str) -> bool:
        """Whoever works here has a list."""
        return person.is_active


@dataclass(frozen=True)
class AboutProcess(AboutMeeting):
    """A process; everybody who works here reads the process map."""

    kind_of_matter = gettext_lazy("Process")

    def opens_to(self, person: User, page: str) -> bool:
        """Whoever works here reads it."""
        return person.is_active


def about_directives(events: Sequence[Event]) -> dict[int, AboutMeeting]:
    """What each event is about, by its id, in a few queries for all; other events are left out."""
    found: dict[int, AboutMeeting] = {}
    for model, (related, about) in FINDERS.items():
        named = {event.pk: event for event in events if event.subject_type == model._meta.label_lower}
        wanted = {event.subject_id for event in named.values()} - {None}
        rows = model._default_manager.select_related(*related).in_bulk(wanted) if named else {}
        known = {pk: rows.get(event.subject_id or 0) for pk, event in named.items()}
        found |= {pk: about(named[pk], row) for pk, row in known.items() if row is not None}
    return found


def _assignment(event: Event, row: Assignment) -> AboutMeeting:
    about = AboutQuestion if event.kind in NOT_ASKED else AboutMeeting
    sent = event.data.get("public_id", "") if event.kind == "situation.sent" else ""
    page = ("situation", sent) if sent else ("assignment", row.public_id)
    return about(
        subject=row,
        case=row.case,
        title=row.title,
        sender=row.unit,
        unit=row.taker_unit,
        last_day=row.due_on,
        page=("open_matters", "") if event.kind in NOT_ASKED else page,
        actions=READERS,
    )


def _need(event: Event, row: Need) -> AboutMeeting:
    unit = row.process.unit or row.process.keeper
    return AboutMeeting(
        subject=row,
        case=None,
        title=row.process.name,
        sender=unit or Unit(),
        unit=unit,
        last_day=None,
        page=("need", row.public_id),
        actions=("lead_process", "keep_processes", "see_need", "handle_need"),
    )


def _process(event: Event, row: Process) -> AboutProcess:
    unit = row.unit or row.keeper
    return AboutProcess(
        subject=row,
        case=None,
        title=row.name,
        sender=row.keeper or row.unit or Unit(),
        unit=unit,
        last_day=None,
        page=("process", row.public_id),
        actions=(),
    )


def _nomination(event: Event, row: Nomination) -> AboutMeeting:
    given = event.kind == "nomination.given"
    return AboutMeeting(
        subject=row,
        case=None,
        title=row.request.network.name,
        sender=row.request.process.unit or row.request.network,
        unit=row.unit,
        last_day=row.request.due_on,
        page=("nomination_request", row.request.public_id) if given else ("nomination", row.public_id),
        actions=("nominate", "lead_process"),
    )


def _steering(event: Event, row: SteeringCard) -> AboutMeeting:
    return AboutMeeting(
        subject=row,
        case=row.document.case,
        title=row.document.title,
        sender=row.unit,
        unit=row.unit,
        last_day=row.review_due_on,
        page=("steering_document", event.data.get("public_id", "")),
        actions=("keep_steering",),
    )


FINDERS: dict[Any, tuple[tuple[str, ...], Callable[[Event, Any], AboutMeeting]]] = {
    Assignment: (("unit", "taker_unit", "case"), _assignment),
    Process: (("unit", "keeper"), _process),
    Need: (("process__unit", "process__keeper"), _need),
    SteeringCard: (("unit", "document__case"), _steering),
    Nomination: (("request__process__unit", "request__network", "unit"), _nomination),
    **about_plans.FINDERS,
}
