"""The next version of the draft: what was sent, with every accepted wording merged in, word by word."""

from collections import defaultdict
from dataclasses import dataclass

from . import documents, merging
from .merging import Conflict, Edit, Merged
from .models import (
    Comment,
    Disposition,
    DocumentVersion,
    ReferralRound,
    SectionVersion,
)

Numbers = dict[int, list[int]]


@dataclass(frozen=True)
class RevisedSection:
    """One section as it will be: heading and text with their changes, and what clashes."""

    section: SectionVersion
    heading: Merged
    text: Merged

    @property
    def is_changed(self) -> bool:
        """Whether a single word differs from what was sent."""
        return (self.heading.text, self.text.text) != (self.section.heading, self.section.text)

    @property
    def conflicts(self) -> list[Conflict]:
        """Accepted wordings that clash, in heading and text."""
        return [*self.heading.conflicts, *self.text.conflicts]


@dataclass(frozen=True)
class Revision:
    """Every section in order, and the numbers of the comments behind each disposition (its causes)."""

    sections: list[RevisedSection]
    numbers: Numbers

    @property
    def conflicts(self) -> list[tuple[RevisedSection, Conflict]]:
        """Everything somebody has to settle first."""
        return [(section, clash) for section in self.sections for clash in section.conflicts]

    @property
    def changed(self) -> list[RevisedSection]:
        """The sections that differ from what was sent."""
        return [section for section in self.sections if section.is_changed]


def of_round(referral_round: ReferralRound) -> Revision:
    """What the round's draft becomes by the dispositions so far, in three queries."""
    numbers = _numbers(referral_round)
    by_section: dict[int | None, list[Disposition]] = defaultdict(list)
    changing = Disposition.objects.filter(pk__in=numbers).exclude(heading=None, text=None)
    for disposition in changing.order_by("pk"):
        by_section[disposition.section_version_id].append(disposition)
    sections = referral_round.version.sections.select_related("section").order_by("position")
    return Revision([_revised(part, by_section[part.pk]) for part in sections], numbers)


def cut(revision: Revision, base: DocumentVersion) -> DocumentVersion:
    """A new, unfrozen version of the same document with the merged wordings; sections keep their identity."""
    version = documents.next_version(base)
    SectionVersion.objects.bulk_create(
        SectionVersion(
            section=part.section.section,
            version=version,
            position=part.section.position,
            heading=part.heading.text[:300],
            text=part.text.text,
            keywords=part.section.keywords,
        )
        for part in revision.sections
    )
    return version


def _revised(section: SectionVersion, dispositions: list[Disposition]) -> RevisedSection:
    headings = [Edit(one.pk, one.heading) for one in dispositions if one.heading is not None]
    texts = [Edit(one.pk, one.text) for one in dispositions if one.text is not None]
    return RevisedSection(
        section, merging.merge(section.heading, headings), merging.merge(section.text, texts)
    )


def _numbers(referral_round: ReferralRound) -> Numbers:
    """The numbers of the active comments behind each disposition that any still has."""
    active = Comment.objects.filter(
        round=referral_round, state=Comment.State.ACTIVE, disposition__isnull=False
    )
    numbers: Numbers = defaultdict(list)
    for disposition, number in active.order_by("number").values_list("disposition_id", "number"):
        numbers[disposition].append(number or 0)
    return dict(numbers)
