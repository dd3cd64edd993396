"""Which referral rounds, places in them and views on them a right opens."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from cases.models import (
    Comment,
    Document,
    DocumentFile,
    Extension,
    Feedback,
    ItemRequest,
    Recipient,
    ReferralRound,
)
from cases.models.referral import WEIGHED
from organisation.models import Unit

from .right import Right, Scopes, in_units, no_secret


def _visible_round(right: Right) -> Q:
    received = Recipient.objects.filter(round=OuterRef("pk"), unit__in=right.units, sent_at__isnull=False)
    asked = open_requests(right).filter(item__answer__parties__recipient__round=OuterRef("pk"))
    sent_by_own = round_of_own_unit(right) & ~Q(state=ReferralRound.State.DRAFT)
    addressed = received.filter(unit__in=right.homes)  # a secret is theirs whom it was sent to
    return (
        sent_by_own
        | (Q(Exists(received)) & no_secret(right, "case__"))
        | Q(Exists(addressed))
        | Q(Exists(asked))
    )


def round_of_own_unit(right: Right) -> Q:
    """Rounds the person's units send, without the secrets they may not read."""
    return (in_units(right, "unit") | Q(case__in=right.cases)) & no_secret(right, "case__")


def _closed_round(right: Right) -> Q:
    """Weighed rounds of units the right reaches: what an official decides on."""
    return (in_units(right, "unit") & Q(state__in=WEIGHED)) & no_secret(right, "case__")


def _of_own_round(right: Right) -> Q:
    return Q(round__in=ReferralRound.objects.filter(round_of_own_unit(right)))


def _in_own_round(right: Right) -> Q:
    rounds = ReferralRound.objects.filter(round_of_own_unit(right))
    return Q(recipient__round__in=rounds)


def _recipient_of_unit(right: Right) -> Q:
    return in_units(right, "unit") & Q(sent_at__isnull=False)


def _recipient_or_asked(right: Right) -> Q:
    asked = open_requests(right).filter(item__answer__parties__recipient=OuterRef("pk"))
    return _recipient_of_unit(right) | Q(Exists(asked))


def _at_own_place(right: Right) -> Q:
    return Q(recipient__in=Recipient.objects.filter(_recipient_of_unit(right)))


def open_requests(right: Right) -> Any:
    """What this person was asked for, as long as they work where the answer is written."""
    return ItemRequest.objects.filter(
        colleague=right.user_id,
        withdrawn_at__isnull=True,
        item__answer__parties__recipient__unit__in=right.homes,
    )


def still_recipient(right: Right) -> Any:
    """Places of the person's units in rounds they have not been taken out of."""
    places = Recipient.objects.filter(unit__in=right.units, sent_at__isnull=False)
    return places.exclude(state=Recipient.State.WITHDRAWN)


def _compilation_opened_to_recipients(right: Right) -> Q:
    """The compiled document follows the setting for answers from the first closing on."""
    readers = ReferralRound.Readers
    received = still_recipient(right).filter(
        round__case=OuterRef("document__case"),
        round__closings__gt=0,
        round__readers__in=[readers.AFTER_CLOSING, readers.AT_ONCE],
    )
    addressed = received.filter(unit__in=right.homes)  # a secret is theirs whom it was sent to
    opened = (Q(Exists(received)) & no_secret(right, "document__case__")) | Q(Exists(addressed))
    return Q(document__kind=Document.Kind.COMPILATION) & opened


SCOPES: Scopes = {
    (Unit, "create_round"): lambda right: Q(pk__in=right.units),
    (ReferralRound, "see_round"): _visible_round,
    (ReferralRound, "manage_round"): round_of_own_unit,
    (ReferralRound, "weigh"): round_of_own_unit,
    (ReferralRound, "decide"): _closed_round,
    (Comment, "weigh"): _of_own_round,
    (DocumentFile, "read_shared"): _compilation_opened_to_recipients,
    (Extension, "manage_round"): _in_own_round,
    (Extension, "prepare_answer"): _at_own_place,
    (Feedback, "read_draft"): _at_own_place,
    (Feedback, "prepare_answer"): _at_own_place,
    (Feedback, "manage_round"): _in_own_round,
    (Recipient, "manage_round"): lambda right: Q(
        round__in=ReferralRound.objects.filter(round_of_own_unit(right))
    ),
    (Recipient, "read_draft"): _recipient_or_asked,
    (Recipient, "write_answer"): _recipient_of_unit,
    (Recipient, "prepare_answer"): _recipient_of_unit,
    (Recipient, "approve_answer"): _recipient_of_unit,
    (Recipient, "release_answer"): _recipient_of_unit,
}
