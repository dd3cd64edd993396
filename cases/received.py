"""Registering an answer that came by post or mail: the original is kept as it was received."""

from dataclasses import dataclass
from datetime import date
from typing import IO

from django.db.models import Model

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import Unit, User

from . import access, answer_text, deadlines, stored_files
from .answers import lay_out
from .compilation import WAITED_FOR
from .errors import OriginalMissing, ReceivedInFuture, RecipientHasEnded, RoundNotOpen, UnknownStance
from .locks import lock_recipient, shared_state
from .models import Answer, AnswerAttachment, CaseParty, Question, Recipient, ReferralRound, WorkItem
from .models.referral import ENDED_TIME
from .registration import add_party
from .release import register_answer, standing, take_over, tell_weighers
from .text import normalise
from .uploads import check_upload
from .work_items import finish_all, finish_items


@dataclass(frozen=True)
class Original:
    """The file as it came: its name, content and size in bytes."""

    name: str
    stream: IO[bytes]
    size: int


def receive_answer(
    recipient: Recipient,
    *,
    by: User,
    via: str,
    received_on: date,
    original: Original | None,
    stance: str = "",
    text: str = "",
    level: str = Answer.Level.OFFICIAL,
) -> Answer:
    """Register an answer for an administration that sent it some other way.

    ``text`` is what the original says, so that comments can be marked in it. Whatever the
    administration has begun to write stays its own and can replace this later. Raises
    OriginalMissing, UploadRefused, ReceivedInFuture, RecipientHasEnded when it has answered already.
    """
    if original is None:
        raise OriginalMissing
    if received_on > clock.today():
        raise ReceivedInFuture
    checked = check_upload(original.name, original.stream, original.size)
    with work():
        locked = _waiting(recipient)
        _know(locked, by)
        facts = {"received_via": Answer.Via(via), "received_on": received_on, "level": Answer.Level(level)}
        answer = lay_out(locked, by, **facts)
        _write(answer, stance, normalise(text), by)
        AnswerAttachment.objects.create(
            answer=answer,
            file=stored_files.keep(original.stream, checked.media_type),
            name=checked.name,
            added_at=clock.now(),
            added_by=by,
        )
        return _give(answer, locked, by, received_on)


def place_for(referral_round: ReferralRound, unit: Unit) -> Recipient:
    """The unit's place in the round; one of its own outside the list when it was never asked (spontant)."""
    with work():
        shared_state(referral_round)
        place = referral_round.recipients.filter(unit=unit).first()
        if place is not None:
            return place
        add_party(referral_round.case, unit, CaseParty.Capacity.RECIPIENT)
        own = {"listed": False, "state": Recipient.State.SENT, "sent_at": clock.now()}
        # two tabs at once: whoever comes second gets the first one's place
        place, _made = Recipient.objects.get_or_create(
            round=referral_round,
            unit=unit,
            defaults=own | {"position": referral_round.recipients.count() + 1},
        )
        return place


def _waiting(recipient: Recipient) -> Recipient:
    if shared_state(recipient.round) in {ReferralRound.State.DRAFT, ReferralRound.State.CANCELLED}:
        raise RoundNotOpen
    locked = lock_recipient(recipient)
    if locked.state == Recipient.State.WITHDRAWN:
        return _outside_the_list(locked)
    if locked.state not in WAITED_FOR:
        raise RecipientHasEnded
    return locked


def _outside_the_list(recipient: Recipient) -> Recipient:
    """Whoever was taken out of the round and answers all the same is registered and counted apart."""
    recipient.listed, recipient.withdrawn_reason = False, ""
    recipient.withdrawn_at = recipient.withdrawn_by = None
    return recipient


def _know(recipient: Recipient, by: User) -> None:
    if recipient.acknowledged_at is None:
        recipient.acknowledged_at, recipient.acknowledged_by = clock.now(), by


def _write(answer: Answer, stance: str, text: str, by: User) -> None:
    overall = answer.items.select_related("question__round").get(question__kind=Question.Kind.OVERALL)
    if stance and not overall.question.round.stances.filter(code=stance, overall=True).exists():
        raise UnknownStance
    overall.stance, overall.comment = stance, text
    overall.saved_at, overall.saved_by = clock.now(), by
    overall.save()


def _give(answer: Answer, recipient: Recipient, by: User, received_on: date) -> Answer:
    answer.state = Answer.State.RELEASED
    answer.released_at, answer.released_by = clock.now(), by
    answer.released_hash = answer_text.text_hash(answer_text.snapshot(answer))
    last_day = recipient.last_day
    answer.late = last_day is not None and deadlines.days_left(last_day, received_on) < 0
    answer.after_compilation = recipient.round.state in ENDED_TIME
    answer.document = register_answer(recipient, by, day=received_on)
    answer.replaces = standing(recipient)
    answer.save()
    replaced = take_over(answer, recipient, by)
    recipient.state = Recipient.State.ANSWERED
    recipient.save()
    finish_items(recipient, WorkItem.Kind.ANSWER, by=by)
    finish_all(recipient.extensions.all(), by=by)
    tell_weighers(recipient, answer, replaced=replaced)
    _record("answer.received", answer, recipient, by, recipient.case)
    _record("answer.released", answer, recipient, by, recipient.round.case)
    return answer


def _record(kind: str, answer: Answer, recipient: Recipient, by: User, case: Model | None) -> None:
    record(
        kind,
        by=by,
        on_behalf_of=access.acting_for(by, "manage_round", recipient.round.unit),
        case=case,
        unit=recipient.unit,
        subject=answer,
        round=recipient.round_id,
        late=answer.late,
        after_compilation=answer.after_compilation,
        replaces=False,
    )
