"""A planning version proposed as exactly one frozen text, adopted by the decision that names its hash."""

from datetime import date, timedelta

from django.db.models import QuerySet

from cases import documents
from cases.models import Adoption, AgendaItem, Case, Decision, Document
from cases.registration import register_document
from cases.text import normalise
from directives.models import Plan, PlanVersion, Revision
from ledger.events import record
from ledger.models import Event
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import cutting, joining, text
from .errors import DecidedByBody, ReasonMissing
from .places import State, lock_plan, planning, running, tell
from .reading import read

ACTING = ("as_proposed", "changed")


def propose(version: PlanVersion, *, case: Case, by: User) -> PlanVersion:
    """Freeze the version's text, registered in ``case`` the first time; from now on nothing in it changes."""
    with work():
        plan = running(version.plan)
        fresh = planning(version)
        document = plan.document or _register(plan, case, by)
        wording = text.new_version(document.pk, fresh.number)
        text.write(read(fresh), wording)
        documents.freeze(wording, by=by)
        fresh.text, fresh.state = wording, State.PROPOSED
        fresh.save(update_fields=["text", "state"])
        tell("plan.version_proposed", plan, by, subject=fresh, case=case, text=wording.pk)
        return fresh


def register_adopted(version: PlanVersion, *, by: User, words: str, valid_from: date) -> PlanVersion:
    """Say that a version was adopted before this system, by what, and since when.

    Raises ReasonMissing, DecidedByBody for what its body is to decide on.
    """
    said = normalise(words).strip()[:300]
    if not said:
        raise ReasonMissing
    with work():
        plan = running(version.plan)
        fresh = planning(version)
        _refuse_revised(fresh)
        _end_earlier(plan, valid_from)
        fresh.state, fresh.adopted_words, fresh.valid_from = State.ADOPTED, said, valid_from
        fresh.save(update_fields=["state", "adopted_words", "valid_from"])
        tell("plan.version_registered", plan, by, subject=fresh)
        joining.end_taken(fresh, valid_from, by)
        return fresh


def adopt_by_paragraph(event: Event) -> None:
    """Let what an approved § adopts be the plan from its day; run in the approval's own transaction."""
    item = AgendaItem.objects.select_related("body").get(pk=event.subject_id or 0)
    if item.outcome in ACTING and item.body.decides:
        _adopt(Adoption.objects.filter(point__item=item, point__struck=False), event)


def adopt_by_decision(event: Event) -> None:
    """The same for an official's decision."""
    decision = Decision.objects.get(pk=event.subject_id or 0)
    _adopt(Adoption.objects.filter(point__decision=decision), event)


def in_force(plan: Plan, day: date) -> PlanVersion | None:
    """The version in force on a day."""
    for version in plan.versions.filter(state=State.ADOPTED, valid_from__lte=day).order_by(
        "-valid_from", "-number"
    ):
        if version.is_valid_on(day):
            return version
    return None


def _adopt(adoptions: QuerySet[Adoption], event: Event) -> None:
    for adoption in adoptions.filter(point__kind="adopt", version__plan_version__state=State.PROPOSED):
        plan = lock_plan(Plan.objects.get(versions__text=adoption.version_id))
        version = PlanVersion.objects.select_for_update(of=["self"]).get(text=adoption.version_id)
        valid_from = adoption.valid_from or clock.local(event.at).date()
        _end_earlier(plan, valid_from)
        version.state, version.adoption, version.valid_from = State.ADOPTED, adoption, valid_from
        version.save(update_fields=["state", "adoption", "valid_from"])
        by = User.objects.filter(pk=event.actor_id or 0).first()
        item = adoption.point.item_id
        record("plan.version_adopted", by=by, unit=plan.unit, subject=version, plan=plan.pk, item=item)
        joining.end_taken(version, valid_from, by)


def _refuse_revised(version: PlanVersion) -> None:
    """What a running revision works with is adopted by the body's own §, never by words."""
    ended = (Revision.State.PUBLISHED, Revision.State.CANCELLED)
    found = Revision.objects.filter(draft=version).exclude(state__in=ended).first()
    if found is not None:
        raise DecidedByBody(name=found.name)


def _end_earlier(plan: Plan, valid_from: date) -> None:
    earlier = cutting.adopted(plan)
    if earlier is not None and earlier.valid_from is not None:
        earlier.valid_to = max(earlier.valid_from, valid_from - timedelta(days=1))
        earlier.save(update_fields=["valid_to"])


def _register(plan: Plan, case: Case, by: User) -> Document:
    plan.document = register_document(
        case,
        kind=Document.Kind.PLAN,
        title=plan.title,
        direction=Document.Direction.INTERNAL,
        by=by,
    )
    plan.save(update_fields=["document"])
    return plan.document
