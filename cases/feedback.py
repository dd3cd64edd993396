""" "Ni tyckte – så gjorde vi": telling each administration what became of its words, and hearing if we understood."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from ledger.events import record, record_many
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access
from .models import (
    AnswerParty,
    Comment,
    Disposition,
    Document,
    Feedback,
    Recipient,
    ReferralRound,
    WorkItem,
)
from .outcome_errors import AlreadyReplied
from .registration import register_document
from .text import normalise
from .work_items import finish_items, open_items, owner_item

PRELIMINARY, FINAL = Feedback.Stage.PRELIMINARY, Feedback.Stage.FINAL
GIVEN = ("released", "abstained")
RELATED = ("disposition", "section_version", "recipient__unit", "attachment")


@dataclass(frozen=True)
class Letter:
    """What one administration is told: its comments with their dispositions, in order."""

    feedback: Feedback
    comments: list[Comment]

    @property
    def is_newest(self) -> bool:
        """Whether no later letter tells otherwise."""
        return not Feedback.objects.filter(
            recipient=self.feedback.recipient_id, pk__gt=self.feedback.pk
        ).exists()


def send(referral_round: ReferralRound, *, by: User, stage: str) -> list[Feedback]:
    """Tell every administration whose answer counts; one letter each per closing and stage."""
    with work():
        parties = _weighed_answers(referral_round, stage)
        sent = _register(referral_round, by, stage)
        said: dict[int, list[Comment]] = defaultdict(list)
        for comment in comments_of([party.answer_id for party in parties]):
            said[comment.answer_id].append(comment)
        letters = [_letter(referral_round, party, sent, stage, said[party.answer_id]) for party in parties]
        Feedback.objects.bulk_create(letters)
        for party in parties:
            _register_received(party.recipient, sent, by)
        rows = [party.recipient for party in parties]
        record_many(
            "feedback.sent",
            by=by,
            subject=Recipient,
            subject_ids=[row.pk for row in rows],
            case_ids=[row.case_id or referral_round.case_id for row in rows],
            unit_ids=[row.unit_id for row in rows],
            on_behalf_of=access.acting_for(by, "manage_round", referral_round.unit),
            stage=stage,
            round=referral_round.pk,
        )
        return letters


def reply(letter: Feedback, *, by: User, meant: bool, remark: str = "") -> Feedback:
    """Say whether that was what the administration meant; a "no" becomes a task for the owner."""
    with work():
        locked = Feedback.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        if locked.meant is not None:
            raise AlreadyReplied
        locked.meant, locked.remark = meant, normalise(remark).strip()
        locked.responded_at, locked.responded_by = clock.now(), by
        locked.save(update_fields=["meant", "remark", "responded_at", "responded_by"])
        recipient = locked.recipient
        if not meant:
            open_items([owner_item(WorkItem.Kind.FEEDBACK, recipient)])
        record(
            "feedback.answered",
            by=by,
            on_behalf_of=access.acting_for(by, "prepare_answer", recipient.unit),
            case=recipient.round.case,
            unit=recipient.unit,
            subject=recipient,
            meant=meant,
            round=recipient.round_id,
        )
        return locked


def unread_replies(referral_round: ReferralRound) -> set[int]:
    """The recipients whose "no" nobody has marked as read."""
    waiting = WorkItem.objects.filter(
        kind=WorkItem.Kind.FEEDBACK,
        target_type=Recipient._meta.model_name,
        target_id__in=referral_round.recipients.values("pk"),
        done_at__isnull=True,
    )
    return set(waiting.values_list("target_id", flat=True))


def mark_read(recipient: Recipient, *, by: User) -> None:
    """Take the recipient's reply off the list of tasks."""
    finish_items(recipient, WorkItem.Kind.FEEDBACK, by=by)


def letters_to(recipient: Recipient) -> list[Letter]:
    """Every letter to the recipient, newest first, each with the comments it tells of."""
    rows = recipient.feedback.select_related("recipient__unit", "answer", "responded_by").order_by("-pk")
    return [Letter(row, told_in(row)) for row in rows]


def told_in(letter: Feedback) -> list[Comment]:
    """The comments the letter tells of, by number, each as it was told: never as it may be weighed today."""
    told = {row["comment"]: row for row in letter.content}
    rows = Comment.objects.filter(pk__in=told).select_related(*RELATED).order_by("number")
    return [_as_told(comment, told[comment.pk]) for comment in rows]


def comments_of(answer_ids: list[int]) -> list[Comment]:
    """The comments of these answers that were weighed, with their dispositions, by number."""
    rows = Comment.objects.filter(answer__in=answer_ids, state=Comment.State.ACTIVE)
    return list(rows.select_related(*RELATED).order_by("number"))


def _as_told(comment: Comment, row: dict[str, Any]) -> Comment:
    comment.quote = row["quote"]
    comment.disposition = Disposition(
        outcome=row["outcome"],
        reason=row["reason"],
        heading=row["heading"],
        text=row["text"],
        section_version_id=row["section"],
    )
    return comment


def _content(comments: list[Comment]) -> list[dict[str, Any]]:
    return [
        {
            "comment": comment.pk,
            "quote": comment.quote,
            "outcome": weighed.outcome,
            "reason": weighed.reason,
            "heading": weighed.heading,
            "text": weighed.text,
            "section": weighed.section_version_id,
        }
        for comment in comments
        if (weighed := comment.disposition) is not None
    ]


def _weighed_answers(referral_round: ReferralRound, stage: str) -> list[AnswerParty]:
    """Whose letter it is: every answer that counts at the closing; at the decision the same ones again.

    An answer that came or was replaced in between was not weighed, and its sender is not told that it was.
    """
    parties = AnswerParty.objects.filter(recipient__round=referral_round)
    if stage == FINAL:
        told = Feedback.objects.filter(
            recipient__round=referral_round, stage=PRELIMINARY, closing=referral_round.closings
        )
        parties = parties.filter(answer__in=told.values("answer"))
    else:
        parties = parties.filter(current=True, answer__state__in=GIVEN)
    return list(
        parties.select_related("recipient__unit", "recipient__case__unit", "answer").order_by("recipient_id")
    )


def _letter(
    referral_round: ReferralRound,
    party: AnswerParty,
    sent: Document,
    stage: str,
    comments: list[Comment],
) -> Feedback:
    return Feedback(
        content=_content(comments),
        recipient=party.recipient,
        answer=party.answer,
        stage=stage,
        closing=referral_round.closings,
        sent_at=clock.now(),
        document=sent,
    )


def _register(referral_round: ReferralRound, by: User, stage: str) -> Document:
    with override(referral_round.version.language):  # the register keeps one language, whoever presses
        title = _("Ni tyckte – så gjorde vi: %(title)s (%(stage)s)") % {
            "title": referral_round.title,
            "stage": Feedback.Stage(stage).label,
        }
    return register_document(
        referral_round.case,
        kind=Document.Kind.FEEDBACK,
        title=title[:300],
        direction=Document.Direction.OUT,
        by=by,
    )


def _register_received(recipient: Recipient, sent: Document, by: User) -> None:
    if recipient.case is None:
        return
    register_document(
        recipient.case,
        kind=sent.kind,
        title=sent.title,
        direction=Document.Direction.IN,
        counterpart=sent.case.unit,
        source=sent,
        by=by,
    )
