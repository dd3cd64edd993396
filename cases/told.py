"""What a letter "ni tyckte – så gjorde vi" tells: each comment, what became of it, the change to the word."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from . import drafts, late_changes, merging, outcome, wholes
from .late_changes import ChangedLate
from .meetings.names import item_name, point_name
from .merging import Piece
from .models import (
    AgendaItem,
    Comment,
    Decision,
    Disposition,
    Feedback,
    Point,
    ReferralRound,
    SectionVersion,
)
from .models.referral import WEIGHED
from .wholes import Whole

Change = tuple[Sequence[Piece], Sequence[Piece]]  # in the heading, in the text
Changes = dict[int, Change]  # by section
ADOPTING = (AgendaItem.Outcome.AS_PROPOSED, AgendaItem.Outcome.CHANGED)


@dataclass(frozen=True)
class ToldComment:
    """One comment with its disposition; the section as it was sent against the closed version, where it changed."""

    comment: Comment
    section: str
    heading: Sequence[Piece] = ()
    text: Sequence[Piece] = ()
    late: ChangedLate | None = None


@dataclass(frozen=True)
class Told:
    """The whole letter; ``late`` is what changed after the closing in sections no comment here is about."""

    feedback: Feedback
    comments: list[ToldComment] = field(default_factory=list)
    late: list[ChangedLate] = field(default_factory=list)
    decision: Decision | None = None
    paragraph: str = ""
    whole: Whole | None = None

    @property
    def changed_late(self) -> bool:
        """Whether anything changed between the closing and the decision."""
        return bool(self.late) or any(one.late for one in self.comments)

    @property
    def is_final(self) -> bool:
        """Whether it follows the decision."""
        return self.feedback.stage == Feedback.Stage.FINAL


def still_holds(letter: Feedback, referral_round: ReferralRound) -> bool:
    """Whether the letter tells of the latest closing, and the weighing has not been opened again."""
    return referral_round.state in WEIGHED and letter.closing == referral_round.closings


def tell(feedback: Feedback, comments: list[Comment], referral_round: ReferralRound) -> Told:
    """The letter in a constant number of queries, as it was sent.

    One that still holds shows the closed version; of one that does not, only what each comment led to
    is known, because the version it told of may have been merged anew.
    """
    final = feedback.stage == Feedback.Stage.FINAL
    late = late_changes.since_closing(referral_round) if final else []
    by_section = {part.section.section_id: part for part in late}  # each told once, at its first comment
    changed = _changed(referral_round) if still_holds(feedback, referral_round) else None
    numbered = not drafts.carry_numbers(part.heading for part in referral_round.version.sections.all())
    told = [_told(comment, changed, by_section, numbered=numbered) for comment in comments]
    return Told(
        feedback=feedback,
        comments=told,
        late=list(by_section.values()),
        decision=_decision(referral_round) if final else None,
        paragraph=_paragraph(referral_round) if final else "",
        whole=wholes.whole_of(referral_round),
    )


def _told(
    comment: Comment,
    changed: Changes | None,
    late: dict[int, ChangedLate],
    *,
    numbered: bool,
) -> ToldComment:
    section = comment.section_version
    if section is None:
        return ToldComment(comment, _("Helheten"))
    name = f"{section.position} {section.heading}" if numbered else section.heading
    heading, text = _change(comment.disposition, section, changed)
    return ToldComment(comment, name, heading, text, late.pop(section.section_id, None))


def _change(disposition: Disposition | None, section: SectionVersion, changed: Changes | None) -> Change:
    if disposition is None or not disposition.changes_text:
        return (), ()
    if changed is not None:
        return changed.get(section.section_id, ((), ()))
    heading = section.heading if disposition.heading is None else disposition.heading
    text = section.text if disposition.text is None else disposition.text
    return _pieces(section.heading, heading), _pieces(section.text, text)


def _changed(referral_round: ReferralRound) -> Changes:
    """By section: how the closed version differs from what was sent, in heading and text."""
    before = {part.section_id: part for part in referral_round.version.sections.all()}
    after = outcome.closed_version(referral_round).sections.all()
    pairs = [(before[part.section_id], part) for part in after if part.section_id in before]
    return {
        now.section_id: (_pieces(was.heading, now.heading), _pieces(was.text, now.text)) for was, now in pairs
    }


def _pieces(was: str, now: str) -> Sequence[Piece]:
    return merging.changes(was, now) if was != now else ()


def _decision(referral_round: ReferralRound) -> Decision | None:
    return Decision.objects.filter(round=referral_round).select_related("decider").first()


def _paragraph(referral_round: ReferralRound) -> str:
    """The body's § that decided, with the point that adopts; "" when an official did."""
    items = AgendaItem.objects.filter(
        round=referral_round, outcome__in=ADOPTING, body__decides=True, occasion__completed_at__isnull=False
    )
    whole = wholes.whole_of(referral_round)
    if whole is not None:  # several items may carry the round; one of them adopts what it is a part of
        points = wholes.adopting_points(whole)
        items = items.filter(pk__in=points.values("item"))
    else:
        points = Point.objects.filter(kind=Point.Kind.ADOPT, struck=False)
    item = items.select_related("body__unit", "meeting").order_by("pk").last()
    if item is None:
        return ""
    adopting = points.filter(item=item).order_by("number").first()
    return point_name(adopting) if adopting is not None else item_name(item)
