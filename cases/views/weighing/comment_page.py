"""One comment as its page shows it: whether it can be weighed, its words in their box, what became of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cases import boxes, coverage, marking, merging
from cases.coverage import Span
from cases.models import Answer, AnswerParty, Comment, Field, Recipient, SectionVersion
from organisation.models import User

from .choice import Choice
from .finding import may_work
from .listing import about, address
from .proposal import is_whole
from .reading_page import Run


@dataclass
class CommentPage:
    """The comment in its round, as one person sees it; ``choice`` says among which others."""

    comment: Comment
    choice: Choice
    user: User

    @property
    def round(self) -> Any:
        """The round it was said in."""
        return self.comment.round

    @property
    def about(self) -> str:
        """What it is about."""
        return about(self.comment.section_version)

    @cached_property
    def is_current(self) -> bool:
        """Whether its answer still counts."""
        return marking.is_current(self.comment.answer)

    @property
    def is_dropped(self) -> bool:
        """Whether it was struck."""
        return self.comment.state == Comment.State.DROPPED

    @property
    def may_work(self) -> bool:
        """Whether anything can be done to it."""
        return may_work(self.comment.round) and not self.is_dropped

    @property
    def may_weigh(self) -> bool:
        """Whether it can be given a disposition."""
        return self.may_work and self.is_current

    @property
    def outcome(self) -> str:
        """What became of it; empty while nothing has."""
        return self.comment.disposition.outcome if self.comment.disposition else ""

    @property
    def section(self) -> SectionVersion | None:
        """The section that may be worded anew."""
        disposition = self.comment.disposition
        return (disposition and disposition.section_version) or self.comment.section_version

    @property
    def outdated_by(self) -> str:
        """How its answer came to count no more."""
        withdrawn = self.comment.answer.state == Answer.State.WITHDRAWN
        return "withdrawn" if withdrawn else "replaced"

    @property
    def box_text(self) -> str:
        """The whole text it stands in; empty for a file."""
        comment = self.comment
        if comment.item is not None:
            return str(getattr(comment.item, comment.field))
        return comment.answer.abstain_reason if comment.field == Field.REASON else ""

    @property
    def runs(self) -> list[Run]:
        """The box with the comment's own words marked."""
        comment = self.comment
        own = [(comment.pk, Span(comment.start, comment.end))] if comment.start < comment.end else []
        return [
            Run(one.text, "comment", comment.number) if one.owner else Run(one.text, "read")
            for one in coverage.runs(self.box_text, own)
        ]

    @property
    def box_key(self) -> str:
        """The box's name on the page of the answer."""
        comment = self.comment
        return f"{comment.field}-{comment.item_id or comment.attachment_id or comment.answer_id}"

    @property
    def proposal(self) -> str:
        """The wording proposed beside it; empty when there is none or no section to word anew."""
        item = self.comment.item
        return item.wording if item and self.comment.section_version else ""

    @property
    def proposal_pieces(self) -> list[dict[str, Any]]:
        """How the proposal differs from the draft; empty when it is no wording of the whole section."""
        section = self.comment.section_version
        if not self.proposal or section is None:
            return []
        return _pieces(section.text, self.proposal) if is_whole(section.text, self.proposal) else []

    @property
    def own_pieces(self) -> list[dict[str, Any]]:
        """How the section's text reads by its own disposition, as a word difference; empty when it stays."""
        disposition = self.comment.disposition
        if disposition is None or disposition.text is None or disposition.section_version is None:
            return []
        return _pieces(disposition.section_version.text, disposition.text)

    @cached_property
    def standing(self) -> Recipient | None:
        """The place whose answer holds the comment's box now; None when its answer counts no more."""
        party = AnswerParty.objects.filter(
            answer=self.comment.answer_id, current=True, answer__state__in=boxes.GIVEN
        ).select_related("recipient")
        return next((one.recipient for one in party), None)

    @property
    def address(self) -> str:
        """Its own address, with the choice."""
        return address(self.comment.public_id, self.comment.number, self.choice)


def _pieces(before: str, after: str) -> list[dict[str, Any]]:
    return [{"kind": piece.kind, "text": piece.text} for piece in merging.changes(before, after)]
