"""What one person may see of a dispatched round, read in a constant number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404

from cases import access, comment_counts, queries
from cases.matrix import OVERALL, Column, Counts
from cases.matrix_marks import mark_of_item
from cases.models import AnswerAttachment, Comment, Recipient, ReferralRound, SectionVersion, Stance
from organisation.models import User


@dataclass(frozen=True)
class RoundView:
    """The round, its text and scale, the columns this person may see, and their own places in it.

    Whoever was taken out of the round has no column: nothing is asked of them and nothing was given.

    The sender's manager sees every recipient's column; anybody else only those they may read.
    """

    round: ReferralRound
    managed: bool
    own: list[Recipient]
    sections: list[SectionVersion]
    stances: list[Stance]
    columns: list[Column]
    weighs: bool = False
    counts: Counts | None = None

    @property
    def leads_to_own_answer(self) -> bool:
        """Whether the person's only business here is their own administration's answer."""
        own = {recipient.pk for recipient in self.own}
        others = [column for column in self.columns if column.recipient.pk not in own]
        return bool(own) and not self.managed and not others

    @property
    def scale_words(self) -> set[str]:
        """The words of the round's own scales, which are in the language of its draft."""
        return {stance.label for stance in self.stances}

    def part(self, column: Column, place: int) -> dict[str, Any]:
        """What one recipient answered in one place: the section, the items and the stance's mark."""
        items = column.items_at(place)
        chosen = {(place == OVERALL, item.stance) for item in items if item.stance}
        stance = next((one for one in self.stances if (one.overall, one.code) in chosen), None)
        return {"section": self._section(place), "items": items, "mark": mark_of_item(stance)}

    def attachments(self, column: Column) -> list[AnswerAttachment]:
        """The files of a released answer."""
        return list(column.answer.attachments.select_related("file")) if column.answer else []

    def reading(self, column: Column, place: int) -> dict[str, Any]:
        """One released answer to one section, with its neighbours; 404 when there is no such row."""
        if not column.is_released or (self._section(place) is None and place != OVERALL):
            raise Http404
        released = [one for one in self.columns if one.is_released]
        at = next(number for number, one in enumerate(released) if one is column)
        return self.part(column, place) | {
            "column": column,
            "recipient": column.recipient,
            "answer": column.answer,
            "place": place,
            "attachments": self.attachments(column),
            "comments": self._comments(column, place) if self.weighs else [],
            "earlier": released[at - 1] if at else None,
            "later": released[at + 1] if at + 1 < len(released) else None,
        }

    def _comments(self, column: Column, place: int) -> list[Comment]:
        """The numbered comments that were marked there."""
        rows = Comment.objects.filter(recipient=column.recipient, answer=column.answer).select_related(
            "disposition"
        )
        section = Q(section_version__position=place) if place != OVERALL else Q(section_version=None)
        return list(rows.filter(section, state=Comment.State.ACTIVE))

    def _section(self, place: int) -> SectionVersion | None:
        return next((one for one in self.sections if one.position == place), None)


def open_view(user: User, referral_round: ReferralRound) -> RoundView:
    """Read what ``user`` may see of a round they may open."""
    managed = access.can(user, "manage_round", referral_round)
    own = access.visible_to(user, Recipient, "read_draft").filter(round=referral_round)
    return RoundView(
        round=referral_round,
        managed=managed,
        own=list(own.select_related("unit")),
        sections=list(referral_round.version.sections.all()),
        stances=list(referral_round.stances.all()),
        columns=_columns(user, referral_round, managed=managed),
        weighs=access.can(user, "weigh", referral_round),
        counts=comment_counts.counts(user, referral_round),
    )


def _columns(user: User, referral_round: ReferralRound, *, managed: bool) -> list[Column]:
    answers = queries.readable_answers(user, referral_round)
    items = queries.items_of(answers)
    sent = referral_round.recipients.filter(sent_at__isnull=False).exclude(state=Recipient.State.WITHDRAWN)
    recipients = sent.select_related("unit")
    if not managed:
        recipients = recipients.filter(pk__in=answers)
    return [
        Column(recipient, answers.get(recipient.pk), items.get(recipient.pk, ()))
        for recipient in recipients.order_by("-listed", "position", "pk")
    ]
