"""What the owner of a round sees of its recipients: who has come how far, never what they write."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from ledger.models import Event
from organisation.models import Unit, User

from . import access, queries
from .compilation import ENDED, WAITED_FOR
from .models import Answer, Extension, Recipient, ReferralRound

REMINDERS = ("recipient.reminded", "reminder.due")
ASKED_KINDS = (Unit.Kind.ADMINISTRATION, Unit.Kind.BODY)


@dataclass(frozen=True)
class Row:
    """One recipient: how far it has come, its given answer, when it was last reminded, why it took one back."""

    recipient: Recipient
    answer: Answer | None
    reminded_at: datetime | None
    taken_back: str = ""

    @property
    def is_waited_for(self) -> bool:
        """Whether an answer may still come."""
        return self.recipient.state in WAITED_FOR

    @property
    def may_be_removed(self) -> bool:
        """Whether nothing it has given is registered."""
        return self.is_waited_for and self.recipient.state != Recipient.State.RETRACTED

    @property
    def has_more_time(self) -> bool:
        """Whether its own last day is an extension of the round's."""
        own, everybodys = self.recipient.own_last_day, self.recipient.round.last_day
        return own is not None and everybodys is not None and own > everybodys


def rows(user: User, referral_round: ReferralRound) -> list[Row]:
    """Every place the round was sent to, in a constant number of queries."""
    places = referral_round.recipients.filter(sent_at__isnull=False).order_by("-listed", "position", "pk")
    related = ("unit", "acknowledged_by", "coordinator", "withdrawn_by", "successor__unit")
    found = list(places.select_related(*related))
    answers, reminded = queries.readable_answers(user, referral_round), _reminded(found)
    for place in found:
        place.round = referral_round
    reasons = _reasons(user, referral_round)
    return [
        Row(place, answers.get(place.pk), reminded.get(place.pk), reasons.get(place.pk, ""))
        for place in found
    ]


def wishes(user: User, referral_round: ReferralRound) -> list[Extension]:
    """Wishes for more time that wait for a yes or a no, the oldest first."""
    asked = access.visible_to(user, Extension, "manage_round").filter(
        recipient__round=referral_round, state=Extension.State.ASKED, recipient__state__in=WAITED_FOR
    )
    return list(asked.select_related("recipient__unit", "recipient__round", "asked_by").order_by("pk"))


def silent(referral_round: ReferralRound) -> list[Recipient]:
    """Everybody an answer is waited for from."""
    places = referral_round.recipients.filter(state__in=WAITED_FOR).select_related("unit", "round")
    return list(places.order_by("-listed", "position", "pk"))


def could_be_asked(referral_round: ReferralRound) -> QuerySet[Unit]:
    """Administrations, bodies and members of networks, and whoever has a place already."""
    known = Q(pk__in=referral_round.recipients.values("unit"))
    return (
        Unit.objects.filter(Q(kind__in=ASKED_KINDS) | Q(member_of__isnull=False) | known)
        .order_by("name", "pk")
        .distinct()
    )


def could_own(referral_round: ReferralRound) -> QuerySet[Unit]:
    """Other units of the same authority, which is the one whose diary holds the case."""
    authority = referral_round.unit.authority_id_or_own
    same = Unit.objects.filter(Q(authority=authority) | Q(pk=authority))
    return same.exclude(pk=referral_round.unit_id).order_by("name", "pk")


def was_handed_over(public_id: str, *, by: User) -> bool:
    """Whether this very person gave the round to somebody else: what they did they may be told again."""
    rounds = ReferralRound.objects.filter(public_id=public_id).values("pk")
    return Event.objects.filter(
        kind="round.handed_over",
        subject_type=ReferralRound._meta.label_lower,
        subject_id__in=rounds,
        actor_id=by.pk,
    ).exists()


def asked_and_answered(found: list[Row]) -> tuple[int, int]:
    """How many on the list are still asked, and how many of them have answered or abstained."""
    listed = [row for row in found if row.recipient.listed]
    asked = [row for row in listed if row.recipient.state != Recipient.State.WITHDRAWN]
    return len(asked), len([row for row in asked if row.recipient.state in ENDED])


def _reasons(user: User, referral_round: ReferralRound) -> dict[int, str]:
    """Why the latest answer that was taken back was taken back, by recipient."""
    withdrawn = access.visible_to(user, Answer, "read_answers").filter(
        parties__recipient__round=referral_round, state=Answer.State.WITHDRAWN
    )
    return dict(withdrawn.order_by("pk").values_list("parties__recipient", "end_reason"))


def _reminded(places: list[Recipient]) -> dict[int, datetime]:
    told = Event.objects.filter(
        kind__in=REMINDERS,
        subject_type=Recipient._meta.label_lower,
        subject_id__in=[place.pk for place in places],
    )
    return dict(told.values_list("subject_id").annotate(Max("at")).order_by())
