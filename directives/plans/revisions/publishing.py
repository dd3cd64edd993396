"""The adopted plan is published with what differs from the year before, and the next year's revision is planned."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import documents
from cases.drafts import DraftSection
from cases.models import Document, DocumentVersion
from cases.register_language import LANGUAGE
from cases.registration import register_document
from cases.text import normalise
from cases.work_items import finish_items
from directives.models import MilestoneWording, PlanPart, Revision
from directives.plans import cutting, difference
from directives.plans.errors import NotAdopted, ReasonMissing
from directives.plans.revisions.errors import AlreadyPlanned
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import counting, planning, referring, reporting, titles
from .names import wordings_of
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
        parts = _told(revision)
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


def summary_of(revision: Revision) -> list[DraftSection]:
    """What the revision itself says of what changes, and how many milestones bear each mark."""
    found = referring.changes(revision)
    counts = ", ".join(counting.counted(mark, count) for mark, count in found.counts.items() if count)
    summary = [revision.summary, counts and _("Milstolpar: %(counts)s.") % {"counts": counts}]
    told = "\n\n".join(part for part in summary if part)
    return [DraftSection(_("Sammanfattning"), told)] if told else []


def short_text(revision: Revision) -> str:
    """The summary, and under it every changed milestone with its reason, as one text."""
    rows = [_row(change) for change in referring.changes(revision).of(PlanPart.Kind.MILESTONE)]
    parts = [part.text for part in summary_of(revision)]
    return "\n\n".join([*parts, "\n".join(rows)] if rows else parts)


def others_of(revision: Revision) -> list[DraftSection]:
    """The changed goals and indicators: what the administrations are not asked about."""
    found = referring.changes(revision)
    rows = [_other(change) for change in found.of(PlanPart.Kind.GOAL, PlanPart.Kind.INDICATOR)]
    return [DraftSection(_("Mål och indikatorer"), "\n".join(rows))] if rows else []


def _other(change: difference.PartChange) -> str:
    row = change.wording
    name = row.text if change.kind == PlanPart.Kind.GOAL else f"{row.code} {row.name}"
    marks = ", ".join(str(difference.LABELS[mark]) for mark in change.marks)
    reason = f": {' '.join(change.reason.split())}" if change.reason else ""
    return f"- **{marks}.** {' '.join(name.split())}{reason}"


def _told(revision: Revision) -> list[DraftSection]:
    found = referring.changes(revision)
    sections = summary_of(revision) or [DraftSection(_("Sammanfattning"), "")]
    for mark in difference.MARKS:
        rows = [change for change in found.of(PlanPart.Kind.MILESTONE) if mark in change.marks]
        if rows:
            sections.append(
                DraftSection(str(difference.LABELS[mark]), "\n".join(_row(change) for change in rows))
            )
    return [*sections, *_unreported(revision)]


def _unreported(revision: Revision) -> list[DraftSection]:
    """Which milestones nobody reported, and why the plan was left as it stands there."""
    wordings = wordings_of(revision)
    rows = [
        f"- {_name(wordings[report.part_id])}"
        + (f": {' '.join(report.outcome_reason.split())}" if report.outcome_reason else "")
        for report in reporting.silent(revision)
        if report.part_id in wordings
    ]
    if not rows:
        return []
    told = _("Ingen rapport kom in om de här milstolparna. Där planen ändå ändras står det ovan.")
    return [DraftSection(_("Inte rapporterade"), f"{told}\n\n" + "\n".join(rows))]


def _row(change: difference.PartChange) -> str:
    row = change.wording
    words = _name(row)
    years = [one for one in change.fields if one.name == "last_year"]
    moved = f" ({years[0].old or '–'} → {years[0].new or '–'})" if years else ""
    reason = f": {' '.join(change.reason.split())}" if change.reason else ""
    return f"- {words}{moved}{reason}"


def _name(row: MilestoneWording) -> str:
    return " ".join(f"{row.code} {row.title}".split())
