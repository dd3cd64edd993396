"""Preparing an answer: acknowledge, co-ordinate, write, send for approval."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access, answer_text
from .answer_tasks import wait_for_approval
from .compilation import ENDED
from .errors import (
    AlreadyDone,
    AnswerClosed,
    ColleagueWasFaster,
    NothingAnswered,
    RecipientHasEnded,
    RoundNotOpen,
    UnknownStance,
)
from .locks import shared_state
from .models import Answer, AnswerItem, AnswerParty, Question, Recipient, ReferralRound
from .text import normalise

OPEN = (Answer.State.DRAFT, Answer.State.SUBMITTED, Answer.State.APPROVED)


def acknowledge(recipient: Recipient, *, by: User) -> Answer:
    """Confirm that the round has arrived and lay out an empty answer; a second time changes nothing.

    Raises RoundNotOpen for a draft or a cancelled round, RecipientHasEnded for one that was withdrawn.
    """
    with work():
        state = shared_state(recipient.round)
        locked = Recipient.objects.select_for_update().get(pk=recipient.pk)
        if locked.state == Recipient.State.CHOSEN or state == ReferralRound.State.CANCELLED:
            raise RoundNotOpen
        if locked.state == Recipient.State.WITHDRAWN:
            raise RecipientHasEnded
        if locked.state != Recipient.State.SENT:
            return answer_of(locked)
        locked.state = Recipient.State.ACKNOWLEDGED
        locked.acknowledged_at, locked.acknowledged_by = clock.now(), by
        locked.save(update_fields=["state", "acknowledged_at", "acknowledged_by"])
        answer = lay_out(locked, by)
        record(
            "recipient.acknowledged",
            by=by,
            on_behalf_of=_behalf(by, locked),
            case=locked.round.case,
            unit=locked.unit,
            subject=locked,
        )
        return answer


def answer_of(recipient: Recipient) -> Answer:
    """The answer being written, else the one that counts; raises Answer.DoesNotExist before there is one."""
    found = answers_of(recipient).first()
    if found is None:
        raise Answer.DoesNotExist
    return found


def answers_of(recipient: Recipient) -> QuerySet[Answer]:
    """Every answer of the recipient: the one being written, the one that counts, then older ones."""
    under_way = ExpressionWrapper(Q(state__in=OPEN), output_field=BooleanField())
    return Answer.objects.filter(parties__recipient=recipient).order_by(
        under_way.desc(), F("parties__current").desc(), "-pk"
    )


def recipient_of(answer: Answer) -> Recipient:
    """The recipient an answer speaks for (the first one of a joint answer)."""
    party = answer.parties.select_related("recipient__round__case", "recipient__unit").order_by("pk")
    return party[0].recipient


def take_coordination(recipient: Recipient, *, by: User) -> Recipient:
    """ "Jag samordnar": one of the seats holds the answer together, seen by all; the latest holds it.

    Raises AnswerClosed once the answer was released or abstained.
    """
    with work():
        locked = Recipient.objects.select_for_update().get(pk=recipient.pk)
        if locked.state in ENDED:
            raise AnswerClosed
        locked.coordinator, locked.coordinated_at = by, clock.now()
        locked.save(update_fields=["coordinator", "coordinated_at"])
        record(
            "answer.coordinated",
            by=by,
            on_behalf_of=_behalf(by, locked),
            case=locked.case,
            subject=locked,
            restricted_to=locked.unit,
        )
        return locked


def save_field(item: AnswerItem, field: str, value: str, *, version: int, by: User) -> int:
    """Save one field if nobody has saved it since ``version``; answers the field's new version.

    Raises ColleagueWasFaster (the newer text stays), AnswerClosed, UnknownStance.
    """
    if field not in AnswerItem.FIELDS:
        raise ValueError(f"{field} is not a field of an answer")
    value = normalise(value)
    with work():
        _mark_begun(item.answer)  # recipient before answer, in the order every verb locks them
        open_answer(item.answer)
        _check_stance(item, field, value)
        saved = AnswerItem.objects.filter(pk=item.pk, **{f"{field}_version": version}).update(
            **{field: value, f"{field}_version": F(f"{field}_version") + 1},
            saved_at=clock.now(),
            saved_by=by,
        )
        if not saved:
            return _unchanged_version(item, field, value)
        return version + 1


def set_level(answer: Answer, level: str, *, by: User) -> None:
    """Mark the answer as the officials', the body's, or preliminary until the body confirms it."""
    with work():
        locked = open_answer(answer)
        locked.level = Answer.Level(level)
        locked.save(update_fields=["level"])


def submit(answer: Answer, *, by: User) -> Answer:
    """Send the answer to the manager for approval. Raises NothingAnswered, AlreadyDone, AnswerClosed."""
    with work():
        locked = open_answer(answer)
        if locked.state != Answer.State.DRAFT:
            raise AlreadyDone
        if answer_text.is_empty(locked):
            raise NothingAnswered
        return _ask_for_approval(locked, recipient_of(locked), by)


def ask_again(answer: Answer, *, by: User) -> Answer:
    """Ask for a new approval when the text has changed since the old one."""
    with work():
        locked = open_answer(answer)
        if locked.state != Answer.State.APPROVED:
            raise AlreadyDone
        return _ask_for_approval(locked, recipient_of(locked), by)


def open_answer(answer: Answer) -> Answer:
    """Lock the answer; raises AnswerClosed once it was released or abstained."""
    locked = Answer.objects.select_for_update(no_key=True).get(pk=answer.pk)
    if not locked.is_open:
        raise AnswerClosed
    return locked


def lay_out(recipient: Recipient, by: User, **facts: Any) -> Answer:
    """An answer with an empty row per question; ``facts`` are fields of the answer."""
    answer = Answer.objects.create(started_at=clock.now(), started_by=by, **facts)
    taken = AnswerParty.objects.filter(recipient=recipient, current=True).exists()
    AnswerParty.objects.create(answer=answer, recipient=recipient, current=not taken)
    AnswerItem.objects.bulk_create(
        AnswerItem(answer=answer, question=question) for question in recipient.round.questions.all()
    )
    return answer


def _ask_for_approval(answer: Answer, recipient: Recipient, by: User) -> Answer:
    answer.state = Answer.State.SUBMITTED
    answer.submitted_at, answer.submitted_by = clock.now(), by
    answer.save(update_fields=["state", "submitted_at", "submitted_by"])
    wait_for_approval(recipient, by=by)
    record(
        "answer.submitted",
        by=by,
        on_behalf_of=_behalf(by, recipient),
        case=recipient.case_id,
        subject=answer,
        restricted_to=recipient.unit,
    )
    return answer


def _behalf(by: User, recipient: Recipient) -> User | None:
    """Whom ``by`` stands in for when working on this recipient's answer."""
    return access.acting_for(by, "prepare_answer", recipient.unit)


def _check_stance(item: AnswerItem, field: str, value: str) -> None:
    if field != "stance" or not value:
        return
    overall = item.question.kind == Question.Kind.OVERALL
    if not item.question.round.stances.filter(code=value, overall=overall).exists():
        raise UnknownStance


def _unchanged_version(item: AnswerItem, field: str, value: str) -> int:
    """The same words saved twice are no conflict; other words are."""
    item.refresh_from_db()
    if getattr(item, field) == value:
        return getattr(item, f"{field}_version")
    raise ColleagueWasFaster(name=item.saved_by.name if item.saved_by else "")


def _mark_begun(answer: Answer) -> None:
    Recipient.objects.filter(answers__answer=answer, state=Recipient.State.ACKNOWLEDGED).update(
        state=Recipient.State.PREPARING, began_at=clock.now()
    )
