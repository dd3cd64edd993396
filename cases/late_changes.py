"""What was changed between the closing and the decision: the closed version against the one proposed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from . import merging, outcome
from .merging import Piece
from .models import DocumentVersion, LateChange, ReferralRound, SectionVersion


@dataclass(frozen=True)
class ChangedLate:
    """One section as it is now, how it differs from the closed version, and every change with its reason."""

    section: SectionVersion
    heading: Sequence[Piece]
    text: Sequence[Piece]
    changes: list[LateChange]

    @property
    def renamed(self) -> bool:
        """Whether the heading itself was changed."""
        return any(piece.kind != "same" for piece in self.heading)


def since_closing(referral_round: ReferralRound) -> list[ChangedLate]:
    """The sections changed after the latest closing, in the order of the document."""
    changes: dict[int, list[LateChange]] = defaultdict(list)
    for change in outcome.late_changes(referral_round):
        changes[change.section_id].append(change)
    if not changes:
        return []
    closed = {part.section_id: part for part in outcome.closed_version(referral_round).sections.all()}
    now = outcome.proposal(referral_round).sections.all()
    return [
        _changed(closed[part.section_id], part, changes[part.section_id])
        for part in now
        if part.section_id in changes
    ]


def between(before: DocumentVersion, after: DocumentVersion) -> list[ChangedLate]:
    """The sections that differ between two versions of one document."""
    old = {part.section_id: part for part in before.sections.all()}
    pairs = [(old[part.section_id], part) for part in after.sections.all()]
    return [
        _changed(was, now, []) for was, now in pairs if (was.heading, was.text) != (now.heading, now.text)
    ]


def _changed(before: SectionVersion, after: SectionVersion, changes: list[LateChange]) -> ChangedLate:
    return ChangedLate(
        after,
        merging.changes(before.heading, after.heading),
        merging.changes(before.text, after.text),
        changes,
    )
