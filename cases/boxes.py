"""Everything that was submitted, box by box, with what has been marked in it: the ledger of what is read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from . import coverage
from .coverage import Span
from .models import (
    Answer,
    AnswerAttachment,
    AnswerItem,
    AnswerParty,
    Comment,
    Field,
    ReadMark,
    Recipient,
    ReferralRound,
    SectionVersion,
)

GIVEN = (Answer.State.RELEASED, Answer.State.ABSTAINED)


@dataclass
class Box:
    """One text or file of a given answer, the comments marked in it, and whether its rest is read."""

    recipient: Recipient
    answer: Answer
    field: str
    text: str
    item: AnswerItem | None = None
    attachment: AnswerAttachment | None = None
    comments: list[Comment] = dataclass_field(default_factory=list)
    read: ReadMark | None = None

    @property
    def key(self) -> str:
        """What the box is called in an address."""
        row: Any = self.item or self.attachment or self.answer
        return f"{self.field}-{row.pk}"

    @property
    def section(self) -> SectionVersion | None:
        """The section the box is about; None for the draft as a whole."""
        return self.item.question.section_version if self.item else None

    @property
    def title(self) -> str:
        """What was asked here."""
        if self.attachment:
            return self.attachment.name
        if self.item is None:
            return _("Motivering till att avstå")
        section = self.item.question.section_version
        return section.heading if section else self.item.question.text

    @property
    def spans(self) -> list[Span]:
        """Where the comments stand."""
        return [Span(comment.start, comment.end) for comment in self.comments if comment.start < comment.end]

    @property
    def shown(self) -> str:
        """Which words the reader sees as comments, to be sent back with what the reader says."""
        return shown(self.spans)

    @property
    def unread(self) -> list[Span]:
        """What is neither inside a comment nor marked as read; always empty for a file."""
        return [] if self.read or self.attachment else coverage.unread(self.text, self.spans)

    @property
    def is_read(self) -> bool:
        """Whether nothing here is left to read."""
        return self.read is not None or (self.attachment is None and not self.unread)

    @property
    def runs(self) -> list[coverage.Run]:
        """The text in runs, each owned by a comment (its id) or by nobody."""
        owned = [(one.pk, Span(one.start, one.end)) for one in self.comments if one.start < one.end]
        return coverage.runs(self.text, owned)


def shown(spans: list[Span]) -> str:
    """The places of comments in a box as one short text."""
    return " ".join(f"{span.start}-{span.end}" for span in sorted(spans))


def of_round(referral_round: ReferralRound) -> list[Box]:
    """Every box of the answers that count, in the order of recipients and draft, in five queries."""
    parties = (
        AnswerParty.objects.filter(recipient__round=referral_round, current=True, answer__state__in=GIVEN)
        .exclude(recipient__state=Recipient.State.WITHDRAWN)
        .select_related("answer", "recipient__unit", "recipient__round")
        .order_by("-recipient__listed", "recipient__position", "recipient_id")
    )
    places: dict[int, tuple[Recipient, Answer]] = {}
    for party in parties:
        places.setdefault(party.answer_id, (party.recipient, party.answer))
    return _filled(_boxes(places), list(places))


def find(referral_round: ReferralRound, key: str) -> Box:
    """The box with this key; Http404 when the round has none such."""
    for box in of_round(referral_round):
        if box.key == key:
            return box
    raise Http404


def _boxes(places: dict[int, tuple[Recipient, Answer]]) -> dict[int, list[Box]]:
    found: dict[int, list[Box]] = {pk: _abstention(*place) for pk, place in places.items()}
    items = (
        AnswerItem.objects.filter(answer__in=places, answer__state=Answer.State.RELEASED)
        .select_related("question__section_version")
        .order_by("question__position", "pk")
    )
    for item in items:
        recipient, answer = places[item.answer_id]
        for name in (Field.COMMENT, Field.WORDING):
            if text := getattr(item, name.value):
                found[item.answer_id].append(Box(recipient, answer, name, text, item=item))
    released = AnswerAttachment.objects.filter(answer__in=places, answer__state=Answer.State.RELEASED)
    for file in released.select_related("file"):
        recipient, answer = places[file.answer_id]
        found[file.answer_id].append(Box(recipient, answer, Field.FILE, "", attachment=file))
    return found


def _abstention(recipient: Recipient, answer: Answer) -> list[Box]:
    if answer.state != Answer.State.ABSTAINED:
        return []
    return [Box(recipient, answer, Field.REASON, answer.abstain_reason)]


def _filled(boxes: dict[int, list[Box]], answers: Iterable[int]) -> list[Box]:
    comments: dict[tuple[Any, ...], list[Comment]] = defaultdict(list)
    active = Comment.objects.filter(answer__in=answers, state=Comment.State.ACTIVE)
    for comment in active.select_related("disposition").order_by("start", "pk"):
        comments[place_of(comment)].append(comment)
    reads = {
        place_of(mark): mark for mark in ReadMark.objects.filter(answer__in=answers).select_related("read_by")
    }
    filled = [box for of_one in boxes.values() for box in of_one]
    for box in filled:
        box.comments, box.read = comments[box_place(box)], reads.get(box_place(box))
    return filled


def place_of(row: Comment | ReadMark) -> tuple[Any, ...]:
    """Where a comment or read mark stands: answer, item, file, field."""
    return (row.answer_id, row.item_id, row.attachment_id, row.field)


def box_place(box: Box) -> tuple[Any, ...]:
    """The same of a box."""
    item, file = box.item, box.attachment
    return (box.answer.pk, item.pk if item else None, file.pk if file else None, str(box.field))
