"""Documents become valid when a decision adopts them; the wording before ends the day before."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from cases import access
from cases.models import Adoption, AgendaItem, Case, Decision, DocumentVersion
from ledger.models import Event
from organisation import clock
from organisation.models import Unit, User

from .models import SteeringDocument

ACTING = ("as_proposed", "changed")
CASES = ("decision__case", "adoption__point__item__case", "adoption__point__decision__case")
RELATED = (
    "unit",
    "decision__decider",
    "decision__case",
    "version",
    "adoption__point__item__meeting",
    "adoption__point__item__body__unit",
    "adoption__point__item__case",
    "adoption__point__decision__decider",
    "adoption__point__decision__case",
)


def make_valid(event: Event) -> None:
    """Let what an official's decision adopts be valid from its day; run in the decision's own transaction."""
    decision = Decision.objects.select_related("round__unit", "authority", "version__document").get(
        pk=event.subject_id or 0
    )
    unit = decision.round.unit if decision.round else decision.authority
    if decision.version is not None and decision.valid_from is not None:
        _begin(decision.version, unit, decision.valid_from, decision=decision)
    for adoption in _adopted(point__decision=decision):
        _begin(adoption.version, unit, adoption.valid_from or _day(event), adoption=adoption)


def make_valid_by_paragraph(event: Event) -> None:
    """Let what an approved § adopts be valid from its day, or from the approval; run in its transaction."""
    item = AgendaItem.objects.select_related("body__unit").get(pk=event.subject_id or 0)
    if item.outcome not in ACTING or not item.body.decides:
        return
    for adoption in _adopted(point__item=item, point__struck=False):
        _begin(adoption.version, item.body.unit, adoption.valid_from or _day(event), adoption=adoption)


def valid_on(day: date) -> QuerySet[SteeringDocument]:
    """What steers on a day."""
    until = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return SteeringDocument.objects.filter(until, valid_from__lte=day).select_related(*RELATED)


def readable_by(user: User) -> QuerySet[SteeringDocument]:
    """What ``user`` may read: what is decided is for everybody, unless its case bears a secrecy mark."""
    cases = access.visible_to(user, Case, "see_case")
    secret = Q(pk__in=[])
    for case in CASES:
        secret |= (
            ~Q(**{f"{case}__secrecy_provision": ""})
            & Q(**{f"{case}__isnull": False})
            & ~Q(**{f"{case}__in": cases})
        )
    return SteeringDocument.objects.exclude(secret).select_related(*RELATED)


def wordings(steering: SteeringDocument) -> QuerySet[SteeringDocument]:
    """Every wording of the same document, newest first."""
    return SteeringDocument.objects.filter(document=steering.document_id).select_related(*RELATED)


def _adopted(**condition: Any) -> QuerySet[Adoption]:
    return Adoption.objects.filter(**condition, point__kind="adopt").select_related("version__document")


def _begin(version: DocumentVersion, unit: Unit, valid_from: date, **basis: Any) -> None:
    if SteeringDocument.objects.filter(version=version).exists():
        return  # adopted before: it steers already
    _end_earlier(version.document_id, valid_from)
    SteeringDocument.objects.create(
        title=version.document.title,
        unit=unit,
        document=version.document,
        version=version,
        valid_from=valid_from,
        **basis,
    )


def _day(event: Event) -> date:
    return clock.local(event.at).date()


def _end_earlier(document_id: int, valid_from: date) -> None:
    for earlier in SteeringDocument.objects.filter(document=document_id, valid_to=None):
        earlier.valid_to = max(earlier.valid_from, valid_from - timedelta(days=1))
        earlier.save(update_fields=["valid_to"])
