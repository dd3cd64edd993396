"""Who is told of what: one table from event kind to the people concerned; other kinds are told nobody.

Seats are read as they are today, and whoever stands in for somebody is told too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from cases import access
from cases.compilation import WAITED_FOR
from cases.models import Recipient
from directives.models import FunctionHolder, MilestoneReport, PlanSeat, Revision
from ledger.models import Event
from organisation import clock
from organisation.models import Unit, User

from .about import About
from .about_meetings import AboutMeeting
from .matters import Matter

STATE = Recipient.State


@dataclass
class Asked:
    """What is to be looked up for many events: units by action, and people by id."""

    units: dict[str, dict[int, Unit]] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Found:
    """The people on duty by action and unit, and those that were named."""

    on_duty: dict[str, dict[int, list[User]]]
    people: dict[int, User]


Audience = Callable[[Event, Any, Asked], Callable[[Found], list[User]]]


def people_to_tell(concerns: Sequence[tuple[Event, Matter]]) -> dict[int, list[User]]:
    """Everybody concerned except whoever did it, by the event's id.

    People are looked up once for all the events: many cost as many queries as one.
    """
    asked = Asked()
    answers = [(event, AUDIENCES[event.kind](event, known, asked)) for event, known in concerns]
    found = Found(
        {action: access.on_duty_in(action, units.values()) for action, units in asked.units.items()},
        User.objects.filter(is_active=True).in_bulk(asked.people),
    )
    return {
        event.pk: [user for user in answer(found) if user.pk != event.actor_id] for event, answer in answers
    }


def _on_duty(action: str, where: Callable[[Any], list[Unit]]) -> Audience:
    """Everybody who may do ``action`` today on one of the units that are concerned."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        units = {unit.pk: unit for unit in where(known)}
        asked.units.setdefault(action, {}).update(units)
        return lambda found: list(dict.fromkeys(one for pk in units for one in found.on_duty[action][pk]))

    return ask


def _named(fact: str) -> Audience:
    """The person whose id the event holds under this name."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        person = event.data.get(fact)
        asked.people |= {person} - {None}
        return lambda found: [found.people[person]] if person in found.people else []

    return ask


def _all_named(fact: str) -> Audience:
    """The persons whose ids the event holds under this name."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        people = event.data.get(fact) or []
        asked.people |= set(people)
        return lambda found: [found.people[person] for person in people if person in found.people]

    return ask


def _any_of(*audiences: Audience) -> Audience:
    """Everybody in at least one of them, once."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        answers = [audience(event, known, asked) for audience in audiences]
        return lambda found: list(dict.fromkeys(one for answer in answers for one in answer(found)))

    return ask


def _sender_of(known: AboutMeeting) -> list[Unit]:
    return [known.sender]


def _told(known: AboutMeeting) -> list[Unit]:
    return [known.unit] if known.unit else []


def _own(known: About) -> list[Unit]:
    return [known.place.unit] if known.place else []


def _everybody(known: About) -> list[Unit]:
    return _units_of(known, ~Q(state__in=[STATE.CHOSEN, STATE.WITHDRAWN]))


def _still_to_answer(known: About) -> list[Unit]:
    return _units_of(known, Q(state__in=WAITED_FOR))


def _units_of(known: About, places: Q) -> list[Unit]:
    return [place.unit for place in known.round.recipients.filter(places).select_related("unit")]


WRITERS, APPROVERS = _on_duty("write_answer", _own), _on_duty("approve_answer", _own)
SENDERS = _on_duty("manage_round", lambda known: [known.round.unit])
EVERYBODY = _on_duty("write_answer", _everybody)
STILL_ANSWERING = _on_duty("write_answer", _still_to_answer)


def _by_name_or_seat(fact: str, action: str, where: Callable[[Any], list[Unit]]) -> Audience:
    """The person the event names under ``fact``; where it names nobody, those who may do ``action`` there."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        audience = _named(fact) if event.data.get(fact) else _on_duty(action, where)
        return audience(event, known, asked)

    return ask


def _when(fact: str, audience: Audience) -> Audience:
    """The same people, where the event says that ``fact`` is so; else nobody."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        return audience(event, known, asked) if event.data.get(fact) else lambda found: []

    return ask


SECRETARIES = _on_duty("keep_meetings", _sender_of)
CALLED = _on_duty("approve_minutes", _sender_of)
TAKERS = _any_of(_named("taker"), _on_duty("report_undertaking", _told))


def _by_name_or_seat_of_event(fact: str, unit: str, action: str) -> Audience:
    """The person the event names under ``fact``, else those who may do ``action`` in the unit it names."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        places = list(Unit.objects.filter(pk=event.data.get(unit) or 0))
        return _by_name_or_seat(fact, action, lambda _known: places)(event, known, asked)

    return ask


def _around_assignment(event: Event, known: AboutMeeting, asked: Asked) -> Callable[[Found], list[User]]:
    """Whoever does a part of it that is not done, holds a function of its staff or is sent its reports."""
    today = clock.today()
    lasts = Q(ends_on=None) | Q(ends_on__gt=today)
    holders = FunctionHolder.objects.filter(lasts, function__assignment=known.subject, starts_on__lte=today)
    people = {
        *holders.values_list("user", flat=True),
        *known.subject.parts.filter(done_at=None, user__isnull=False).values_list("user", flat=True),
        *known.subject.situation_recipients.filter(user__isnull=False).values_list("user", flat=True),
    }
    asked.people |= people
    return lambda found: [found.people[person] for person in sorted(people) if person in found.people]


COMMISSIONER = _by_name_or_seat("giver", "commission", _sender_of)
COMMISSIONED = _by_name_or_seat("taker", "take_assignment", _told)
HAD_IT = _by_name_or_seat_of_event("before", "before_unit", "take_assignment")
ASKED_TO_TAKE_OVER = _by_name_or_seat_of_event("asked", "asked_unit", "take_assignment")
LEADERS = _on_duty("lead_process", _sender_of)
OWNER_OF_DOCUMENT = _by_name_or_seat("owner", "keep_steering", _sender_of)
NOMINATORS = _on_duty("nominate", _told)


def _owners(event: Event, known: AboutMeeting, asked: Asked) -> Callable[[Found], list[User]]:
    """Whoever is asked to report in a revision or a follow-up: people by name, and those who lead a unit."""
    home = "revision" if isinstance(known.subject, Revision) else "follow_up"
    rows = MilestoneReport.objects.filter(**{home: known.subject})
    people = set(rows.exclude(owner=None).values_list("owner", flat=True))
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=rows.filter(owner=None).values("unit"))}
    asked.people |= people
    asked.units.setdefault("report_milestone", {}).update(units)

    def answer(found: Found) -> list[User]:
        by_name = [found.people[person] for person in sorted(people) if person in found.people]
        by_seat = [user for unit in units for user in found.on_duty["report_milestone"][unit]]
        return list(dict.fromkeys([*by_name, *by_seat]))

    return answer


def _when_all_have(audience: Audience) -> Audience:
    """The same people, told by the last report that was awaited and by no other."""

    def ask(event: Event, known: Any, asked: Asked) -> Callable[[Found], list[User]]:
        report = known.subject
        beside = MilestoneReport.objects.filter(revision=report.revision_id, follow_up=report.follow_up_id)
        later = beside.exclude(pk=report.pk).filter(
            ~Q(state=MilestoneReport.State.GIVEN)
            | Q(given_at__gt=report.given_at)
            | Q(given_at=report.given_at, pk__gt=report.pk)
        )
        last = report.given_at is not None and not later.exists()
        return audience(event, known, asked) if last else lambda found: []

    return ask


def _seated(event: Event, known: AboutMeeting, asked: Asked) -> Callable[[Found], list[User]]:
    """Who works with the plan or follows it today; of a unit that follows it, everybody who belongs there."""
    today = clock.today()
    lasts = Q(ends_on__isnull=True) | Q(ends_on__gt=today)
    seats = PlanSeat.objects.filter(lasts, plan=known.subject.plan, starts_on__lte=today)
    units = seats.exclude(unit=None).values("unit")
    belongs = Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)
    there = Q(memberships__group__unit_role__unit__in=units, memberships__starts_on__lte=today) & belongs
    people = set(User.objects.filter(there | Q(pk__in=seats.values("user"))).values_list("pk", flat=True))
    asked.people |= people
    return lambda found: [found.people[person] for person in sorted(people) if person in found.people]


REPORTER = _by_name_or_seat("owner", "report_milestone", _told)
KEEPERS = _on_duty("keep_plan", _sender_of)

AUDIENCES: dict[str, Audience] = {
    "revision.reporting_begun": _owners,
    "revision.sent_back": KEEPERS,
    "revision.adopted": KEEPERS,
    "revision.published": _seated,
    "follow_up.begun": _owners,
    "milestone.reassigned": _named("owner"),
    "milestone.report_returned": REPORTER,
    "milestone.reported": _when_all_have(KEEPERS),
    "milestone.proposal_answered": _named("author"),
    "round.received": WRITERS,
    "round.extended": STILL_ANSWERING,
    "round.cancelled": EVERYBODY,
    "round.handed_over": SENDERS,
    "round.compiled": EVERYBODY,
    "round.reopened": EVERYBODY,
    "extension.asked": SENDERS,
    "extension.granted": WRITERS,
    "extension.refused": WRITERS,
    "recipient.reminded": WRITERS,
    "recipient.withdrawn": WRITERS,
    "reminder.due": WRITERS,
    "answer.submitted": APPROVERS,
    "answer.approved": WRITERS,
    "answer.returned": WRITERS,
    "answer.colleague_asked": _named("colleague"),
    "answer.colleague_done": _named("asked_by"),
    "answer.released": SENDERS,
    "answer.abstained": SENDERS,
    "answer.withdrawn": SENDERS,
    "answer.received": WRITERS,
    "comment.assigned": _named("assignee"),
    "feedback.sent": WRITERS,
    "feedback.answered": SENDERS,
    "endorsement.recorded": SENDERS,
    "decision.asked": _named("decider"),
    "decision.made": SENDERS,
    "item.sent_for_review": _named("reviewer"),
    "item.sent_back": _named("author"),
    "item.announced": SECRETARIES,
    "meeting.called": CALLED,
    "meeting.supplemented": CALLED,
    "meeting.cancelled": CALLED,
    "meeting.moved": CALLED,
    "minutes.sent": _all_named("approvers"),
    "minutes.approved": SECRETARIES,
    "extract.delivered": _on_duty("read_extract", _told),
    "undertaking.given": TAKERS,
    "undertaking.reopened": TAKERS,
    "undertaking.fulfilled": TAKERS,
    "undertaking.reported": SECRETARIES,
    "assignment.offered": COMMISSIONED,
    "assignment.accepted": COMMISSIONER,
    "assignment.declined": COMMISSIONER,
    "assignment.adjusted": COMMISSIONED,
    "assignment.status": _when("needs_decision", COMMISSIONER),
    "assignment.status_answered": COMMISSIONED,
    "assignment.part_added": _named("person"),
    "assignment.time_asked": COMMISSIONER,
    "assignment.time_granted": COMMISSIONED,
    "assignment.time_refused": COMMISSIONED,
    "assignment.reported": COMMISSIONER,
    "assignment.returned": COMMISSIONED,
    "assignment.fulfilled": COMMISSIONED,
    "assignment.withdrawn": COMMISSIONED,
    "assignment.paused": COMMISSIONED,
    "assignment.resumed": COMMISSIONED,
    "assignment.transferred": COMMISSIONED,
    "assignment.offer_moved": HAD_IT,
    "assignment.transfer_begun": COMMISSIONED,
    "assignment.transfer_asked": ASKED_TO_TAKE_OVER,
    "assignment.taken_over": _any_of(COMMISSIONER, _around_assignment),
    "assignment.left": HAD_IT,
    "assignment.transfer_declined": _any_of(COMMISSIONER, COMMISSIONED),
    "assignment.transfer_withdrawn": COMMISSIONED,
    "assignment.transfer_recalled": ASKED_TO_TAKE_OVER,
    "assignment.transfer_lapsed": ASKED_TO_TAKE_OVER,
    "assignment.reopened": COMMISSIONED,
    "assignment.term_begun": COMMISSIONED,
    "situation.sent": _all_named("people"),
    "steering.review_asked": OWNER_OF_DOCUMENT,
    "steering.review_overdue": OWNER_OF_DOCUMENT,
    "need.asked": LEADERS,
    "need.answered": _named("asker"),
    "need.merged": _named("asker"),
    "need.routed": _named("asker"),
    "need.turned": _named("asker"),
    "need.closed": _named("asker"),
    "nomination.asked": NOMINATORS,
    "nomination.given": LEADERS,
    "nomination.sent_back": NOMINATORS,
    "nomination.accepted": NOMINATORS,
    "nomination.withdrawn": NOMINATORS,
    "work_item.reassigned": _named("to"),
    "work_item.handed_on": _named("before"),
    "work_item.taken_back": _named("before"),
    "substitution.begun": _named("substitute"),
    "substitution.arranged": _named("covered"),
    "substitution.ended": _named("substitute"),
}
