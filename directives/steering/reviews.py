"""Reviews of steering documents: the owner is asked in good time and says what is to become of the document."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import ReferralRound, WorkItem
from cases.text import normalise
from cases.work_items import finish_items, item_for_person, item_for_role, open_items
from directives.models import SteeringCard, SteeringDocument, SteeringReview
from directives.steering.cards import ask_day, locked_card, tell
from directives.steering.errors import CardHasEnded, NothingToRevise, ReviewDayPassed
from ledger.models import Event
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
    return _ask(SteeringCard.objects.all())


def ask_again(card: SteeringCard) -> bool:
    """Ask at once about a document that is valid again; answers whether it was time, and nobody was asked yet."""
    return _ask(SteeringCard.objects.filter(pk=card.pk)) == 1


def _ask(cards: QuerySet[SteeringCard]) -> int:
    waiting = WorkItem.objects.filter(
        target_type="steeringcard", target_id=OuterRef("pk"), kind=KIND, done_at=None
    )
    with work():
        due = cards.filter(~Exists(waiting), review_ask_on__lte=clock.today(), ended_on__isnull=True)
        asked = _asked(due.select_related("document__case", "unit", "owner").select_for_update(of=("self",)))
        open_items([item for _card, item in asked])
        for card, item in asked:
            _tell_owner("steering.review_asked", card, item)
        return len(asked)


def remind_of_overdue() -> int:
    """Remind, once, whoever was asked in time and let the day of the review pass; answers how many were."""
    asked = WorkItem.objects.filter(target_type="steeringcard", kind=KIND, done_at=None)
    due = {item.target_id: item for item in asked.filter(due_on__lt=clock.today())}
    with work():
        rows = SteeringCard.objects.filter(pk__in=due, ended_on=None).select_related("document__case", "unit")
        late = [
            card for card in rows.select_for_update(of=("self",)) if not _was_reminded(card, due[card.pk])
        ]
        for card in late:
            _tell_owner("steering.review_overdue", card, due[card.pk])
        return len(late)


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


def _tell_owner(kind: str, card: SteeringCard, item: WorkItem) -> None:
    """Told by letter to the owner, or to those who keep the document where nobody owns it."""
    tell(
        kind,
        card,
        None,
        owner=item.user_id,
        public_id=item.target_public_id,
        due=item.due_on.isoformat() if item.due_on else "",
    )


def _was_reminded(card: SteeringCard, item: WorkItem) -> bool:
    """Told of this day before, or asked only when it had passed: then the question was the reminder."""
    if item.due_on is None or clock.local(item.created_at).date() > item.due_on:
        return True
    told = Event.objects.filter(subject_type="directives.steeringcard", subject_id=card.pk)
    return told.filter(kind="steering.review_overdue", data__due=item.due_on.isoformat()).exists()


def _asked(cards: Iterable[SteeringCard]) -> list[tuple[SteeringCard, WorkItem]]:
    found = list(cards)
    documents = [card.document_id for card in found]
    wordings = SteeringDocument.objects.filter(document__in=documents, valid_from__lte=clock.today())
    latest = dict(wordings.order_by("valid_from", "pk").values_list("document_id", "public_id"))
    return [(card, _item(card, latest[card.document_id])) for card in found if card.document_id in latest]


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
