"""Locks on a round and its places. The order everywhere: process, round, recipient, number series."""

from django.db import connection

from .models import Recipient, ReferralRound


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
