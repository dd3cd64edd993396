"""Which answers, and which of their words and files, a right opens."""

from django.db.models import Exists, OuterRef, Q

from cases.models import Answer, AnswerAttachment, AnswerItem, AnswerParty, ReferralRound
from cases.models.referral import ENDED_TIME

from .right import Right, Scope, Scopes
from .rounds import open_requests, round_of_own_unit, still_recipient


def _answer_of_unit(right: Right) -> Q:
    own = AnswerParty.objects.filter(answer=OuterRef("pk"), recipient__unit__in=right.units)
    return Q(Exists(own))


def _answer_or_asked(right: Right) -> Q:
    asked = open_requests(right).filter(item__answer=OuterRef("pk"))
    return _answer_of_unit(right) | Q(Exists(asked))


def _item_of_unit_or_asked(right: Right) -> Q:
    own = AnswerParty.objects.filter(answer=OuterRef("answer"), recipient__unit__in=right.units)
    asked = open_requests(right).filter(item=OuterRef("pk"), done_at__isnull=True)
    return Q(Exists(own)) | Q(Exists(asked))


def _attachment_of(answers: Scope) -> Scope:
    return lambda right: Q(answer__in=Answer.objects.filter(answers(right)))


def _words_of(answers: Scope) -> Scope:
    """Words and files of answers that were given; those of an abstention were never submitted."""
    given = Q(released_at__isnull=False)
    return lambda right: Q(answer__in=Answer.objects.filter(answers(right) & given))


def _answer_to_own_round(right: Right) -> Q:
    rounds = ReferralRound.objects.filter(round_of_own_unit(right))
    parties = AnswerParty.objects.filter(recipient__round__in=rounds, answer=OuterRef("pk"))
    return _ended() & Q(Exists(parties))


def _answer_opened_to_recipients(right: Right) -> Q:
    """Answers that count, where the round's setting opens them to its recipients, and all of the unit's own.

    What was replaced or taken back is its sender's and its receiver's business; whoever was taken out
    of the round is no recipient of it any more.
    """
    readers = ReferralRound.Readers
    received = still_recipient(right).filter(round=OuterRef("recipient__round"))
    opened = Q(recipient__round__readers=readers.AT_ONCE) | Q(
        recipient__round__readers=readers.AFTER_CLOSING, recipient__round__state__in=ENDED_TIME
    )
    parties = AnswerParty.objects.filter(answer=OuterRef("pk"))
    own = parties.filter(recipient__unit__in=right.units)
    others = parties.filter(opened & Q(Exists(received)), current=True)
    counts = Q(state__in=[Answer.State.RELEASED, Answer.State.ABSTAINED])
    return (_ended() & Q(Exists(own))) | (counts & Q(Exists(others)))


def _ended() -> Q:
    """Given answers; one that was replaced or taken back stays registered and readable by the sender."""
    state = Answer.State
    return Q(state__in=[state.RELEASED, state.ABSTAINED, state.REPLACED, state.WITHDRAWN])


SCOPES: Scopes = {
    (Answer, "read_draft"): _answer_or_asked,
    (Answer, "write_answer"): _answer_of_unit,
    (Answer, "approve_answer"): _answer_of_unit,
    (Answer, "release_answer"): _answer_of_unit,
    (Answer, "read_answers"): _answer_to_own_round,
    (Answer, "read_shared"): _answer_opened_to_recipients,
    (AnswerItem, "write_answer"): _item_of_unit_or_asked,
    (AnswerItem, "read_answers"): _words_of(_answer_to_own_round),
    (AnswerItem, "read_shared"): _words_of(_answer_opened_to_recipients),
    (AnswerAttachment, "read_draft"): _attachment_of(_answer_or_asked),
    (AnswerAttachment, "write_answer"): _attachment_of(_answer_of_unit),
    (AnswerAttachment, "read_answers"): _words_of(_answer_to_own_round),
    (AnswerAttachment, "read_shared"): _words_of(_answer_opened_to_recipients),
}
