"""What the administrations said of the changed milestones, as the round has weighed it."""

from dataclasses import dataclass, field

from cases.models import Comment, Disposition, ReferralRound, SectionVersion
from directives.models import MilestoneWording, Revision

DRAFT, CANCELLED = ReferralRound.State.DRAFT, ReferralRound.State.CANCELLED


@dataclass
class Said:
    """A section of the round, the milestone it is about, and what came of the comments on it."""

    heading: str
    row: MilestoneWording | None
    comments: list[Comment] = field(default_factory=list)

    @property
    def wordings(self) -> list[Disposition]:
        """The wordings the round agreed on, each once."""
        found = {one.disposition_id: one.disposition for one in self.comments if one.disposition}
        return [one for one in found.values() if one is not None and one.changes_text]


def said(revision: Revision) -> list[Said]:
    """Each section somebody commented on; nothing while the round is out or before it."""
    if revision.round is None or revision.round.state in (DRAFT, CANCELLED):
        return []
    rows = MilestoneWording.objects.filter(version=revision.draft).select_related("part")
    by_code = {row.code: row for row in rows}
    sections: dict[int, Said] = {}
    for comment in _weighed(revision.round):
        section = comment.section_version
        if section is not None:
            place = sections.setdefault(section.pk, Said(section.heading, _row(section, by_code)))
            place.comments.append(comment)
    return list(sections.values())


def _weighed(referral_round: ReferralRound) -> list[Comment]:
    rows = Comment.objects.filter(round=referral_round, state=Comment.State.ACTIVE, disposition__isnull=False)
    return list(
        rows.select_related("section_version", "disposition", "recipient__unit").order_by(
            "section_version__position", "number"
        )
    )


def _row(section: SectionVersion, by_code: dict[str, MilestoneWording]) -> MilestoneWording | None:
    """The milestone whose code the section's heading begins with."""
    words = section.heading.split()
    return by_code.get(words[0]) if words else None
