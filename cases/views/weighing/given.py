"""Every given answer of a round with its boxes, and how much of each has been read."""

from collections import defaultdict
from dataclasses import dataclass, field

from cases import boxes
from cases.boxes import Box
from cases.models import Answer, AnswerParty, Recipient, ReferralRound


@dataclass
class Given:
    """One answer, for whom it speaks, and its boxes in the order of the draft."""

    answer: Answer
    recipients: list[Recipient] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    @property
    def recipient(self) -> Recipient:
        """The first place it speaks for; its address is the answer's."""
        return self.recipients[0]

    @property
    def name(self) -> str:
        """Who answered: "SkaS", "SkaS, SU"."""
        return ", ".join(place.unit.name for place in self.recipients)

    @property
    def short_name(self) -> str:
        """The same in few letters."""
        return ", ".join(place.unit.short_name for place in self.recipients)

    @property
    def total(self) -> int:
        """How many boxes hold something to read."""
        return len(self.boxes)

    @property
    def read(self) -> int:
        """How many of them are read to the end."""
        return sum(box.is_read for box in self.boxes)

    @property
    def is_read(self) -> bool:
        """Whether nothing is left to read."""
        return self.read == self.total

    @property
    def marked(self) -> int:
        """How many comments are marked in it."""
        return sum(len(box.comments) for box in self.boxes)

    @property
    def unread(self) -> list[Box]:
        """The boxes where something is left to read."""
        return [box for box in self.boxes if not box.is_read]


def of_round(referral_round: ReferralRound) -> list[Given]:
    """The answers that count, listed recipients first, in a constant number of queries."""
    found: dict[int, Given] = {}
    for party in _parties(referral_round):
        one = found.setdefault(party.answer_id, Given(party.answer))
        one.recipients.append(party.recipient)
    by_answer: dict[int, list[Box]] = defaultdict(list)
    for box in boxes.of_round(referral_round):
        by_answer[box.answer.pk].append(box)
    for pk, one in found.items():
        one.boxes = by_answer[pk]
    return list(found.values())


def silent(referral_round: ReferralRound, given: list[Given]) -> list[Recipient]:
    """Recipients without an answer that counts."""
    answered = [place.pk for one in given for place in one.recipients]
    waiting = referral_round.recipients.filter(sent_at__isnull=False).exclude(pk__in=answered)
    return list(waiting.select_related("unit").order_by("-listed", "position", "pk"))


def _parties(referral_round: ReferralRound) -> list[AnswerParty]:
    parties = AnswerParty.objects.filter(
        recipient__round=referral_round, current=True, answer__state__in=boxes.GIVEN
    ).exclude(recipient__state=Recipient.State.WITHDRAWN)
    related = ("answer__released_by", "answer__abstained_by", "recipient__unit", "recipient__round")
    order = ("-recipient__listed", "recipient__position", "recipient_id")
    return list(parties.select_related(*related).order_by(*order))
