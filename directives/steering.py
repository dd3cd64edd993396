"""Documents become valid when a decision adopts them; the wording before ends the day before."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from cases.models import Decision
from ledger.models import Event

from .models import SteeringDocument


def make_valid(event: Event) -> None:
    """Let what the decision adopts be valid from its day; run in the decision's own transaction."""
    decision = Decision.objects.select_related("round__unit", "version__document").get(
        pk=event.subject_id or 0
    )
    if decision.version is None or decision.valid_from is None:
        return
    unit = decision.round.unit if decision.round else decision.authority
    _end_earlier(decision.version.document_id, decision.valid_from)
    SteeringDocument.objects.create(
        title=decision.version.document.title,
        unit=unit,
        document=decision.version.document,
        version=decision.version,
        decision=decision,
        valid_from=decision.valid_from,
    )


def valid_on(day: date) -> QuerySet[SteeringDocument]:
    """What steers on a day."""
    until = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return SteeringDocument.objects.filter(until, valid_from__lte=day).select_related(
        "unit", "decision__decider", "version"
    )


def _end_earlier(document_id: int, valid_from: date) -> None:
    for earlier in SteeringDocument.objects.filter(document=document_id, valid_to=None):
        earlier.valid_to = max(earlier.valid_from, valid_from - timedelta(days=1))
        earlier.save(update_fields=["valid_to"])
