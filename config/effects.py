"""What one app's event sets going in another, in the same transaction: event kind → callables."""

from django.db.models import QuerySet

from cases import wholes
from cases.models import AgendaItem, Body, ReferralRound, Undertaking
from directives import steering
from directives.assignments import ending, terms
from directives.models import Assignment, Need
from directives.plans import adopting
from directives.plans.revisions import deciding, planning, referring, taking_over
from directives.processes import turning
from ledger.doorbell import ring_after_commit
from ledger.events import Effect
from ledger.models import Event
from organisation.models import User
from workflows import engine


def wake_round(event: Event) -> None:
    """See whether this was the round's last answer, after the commit; the sweep repeats it."""
    ring_after_commit("workflows.tasks.advance_round", event.data["round"])


def decide_round(event: Event) -> None:
    """Let an approved § that adopts a round's proposal be the round's decision."""
    item = AgendaItem.objects.select_related("round", "body").get(pk=event.subject_id or 0)
    acts = item.body.decides and item.outcome in steering.ACTING
    if item.round is not None and acts and wholes.decides(item, item.round):
        taking_over.follow_adopted(item.round, by=_actor(event))
        engine.decide_by_body(item.round, by=_actor(event))


def follow_item(event: Event) -> None:
    """Let the item's process follow it, after the commit; the sweep repeats it."""
    ring_after_commit("workflows.tasks.follow_item", event.subject_id)


def follow_meeting(event: Event) -> None:
    """The same for every item of the meeting the event names."""
    ring_after_commit("workflows.tasks.follow_meeting", event.data.get("meeting") or event.subject_id)


def follow_ordering_item(event: Event) -> None:
    """The same for the item whose point ordered what is fulfilled."""
    item = Undertaking.objects.filter(pk=event.subject_id or 0).values_list("point__item", flat=True).first()
    if item is not None:
        ring_after_commit("workflows.tasks.follow_item", item)


def end_assignments(event: Event) -> None:
    """Let what a point declares fulfilled close the chain of assignments that began with it."""
    undertaking = Undertaking.objects.select_related("fulfilled_by").get(pk=event.subject_id or 0)
    ending.fulfil_by_point(undertaking, by=_actor(event))


def begin_term(event: Event) -> None:
    """Let a new term of what was ordered begin the next term of the assignments it led to."""
    undertaking = Undertaking.objects.get(pk=event.subject_id or 0)
    if undertaking.term > 1:
        terms.follow_term(undertaking, by=_actor(event))


def lead_needs_on(event: Event) -> None:
    """Tell those who asked, when what was drafted for them has been sent or offered."""
    turning.lead_on(_came_of(event), by=_doer(event))


def let_needs_come_back(event: Event) -> None:
    """Let what was asked wait again when what came of it was dropped."""
    turning.come_back(_came_of(event), by=_actor(event))


def _came_of(event: Event) -> QuerySet[Need]:
    of = "round" if event.kind.startswith("round.") else "assignment"
    return Need.objects.filter(**{of: event.subject_id or 0})


def _doer(event: Event) -> User:
    return User.objects.get(pk=event.actor_id or 0)


def report_order(event: Event) -> None:
    """See whether all that was made of an order is done now, after the commit; the sweep repeats it."""
    ring_after_commit("directives.tasks.report_order", event.subject_id)


def report_order_of(event: Event) -> None:
    """The same for the order an assignment was made of."""
    order = Assignment.objects.filter(pk=event.subject_id or 0).values_list("undertaking", flat=True).first()
    if order is not None:
        ring_after_commit("directives.tasks.report_order", order)


def follow_assignment(event: Event) -> None:
    """Let the assignment's process follow it, after the commit; the sweep repeats it."""
    ring_after_commit("workflows.tasks.follow_assignment", event.subject_id)


def return_plan(event: Event) -> None:
    """Let an approved § that adopted nothing send the plan it was about back to be revised."""
    deciding.item_closed(AgendaItem.objects.get(pk=event.subject_id or 0), by=_actor(event))


def follow_plans_item(event: Event) -> None:
    """Let a proposed plan follow its item: to a meeting's agenda, off it, and once it is announced."""
    deciding.item_moved(AgendaItem.objects.get(pk=event.subject_id or 0), by=_actor(event))


def go_on_with_plan(event: Event) -> None:
    """Let a plan whose round is weighed, or was cancelled, be revised."""
    referring.round_ended(ReferralRound.objects.get(pk=event.subject_id or 0), by=_actor(event))


def move_revisions(event: Event) -> None:
    """Let the days of plans that a body adopts follow its meetings."""
    body = Body.objects.filter(meetings=event.subject_id or 0).first()
    if body is not None:
        planning.follow_meetings(body, by=_actor(event))


def follow_revision(event: Event) -> None:
    """Let the revision's process follow it, after the commit; the sweep repeats it."""
    ring_after_commit("workflows.tasks.follow_revision", event.subject_id)


def _actor(event: Event) -> User | None:
    return User.objects.filter(pk=event.actor_id or 0).first()


EFFECTS: dict[str, tuple[Effect, ...]] = {
    "answer.released": (wake_round,),
    "answer.abstained": (wake_round,),
    "recipient.withdrawn": (wake_round,),
    "decision.made": (steering.make_valid, adopting.adopt_by_decision),
    "paragraph.approved": (
        steering.make_valid_by_paragraph,
        adopting.adopt_by_paragraph,
        return_plan,
        decide_round,
    ),
    "item.drafted": (follow_item,),
    "item.sent_for_review": (follow_item, follow_plans_item),
    "item.sent_back": (follow_item, follow_plans_item),
    "item.announced": (follow_item, follow_plans_item),
    "item.listed": (follow_item, follow_plans_item),
    "item.closed": (follow_item,),
    "item.reopened": (follow_item,),
    "round.dispatched": (lead_needs_on,),
    "minutes.approved": (follow_meeting,),
    "notice.posted": (follow_meeting,),
    "extract.posted": (follow_item,),
    "extract.delivered": (follow_meeting,),
    "undertaking.given": (begin_term,),
    "undertaking.given_out": (report_order,),
    "undertaking.fulfilled": (follow_ordering_item, end_assignments),
    "assignment.fulfilled": (follow_assignment, report_order_of),
    "assignment.offered": (lead_needs_on,),
    "assignment.withdrawn": (follow_assignment, let_needs_come_back, report_order_of),
    "assignment.term_begun": (follow_assignment,),
    "round.closed": (go_on_with_plan,),
    "round.cancelled": (let_needs_come_back, go_on_with_plan),
    "meeting.planned": (move_revisions,),
    "meeting.moved": (move_revisions,),
    "meeting.changed": (move_revisions,),
    "meeting.cancelled": (move_revisions,),
    "plan.version_adopted": (deciding.adopted,),
    "revision.revising_begun": (follow_revision,),
    "revision.recalled": (follow_revision,),
    "revision.sent_back": (follow_revision,),
    "revision.taken_back": (follow_revision,),
    "revision.adopted": (follow_revision,),
}
