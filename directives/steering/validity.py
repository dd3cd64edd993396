"""Documents become valid when a decision adopts them; the wording before ends the day before."""

from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from cases import access
from cases.models import Adoption, AgendaItem, Case, Decision, DocumentVersion
from directives.models import SteeringCard, SteeringDocument
from directives.steering import cards, ending, reviews, tree
from ledger.models import Event
from organisation import clock
from organisation.models import Unit, User

ACTING = ("as_proposed", "changed")
CASES = (
    "document__case",
    "decision__case",
    "adoption__point__item__case",
    "adoption__point__decision__case",
)
RELATED = (
    "unit",
    "document__steering_card__unit",
    "document__steering_card__process",
    "decision__decider",
    "decision__case",
    "version",
    "adoption__point__item__meeting",
    "adoption__point__item__body__unit",
    "adoption__point__item__case",
    "adoption__point__decision__decider",
    "adoption__point__decision__case",
    "adoption__point__earlier__unit",
)


def make_valid(event: Event) -> None:
    """Let what an official's decision adopts be valid from its day; run in the decision's own transaction."""
    decision = Decision.objects.select_related("round__unit", "authority", "version__document").get(
        pk=event.subject_id or 0
    )
    unit = decision.round.unit if decision.round else decision.authority
    if decision.version is not None and decision.valid_from is not None:
        begin(decision.version, unit, decision.valid_from, decision=decision)
    for adoption in _adopted(point__decision=decision):
        begin(adoption.version, unit, adoption.valid_from or _day(event), adoption=adoption)


def make_valid_by_paragraph(event: Event) -> None:
    """Let what an approved § adopts be valid from its day, or from the approval; run in its transaction."""
    item = AgendaItem.objects.select_related("body__unit").get(pk=event.subject_id or 0)
    if item.outcome not in ACTING or not item.body.decides:
        return
    for adoption in _adopted(point__item=item, point__struck=False):
        begin(adoption.version, item.body.unit, adoption.valid_from or _day(event), adoption=adoption)


def valid_on(day: date) -> QuerySet[SteeringDocument]:
    """What steers on a day."""
    until = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return SteeringDocument.objects.filter(until, valid_from__lte=day).select_related(*RELATED)


def readable_by(user: User) -> QuerySet[SteeringDocument]:
    """What ``user`` may read: what is decided is for everybody, unless its case bears a secrecy mark."""
    return _unless_secret(~Q(pk__in=access.visible_to(user, Case, "see_case").values("pk")))


def public() -> QuerySet[SteeringDocument]:
    """What anybody may ask about: nothing whose case bears a secrecy mark."""
    return _unless_secret(Q())


def _unless_secret(hidden: Q) -> QuerySet[SteeringDocument]:
    """Without those that rest on, or lie in, a marked case that is ``hidden`` too."""
    secret = Case.objects.filter(~Q(secrecy_provision="") & hidden).values("pk")
    marked = reduce(or_, (Q(**{f"{case}__in": secret}) for case in CASES))
    return SteeringDocument.objects.exclude(
        pk__in=SteeringDocument.objects.filter(marked).values("pk")
    ).select_related(*RELATED)


def wordings(steering: SteeringDocument) -> QuerySet[SteeringDocument]:
    """Every wording of the same document, newest first."""
    return SteeringDocument.objects.filter(document=steering.document_id).select_related(*RELATED)


def _adopted(**condition: Any) -> QuerySet[Adoption]:
    return Adoption.objects.filter(**condition, point__kind="adopt").select_related("version__document")


def begin(
    version: DocumentVersion, unit: Unit, valid_from: date, *, adoption: Adoption | None = None, **basis: Any
) -> SteeringDocument | None:
    """Let a wording steer from a day; None when it does already. Runs in the transaction of what adopts it."""
    if SteeringDocument.objects.filter(version=version).exists():
        return None
    tree.lock_tree()
    card = _card(version, unit, valid_from)
    _kind_said(card, adoption)
    _end_earlier(version.document_id, valid_from)
    _next_review(card, valid_from)
    return SteeringDocument.objects.create(
        title=adoption.called if adoption else version.document.title,
        unit=unit,
        document=version.document,
        version=version,
        valid_from=valid_from,
        adoption=adoption,
        **basis,
    )


def _card(version: DocumentVersion, unit: Unit, valid_from: date) -> SteeringCard:
    """The document's card; a new document that came of a revision takes the place of what it revises."""
    card = cards.card_for(version.document, unit)
    if card.ended_on is not None:
        ending.begin_again(card)
    revised = reviews.revised_by(version.document_id)
    if revised is not None and revised.ended_on is None:
        ending.inherit(card, revised)
        ending.replace(revised, by=None, successor=card, on=ending.earliest_end(revised, valid_from))
    return card


def _kind_said(card: SteeringCard, adoption: Adoption | None) -> None:
    """The kind the deciding point said; what the card's keeper has said before stands."""
    if adoption is not None and adoption.kind and not card.kind:
        card.kind = adoption.kind
        card.save(update_fields=["kind"])


def _next_review(card: SteeringCard, valid_from: date) -> None:
    """A new wording answers an open question; the next one is counted from the day it is valid."""
    reviews.settled_by_wording(card, by=None)
    if card.review_every_months:
        due = cards.add_months(valid_from, card.review_every_months)
        card.review_due_on, card.review_ask_on = due, cards.ask_day(due)
        card.save(update_fields=["review_due_on", "review_ask_on"])


def _day(event: Event) -> date:
    return clock.local(event.at).date()


def _end_earlier(document_id: int, valid_from: date) -> None:
    for earlier in SteeringDocument.objects.filter(document=document_id, valid_to=None):
        earlier.valid_to = max(earlier.valid_from, valid_from - timedelta(days=1))
        earlier.save(update_fields=["valid_to"])
