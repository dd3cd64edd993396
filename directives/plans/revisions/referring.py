"""What changed goes to the administrations, and only that; or it is said why it does not."""

from django.utils.translation import override

from cases.drafts import DraftSection
from cases.locks import lock_round
from cases.models import ReferralRound
from cases.register_language import LANGUAGE
from cases.text import normalise
from cases.work_items import finish_items
from directives.models import ReferredPart, Revision
from directives.plans import difference
from directives.plans.errors import ReasonMissing
from directives.plans.reading import read
from directives.plans.revisions.errors import NothingChanged, RoundIsOut
from ledger.work import work
from organisation.models import User

from . import compiling, owners, reporting, sections
from .places import State, locked, move


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
    changed = sections_of(revision)
    if not changed:
        raise NothingChanged
    return changed


def sections_of(revision: Revision) -> list[DraftSection]:
    """Each changed area and milestone as a section: its mark, why, how it read and how it is to read."""
    found = changes(revision)
    with override(LANGUAGE):
        return [section for _part, section in sections.of(found)]


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
        by_heading = {section.heading: part for part, section in sections.of(found)}
    rows = referral_round.version.sections.all()
    ReferredPart.objects.bulk_create(
        ReferredPart(revision=revision, section_id=row.section_id, part_id=by_heading[row.heading])
        for row in rows
        if row.heading in by_heading
    )
