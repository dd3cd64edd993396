"""Reviews of steering documents: the owner is asked in good time and says what is to become of the document."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from cases.models import ReferralRound, WorkItem
from cases.text import normalise
from cases.work_items import finish_items, item_for_person, item_for_role, open_items
from directives.models import SteeringCard, SteeringDocument, SteeringReview
from directives.steering.cards import ask_day, locked_card, tell
from directives.steering.errors import CardHasEnded, NothingToRevise, ReviewDayPassed
from ledger.work import work
from organisation import clock, roles
from organisation.models import User

KIND = WorkItem.Kind.REVIEW_STEERING
ASKED_ROLES = ("process_owner", "officer", "secretary")  # who is asked where no person owns the document
Outcome = SteeringReview.Outcome


def ask_for_reviews() -> int:
    """Ask the owner of every document whose review draws near or is overdue; whoever is asked is not asked twice.

    Answers how many were asked.
    """
    waiting = WorkItem.objects.filter(
        target_type="steeringcard", target_id=OuterRef("pk"), kind=KIND, done_at=None
    )
    with work():
        due = SteeringCard.objects.filter(
            ~Exists(waiting), review_ask_on__lte=clock.today(), ended_on__isnull=True
        )
        items = _items(due.select_related("document__case", "unit", "owner").select_for_update(of=("self",)))
        open_items(items)
        return len(items)


def answer_review(
    card: SteeringCard, *, by: User, outcome: str, reason: str, next_on: date
) -> SteeringReview:
    """Say what is to become of the document; the task goes away until the next day that is named.

    Raises CardHasEnded, ReviewDayPassed.
    """
    if next_on <= clock.today():
        raise ReviewDayPassed
    with work():
        locked = locked_card(card)
        if locked.ended_on is not None:
            raise CardHasEnded
        review = SteeringReview.objects.create(
            card=locked,
            outcome=Outcome(outcome),
            reason=normalise(reason).strip(),
            due_on=locked.review_due_on,
            next_on=next_on,
            at=clock.now(),
            by=by,
        )
        locked.review_due_on, locked.review_ask_on = next_on, ask_day(next_on)
        locked.edition += 1
        locked.save(update_fields=["review_due_on", "review_ask_on", "edition"])
        finish_items(locked, KIND, by=by)
        tell("steering.reviewed", locked, by, outcome=review.outcome)
        return review


def waiting_revision(card: SteeringCard) -> SteeringReview | None:
    """The review that said that the document is to be revised, until a round has begun with it."""
    latest = card.reviews.first()
    return latest if latest and latest.outcome == Outcome.REVISE and latest.round_id is None else None


def begin_revision(card: SteeringCard, referral_round: ReferralRound, *, by: User) -> None:
    """Tie the round to the document it revises, so that what it decides replaces it. Raises NothingToRevise."""
    with work():
        review = waiting_revision(locked_card(card))
        if review is None:
            raise NothingToRevise
        review.round = referral_round
        review.save(update_fields=["round"])
        tell("steering.revision_begun", card, by, round=referral_round.pk)


def revised_by(document_id: int) -> SteeringCard | None:
    """The card of the document that the round behind ``document_id`` revises."""
    review = (
        SteeringReview.objects.filter(round__version__document=document_id).select_related("card").first()
    )
    return review.card if review else None


def settled_by_wording(card: SteeringCard, *, by: User | None) -> None:
    """A new wording answers the question: nobody is asked about the old one."""
    finish_items(card, KIND, by=by)


def _items(cards: Iterable[SteeringCard]) -> list[WorkItem]:
    found = list(cards)
    documents = [card.document_id for card in found]
    wordings = SteeringDocument.objects.filter(document__in=documents, valid_from__lte=clock.today())
    latest = dict(wordings.order_by("valid_from", "pk").values_list("document_id", "public_id"))
    return [_item(card, latest[card.document_id]) for card in found if card.document_id in latest]


def _item(card: SteeringCard, public_id: str) -> WorkItem:
    facts: dict[str, Any] = {
        "target": card,
        "title": _title(card),
        "case": card.document.case_id,
        "due_on": card.review_due_on,
    }
    if card.owner is not None and card.owner.is_active:
        item = item_for_person(KIND, user=card.owner, unit=card.unit, **facts)
    else:
        item = item_for_role(KIND, unit=card.unit, role=_role(card), **facts)
    item.target_public_id = public_id
    return item


def _title(card: SteeringCard) -> str:
    """A list of tasks tells no title that secrecy covers: the case's number is enough."""
    case = card.document.case
    return (case.number or "") if case.secrecy_provision else card.document.title


def _role(card: SteeringCard) -> str:
    """The first role of those who keep it that somebody holds in the unit."""
    here = Q(pk=card.unit_id)
    manned = (role for role in ASKED_ROLES if roles.holders(frozenset({role}), here).exists())
    return next(manned, ASKED_ROLES[0])
