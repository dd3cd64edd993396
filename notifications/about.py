"""What events are about: the round, and whose place in it. Found from ids alone, for many events at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from cases import access
from cases.models import (
    AnswerItem,
    AnswerParty,
    Case,
    Comment,
    ItemRequest,
    Question,
    Recipient,
    ReferralRound,
)
from ledger.models import Event
from organisation.models import Unit, User

PLACE, ANSWER, ITEM = "cases.recipient", "cases.answer", "cases.answeritem"
ROUND, COMMENT = "cases.referralround", "cases.comment"


@dataclass(frozen=True)
class About:
    """The round; the recipient's place, when one recipient is concerned; the day it has to be done by."""

    round: ReferralRound
    place: Recipient | None
    last_day: date | None
    section: int | None = None

    kind_of_matter = gettext_lazy("Remissrunda")
    body = None

    def told_to(self, person: User) -> "About":
        """The same to everybody."""
        return self

    def facts_for(self, person: User) -> dict[str, str]:
        """What the words say to this person alone."""
        return {}

    @property
    def case(self) -> Case:
        """The case whose number the mail names."""
        return self.round.case

    @property
    def title(self) -> str:
        """What it is called."""
        return self.round.title

    @property
    def sender(self) -> Unit:
        """The unit it comes from."""
        return self.round.unit

    @property
    def unit(self) -> Unit | None:
        """The unit it is told to, when it is one."""
        return self.place.unit if self.place else None

    @property
    def thread(self) -> str:
        """What its mails have in common."""
        return self.round.public_id

    def opens_to(self, person: User, page: str) -> bool:
        """Whether the page behind the button opens to this person today."""
        if page == "answer":
            return self.place is not None and access.can(person, "read_draft", self.place)
        return access.can(person, "manage_round" if page == "managed" else "see_round", self.round)


def about_rounds(events: Sequence[Event]) -> dict[int, About]:
    """What each event is about, by its id, in a few queries for all; those outside rounds are left out."""
    places = _places(events)
    rounds_of = _rounds_of(events, places)
    rounds = ReferralRound.objects.select_related("unit", "case").in_bulk(set(rounds_of.values()))
    return {
        event.pk: _about(event, places.get(event.pk), rounds[rounds_of[event.pk]])
        for event in events
        if rounds_of.get(event.pk) in rounds
    }


def _about(event: Event, place: Recipient | None, referral_round: ReferralRound) -> About:
    if place is None:
        return About(referral_round, None, referral_round.last_day)
    place.round = referral_round
    if event.kind == "answer.colleague_asked":
        return _asked(event, place)
    return About(referral_round, place, place.last_day)


def _places(events: Sequence[Event]) -> dict[int, Recipient]:
    """The place each event names; of a joint answer's, that of the event's own unit."""
    speak_for = _recipients_of_answers(events)
    named = {pk for ids in speak_for.values() for pk in ids}
    others = [event for event in events if event.pk not in speak_for and "round" in event.data]
    rows = Recipient.objects.filter(
        Q(pk__in=named)
        | Q(
            round__in={event.data["round"] for event in others},
            unit__in={_unit(event) for event in others} - {None},
        )
    ).select_related("unit")
    by_id = {row.pk: row for row in rows}
    by_unit: dict[tuple[Any, Any], Recipient] = {(row.round_id, row.unit_id): row for row in by_id.values()}
    found = {event.pk: by_unit.get((event.data["round"], _unit(event))) for event in others}
    for event in events:
        if event.pk in speak_for:
            found[event.pk] = _own(event, [by_id[pk] for pk in speak_for[event.pk] if pk in by_id])
    return {pk: place for pk, place in found.items() if place is not None}


def _own(event: Event, places: list[Recipient]) -> Recipient | None:
    own = [place for place in places if place.unit_id == _unit(event)]
    return next(iter(own or places), None)


def _unit(event: Event) -> int | None:
    return event.unit_id or event.restricted_to_id


def _recipients_of_answers(events: Sequence[Event]) -> dict[int, list[int]]:
    """The recipients' ids by event, for events about a place, an answer or a part of an answer."""
    answers = {event.pk: event.subject_id for event in events if event.subject_type == ANSWER}
    items = {event.pk: event.subject_id for event in events if event.subject_type == ITEM}
    of_item = dict(AnswerItem.objects.filter(pk__in=items.values()).values_list("pk", "answer_id"))
    answers |= {pk: of_item.get(item or 0) for pk, item in items.items()}
    speaks_for = defaultdict(list)
    parties = AnswerParty.objects.filter(answer__in=set(answers.values()) - {None})
    for answer, recipient in parties.order_by("recipient__position", "recipient").values_list(
        "answer_id", "recipient_id"
    ):
        speaks_for[answer].append(recipient)
    named = {pk: speaks_for[answer or 0] for pk, answer in answers.items()}
    return named | {event.pk: [event.subject_id or 0] for event in events if event.subject_type == PLACE}


def _rounds_of(events: Iterable[Event], places: dict[int, Recipient]) -> dict[int, int]:
    """The round's id by event."""
    comments = {event.subject_id for event in events if event.subject_type == COMMENT}
    of_comment = dict(Comment.objects.filter(pk__in=comments - {None}).values_list("pk", "round_id"))
    found = {
        event.pk: _named_round(event, of_comment) if event.pk not in places else places[event.pk].round_id
        for event in events
    }
    return {pk: known for pk, known in found.items() if known is not None}


def _named_round(event: Event, of_comment: dict[int, int]) -> int | None:
    if event.subject_type == ROUND:
        return event.subject_id
    if event.subject_type == COMMENT:
        return of_comment.get(event.subject_id or 0)
    return event.data.get("round")


def _asked(event: Event, place: Recipient) -> About:
    """A colleague's section, and the day the colleague was asked to be done by."""
    asked = ItemRequest.objects.filter(item=event.subject_id, colleague=event.data.get("colleague"))
    request = asked.select_related("item__question").order_by("-pk").first()
    last_day = request.due_on if request and request.due_on else place.last_day
    section = _section(request.item.question) if request else None
    return About(place.round, place, last_day, section)


def _section(question: Question) -> int | None:
    """The section's place in the draft, counted from 1; None for questions about the whole."""
    order = Question.objects.filter(round=question.round_id, section_version__isnull=False)
    sections = list(dict.fromkeys(order.order_by("position").values_list("section_version", flat=True)))
    known = question.section_version_id
    return sections.index(known) + 1 if known in sections else None
