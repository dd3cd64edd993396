"""A round's text follows the whole it is a part of: what came to read otherwise there is told with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access, documents, outcome
from .locks import lock_round
from .models import DocumentVersion, LateChange, ReferralRound, SectionVersion
from .text import normalise


@dataclass(frozen=True)
class Followed:
    """How a section reads in the whole, and why it reads otherwise than it was weighed."""

    section_id: int
    heading: str
    text: str
    reason: str


def follow(referral_round: ReferralRound, parts: Sequence[Followed], *, by: User) -> DocumentVersion | None:
    """Let the closed round's proposal read as the whole does; None when it does already, or is not closed."""
    if referral_round.state != ReferralRound.State.CLOSED or not _changed(referral_round, parts):
        return None  # what reads alike is not waited for: the round's lock is taken before its process's here
    with work():
        locked = lock_round(referral_round)
        if locked.state != ReferralRound.State.CLOSED:
            return None
        changed = _changed(locked, parts)
        return _lay(locked, outcome.proposal(locked), changed, by) if changed else None


def _changed(referral_round: ReferralRound, parts: Sequence[Followed]) -> dict[int, Followed]:
    """Those that read otherwise than the proposal, by section."""
    base = outcome.proposal(referral_round)
    return {part.section_id: part for part in map(_kept, parts) if part.section_id in _differing(base, part)}


def _kept(part: Followed) -> Followed:
    heading, text = normalise(part.heading).strip()[:300], normalise(part.text)
    return Followed(part.section_id, heading, text, normalise(part.reason).strip())


def _differing(base: DocumentVersion, part: Followed) -> set[int]:
    now = base.sections.filter(section=part.section_id).exclude(heading=part.heading, text=part.text)
    return set(now.values_list("section_id", flat=True))


def _lay(
    referral_round: ReferralRound, base: DocumentVersion, changed: dict[int, Followed], by: User
) -> DocumentVersion:
    version = documents.next_version(base)
    for row in base.sections.all():
        part = changed.get(row.section_id)
        SectionVersion.objects.create(
            section_id=row.section_id,
            version=version,
            position=row.position,
            heading=part.heading if part else row.heading,
            text=part.text if part else row.text,
            keywords=row.keywords,
        )
    documents.freeze(version, by=by)
    LateChange.objects.bulk_create(
        LateChange(
            round=referral_round,
            version=version,
            section_id=part.section_id,
            reason=part.reason,
            changed_at=clock.now(),
            changed_by=by,
        )
        for part in changed.values()
    )
    referral_round.revised_version = version
    referral_round.save(update_fields=["revised_version"])
    record(
        "proposal.changed",
        by=by,
        on_behalf_of=access.acting_for(by, "manage_round", referral_round.unit),
        case=referral_round.case,
        unit=referral_round.unit,
        subject=referral_round,
        version=version.pk,
    )
    return version
