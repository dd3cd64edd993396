"""Documents become valid when a decision adopts them; the wording before ends the day before."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from cases import access
from cases.models import Decision
from ledger.models import Event
from organisation.models import User

from .models import SteeringDocument

RELATED = ("unit", "decision__decider", "decision__case", "version")


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
    return SteeringDocument.objects.filter(until, valid_from__lte=day).select_related(*RELATED)


def readable_by(user: User) -> QuerySet[SteeringDocument]:
    """What ``user`` may read: what is decided is for everybody, unless its case bears a secrecy mark."""
    own = access.visible_to(user, Decision, "see_case")
    open_to_all = Q(decision__case__secrecy_provision="")
    return SteeringDocument.objects.filter(open_to_all | Q(decision__in=own)).select_related(*RELATED)


def wordings(steering: SteeringDocument) -> QuerySet[SteeringDocument]:
    """Every wording of the same document, newest first."""
    return SteeringDocument.objects.filter(document=steering.document_id).select_related(*RELATED)


def _end_earlier(document_id: int, valid_from: date) -> None:
    for earlier in SteeringDocument.objects.filter(document=document_id, valid_to=None):
        earlier.valid_to = max(earlier.valid_from, valid_from - timedelta(days=1))
        earlier.save(update_fields=["valid_to"])
