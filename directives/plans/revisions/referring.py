"""What changed goes to the administrations, and only that; or it is said why it does not."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.drafts import DraftSection
from cases.locks import lock_round
from cases.models import ReferralRound
from cases.text import normalise
from cases.work_items import finish_items
from directives.models import MilestoneWording, PlanPart, ReferredPart, Revision
from directives.plans import difference, text
from directives.plans.errors import ReasonMissing
from directives.plans.reading import PlanAsRead, read
from directives.plans.revisions.errors import NothingChanged, RoundIsOut
from ledger.work import work
from organisation.models import User

from . import compiling, owners, reporting
from .places import State, locked, move

SENT = (PlanPart.Kind.AREA, PlanPart.Kind.MILESTONE)
LANGUAGE = "sv"


def changes(revision: Revision) -> difference.Difference:
    """What the planning version changes in the adopted one."""
    if revision.base is None or revision.draft is None:
        raise ValueError("a revision under way has its two versions")
    return difference.between(read(revision.base), read(revision.draft))


def changed_sections(revision: Revision) -> list[DraftSection]:
    """A section for each changed area and milestone: its mark, why, and how it is to read.

    Raises NothingChanged, ReportsWaiting, ReturnedWaiting, ProposalsWaiting, OwnersMissing.
    """
    compiling.refuse_unhandled(revision)
    owners.refuse_missing(revision)
    sections = sections_of(revision)
    if not sections:
        raise NothingChanged
    return sections


def sections_of(revision: Revision) -> list[DraftSection]:
    """Each changed area and milestone as a section: its mark, why, how it read and how it is to read."""
    found = changes(revision)
    with override(LANGUAGE):  # what is sent keeps one language, whoever sends it
        return [_section(found, change) for change in _with_effects(found)]


def remember_round(revision: Revision, referral_round: ReferralRound, *, by: User) -> Revision:
    """Let the revision wait for its round. Raises NotThisStep, and as ``changed_sections``."""
    with work():
        fresh = locked(revision, State.COMPILING, State.REVISING)
        compiling.refuse_unhandled(fresh)
        owners.refuse_missing(fresh)
        reporting.finish_tasks(fresh, by=by)
        fresh.round = referral_round
        fresh.save(update_fields=["round"])
        _remember_parts(fresh, referral_round)
        missing = reporting.silent(fresh).count()
        move(fresh, State.REFERRED, by=by, kind="revision.referred", round=referral_round.pk, missing=missing)
        return fresh


def recall(revision: Revision, *, by: User, reason: str) -> Revision:
    """Take back a round that is still a draft, saying why: the plan is revised on. Raises RoundIsOut, ReasonMissing."""
    why = normalise(reason).strip()
    if not why:
        raise ReasonMissing
    with work():
        fresh = locked(revision, State.REFERRED)
        if fresh.round is None or lock_round(fresh.round).state != ReferralRound.State.DRAFT:
            raise RoundIsOut
        finish_items(fresh.round, by=by)
        fresh.referred_parts.all().delete()
        fresh.round = None
        fresh.save(update_fields=["round"])
        move(fresh, State.REVISING, by=by, kind="revision.recalled", reason=why)
        return fresh


def skip_round(revision: Revision, *, by: User, reason: str) -> Revision:
    """Go on without a round, saying why.

    Raises ReasonMissing, ReportsWaiting, ReturnedWaiting, ProposalsWaiting, NotThisStep.
    """
    why = normalise(reason).strip()
    if not why:
        raise ReasonMissing
    with work():
        fresh = locked(revision, State.COMPILING)
        compiling.refuse_unhandled(fresh)
        reporting.finish_tasks(fresh, by=by)
        fresh.no_round_reason = why
        fresh.save(update_fields=["no_round_reason"])
        missing = reporting.silent(fresh).count()
        move(fresh, State.REVISING, by=by, kind="revision.not_referred", missing=missing)
        return fresh


def round_ended(referral_round: ReferralRound, *, by: User | None) -> Revision | None:
    """The round is weighed, or was cancelled: what it was about is revised now. None when it was no revision's."""
    with work():
        found = Revision.objects.filter(round=referral_round, state=State.REFERRED).first()
        if found is None:
            return None
        fresh = locked(found, State.REFERRED)
        move(fresh, State.REVISING, by=by, kind="revision.revising_begun", round=referral_round.pk)
        return fresh


def _remember_parts(revision: Revision, referral_round: ReferralRound) -> None:
    """Which part each section is about: the code it begins with may be another one afterwards."""
    found = changes(revision)
    with override(LANGUAGE):
        by_heading = {_section(found, change).heading: change.part_id for change in _with_effects(found)}
    rows = referral_round.version.sections.all()
    ReferredPart.objects.bulk_create(
        ReferredPart(revision=revision, section_id=row.section_id, part_id=by_heading[row.heading])
        for row in rows
        if row.heading in by_heading
    )


def _with_effects(found: difference.Difference) -> list[difference.PartChange]:
    """Changed areas and milestones, and milestones of which only an effect changed, in the plan's order."""
    sent = found.of(*SENT)
    known = {change.part_id for change in sent}
    owners = {change.wording.milestone_id for change in found.of(PlanPart.Kind.EFFECT)} - known
    effects_only = [
        difference.PartChange(row.part_id, PlanPart.Kind.MILESTONE, (difference.CHANGED,), row, row)
        for row in found.new.milestones
        if row.part_id in owners
    ]
    return [*sent, *effects_only]


def _section(found: difference.Difference, change: difference.PartChange) -> DraftSection:
    plan: PlanAsRead = found.old if change.new is None else found.new
    marks = ", ".join(str(difference.LABELS[mark]) for mark in change.marks)
    if change.kind == PlanPart.Kind.AREA:
        heading, body = f"{change.wording.code} {change.wording.name}", change.wording.statement
    else:
        drawn = text.of_milestone(plan, change.wording)
        heading, body = drawn.heading, drawn.text
    why = _("Varför: %(reason)s") % {"reason": change.reason} if change.reason else ""
    parts = (f"**{marks}.** {why}".strip(), _before(change), body)
    return DraftSection(heading[:300], "\n\n".join(part for part in parts if part))


def _before(change: difference.PartChange) -> str:
    """How it reads in the adopted plan, field by field, where that differs: a reader answers about a change."""
    if change.old is None or change.new is None:
        return ""
    told = [
        f"- {label}: {_shown(getattr(change.old, name))}"
        for name, label in _told_fields(change.kind)
        if getattr(change.old, name) != getattr(change.new, name)
    ]
    return "\n".join([_("I den fastställda planen:"), "", *told]) if told else ""


def _told_fields(kind: str) -> list[tuple[str, str]]:
    if kind == PlanPart.Kind.AREA:
        return [("name", _("Rubrik")), ("statement", _("Text"))]
    return [
        ("title", _("Rubrik")),
        ("years", _("År")),
        ("description", _("Beskrivning")),
        ("status", _("Status")),
    ]


def _shown(value: str) -> str:
    labels = dict(MilestoneWording.Status.choices)
    return str(labels.get(value) or " ".join(value.split()) or "–")
