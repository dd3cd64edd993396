"""The adopted plan is published with what differs from the year before, and the next year's revision is planned."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import documents
from cases.models import Document, DocumentVersion
from cases.register_language import LANGUAGE
from cases.registration import register_document
from cases.text import normalise
from cases.work_items import finish_items
from directives.models import Revision
from directives.plans import cutting
from directives.plans.errors import NotAdopted, ReasonMissing
from directives.plans.revisions.errors import AlreadyPlanned
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import planning, reporting, telling, titles
from .places import State, locked, tell


def publish(revision: Revision, *, by: User) -> Revision:
    """Register the year-on-year difference as a document of the case and plan the next revision. Raises NotAdopted."""
    with work():
        fresh = locked(revision)
        if fresh.state != State.ADOPTED:
            raise NotAdopted
        fresh.difference = _registered(fresh, by)
        fresh.state = State.PUBLISHED
        fresh.published_at, fresh.published_by = clock.now(), by
        fresh.save(update_fields=["difference", "state", "published_at", "published_by"])
        finish_items(fresh, by=by)
        tell("revision.published", fresh, by, version=fresh.draft_id)
        plan_next(fresh, by=by)
        return fresh


def plan_next(revision: Revision, *, by: User | None) -> Revision | None:
    """The next yearly revision of the plan; None when it is planned already or the plan has ended."""
    plan = revision.plan
    year = revision.year + (plan.every_years if revision.kind == Revision.Kind.YEARLY else 0)
    if plan.ended_on is not None or Revision.objects.filter(plan=plan, year__gt=revision.year).exists():
        return None
    try:
        return planning.plan_revision(plan, year, by=by)
    except AlreadyPlanned:
        return None


def cancel(revision: Revision, *, by: User, reason: str) -> Revision:
    """Break a revision off; the adopted plan stays as it is. Raises ReasonMissing, NotThisStep.

    A round that is out is cancelled on its own page first.
    """
    why = normalise(reason).strip()
    if not why:
        raise ReasonMissing
    with work():
        states = (State.PLANNED, State.PREPARING, State.REPORTING, State.COMPILING, State.REVISING)
        fresh = locked(revision, *states)
        if fresh.draft is not None:
            fresh.draft = cutting.drop(fresh.draft, by=by)
        fresh.state = State.CANCELLED
        fresh.cancelled_at, fresh.cancelled_by, fresh.cancel_reason = clock.now(), by, why
        fresh.save(update_fields=["state", "cancelled_at", "cancelled_by", "cancel_reason"])
        reporting.finish_tasks(fresh, by=by)
        finish_items(fresh, by=by)
        tell("revision.cancelled", fresh, by)
        return fresh


def _registered(revision: Revision, by: User) -> Document:
    if revision.case is None:
        raise ValueError("a revision under way has its case")
    with override(LANGUAGE):
        title = _("Vad som är nytt i %(plan)s %(year)s") % {
            "plan": revision.plan.title,
            "year": revision.year,
        }
        parts = telling.whole(revision)
    document = register_document(
        revision.case,
        kind=Document.Kind.DIFFERENCE,
        title=titles.told_apart(title, revision),
        direction=Document.Direction.INTERNAL,
        by=by,
    )
    version = DocumentVersion.objects.create(document=document, number=1, language=LANGUAGE)
    documents.replace_sections(version, parts)
    documents.freeze(version, by=by)
    return document
