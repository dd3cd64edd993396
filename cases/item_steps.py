"""Which right the step behind an open item asks for: kind → action, so that it is given on only to whoever may."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from organisation.models import User

from . import access
from .models import (
    AgendaItem,
    ApprovalOccasion,
    Comment,
    Extension,
    ItemRequest,
    Meeting,
    Recipient,
    ReferralRound,
    Undertaking,
    WorkItem,
)

Kind = WorkItem.Kind


@dataclass(frozen=True)
class Step:
    """The rows an item may be about, the right its step asks for, and the row that right is asked of."""

    model: type[Model]
    action: str
    about: Callable[[Any], Model] = lambda row: row


STEPS: dict[str, Step] = {
    Kind.DISPATCH: Step(ReferralRound, "manage_round"),
    Kind.COMPILE: Step(ReferralRound, "manage_round"),
    Kind.LATE_ANSWER: Step(Recipient, "manage_round"),
    Kind.REPLACED: Step(Recipient, "manage_round"),
    Kind.FEEDBACK: Step(Recipient, "manage_round"),
    Kind.EXTENSION: Step(Extension, "manage_round"),
    Kind.WEIGH: Step(ReferralRound, "weigh"),
    Kind.COMMENT: Step(Comment, "weigh"),
    Kind.ADOPT: Step(ReferralRound, "manage_round"),
    Kind.DECIDE: Step(ReferralRound, "decide"),
    Kind.ANSWER: Step(Recipient, "write_answer"),
    Kind.SECTION: Step(ItemRequest, "write_answer", lambda request: request.item),
    Kind.APPROVE: Step(Recipient, "approve_answer"),
    Kind.RELEASE: Step(Recipient, "release_answer"),
    Kind.REVIEW: Step(AgendaItem, "review_item"),
    Kind.REWORK: Step(AgendaItem, "prepare_item"),
    Kind.AGENDA: Step(AgendaItem, "keep_meetings"),
    Kind.MINUTES: Step(Meeting, "keep_meetings"),
    Kind.POST_NOTICE: Step(ApprovalOccasion, "keep_meetings"),
    Kind.DELIVER: Step(Meeting, "keep_meetings"),
    Kind.UNDERTAKING: Step(Undertaking, "report_undertaking"),
    Kind.REPORTED: Step(Undertaking, "keep_meetings"),
}  # a signature (SIGN) is the named person's own: nobody signs in somebody's place by a row in a list


def add_steps(steps: Mapping[str, Step]) -> None:
    """Let an app that stands above say which right its own kinds of items ask for."""
    STEPS.update(steps)


def action_of(item: WorkItem) -> str:
    """The right the item's step asks for; empty when it cannot be given on."""
    step = STEPS.get(item.kind)
    return step.action if step and item.target_type == step.model._meta.model_name else ""


def may_take(user: User, item: WorkItem) -> bool:
    """Whether ``user`` may take the step behind the item today."""
    if not action_of(item):
        return False
    step = STEPS[item.kind]
    row = step.model._default_manager.filter(pk=item.target_id).first()
    return row is not None and access.can(user, step.action, step.about(row))


def could_take(item: WorkItem) -> list[User]:
    """Everybody the item can be given to, by name: whoever holds or stands in for a seat with the right."""
    action = action_of(item)
    if not action or item.unit is None:
        return []
    people = access.on_duty_in(action, [item.unit])[item.unit.pk]
    secret = item.case is not None and bool(item.case.secrecy_provision)
    able = [user for user in people if not secret or may_take(user, item)]
    return sorted(able, key=lambda user: (user.name, user.pk))
