"""What the administrations said of the changed parts, how the round weighed it, and whether the plan reads so."""

from dataclasses import dataclass, field
from typing import Any

from django.forms import Form

from cases.models import Comment, Recipient, ReferralRound
from directives.forms.assignment_steps import NothingForm
from directives.forms.plans.revisions import WhyForm
from directives.models import Revision
from directives.plans.revisions import takeable, weighed
from directives.plans.revisions.weighed import Weighed
from directives.views.plans.word_pieces import pieces

from .sent import Sent

State = Revision.State
DRAFT, CANCELLED = ReferralRound.State.DRAFT, ReferralRound.State.CANCELLED


@dataclass
class Said:
    """A section of the round with its comments; after the closing the one wording they led to, against the plan's."""

    heading: str
    weighed: Weighed | None = None
    comments: list[Comment] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def row(self) -> Any:
        """The part as it reads in the planning version; None when it is struck."""
        return self.weighed.row if self.weighed else None

    @property
    def is_struck(self) -> bool:
        """The plan in force has it, and the planning version does not."""
        return self.weighed is not None and self.weighed.row is None

    @property
    def renamed(self) -> list[dict[str, str]]:
        """The heading as it reads today against the weighed one; nothing where they are the same."""
        one = self.weighed
        if one is None or one.now.heading == one.weighed.heading:
            return []
        return pieces(one.now.heading, one.weighed.heading)

    @property
    def reworded(self) -> list[dict[str, str]]:
        """The same of the text."""
        return pieces(self.weighed.now.plain, self.weighed.weighed.plain) if self.weighed else []


def said(revision: Revision, sent: Sent) -> list[Said]:
    """Each section that was commented on or reworded; nothing while the round is out or before it."""
    if revision.round is None or revision.round.state in (DRAFT, CANCELLED):
        return []
    found = {one.section.pk: _of_part(one, revision, sent) for one in weighed.parts(revision)}
    for comment in _weighed(revision.round):
        section = comment.section_version
        if section is not None:
            found.setdefault(section.pk, Said(section.heading)).comments.append(comment)
    return [one for one in found.values() if one.comments or (one.weighed and one.weighed.asked)]


def answered(revision: Revision) -> dict[str, int]:
    """How many of those who were asked have answered or abstained."""
    if revision.round is None:
        return {}
    asked = revision.round.recipients.filter(listed=True).exclude(state=Recipient.State.WITHDRAWN)
    given = asked.filter(state__in=(Recipient.State.ANSWERED, Recipient.State.ABSTAINED))
    return {"asked": asked.count(), "given": given.count()}


def _of_part(one: Weighed, revision: Revision, sent: Sent) -> Said:
    if revision.state != State.REVISING or not one.missing:
        return Said(one.weighed.heading, one)
    code = one.section.section.public_id
    offered = {"leave": sent.form("leave", WhyForm, code)}
    if takeable.may_be_taken(one):
        offered["bring"] = sent.form("bring", NothingForm, code)
    return Said(one.weighed.heading, one, by_hand=takeable.by_hand(one), forms=offered)


def _weighed(referral_round: ReferralRound) -> list[Comment]:
    rows = Comment.objects.filter(round=referral_round, state=Comment.State.ACTIVE, disposition__isnull=False)
    return list(
        rows.select_related("section_version", "disposition", "recipient__unit").order_by(
            "section_version__position", "number"
        )
    )
