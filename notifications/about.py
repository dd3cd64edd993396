"""What an event is about: the round, and whose place in it. Found from ids alone."""

from dataclasses import dataclass
from datetime import date

from cases.models import ItemRequest, Question, Recipient, ReferralRound
from ledger.models import Event

PLACE_OF = {
    "cases.recipient": "pk",
    "cases.answer": "answers__answer",
    "cases.answeritem": "answers__answer__items",
}
ROUND_OF = {
    "cases.referralround": "pk",
    "cases.comment": "comments",
}
WITH_PLACE = ("unit", "round__unit", "round__case")


@dataclass(frozen=True)
class About:
    """The round; the recipient's place, when one recipient is concerned; the day it has to be done by."""

    round: ReferralRound
    place: Recipient | None
    last_day: date | None
    section: int | None = None


def about(event: Event) -> About | None:
    """What ``event`` is about; None for events outside rounds."""
    place = _place(event)
    referral_round = place.round if place else _round(event)
    if referral_round is None:
        return None
    if event.kind == "answer.colleague_asked" and place is not None:
        return _asked(event, place)
    return About(referral_round, place, place.last_day if place else referral_round.last_day)


def _place(event: Event) -> Recipient | None:
    """The place the event names; of a joint answer's, that of the event's own unit."""
    unit = event.unit_id or event.restricted_to_id
    if lookup := PLACE_OF.get(event.subject_type):
        places = Recipient.objects.filter(**{lookup: event.subject_id})
    else:
        places = Recipient.objects.filter(round=event.data.get("round"), unit=unit)
    found = list(places.select_related(*WITH_PLACE).distinct())
    return next((place for place in found if place.unit_id == unit), found[0] if found else None)


def _round(event: Event) -> ReferralRound | None:
    if lookup := ROUND_OF.get(event.subject_type):
        rounds = ReferralRound.objects.filter(**{lookup: event.subject_id})
    else:
        rounds = ReferralRound.objects.filter(pk=event.data.get("round"))
    return rounds.select_related("unit", "case").first()


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
