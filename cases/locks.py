"""Locks on a round and its places. The order everywhere: process, round, recipient, number series."""

from django.db import connection

from .models import Answer, AnswerParty, Recipient, ReferralRound

# The locks are taken row by row in the order they are named here, which is the order everywhere.
LOCK_PLACE = """
SELECT party.id FROM cases_answerparty AS party
JOIN cases_answer AS answer ON answer.id = party.answer_id
JOIN cases_recipient AS place ON place.id = party.recipient_id
JOIN cases_referralround AS round ON round.id = place.round_id
WHERE party.answer_id = %s ORDER BY party.id LIMIT 1
FOR SHARE OF round FOR NO KEY UPDATE OF place, answer
"""


def shared_state(referral_round: ReferralRound) -> str:
    """The round's state, held still until we commit: closing waits for us, we never for each other.

    Without it an answer given just after the compilation was taken for one that came before. The state is
    also written to ``referral_round``.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM cases_referralround WHERE id = %s FOR SHARE", [referral_round.pk])
        state: str = cursor.fetchone()[0]
    referral_round.state = state
    return state


def lock_round(referral_round: ReferralRound) -> ReferralRound:
    """The round as it is now, ours alone until we commit.

    Locked first and read afterwards: a row that was waited for comes with the relations it had before,
    or not at all when one of them was exchanged meanwhile.
    """
    ReferralRound.objects.select_for_update().only("pk").get(pk=referral_round.pk)
    return ReferralRound.objects.select_related("case", "unit", "version__document").get(pk=referral_round.pk)


def lock_recipient(recipient: Recipient) -> Recipient:
    """The place as it is now, ours alone until we commit; locked first and read afterwards, as a round is."""
    Recipient.objects.select_for_update(no_key=True).only("pk").get(pk=recipient.pk)
    places = Recipient.objects.select_related("round__case", "round__unit", "unit", "case")
    return places.get(pk=recipient.pk)


def lock_place_of(answer: Answer) -> AnswerParty:
    """The answer, the place it speaks for (the first one of a joint answer) and the round, as they are now.

    Answer and place are ours alone until we commit, the round is held still: three locks in one statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK_PLACE, [answer.pk])
        (party,) = cursor.fetchone()
    parties = AnswerParty.objects.select_related("answer", "recipient__round__case", "recipient__unit")
    return parties.select_related("recipient__case").get(pk=party)
