"""Who is told of what: one table from event kind to the people concerned; other kinds are told nobody.

Seats are read as they are today, and whoever stands in for somebody is told too.
"""

from collections.abc import Sequence

from django.db.models import Q

from cases import access
from cases.compilation import WAITED_FOR
from cases.models import Recipient
from ledger.models import Event
from organisation.models import Unit, User

from .about import About
from .audience_of_work import around_assignment, holder, owners, seated, when_all_have
from .hearing import (
    Asked,
    Audience,
    Found,
    all_named,
    any_of,
    by_name_or_seat,
    by_name_or_seat_of_event,
    named,
    on_duty,
    sender_of,
    told,
    when,
)
from .matters import Matter

STATE = Recipient.State


# a yes to an assignment makes its taker a process owner: what one's own yes led to is worth being told
TOLD_TO_ONESELF = {"process.owner_appointed"}


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
        event.pk: [
            user for user in answer(found) if user.pk != event.actor_id or event.kind in TOLD_TO_ONESELF
        ]
        for event, answer in answers
    }


def _own(known: About) -> list[Unit]:
    return [known.place.unit] if known.place else []


def _everybody(known: About) -> list[Unit]:
    return _units_of(known, ~Q(state__in=[STATE.CHOSEN, STATE.WITHDRAWN]))


def _still_to_answer(known: About) -> list[Unit]:
    return _units_of(known, Q(state__in=WAITED_FOR))


def _units_of(known: About, places: Q) -> list[Unit]:
    return [place.unit for place in known.round.recipients.filter(places).select_related("unit")]


WRITERS, APPROVERS = on_duty("write_answer", _own), on_duty("approve_answer", _own)
SENDERS = on_duty("manage_round", lambda known: [known.round.unit])
EVERYBODY = on_duty("write_answer", _everybody)
STILL_ANSWERING = on_duty("write_answer", _still_to_answer)
SECRETARIES = on_duty("keep_meetings", sender_of)
CALLED = on_duty("approve_minutes", sender_of)
TAKERS = any_of(named("taker"), on_duty("report_undertaking", told))
COMMISSIONER = by_name_or_seat("giver", "commission", sender_of)
COMMISSIONED = by_name_or_seat("taker", "take_assignment", told)
HAD_IT = by_name_or_seat_of_event("before", "before_unit", "take_assignment")
ASKED_TO_TAKE_OVER = by_name_or_seat_of_event("asked", "asked_unit", "take_assignment")
LEADERS = on_duty("lead_process", sender_of)
OWNER_OF_DOCUMENT = by_name_or_seat("owner", "keep_steering", sender_of)
NOMINATORS = on_duty("nominate", told)
REPORTER = by_name_or_seat("owner", "report_milestone", told)
KEEPERS = on_duty("keep_plan", sender_of)

AUDIENCES: dict[str, Audience] = {
    "plan.seat_given": holder,
    "plan.version_adopted": seated,
    "plan.version_registered": seated,
    "plan.ended": any_of(seated, KEEPERS),
    "revision.begun": any_of(seated, KEEPERS),
    "revision.cancelled": seated,
    "revision.reporting_begun": owners,
    "revision.sent_back": KEEPERS,
    "revision.adopted": KEEPERS,
    "revision.published": seated,
    "follow_up.begun": any_of(owners, seated),
    "follow_up.frozen": any_of(owners, seated),
    "milestone.reassigned": named("owner"),
    "milestone.report_returned": REPORTER,
    "milestone.reported": when_all_have(KEEPERS),
    "milestone.proposal_answered": named("author"),
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
    "answer.colleague_asked": named("colleague"),
    "answer.colleague_done": named("asked_by"),
    "answer.released": SENDERS,
    "answer.abstained": SENDERS,
    "answer.withdrawn": SENDERS,
    "answer.received": WRITERS,
    "comment.assigned": named("assignee"),
    "feedback.sent": WRITERS,
    "feedback.answered": SENDERS,
    "endorsement.recorded": SENDERS,
    "decision.asked": named("decider"),
    "decision.made": SENDERS,
    "item.sent_for_review": named("reviewer"),
    "item.sent_back": named("author"),
    "item.announced": SECRETARIES,
    "meeting.called": CALLED,
    "meeting.supplemented": CALLED,
    "meeting.cancelled": CALLED,
    "meeting.moved": CALLED,
    "minutes.sent": all_named("approvers"),
    "minutes.approved": SECRETARIES,
    "extract.delivered": on_duty("read_extract", told),
    "undertaking.given": TAKERS,
    "undertaking.reopened": TAKERS,
    "undertaking.fulfilled": TAKERS,
    "undertaking.reported": SECRETARIES,
    "assignment.offered": COMMISSIONED,
    "assignment.accepted": COMMISSIONER,
    "assignment.declined": COMMISSIONER,
    "assignment.adjusted": COMMISSIONED,
    "assignment.status": when("needs_decision", COMMISSIONER),
    "assignment.status_answered": COMMISSIONED,
    "assignment.part_added": named("person"),
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
    "assignment.taken_over": any_of(COMMISSIONER, around_assignment),
    "assignment.left": HAD_IT,
    "assignment.giver_changed": COMMISSIONED,
    "assignment.transfer_declined": any_of(COMMISSIONER, COMMISSIONED),
    "assignment.transfer_withdrawn": COMMISSIONED,
    "assignment.transfer_recalled": ASKED_TO_TAKE_OVER,
    "assignment.transfer_lapsed": ASKED_TO_TAKE_OVER,
    "assignment.reopened": COMMISSIONED,
    "assignment.term_begun": COMMISSIONED,
    "process.owner_appointed": named("owner"),
    "situation.sent": all_named("people"),
    "steering.review_asked": OWNER_OF_DOCUMENT,
    "steering.review_overdue": OWNER_OF_DOCUMENT,
    "need.asked": LEADERS,
    "need.answered": named("asker"),
    "need.merged": named("asker"),
    "need.routed": named("asker"),
    "need.turned": named("asker"),
    "need.closed": named("asker"),
    "nomination.asked": NOMINATORS,
    "nomination.given": LEADERS,
    "nomination.sent_back": NOMINATORS,
    "nomination.accepted": NOMINATORS,
    "nomination.withdrawn": NOMINATORS,
    "work_item.reassigned": named("to"),
    "work_item.handed_on": named("before"),
    "work_item.taken_back": named("before"),
    "work_item.came_back": named("to"),
    "substitution.begun": named("substitute"),
    "substitution.arranged": named("covered"),
    "substitution.ended": named("substitute"),
}
